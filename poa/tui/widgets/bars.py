"""The line on top (where am I, how much time is left) and the line of keys at the bottom."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from poa.tui.commands import Command
from poa.tui.flow import shortened


class TopBar(Widget):
    """`` poa  where            right``; the right side keeps its room, the left is shortened."""

    COMPONENT_CLASSES = {"bar--name", "bar--right", "bar--warn", "bar--bad"}  # noqa: RUF012
    ALLOW_SELECT = False

    def __init__(self, where: str = "") -> None:
        super().__init__(id="top")
        self.where = where
        self.right = ""
        self.right_style = "right"

    def show(self, where: str, right: str = "", style: str = "right") -> None:
        """Change what is shown; ``style`` is right, warn or bad."""
        if (where, right, style) != (self.where, self.right, self.right_style):
            self.where, self.right, self.right_style = where, right, style
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The only line."""
        base, width = self.rich_style, self.size.width
        if y:
            return Strip.blank(width, base)
        right = shortened(self.right, max(0, width - 8))
        left = shortened(self.where, max(0, width - 9 - cell_len(right)))
        gap = max(1, width - 7 - cell_len(left) - cell_len(right))
        name = base + self.get_component_rich_style("bar--name", partial=True)
        edge = base + self.get_component_rich_style(f"bar--{self.right_style}", partial=True)
        segments = [Segment(" poa  ", name), Segment(left, base), Segment(" " * gap, base), Segment(right, edge)]
        return Strip(segments).adjust_cell_length(width, base)


GAP = 2
# The actions whose keys are left out last where there is little room.
LAST = ("back", "help")


def _size(key: str, label: str) -> int:
    return cell_len(key) + 1 + cell_len(label)


class KeyBar(Widget):
    """The keys that work here; as many as there is room for, each can be clicked."""

    COMPONENT_CLASSES = {"bar--key", "bar--label"}  # noqa: RUF012
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="keys")
        self.entries: list[tuple[str, str, str]] = []

    def show(self, entries: list[tuple[str, str, str]]) -> None:
        """Set ``(key, label, action)`` for each."""
        if entries != self.entries:
            self.entries = entries
            self.refresh()

    def _fitting(self) -> list[tuple[int, int, str, str, str]]:
        fitting, column = [], 1
        for key, label, action in self._kept():
            size = _size(key, label)
            fitting.append((column, column + size, key, label, action))
            column += size + GAP
        return fitting

    def _kept(self) -> list[tuple[str, str, str]]:
        """As many as there is room for; the way back and to the help stay longest."""
        kept = list(self.entries)
        while kept and sum(_size(key, label) + GAP for key, label, _ in kept) - GAP + 1 > self.size.width:
            others = [entry for entry in kept if entry[2] not in LAST]
            kept.remove(others[-1] if others else kept[-1])
        return kept

    def render_line(self, y: int) -> Strip:
        """The only line."""
        base, width = self.rich_style, self.size.width
        if y:
            return Strip.blank(width, base)
        key_style = base + self.get_component_rich_style("bar--key", partial=True)
        label_style = base + self.get_component_rich_style("bar--label", partial=True)
        segments = [Segment(" ", base)]
        for _, _, key, label, _ in self._fitting():
            segments += [Segment(key, key_style), Segment(f" {label}", label_style), Segment("  ", base)]
        return Strip(segments).adjust_cell_length(width, base)

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for start, end, _, _, action in self._fitting():
            if start <= event.x < end:
                await self.screen.run_action(action)
                return


def entries(commands: list[type[Command]], words: object) -> list[tuple[str, str, str]]:
    """The key bar's entries of commands."""
    return [(c.shown_key(), c.label(words), c.name) for c in commands]  # type: ignore[arg-type]
