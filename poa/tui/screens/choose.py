"""A list to choose one thing from, each with a line that helps to choose; typing narrows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose


@dataclass(frozen=True, slots=True)
class Option:
    """One thing: its key, its name, what helps to decide, and whether it is the present choice."""

    key: str
    title: str
    note: str = ""
    present: bool = False


class ChooseScreen(PoaScreen[str]):
    """Returns the key of what was chosen, or None.

    Args:
        title: what is to be chosen.
        options: what there is.
        note: what to think of.
        start: where the cursor begins; else on the present choice.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Pick, c.Back, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = [
        *c.bindings(*ACTIONS),
        ("down", "cursor(1)", ""),
        ("up", "cursor(-1)", ""),
    ]
    HELP = "choose"

    def __init__(self, title: str, options: Sequence[Option], note: str = "", start: str = "") -> None:
        super().__init__()
        self.heading = title
        self.note = note
        self.options = options
        self.start = start

    def body(self) -> Iterable[Widget]:
        """A heading, a search line, the list."""
        yield Vertical(
            Prose(self.heading, classes="page-title"),
            Prose(self.note, classes="page-note"),
            Input(id="choose-words", placeholder=self.words("tui.choose.search")),
            # The keys of the search line move its cursor.
            Lines(id="options", classes="driven"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """How to choose."""
        return self.words("tui.choose.where"), "", "right"

    def first_focus(self) -> str:
        """The search line: typing narrows at once, and the arrows move in the list all the same."""
        return "#choose-words"

    def redraw(self) -> None:
        """The options that fit the words."""
        wanted = self.query_one("#choose-words", Input).value.casefold().split()
        items = []
        for option in self.options:
            if all(word in f"{option.title} {option.note}".casefold() for word in wanted):
                mark = ("✓ ", "good") if option.present else ("  ", "")
                note = f"\n{option.note}" if option.note else ""
                items.append(Item(option.key, spans=[mark, (option.title, "bold"), (note, "quiet")], hang=2))
        if not items:
            items = [Item(spans=[(self.words("tui.choose.none"), "quiet")], selectable=False)]
        present = self.start or next((option.key for option in self.options if option.present), None)
        self.query_one("#options", Lines).show(items, key=self.query_one("#options", Lines).key or present)

    @on(Input.Changed, "#choose-words")
    def _typed(self) -> None:
        """Other words: the first that fits is the one that Enter takes."""
        self.redraw()
        self.query_one("#options", Lines).action_edge(0)

    @on(Input.Submitted, "#choose-words")
    def action_pick(self) -> None:
        """Take the line under the cursor."""
        self.query_one("#options", Lines).action_choose()

    @on(Lines.Chosen, "#options")
    def _chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(event.key)

    def action_cursor(self, step: int) -> None:
        """Move in the list while the search line keeps the focus."""
        self.query_one("#options", Lines).action_move(step)
