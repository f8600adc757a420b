"""One of a few values on one line; the arrow keys, the space bar or a click turn to the next, a letter to its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from poa.tui.flow import shortened


class Choice(Widget, can_focus=True):
    """Shows the chosen label between two marks."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Choice { height: 1; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "turn(-1)", ""),
        ("right", "turn(1)", ""),
        ("space", "turn(1)", ""),
        ("enter", "submit", ""),
    ]

    @dataclass
    class Changed(Message):
        """Another value is shown."""

        choice: Choice

    @dataclass
    class Submitted(Message):
        """Enter: the form may be kept."""

        choice: Choice

    @dataclass
    class Unknown(Message):
        """A letter was typed with which no value begins."""

        choice: Choice

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str) -> None:
        super().__init__(id=id)
        self.options = list(options)
        self.value = value

    def render_line(self, y: int) -> Strip:
        """The only line (Textual's line API)."""
        label = dict(self.options).get(self.value, "")
        text = shortened(f"‹ {label} ›", self.size.width)
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def action_turn(self, step: int) -> None:
        """The next or the last value, round and round."""
        values = [value for value, _ in self.options]
        here = values.index(self.value) if self.value in values else -1 if step > 0 else 0
        self.value = values[(here + step) % len(values)]
        self.refresh()
        self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        """A letter turns to the value that begins with it; where none does, it is said how to choose."""
        from poa.tui.bytyping import meant_by

        if not event.is_printable or event.character in (None, " "):
            return
        event.stop()
        meant = meant_by(event.character or "", self.options, self.value)
        if meant is None:
            self.post_message(self.Unknown(self))
        elif meant != self.value:
            self.value = meant
            self.refresh()
            self.post_message(self.Changed(self))

    def action_submit(self) -> None:
        """Enter."""
        self.post_message(self.Submitted(self))

    def on_click(self, event: events.Click) -> None:
        """A click turns to the next."""
        self.action_turn(1)
