"""All actions that are possible now, to search by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines


class PaletteScreen(PoaScreen[str]):
    """Returns the name of the chosen action."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Back,)
    BINDINGS: ClassVar[list[BindingType]] = [
        *c.bindings(*ACTIONS),
        ("down", "cursor(1)", ""),
        ("up", "cursor(-1)", ""),
    ]

    def __init__(self, under: PoaScreen[Any]) -> None:
        super().__init__()
        self.under = under

    def body(self) -> Iterable[Widget]:
        """A search line and the actions."""
        yield Vertical(
            Input(id="palette-words", placeholder=self.words("tui.palette.search")), Lines(id="actions"), id="palette"
        )

    def where(self) -> tuple[str, str, str]:
        """The screen's name."""
        return self.words("tui.palette.where"), "", "right"

    def first_focus(self) -> str:
        """The search line."""
        return "#palette-words"

    def redraw(self) -> None:
        """The actions that fit the words."""
        wanted = self.query_one("#palette-words", Input).value.casefold().split()
        items = []
        for command in available(self.under):
            label, told = command.label(self.words), command.help(self.words)
            if all(word in f"{label} {told}".casefold() for word in wanted):
                spans = [(f"{command.shown_key():<5}", "accent"), (f" {label}", "bold"), (f"  {told}", "quiet")]
                items.append(Item(command.name, spans=spans, hang=6))
        self.query_one("#actions", Lines).show(items)

    @on(Input.Changed, "#palette-words")
    def _typed(self) -> None:
        self.redraw()

    @on(Input.Submitted, "#palette-words")
    def _entered(self) -> None:
        self.query_one("#actions", Lines).action_choose()

    @on(Lines.Chosen, "#actions")
    def _chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(event.key)

    def action_cursor(self, step: int) -> None:
        """Move in the list while the search line keeps the focus."""
        self.query_one("#actions", Lines).action_move(step)


def available(screen: PoaScreen[Any]) -> list[type[c.Command]]:
    """The actions of a screen that are possible now, then those of the application."""
    own = [command for command in screen.ACTIONS if screen.check_action(command.name, ())]
    return own + [command for command in screen.poa.GENERAL if command is not c.Palette and command not in own]
