"""A checklist: who ticks and on which day, the lines, what was ticked before, and the list as a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.errors import InputError, PoaError
from poa.text.dates import told_date, told_day
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.training_book import Book
from poa.tui.screens.training_form import Field, FormScreen
from poa.tui.screens.training_module import open_rule_link
from poa.tui.widgets.lines import Item, Lines, blank_line

if TYPE_CHECKING:
    from poa.model.training import Checklist


class ChecklistScreen(PoaScreen[None]):
    """One checklist. Each tick is on the disk at once, under the person and the day."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.Tick,
        c.Who,
        c.WriteWord,
        c.OpenLink,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS[1:])
    HELP = "training-checklist"

    def __init__(self, book: Book, checklist: Checklist) -> None:
        super().__init__()
        self.book, self.checklist = book, checklist
        self.person = ""
        self.day: date | None = None

    # ---- what is shown

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield Vertical(Lines(id="checks"), classes="page")

    def where(self) -> tuple[str, str, str]:
        """The list and how much of it is ticked."""
        done = len(self._ticked())
        told = self.words("tui_training.ticked", done=done, total=len(self.checklist.items))
        return self.desk.tell(self.checklist.title), told, "right"

    def first_focus(self) -> str:
        """The list."""
        return "#checks"

    def redraw(self) -> None:
        """Who and when, the lines, and what was ticked before."""
        tell = self.desk.tell
        items = [Item(spans=[(tell(self.checklist.when), "quiet")], selectable=False)]
        items.append(Item("who", spans=self._who(), hang=2))
        items.append(blank_line())
        ticked = self._ticked()
        for item in self.checklist.items:
            mark = ("[✓] ", "good") if item.id in ticked else ("[ ] ", "quiet")
            items.append(Item(f"item:{item.id}", spans=[mark, (tell(item.text), "")], hang=4))
        items += self._earlier_items()
        self.query_one("#checks", Lines).show(items)

    def _earlier_items(self) -> list[Item]:
        """What was ticked before; or why that cannot be read."""
        words, total = self.words, len(self.checklist.items)
        gap = blank_line()
        try:
            earlier = self._earlier()
        except PoaError as problem:
            return [gap, Item(spans=[(problem.told(words), "bad")], selectable=False)]
        items = [gap, Item(spans=[(words("tui_training.earlier"), "accent")], selectable=False)] if earlier else []
        for person, day, count in earlier:
            shown = told_day(date.fromisoformat(day), words)
            told = words("tui_training.earlier_line", person=person, date=shown, done=count, total=total)
            items.append(Item(f"day:{day}:{person}", spans=[("- ", "quiet"), (told, "")], hang=2))
        return items

    def _who(self) -> list[tuple[str, str]]:
        if self.person and self.day:
            told = self.words("tui_training.by", person=self.person, date=told_date(self.day, self.words))
            return [("✓ ", "good"), (told, "bold")]
        return [("? ", "warn"), (self.words("tui_training.nobody_yet"), "")]

    def _ticked(self) -> list[str]:
        from poa.training.ticks import ticked

        if not (self.person and self.day):
            return []
        try:
            return ticked(self.book.folder, self.checklist, self.person, self.day)
        except PoaError:
            return []

    def _earlier(self) -> list[tuple[str, str, int]]:
        """Person, day and number of ticks, the latest day first."""
        from poa.training.ticks import load_ticks

        people = load_ticks(self.book.folder).get(self.checklist.id, {})
        kept = [(person, day, len(items)) for person, days in people.items() for day, items in days.items()]
        return sorted(kept, key=lambda row: (row[1], row[0]), reverse=True)

    # ---- ticking

    @on(Lines.Chosen, "#checks")
    def action_tick(self) -> None:
        """Tick or take the tick away; the first time it is asked who ticks."""
        kind, _, rest = str(self.query_one("#checks", Lines).key or "").partition(":")
        if kind == "day":
            day, _, self.person = rest.partition(":")
            self.day = date.fromisoformat(day)
            self._shown()
        elif kind == "item" and self.person and self.day:
            self._tick(rest)
        else:
            self.action_who()

    def _tick(self, item: str) -> None:
        from poa.training.ticks import tick

        if self.day is None:
            return
        on = item in self._ticked()
        more, less = ((), (item,)) if on else ((item,), ())
        tick(self.book.folder, self.checklist, self.person, self.day, more, now=self.desk.now, untick=less)
        self._shown()
        if not on:
            self.query_one("#checks", Lines).action_move(1)

    def action_who(self) -> None:
        """Who ticks, and on which day."""
        fields = [
            Field("person", value=self.person, known=self.book.people(), needed=True),
            Field("day", "date", str(self.day or ""), needed=True),
        ]

        def keep(read: Mapping[str, str], changed: set[str]) -> None:
            day = date.fromisoformat(read["day"])
            if day > self.desk.local_now.date():
                raise InputError("tui_training.future", date=day)
            self.person, self.day = read["person"], day

        form = FormScreen("who", fields, keep, where=self.desk.tell(self.checklist.title))
        self.app.push_screen(self.book.form(form, self.checklist.id), self._chosen)

    def _chosen(self, kept: object) -> None:
        """After the form: to the first line that is not ticked."""
        self._shown()
        done = self._ticked()
        first = next((item.id for item in self.checklist.items if item.id not in done), None)
        if kept and first:
            self.query_one("#checks", Lines).select(f"item:{first}")

    def _shown(self) -> None:
        self.redraw()
        self.draw_bars()

    # ---- paper and links

    def action_write_word(self) -> None:
        """The list to print: empty, or as it is ticked now."""
        from poa.export.write import write_files
        from poa.training.papers import checklist_page
        from poa.training.people import slug
        from poa.tui.screens.training_files import FilesScreen

        page = checklist_page(self.checklist, person=self.person, on=self.day, ticked=self._ticked())
        whose = (slug(self.person), str(self.day)) if self.person and self.day else ()
        files = {f"{'-'.join(('checklist', self.checklist.id, *whose))}.docx": page}
        written = write_files(files, self.book.folder / "training")
        self.app.push_screen(FilesScreen([str(path) for path in written]))

    def action_open_link(self) -> None:
        """The source of the rule behind the line; only on this key."""
        kind, _, rest = str(self.query_one("#checks", Lines).key or "").partition(":")
        item = next((item for item in self.checklist.items if kind == "item" and item.id == rest), None)
        rule = next((rule for rule in item.rules if rule in self.desk.rules), "") if item else ""
        if rule:
            open_rule_link(self, rule)
        else:
            self.tell(self.words("tui_training.no_link"))
