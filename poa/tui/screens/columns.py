"""Which column of a table is what: the headings with a sample of each, to be chosen for each part of a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.messages.columns import HEADED
from poa.messages.vocabulary import folded, load_vocabulary
from poa.tui import commands as c
from poa.tui.flow import shortened
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.widgets.lines import Item, Lines, blank_line
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.tui.desk import Desk

FIELDS = ("text", "sent", "order_id", "sender", "direction", "subject", "template")
NONE = "-"


class ColumnsScreen(PoaScreen[Mapping[str, str]]):
    """Returns field to column (its name, or its number where the table has no headings), or None.

    Args:
        table: the file, for its name.
        rows: its first rows, the headings first.
        desk: knows the usual names of columns.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.ReadTable, c.Decide, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "columns"

    def __init__(self, table: Path, rows: Sequence[Sequence[str]], desk: Desk) -> None:
        super().__init__()
        self.table, self.rows = table, rows
        self.headed = True
        known = load_vocabulary(desk.guidance).columns
        # Field to the place of its column.
        self.chosen: dict[str, int] = {}
        for place, name in enumerate(rows[0]):
            field = known.get(folded(name))
            if field in FIELDS:
                self.chosen.setdefault(field, place)

    def body(self) -> Iterable[Widget]:
        """What is asked, and the parts of a message."""
        yield Vertical(
            Prose(self.words("tui_mail.columns_title", file=self.table.name), classes="page-title"),
            Prose(self.words("tui_mail.columns_note"), classes="page-note"),
            Lines(id="columns"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The step."""
        return self.words("tui_mail.title"), self.table.name, "right"

    def first_focus(self) -> str:
        """The list."""
        return "#columns"

    def redraw(self) -> None:
        """Each part with its column and what stands in it."""
        items = []
        for field in FIELDS:
            name = self.words(f"tui_mail.column_{field}")
            place = self.chosen.get(field)
            mark = ("✓ ", "good") if place is not None else ("? ", "warn") if field == "text" else ("- ", "quiet")
            told = self.words("tui_mail.column_open") if place is None else self._column(place)
            sample = "" if place is None else f"\n“{shortened(self._sample(place), 90)}”"
            spans = [mark, (name, "bold"), (f"  {told}", "" if place is not None else "quiet"), (sample, "quiet")]
            items.append(Item(field, spans=spans, hang=2))
        tick = "[✓] " if self.headed else "[ ] "
        items.append(blank_line())
        items.append(Item("headed", spans=[(tick, "accent"), (self.words("tui_mail.headed"), "")], hang=4))
        self.query_one("#columns", Lines).show(items)

    def _column(self, place: int) -> str:
        name = self.rows[0][place] if self.headed else ""
        return self.words("tui_mail.column", letter=letter_of(place), name=shortened(name, 40)).rstrip()

    def _sample(self, place: int) -> str:
        """What stands in a column: the first cell below the headings that holds something."""
        below = self.rows[1:] if self.headed else self.rows
        return next((row[place] for row in below if row[place]), "")

    # ---- actions

    @on(Lines.Chosen, "#columns")
    def _open(self, event: Lines.Chosen) -> None:
        if event.key == "headed":
            self.headed = not self.headed
            self.redraw()
            return
        field = str(event.key)
        present = self.chosen.get(field)
        options = [Option(NONE, self.words("tui_mail.column_none"), present=present is None)]
        for place in range(len(self.rows[0])):
            options.append(
                Option(str(place), self._column(place), shortened(self._sample(place), 120), place == present)
            )

        def chosen(key: str | None) -> None:
            if key is not None:
                self.chosen.pop(field, None)
                if key != NONE:
                    self.chosen[field] = int(key)
                self.redraw()

        self.app.push_screen(ChooseScreen(self.words(f"tui_mail.column_{field}"), options), chosen)

    def action_decide(self) -> None:
        """Choose the column of the part under the cursor."""
        self.query_one("#columns", Lines).action_choose()

    def action_read_table(self) -> None:
        """Import with these columns; without the words of the messages there is nothing to import."""
        if "text" not in self.chosen:
            self.tell(self.words("tui_mail.column_needed"), warning=True)
            return
        named = {field: self._named(place) for field, place in self.chosen.items()}
        if self.headed and all(column.isdigit() for column in named.values()):
            named[HEADED] = "1"
        self.dismiss(named)

    def _named(self, place: int) -> str:
        """A column by its heading where that says which; else by its number."""
        headings = [folded(name) for name in self.rows[0]]
        name = self.rows[0][place]
        sure = self.headed and folded(name) and not name.isdigit() and headings.count(folded(name)) == 1
        return name if sure else str(place + 1)


def letter_of(place: int) -> str:
    """A, B ... Z, AA ... as spreadsheets call their columns."""
    name = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
