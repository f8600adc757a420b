"""A text to read, with the words that matter marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines, Span, blank_line
from poa.tui.widgets.prose import Prose


class ReadingScreen(PoaScreen[None]):
    """Shows ``text``; ``spans`` of it are marked, ``after`` stands below it."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Copy, c.Back, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "reading"

    def __init__(
        self,
        title: str,
        text: str,
        spans: Sequence[tuple[int, int]] = (),
        note: str = "",
        after: Sequence[Item] = (),
    ) -> None:
        super().__init__()
        self.after = [blank_line(), *after] if after else []
        self.heading, self.text, self.spans, self.note = title, text, spans, note

    def body(self) -> Iterable[Widget]:
        """A heading and the text."""
        yield Vertical(
            Prose(self.heading, classes="page-title"),
            *([Prose(self.note, classes="page-note")] if self.note else []),
            Lines(id="text", cursor=False),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """As on the screen below: whose text it is."""
        shown = self.app.screen_stack
        below = shown[shown.index(self) - 1]
        return below.where() if isinstance(below, PoaScreen) else super().where()

    def first_focus(self) -> str:
        """The text."""
        return "#text"

    def redraw(self) -> None:
        """The text with its marks."""
        self.query_one("#text", Lines).show([*marked_items(self.text, self.spans), *self.after])

    def action_copy(self) -> None:
        """The whole text."""
        from poa.tui.clipboard import copy

        copy(self.app, self.text)
        self.tell(self.words("tui.copied"))


def marked_items(text: str, spans: Sequence[tuple[int, int]]) -> list[Item]:
    """Each line of a text as an item, the spans marked."""
    items, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        pieces: list[Span] = []
        position = start
        for a, b in spans:
            a, b = max(a, position), min(b, end)
            if a < b:
                pieces += [(text[position:a], ""), (text[a:b], "marked")]
                position = b
        pieces.append((text[position:end], ""))
        items.append(Item(spans=pieces, selectable=False))
        start = end + 1
    return items
