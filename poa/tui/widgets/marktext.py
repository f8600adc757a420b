"""A text to edit in which spans can be marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.widgets import TextArea


class MarkedTextArea(TextArea):
    """Marks are underlined, so they show without colour as well."""

    def __init__(self, text: str = "", *, id: str, placeholder: str = "") -> None:
        super().__init__(text, id=id, placeholder=placeholder, soft_wrap=True, tab_behavior="focus")
        self._marks: list[tuple[int, int]] = []

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark these spans of the text."""
        self._marks = sorted(spans)
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line with its marks (Textual asks for each line that it draws)."""
        line = super().get_line(line_index)
        if not self._marks:
            return line
        start = sum(len(text) + 1 for text in self.document.lines[:line_index])
        end = start + len(line)
        for a, b in self._marks:
            if a < end and b > start:
                line.stylize(Style(underline=True, bold=True), max(a, start) - start, min(b, end) - start)
        return line
