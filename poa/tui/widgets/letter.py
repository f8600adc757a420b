"""The letter as it reads, sentence by sentence: each can be reached, and says what it stands on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.message import Message

from poa.tui.flow import break_lines
from poa.tui.widgets.lines import Item, Line, Lines, Span, flow_spans

if TYPE_CHECKING:
    from poa.model.letter import Block, Claim, Letter
    from poa.tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence: the number of its block, the sentence, and where it begins in the block's text."""

    block: int
    claim: Claim
    start: int


# Blocks that follow each other without a blank line.
TIGHT = ("item", "meta")
# So many lines above the sentence under the cursor are in view.
_ABOVE = 2


class BlockItem(Item):
    """A block of the letter; the sentence under the cursor is lit."""

    def __init__(self, block: Block, lit: int = -1, *, gap: bool = False) -> None:
        super().__init__(selectable=False)
        self.block = block
        self.lit = lit
        self.gap = gap

    @property
    def lead(self) -> tuple[str, int]:
        """What stands before the block (number, bullet), and its indent."""
        block = self.block
        if block.kind == "quote":
            return "", 4
        if block.kind != "item":
            return "", 0
        number = block.number or 0
        if block.list_style == "letter" and number:
            return f"{chr(64 + number)}. ", 0
        return (f"{number}. " if number and block.list_style == "number" else "- "), 0

    def styled(self) -> list[Span]:
        """The styled text of the block."""
        block = self.block
        spans: list[Span] = []
        base = {"title": "head", "heading": "head", "meta": "quiet"}.get(block.kind, "")
        for number, claim in enumerate(block.claims):
            for run in claim.runs:
                style = "gap" if run.gap else "lit" if number == self.lit else "accent" if run.link else base
                if not style and run.bold:
                    style = "bold"
                spans.append((run.text, style))
        return spans

    def lines(self, width: int) -> list[Line]:
        """The lines at this width, with room above headings and paragraphs."""
        lead, indent = self.lead
        body = flow_spans(self.styled(), max(8, width - len(lead)), indent)
        lines: list[Line] = [[("", "")]] if self.gap else []
        for number, line in enumerate(body):
            lines.append([(lead if number == 0 else " " * len(lead), "accent"), *line])
        return lines if self.block.kind in TIGHT else [*lines, [("", "")]]

    def line_of(self, start: int, width: int) -> int:
        """The line on which the text at ``start`` stands."""
        lead, indent = self.lead
        text = "".join(part for part, _ in self.styled())
        room = max(4, max(8, width - len(lead)) - indent)
        for number, (_, end) in enumerate(break_lines(text, room)):
            if start < end:
                return number + self.gap
        return 0


class LetterView(Lines):
    """A letter with a cursor on one sentence."""

    @dataclass
    class Sentence(Message):
        """The cursor stands on another sentence."""

        view: LetterView
        place: Place

    @dataclass
    class Jump(Message):
        """Enter on a sentence."""

        view: LetterView
        place: Place

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes, cursor=False)
        self.places: list[Place] = []
        self.at = 0
        self.letter: Letter | None = None

    def show_letter(self, letter: Letter, desk: Desk) -> None:
        """Show a letter; the cursor keeps its number."""
        self.letter = letter
        self.places = []
        for number, block in enumerate(letter.blocks):
            start = 0
            for claim in block.claims:
                if claim.text.strip():
                    self.places.append(Place(number, claim, start))
                start += len(claim.text)
        self.at = min(self.at, max(0, len(self.places) - 1))
        self._light()
        if self.has_focus:
            self._tell()

    @property
    def place(self) -> Place | None:
        """The sentence under the cursor."""
        return self.places[self.at] if self.places else None

    def _light(self) -> None:
        if self.letter is None:
            return
        here = self.place if self.has_focus else None
        items: list[Item] = []
        before = ""
        for number, block in enumerate(self.letter.blocks):
            lit = block.claims.index(here.claim) if here and here.block == number else -1
            items.append(BlockItem(block, lit, gap=before in TIGHT and block.kind != before))
            before = block.kind
        self.show(items)

    def on_focus(self) -> None:
        """The sentence is lit only where the keys go."""
        self._light()
        self._tell()

    def on_blur(self) -> None:
        """Another part of the screen has the keys."""
        self._light()

    def _tell(self) -> None:
        if self.place:
            self.post_message(self.Sentence(self, self.place))

    def go_to_block(self, block: int) -> None:
        """Bring a block of the letter into view."""
        for number, place in enumerate(self.places):
            if place.block >= block:
                self.at = number
                self._light()
                self._follow()
                if self.has_focus:
                    self._tell()
                return

    def action_move(self, step: int) -> None:
        """One sentence on or back."""
        target = self.at + step
        if 0 <= target < len(self.places):
            self.at = target
            self._light()
            self._follow()
            self._tell()

    def action_page(self, direction: int) -> None:
        """A page of lines up or down, to the first sentence there; at either end to the last or the first of all."""
        if not self.places or len(self._starts) <= len(self.items):
            return
        before = self.scroll_offset.y
        top = max(0, min(before + direction * max(1, self.size.height - 1), self.max_scroll_y))
        if top == before:
            self.action_edge(direction > 0)
            return
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        # What stands above the sentence under the cursor stays in view, see _follow.
        first = bisect_left([self._line_of(place) for place in self.places], top + _ABOVE if top else 0)
        target = max(first, self.at + 1) if direction > 0 else min(first, self.at - 1)
        self.action_move(max(0, min(target, len(self.places) - 1)) - self.at)

    def action_edge(self, end: int) -> None:
        """To the first or the last sentence."""
        self.action_move((len(self.places) - 1 if end else 0) - self.at)

    def action_choose(self) -> None:
        """Enter."""
        if self.place:
            self.post_message(self.Jump(self, self.place))

    def action_space(self) -> None:
        """On by a page."""
        self.action_page(1)

    def _follow(self) -> None:
        place = self.place
        if place is None or place.block >= len(self._starts) - 1:
            return
        y = self._line_of(place)
        self.scroll_to_region(Region(0, max(0, y - _ABOVE), max(1, self._width), 5), animate=False, force=True)

    def _line_of(self, place: Place) -> int:
        """The line of the letter on which a sentence begins."""
        item = self.items[place.block]
        row = item.line_of(place.start, max(1, self._width)) if isinstance(item, BlockItem) else 0
        return self._starts[place.block] + row
