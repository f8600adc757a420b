"""A conversation pasted from a message page, a chat or an assistant: lines that begin with who speaks, and when.

Whether lines such as "Seller: ..." are speeches or merely statements inside a message is told by the whole: a time with
each makes them sure; without times both sides must speak, from the first line on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from poa.messages.facts import is_fact
from poa.messages.headings import Heading, headings_in
from poa.messages.identify import order_of
from poa.messages.openings import SENTENCE_END
from poa.messages.parties import Parties, nobody
from poa.messages.pieces import Piece
from poa.messages.speakers import Speaker, is_person
from poa.messages.vocabulary import Vocabulary
from poa.model.message import Direction
from poa.text.lazy import lazy

_DECORATED = lazy(r"^\s*(?:[=#*—_-]{2,}|[【\[#])")
_STATEMENT = lazy(r"^\s*[^:：\n]{1,40}[:：]\s*\S.{0,60}$")
_LONGEST_ORDER = 200
_LONGEST_TITLE = 80
_MOST_TITLES = 3
_ANSWERED: dict[Direction, Direction] = {"outbound": "inbound", "inbound": "outbound"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what is known of its lines: those that name an order, and those that hold a day alone."""

    lines: list[str]
    orders: dict[int, str]
    days: frozenset[int] = frozenset()

    @classmethod
    def of(cls, lines: list[str], vocabulary: Vocabulary, days: frozenset[int] = frozenset()) -> Text:
        """A text with its lines that name an order."""
        return cls(lines, _orders(lines, vocabulary), days)

    def title(self, headings: Sequence[Heading]) -> list[str]:
        """The lines above the first heading that belong to nobody yet."""
        first = min(heading.first for heading in headings)
        passed = self.days.union(self.orders)
        return [line for index, line in enumerate(self.lines[:first]) if line.strip() and index not in passed]

    def opens(self, heading: Heading) -> bool:
        """Whether it is the first line below one that names an order."""
        above = next((index for index in range(heading.first - 1, -1, -1) if self.lines[index].strip()), -1)
        return above in self.orders

    def stands_alone(self, heading: Heading) -> bool:
        """Whether it stands below an empty line, and words right below it."""
        above, below = (
            self.lines[heading.first - 1] if heading.first else "",
            self.lines[heading.last + 1 : heading.last + 2],
        )
        return not above.strip() and any(line.strip() for line in below)

    @property
    def decorated(self) -> bool:
        """Whether a line that names an order is set off as a heading."""
        return any(_DECORATED.match(self.lines[index]) for index in self.orders)


def read_thread(
    lines: list[str], openings: Sequence[int], vocabulary: Vocabulary, known: Callable[[], Parties] | None = None
) -> list[Piece]:
    """The speeches of a conversation under headings that name the order; none where the text is no conversation.

    Args:
        lines: of the whole text.
        openings: those that may open a speech (poa.messages.openings).
        vocabulary: the words for the sides and for orders.
        known: tells the names known beforehand.
    """
    found, days = headings_in(lines, openings, vocabulary)
    if not found:
        return []
    text = Text.of(lines, vocabulary, days)
    found = [heading for heading in found if heading.line not in text.orders]
    if not found:
        return []
    chosen = _timed(found, text, vocabulary, _among(known, found)) or _spoken(found, text) or _bare(found, text)
    pieces = cut(chosen, text) if chosen else []
    return pieces if any(line.strip() for piece in pieces for line in piece.lines) else []


def _among(known: Callable[[], Parties] | None, found: Sequence[Heading]) -> Callable[[], Parties]:
    """Those known beforehand, as they are called in this conversation."""

    @cache
    def here() -> Parties:
        return (known or nobody)().among({heading.label for heading in found})

    return here


def _orders(lines: list[str], vocabulary: Vocabulary) -> dict[int, str]:
    """The lines that open a thread with its order's number, and nothing else."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        if (
            "-" in line
            and len(line) <= _LONGEST_ORDER
            and (order := order_of(line))
            and _opening(vocabulary).match(line)
        ):
            found[index] = order
    return found


@lru_cache(maxsize=4)
def _opening(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = sorted(vocabulary.speakers.get("order", ()), key=len, reverse=True)
    order = rf"(?:amazon\s*)?(?:{'|'.join(map(re.escape, words))})?\s*[#:：]?\s*\d{{3}}-\d{{7}}-\d{{7}}"
    return re.compile(rf"^\s*[=#*\-—_【\[ ]*{order}\s*[=#*\-—_】\]：: ]*$", re.IGNORECASE)


def _names_somebody(heading: Heading, vocabulary: Vocabulary) -> bool:
    """Whether a day stands with a name that is no word for a side; behind the name only before a colon."""
    if not heading.dated:
        return False
    if heading.led and is_person(heading.label):
        return True
    single = bool(heading.label) and " " not in heading.label
    return heading.colon and (single or is_person(heading.label)) and not is_fact(heading.label, vocabulary)


def _with_known_name(heading: Heading, vocabulary: Vocabulary, known: Callable[[], Parties]) -> Heading:
    """A heading with its day whose name is known beforehand, or that of a shop's mailbox or of Amazon."""
    if heading.speaker or not _names_somebody(heading, vocabulary):
        return heading
    side = known().side(heading.label, vocabulary)
    if not side:
        return heading
    return replace(heading, speaker=Speaker(side, "" if "amazon" in heading.label.casefold() else heading.label))


def _timed(found: list[Heading], text: Text, vocabulary: Vocabulary, known: Callable[[], Parties]) -> list[Heading]:
    """Headings with a day. A name without a word for its side is the other side's, where but one such name speaks."""
    begins = not text.title([heading for heading in found if heading.dated] or found[:1])
    if begins:
        found = [_with_known_name(heading, vocabulary, known) for heading in found]
    dated = [heading for heading in found if heading.dated and heading.speaker]
    if not dated:
        return []
    if len(dated) == 1 and not begins and not text.decorated:
        return []
    named = [one for one in found if begins and not one.speaker and _names_somebody(one, vocabulary)]
    labels = {heading.label for heading in dated}
    undated = [heading for heading in found if heading.speaker and heading.colon and not heading.dated]
    later = [heading for heading in undated if heading.label in labels or text.opens(heading)]
    sides = {heading.speaker.direction for heading in dated if heading.speaker}
    strangers = {heading.label for heading in named}
    side: Direction = _ANSWERED[sides.pop()] if len(sides) == len(strangers) == 1 else "outbound"
    others = [replace(heading, speaker=Speaker(side, heading.label)) for heading in named]
    return sorted([*dated, *later, *others], key=lambda heading: heading.line)


def _spoken(found: list[Heading], text: Text) -> list[Heading]:
    """Headings with a colon or a time of day: both sides speak, below a title at most, and state no facts."""
    said: list[Heading] = []
    nameless = {heading.label for heading in found if heading.speaker and not heading.speaker.name}
    lengths = {len(label) for label in nameless}
    known: set[str] = set()
    for heading in found:
        if not heading.speaker or heading.dated or not (heading.colon or heading.when):
            continue
        # A line within a speech, such as "Support: help@shop.example" below "Seller: ...": the side speaks on under
        # another word only with a name, or where a label that was said begins with that word.
        speaks_on = heading.speaker.name or heading.label in known
        if said and _side(said[-1]) == _side(heading) and not speaks_on:
            continue
        said.append(heading)
        known |= nameless.intersection(heading.label[:length] for length in lengths)
    if not said:
        return []
    sides = {_side(heading) for heading in said}
    if len(sides) < 2 and not text.decorated:
        return []
    return said if is_title(text.title(said)) and not _are_statements(said, text) else []


def _bare(found: list[Heading], text: Text) -> list[Heading]:
    """Lines that hold nothing but who speaks, each below an empty line; the text begins with one."""
    bare = [
        heading
        for heading in found
        if heading.speaker and not heading.colon and not heading.when and text.stands_alone(heading)
    ]
    sides = {_side(heading) for heading in bare}
    return bare if len(sides) == 2 and not text.title(bare) else []


def _side(heading: Heading) -> Direction:
    return heading.speaker.direction if heading.speaker else "outbound"


def is_title(lines: Sequence[str]) -> bool:
    """Whether lines above a conversation are its title: few, short, and no sentence or salutation."""
    plain = all(len(line) <= _LONGEST_TITLE and not line.rstrip().endswith(SENTENCE_END) for line in lines)
    return len(lines) <= _MOST_TITLES and plain


def _are_statements(said: Sequence[Heading], text: Text) -> bool:
    """Whether the lines state facts, as "Buyer: Anna Smith" does: one a side, together, names, beside other text."""
    if len({heading.label for heading in said}) < len(said):
        return False
    if not all(is_person(heading.rest.strip()) for heading in said):
        return False
    inside = [text.lines[index] for index in range(said[0].line, said[-1].line + 1)]
    below = text.lines[said[-1].line + 1 :]
    apart = not below or not below[0].strip() or _STATEMENT.match(below[0]) is not None
    others = any(line.strip() for line in [*text.title(said), *below]) or len(inside) > len(said)
    return apart and others and all(_STATEMENT.match(line) for line in inside)


def cut(headings: list[Heading], text: Text) -> list[Piece]:
    """The speeches with their lines; what stands where nobody speaks is kept with the next as a remark."""
    at = {heading.line: heading for heading in headings}
    passed = {index for heading in headings for index in (heading.first, heading.last) if index != heading.line}
    pieces: list[Piece] = []
    current: Piece | None = None
    order: str | None = None
    loose: list[str] = []
    for index, line in enumerate(text.lines):
        if index in text.orders:
            order, current = text.orders[index], None
        elif heading := at.get(index):
            speaker = heading.speaker or Speaker("outbound")
            current = Piece(
                index + 1, speaker.direction, [heading.rest], when=heading.moment, order=order, group=order or ""
            )
            if speaker.direction == "inbound":
                current.buyer = speaker.name
            else:
                current.agent = speaker.name
            current.remark = "\n".join(loose)
            loose.clear()
            pieces.append(current)
        elif index not in passed and index not in text.days:
            if current is not None:
                current.lines.append(line)
            elif line.strip():
                loose.append(line)
    pieces[-1].remark = "\n".join(filter(None, (pieces[-1].remark, *loose)))
    return pieces
