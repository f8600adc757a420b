"""A line that shows how far long work is: a bar and two numbers, nothing while there is none."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

BAR = 30


class ProgressLine(Widget):
    """``▇▇▇▇▇▇······  3,200 / 6,000``; a label takes the place of the numbers."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"progress--done"}  # noqa: RUF012
    DEFAULT_CSS = "ProgressLine { height: auto; width: 1fr; } ProgressLine > .progress--done { color: $accent; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.done, self.total, self.label = 0, 0, ""

    def show(self, done: int, total: int = 0, label: str = "") -> None:
        """How much of how much; 0 of 0 takes the line away."""
        was = self.active
        self.done, self.total, self.label = done, total, label
        self.refresh(layout=was != self.active)

    @property
    def active(self) -> bool:
        """Whether there is something to show."""
        return bool(self.done or self.total or self.label)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line while there is work."""
        return int(self.active)

    def render_line(self, y: int) -> Strip:
        """The only line (Textual's line API)."""
        base = self.rich_style
        if not self.active:
            return Strip.blank(self.size.width, base)
        done = base + self.get_component_rich_style("progress--done", partial=True)
        segments = []
        if self.total:
            full = min(BAR, BAR * self.done // self.total)
            segments = [Segment("▇" * full, done), Segment("·" * (BAR - full), base)]
            segments.append(Segment("" if self.label else f"  {self.done:,} / {self.total:,}", base))
        if self.label:
            segments.append(Segment(("  " if segments else "") + self.label, base))
        return Strip(segments).adjust_cell_length(self.size.width, base)
