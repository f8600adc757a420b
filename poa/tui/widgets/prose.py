"""A few sentences of plain text, broken for English and Chinese; never markup."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from poa.tui.flow import clean, wrapped


class Prose(Widget):
    """Text that is read, not edited; its height follows its words."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.text = clean(text)

    def update(self, text: str) -> None:
        """Show other words."""
        text = clean(text)
        if text != self.text:
            self.text = text
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the words need; none for no words."""
        return len(wrapped(self.text, width)) if self.text else 0

    def render_line(self, y: int) -> Strip:
        """One line (Textual's line API)."""
        width = self.size.width
        lines = wrapped(self.text, width) if self.text else []
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        return Strip([Segment(lines[y], self.rich_style)]).adjust_cell_length(width, self.rich_style)
