"""Containers of the frame: their own lines are alike, so one is drawn and stands for all.

Textual keeps each line of each container with what is cut from it; on a wide screen these blank lines take more memory
than all the text on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as _Mixed
else:
    # Textual looks for styles along the first base that is a widget: this one must not be it.
    _Mixed = object


class Alike(_Mixed):
    """For widgets whose lines are alike: without border or outline above and below, and without text of their own."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The first line, as often as there are lines (Textual's line API)."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, min(crop.height, 1))) * crop.height


class Frame(Alike, Container):
    """Holds what stands between the bars."""


class Columns(Alike, Horizontal):
    """Widgets beside each other."""


class Column(Alike, Vertical):
    """Widgets below each other."""
