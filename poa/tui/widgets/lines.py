"""A scrolling list of items, each drawn as lines of styled text: the widget behind every list and reading pane.

Text is drawn as it is, never as markup, and broken with Chinese in mind. Only lines in sight are drawn, so five
thousand items cost no more than fifty.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from poa.tui.flow import break_lines, clean, padded

Span = tuple[str, str]  # text, style name ("quiet", "accent", "good", "warn", "bad", "bold", "head", "")
Line = list[Span]
STYLES = ("quiet", "accent", "good", "warn", "bad", "bold", "head", "marked", "lit", "gap")


@dataclass
class Item:
    """One entry: what it is about (``key``), whether the cursor may stand on it, and its lines."""

    key: Any = None
    spans: Sequence[Span] = ()
    indent: int = 0
    hang: int = 0
    selectable: bool = True
    rows: Sequence[Line] | None = field(default=None, repr=False)

    def lines(self, width: int) -> list[Line]:
        """The lines of this item at ``width`` cells."""
        if self.rows is not None:
            return list(self.rows)
        return flow_spans(self.spans, width, self.indent, self.hang)


def blank_line() -> Item:
    """An empty line that parts what stands above it from what follows."""
    return Item(spans=[("", "")], selectable=False)


def flow_spans(spans: Sequence[Span], width: int, indent: int = 0, hang: int = 0) -> list[Line]:
    """Wrap styled text; the first line is indented by ``indent`` cells, the others by ``indent + hang``."""
    spans = [(clean(part), style) for part, style in spans]
    text = "".join(part for part, _ in spans)
    room = max(4, width - indent - hang)
    lines: list[Line] = []
    for number, (start, end) in enumerate(break_lines(text, room)):
        lead = indent + (hang if number else 0)
        lines.append([(" " * lead, ""), *_cut(spans, start, end)])
    return lines


def _cut(spans: Sequence[Span], start: int, end: int) -> Line:
    line: Line = []
    position = 0
    for text, style in spans:
        a, b = max(start, position), min(end, position + len(text))
        if a < b:
            line.append((text[a - position : b - position], style))
        position += len(text)
        if position >= end:
            break
    return line


class Lines(ScrollView, can_focus=True):
    """A list with a cursor (``cursor=True``) or a text to scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("space", "space", show=False),
        Binding("home,g", "edge(0)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in STYLES} | {"lines--cursor"}
    ALLOW_SELECT = False

    @dataclass
    class Moved(Message):
        """The cursor stands on another item."""

        lines: Lines
        key: Any

        @property
        def control(self) -> Lines:
            """The list, for ``@on(Lines.Moved, "#id")``."""
            return self.lines

    @dataclass
    class Chosen(Message):
        """Enter or a click on an item."""

        lines: Lines
        key: Any

        @property
        def control(self) -> Lines:
            """The list, for ``@on(Lines.Chosen, "#id")``."""
            return self.lines

    # On no item before the user moves: for lists where the first item must not be taken by mere Enter.
    begins_unset = False

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None, cursor: bool = True, classes: str = ""):
        super().__init__(id=id, classes=classes)
        self.items = list(items)
        self.has_cursor = cursor
        self.cursor = self._next(0, 1) if cursor else -1
        self._starts: list[int] = [0]
        self._drawn: list[list[Line]] = []
        self._width = -1
        # Textual computes it anew for each line that asks, from all that lies around the list.
        self._base: Style | None = None

    # ---- content

    def show(self, items: Sequence[Item], *, key: Any = None) -> None:
        """Replace the items; the cursor stays on ``key`` (or its present key, or place) where that still exists."""
        wanted = key if key is not None else self.key
        place = self.cursor
        self.items = list(items)
        self._width = -1
        if self.begins_unset and wanted is None:
            self.cursor = -1
        elif self.has_cursor:
            found = next((n for n, i in enumerate(self.items) if i.selectable and i.key == wanted), None)
            self.cursor = found if found is not None and wanted is not None else self._near(place)
        self._lay_out()
        self.refresh()
        self.call_after_refresh(self._follow)

    @property
    def key(self) -> Any:
        """The key under the cursor."""
        return self.items[self.cursor].key if 0 <= self.cursor < len(self.items) else None

    def select(self, key: Any) -> None:
        """Put the cursor on the item with this key, if there is one."""
        for number, item in enumerate(self.items):
            if item.selectable and item.key == key:
                self._go(number)
                return

    def select_near(self, place: int) -> None:
        """Put the cursor on the item at this place, else on the nearest one below it, else above."""
        self._go(self._near(place))

    def _near(self, place: int) -> int:
        below = self._next(min(max(place, 0), len(self.items) - 1), 1)
        return below if below >= 0 else self._next(len(self.items) - 1, -1)

    # ---- layout

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        if width == self._width or width <= 0:
            return
        self._width = width
        room = width - 2 if self.has_cursor else width
        self._drawn = [item.lines(max(1, room)) for item in self.items]
        self._starts = [0]
        for lines in self._drawn:
            self._starts.append(self._starts[-1] + len(lines))
        self.virtual_size = Size(width, self._starts[-1])

    def on_resize(self, event: events.Resize) -> None:
        """Text is broken anew for the new width."""
        self._width = -1
        self._lay_out()
        self._follow()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height wanted by ``height: auto``."""
        room = max(1, width - 2 if self.has_cursor else width)
        return sum(len(item.lines(room)) for item in self.items)

    def render_line(self, y: int) -> Strip:
        """One line of the screen (Textual's line API)."""
        self._lay_out()
        base = self._base = self._base or self.rich_style
        number = y + self.scroll_offset.y
        width = self.size.width
        if number >= self._starts[-1]:
            return Strip.blank(width, base)
        index = bisect_right(self._starts, number) - 1
        line = self._drawn[index][number - self._starts[index]]
        segments = []
        here = self.has_cursor and index == self.cursor
        if here:
            base = base + self.get_component_rich_style("lines--cursor", partial=True)
        if self.has_cursor:
            first = number == self._starts[index]
            mark = "› " if here and first and (self.has_focus or self.has_class("driven")) else "  "
            segments.append(Segment(mark, base + self.get_component_rich_style("lines--accent", partial=True)))
        for text, style in line:
            look = base + self.get_component_rich_style(f"lines--{style}", partial=True) if style else base
            segments.append(Segment(text.replace("\t", " "), look))
        return Strip(segments).adjust_cell_length(width, base)

    def notify_style_update(self) -> None:
        """Another theme, or the focus came or went."""
        super().notify_style_update()
        self._base = None

    # ---- moving

    def _next(self, index: int, step: int) -> int:
        while 0 <= index < len(self.items):
            if self.items[index].selectable:
                return index
            index += step
        return -1

    def _go(self, index: int) -> None:
        if index < 0 or index == self.cursor:
            return
        before, self.cursor = self.cursor, index
        top = self.scroll_offset.y
        self._follow()
        if top == self.scroll_offset.y and max(before, index) < len(self._starts) - 1:
            self._repaint(before)
            self._repaint(index)
        else:
            self.refresh()
        self.post_message(self.Moved(self, self.key))

    def _repaint(self, index: int) -> None:
        """Only the lines of one item: on a large screen a whole list takes ten times as long."""
        if index >= 0:
            self.refresh_lines(self._starts[index], self._starts[index + 1] - self._starts[index])

    def _follow(self) -> None:
        if not self.has_cursor or not 0 <= self.cursor < len(self._starts) - 1:
            return
        top = self._starts[self.cursor]
        first = self._next(0, 1) == self.cursor
        start = 0 if first else top
        height = min(self._starts[self.cursor + 1] - start, max(1, self.size.height))
        self.scroll_to_region(Region(0, start, max(1, self._width), height), animate=False, force=True)

    def action_move(self, step: int) -> None:
        """One item up or down; without a cursor one line."""
        if self.has_cursor:
            start = self.cursor + step if self.cursor >= 0 or step > 0 else len(self.items) - 1
            self._go(self._next(start, step))
        else:
            self.scroll_relative(y=step, animate=False)

    def action_page(self, direction: int) -> None:
        """One page up or down."""
        page = max(1, self.size.height - 1)
        if not self.has_cursor:
            self.scroll_relative(y=direction * page, animate=False)
            return
        target = self._starts[self.cursor] + direction * page if self.cursor >= 0 else 0
        index = bisect_right(self._starts, max(0, min(target, self._starts[-1] - 1))) - 1
        found = self._next(index, direction)
        self._go(found if found >= 0 else self._next(index, -direction))

    def action_edge(self, end: int) -> None:
        """To the first or the last item."""
        if not self.has_cursor:
            (self.scroll_end if end else self.scroll_home)(animate=False)
            return
        self._go(self._next(len(self.items) - 1, -1) if end else self._next(0, 1))

    def action_choose(self) -> None:
        """Enter."""
        if self.has_cursor and self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def action_space(self) -> None:
        """Choose in a list, turn the page in a text."""
        if self.has_cursor:
            self.action_choose()
        else:
            self.action_page(1)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the item that has it, it chooses."""
        offset = event.get_content_offset(self)
        if offset is None or not self.has_cursor:
            return
        number = offset.y + self.scroll_offset.y
        if number >= self._starts[-1]:
            return
        index = bisect_right(self._starts, number) - 1
        if not self.items[index].selectable:
            return
        if index == self.cursor:
            self.action_choose()
        else:
            self._go(index)


def columns(cells: Sequence[tuple[str, int, str]], gap: int = 2) -> Line:
    """A table row: ``(text, width, style)`` for each column, cut and filled to its width."""
    line: Line = []
    for number, (text, width, style) in enumerate(cells):
        if number:
            line.append((" " * gap, ""))
        line.append((padded(text, width), style))
    return line
