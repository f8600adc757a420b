"""A text to edit in which spans can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from rich.control import strip_control_codes
from rich.style import Style
from rich.text import Text

from poa.tui.widgets.areainput import AreaInput

# From this length on, a paragraph is cut for one screen line at a time.
LONG = 600


class MarkedTextArea(AreaInput):
    """Marks are underlined, so they show without colour as well."""

    def __init__(self, text: str = "", *, id: str, placeholder: str = "") -> None:
        super().__init__(text, id=id, placeholder=placeholder, soft_wrap=True, tab_behavior="focus")
        self.marks: list[tuple[int, int]] = []

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark these spans of the text."""
        self.marks = sorted(set(spans))
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line with its marks (Textual asks for each line that it draws)."""
        text = self.document.get_line(line_index)
        line = LongLine(_drawable(text)) if len(text) > LONG else super().get_line(line_index)
        if not self.marks:
            return line
        start = sum(len(text) + 1 for text in self.document.lines[:line_index])
        end = start + len(line)
        for a, b in self.marks:
            if a < end and b > start:
                line.stylize(Style(underline=True, bold=True), max(a, start) - start, min(b, end) - start)
        return line


class LongLine(Text):
    """A paragraph of thousands of letters, of which only what is drawn is made into a text.

    Textual makes and cuts the whole paragraph anew for each screen line, which takes a tenth of a second for a page of
    Chinese without a line break.
    """

    def __init__(self, source: str) -> None:
        super().__init__("", end="", no_wrap=True)
        self.source = source
        self._length = len(source)

    @property
    def plain(self) -> str:
        """The letters; behind the last one a blank for the cursor where Textual asked for it."""
        return self.source + " " * (self._length - len(self.source))

    @plain.setter
    def plain(self, new_text: str) -> None:
        self.source = new_text
        self._length = len(new_text)

    def set_length(self, new_length: int) -> None:
        """Room for the cursor behind the last letter."""
        self._length = max(new_length, len(self.source))

    def divide(self, offsets: Iterable[int]) -> Any:
        """The pieces between the offsets, each made when it is asked for."""
        return _Pieces(self, list(offsets))

    def piece(self, start: int, end: int) -> Text:
        """The letters from ``start`` to ``end`` with their styles."""
        piece = Text(self.plain[start:end], no_wrap=True)
        for span in self.spans:
            if span.start < end and span.end > start:
                piece.stylize(span.style, max(span.start, start) - start, min(span.end, end) - start)
        return piece


class _Pieces:
    """Stands in for the list of pieces; the first that is asked for is drawn, of the others only the tabs count."""

    def __init__(self, line: LongLine, offsets: Sequence[int]) -> None:
        self.line, self.plain, self.bounds = line, line.plain, [0, *offsets, len(line)]
        self.drawn = -1

    def __getitem__(self, index: int) -> Any:
        start, end = self.bounds[index], self.bounds[index + 1]
        if self.drawn < 0 or index == self.drawn:
            self.drawn = index
            return self.line.piece(start, end)
        return SimpleNamespace(plain=self.plain[start:end])


@lru_cache(maxsize=8)
def _drawable(text: str) -> str:
    """Without what a terminal might obey; kept, since it is asked for once for each screen line."""
    return strip_control_codes(text)
