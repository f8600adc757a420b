"""A conversation pasted from a message page, a chat or an assistant: lines that begin with who speaks, and when.

Whether lines such as "Seller: ..." are speeches or merely statements inside a message is told by the whole: a time with
each makes them sure; without times both sides must speak, from the first line on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from poa.messages.identify import order_of
from poa.messages.pieces import Piece
from poa.messages.speakers import Speaker, is_person, is_service, may_name, speaker_of
from poa.messages.vocabulary import Vocabulary
from poa.model.message import Direction
from poa.text.lazy import lazy

_DAY = (
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:\.|st|nd|rd|th)? [^\W\d_]{3,9}\.? \d{4}"
)
_CLOCK = (
    r"(?:上午|下午|早上|中午|晚上|午前|午後)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?Z?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"(?:\s?(?:UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2})(?![A-Za-z]))?"
)
_WHEN = rf"(?:(?:{_DAY})(?:[T,]?\s{{0,3}}(?:at\s)?{_CLOCK})?|{_CLOCK})"
_LABEL = r"[^:：\n]{0,60}?"
_HEADING = lazy(
    rf"^\s{{0,8}}[*_#•-]{{0,3}}\s{{0,3}}[\[【(（]?\s{{0,3}}(?P<when>{_WHEN})?\s{{0,3}}[\]】)）]?\s{{0,3}}[-–—,，|·]?\s{{0,3}}"
    rf"(?P<label>{_LABEL})\s{{0,3}}[-–—,，|@(（\[【]?\s{{0,3}}(?P<later>{_WHEN})?\s{{0,3}}[)）\]】]?[*_]{{0,3}}"
    r"(?P<colon>[:：|][*_]{0,2}\s?|$)"
)
_IN_BRACKETS = lazy(rf"^\s{{0,8}}(?P<when>{_WHEN})?\s{{0,3}}[\[【<](?P<label>[^\]】>:：]{{1,60}})[\]】>][:：]?\s?")
_ONLY_WHEN = lazy(rf"^\s*[\[【(（]?\s?(?P<when>{_WHEN})\s?[\]】)）]?\s*$")
_WITH_DAY = lazy(rf"(?:{_DAY})")
_YEAR = lazy(r"(?<!\d)20\d\d(?!\d)")
_CLOCK_IN = lazy(r"\d[:：]\d")
_DECORATED = lazy(r"^\s*(?:[=#*—_-]{2,}|[【\[#])")
_STATEMENT = lazy(r"^\s*[^:：\n]{1,40}[:：]\s*\S.{0,60}$")
_SENTENCE_END = (".", "!", "?", ",", ";", "。", "！", "？", "，", "；", "…")
_LONGEST_HEADING = 200
_LONGEST_NAMING = 100
_LONGEST_BARE = 60
_LONGEST_TITLE = 80
_MOST_TITLES = 3
_ANSWERED: dict[Direction, Direction] = {"outbound": "inbound", "inbound": "outbound"}


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that may open a speech; ``first`` and ``last`` where a line of its time belongs to it. ``led``: the time
    stands before the label."""

    line: int
    label: str
    rest: str
    speaker: Speaker | None
    when: str
    colon: bool
    led: bool
    first: int
    last: int

    @property
    def dated(self) -> bool:
        """Whether a day stands with it."""
        return _WITH_DAY.search(self.when) is not None


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with what is known of its lines: those that name an order, and those that hold a day alone."""

    lines: list[str]
    orders: dict[int, str]
    days: frozenset[int]

    def title(self, headings: Sequence[_Heading]) -> list[str]:
        """The lines above the first heading that belong to nobody yet."""
        first = min(heading.first for heading in headings)
        passed = (*self.orders, *self.days)
        return [line for index, line in enumerate(self.lines[:first]) if line.strip() and index not in passed]

    def opens(self, heading: _Heading) -> bool:
        """Whether it is the first line below one that names an order."""
        above = next((index for index in range(heading.first - 1, -1, -1) if self.lines[index].strip()), -1)
        return above in self.orders

    def stands_alone(self, heading: _Heading) -> bool:
        """Whether it stands below an empty line, and words right below it."""
        above, below = self.lines[heading.first - 1] if heading.first else "", self.lines[heading.last + 1 :][:1]
        return not above.strip() and any(line.strip() for line in below)

    @property
    def decorated(self) -> bool:
        """Whether a line that names an order is set off as a heading."""
        return any(_DECORATED.match(self.lines[index]) for index in self.orders)


def read_thread(lines: list[str], vocabulary: Vocabulary) -> list[Piece]:
    """The speeches of a conversation under headings that name the order; none where the text is no conversation."""
    openings = _openings(lines, vocabulary)
    if not openings:
        return []
    orders = _orders(lines, vocabulary)
    found, days = _headings(lines, openings, vocabulary)
    found = [heading for heading in found if heading.line not in orders]
    text = _Text(lines, orders, days)
    if not found:
        return []
    chosen = _timed(found, text, vocabulary) or _spoken(found, text) or _bare(found, text)
    pieces = _pieces(chosen, text) if chosen else []
    return pieces if any(line.strip() for piece in pieces for line in piece.lines) else []


def _openings(lines: list[str], vocabulary: Vocabulary) -> list[int]:
    """The lines that may open a speech or hold its time: most texts have none, and their patterns are dear to make."""
    return [
        index
        for index, line in enumerate(lines)
        if (len(line) <= _LONGEST_BARE or ":" in line[:_LONGEST_HEADING] or "：" in line[:_LONGEST_HEADING])
        and (
            _begins_with_digit(line)
            or (len(line) <= _LONGEST_BARE and _YEAR.search(line))
            or may_name(line[:_LONGEST_NAMING], vocabulary)
        )
    ]


def _begins_with_digit(line: str) -> bool:
    return line.lstrip("[(【（ ")[:1].isdigit()


def _orders(lines: list[str], vocabulary: Vocabulary) -> dict[int, str]:
    """The lines that open a thread with its order's number, and nothing else."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        if (
            "-" in line
            and len(line) <= _LONGEST_HEADING
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


def _headings(lines: list[str], openings: list[int], vocabulary: Vocabulary) -> tuple[list[_Heading], frozenset[int]]:
    """All lines that may open a speech, and the lines that hold the day for the times below them."""
    found: list[_Heading] = []
    alone = {index: time for index in openings if (time := _time_alone(lines[index]))}
    days: set[int] = set()
    day_at = -1
    for index in openings:
        if index in alone:
            day_at = day_at if _CLOCK_IN.search(alone[index]) else index
        else:
            taken = found[-1].last if found else -1
            heading = _heading(lines, index, alone, taken, vocabulary)
            if heading and day_at >= 0 and heading.when and not heading.dated:
                days.add(day_at)
                heading = replace(heading, when=f"{alone[day_at]} {heading.when}")
            if heading:
                found.append(heading)
    return found, frozenset(days)


def _heading(
    lines: list[str], index: int, alone: dict[int, str], taken: int, vocabulary: Vocabulary
) -> _Heading | None:
    """The line as a heading, with its time: on it, else alone on the line below or above (where that is not taken)."""
    line = lines[index]
    match = _HEADING.match(line[:_LONGEST_HEADING])
    if not match or _WITH_DAY.search(match["label"]):
        return None
    label, when, rest = (
        match["label"].strip(),
        (match["when"] or match["later"] or "").strip(" ,，"),
        line[match.end() :],
    )
    below = alone.get(index + 1, "") if not when and not rest.strip() else ""
    above = alone.get(index - 1, "") if not when and not below and taken < index - 1 else ""
    when = when or below or above
    colon, led = bool(match["colon"]), bool(match["when"])
    speaker = speaker_of(label, vocabulary, plain=colon or bool(when), loose=bool(when))
    if not speaker and (bracketed := _IN_BRACKETS.match(line[:_LONGEST_HEADING])):
        label, when = bracketed["label"].strip(), bracketed["when"] or ""
        colon, rest = True, line[bracketed.end() :]
        speaker = speaker_of(label, vocabulary, plain=True)
    if not speaker and not led:
        return None
    return _Heading(index, label, rest, speaker, when, colon, led, index - bool(above), index + bool(below))


def _time_alone(line: str) -> str:
    """The time of a line that holds nothing else."""
    if len(line) > _LONGEST_TITLE or not line.lstrip("[(【（ ")[:1].isalnum():
        return ""
    found = _ONLY_WHEN.match(line)
    return found["when"] if found else ""


def _with_known_name(heading: _Heading, vocabulary: Vocabulary) -> _Heading:
    """A heading with its time first whose name is that of a shop's mailbox or of Amazon."""
    if heading.speaker or not heading.led or not heading.dated or not is_person(heading.label):
        return heading
    if "amazon" in heading.label.casefold():
        return replace(heading, speaker=Speaker("inbound"))
    return (
        replace(heading, speaker=Speaker("outbound", heading.label))
        if is_service(heading.label, vocabulary)
        else heading
    )


def _timed(found: list[_Heading], text: _Text, vocabulary: Vocabulary) -> list[_Heading]:
    """Headings with a day. A name without a word for its side is the other side's, where but one such name speaks."""
    begins = not text.title([heading for heading in found if heading.dated] or found[:1])
    if begins:
        found = [_with_known_name(heading, vocabulary) for heading in found]
    dated = [heading for heading in found if heading.dated and heading.speaker]
    if not dated:
        return []
    if len(dated) == 1 and not begins and not text.decorated:
        return []
    named = [one for one in found if begins and one.led and one.dated and not one.speaker and is_person(one.label)]
    labels = {heading.label for heading in dated}
    undated = [heading for heading in found if heading.speaker and heading.colon and not heading.dated]
    later = [heading for heading in undated if heading.label in labels or text.opens(heading)]
    sides = {heading.speaker.direction for heading in dated if heading.speaker}
    strangers = {heading.label for heading in named}
    side: Direction = _ANSWERED[sides.pop()] if len(sides) == len(strangers) == 1 else "outbound"
    known = [replace(heading, speaker=Speaker(side, heading.label)) for heading in named]
    return sorted([*dated, *later, *known], key=lambda heading: heading.line)


def strangers_in(lines: list[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two names that take turns under their times in a text where nothing tells which of them is the buyer."""
    begun = (index for index, line in enumerate(lines) if _begins_with_digit(line))
    openings = [index for index in begun if _WITH_DAY.search(lines[index][:_LONGEST_NAMING])]
    found, _ = _headings(lines, openings, vocabulary) if len(openings) > 2 else ([], None)
    named = [one.label for one in found if one.led and one.dated and not one.speaker and is_person(one.label)]
    return tuple(dict.fromkeys(named)) if len(named) > len(set(named)) == 2 else ()


def _spoken(found: list[_Heading], text: _Text) -> list[_Heading]:
    """Headings with a colon and no day: both sides speak, below a title at most, and they are no list of facts."""
    said: list[_Heading] = []
    for heading in found:
        if not heading.colon or not heading.speaker or heading.dated:
            continue
        # A line within a speech, such as "Support: help@shop.example" below "Seller: ...".
        if said and _side(said[-1]) == _side(heading) and not _speaks_on(heading, said):
            continue
        said.append(heading)
    if not said:
        return []
    sides = {_side(heading) for heading in said}
    if len(sides) < 2 and not text.decorated:
        return []
    return said if _is_title(text.title(said)) and not _are_statements(said, text) else []


def _bare(found: list[_Heading], text: _Text) -> list[_Heading]:
    """Lines that hold nothing but who speaks, each below an empty line; the text begins with one."""
    bare = [
        heading
        for heading in found
        if heading.speaker and not heading.colon and not heading.dated and text.stands_alone(heading)
    ]
    sides = {_side(heading) for heading in bare}
    return bare if len(sides) == 2 and not text.title(bare) else []


def _speaks_on(heading: _Heading, said: Sequence[_Heading]) -> bool:
    """Whether the side that speaks already has another word: under the same label, or with somebody's name."""
    named = heading.speaker is not None and heading.speaker.name
    return bool(named) or any(one.label.startswith(heading.label) for one in said)


def _side(heading: _Heading) -> Direction:
    return heading.speaker.direction if heading.speaker else "outbound"


def _is_title(lines: Sequence[str]) -> bool:
    """Whether lines above a conversation are its title: few, short, and no sentence or salutation."""
    plain = all(len(line) <= _LONGEST_TITLE and not line.rstrip().endswith(_SENTENCE_END) for line in lines)
    return len(lines) <= _MOST_TITLES and plain


def _are_statements(said: Sequence[_Heading], text: _Text) -> bool:
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


def _pieces(headings: list[_Heading], text: _Text) -> list[Piece]:
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
                index + 1, speaker.direction, [heading.rest], when=heading.when, order=order, group=order or ""
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
