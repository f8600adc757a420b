"""Lines that may open a speech in a pasted conversation: who speaks, and when, as chats and message pages write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from poa.messages.headers import header_name
from poa.messages.openings import LONGEST_BARE, LONGEST_HEADING, LONGEST_NAMING, may_hold_time
from poa.messages.speakers import Speaker, is_person, speaker_of
from poa.messages.vocabulary import Vocabulary
from poa.text.lazy import lazy

_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So)[a-z]{0,7}[.,]{0,2} )?"
_DAY = (
    rf"{_WEEKDAY}(?:"
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s?[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:\.|st|nd|rd|th)? [^\W\d_]{3,9}\.? \d{4})"
)
_CLOCK = (
    r"(?:上午|下午|早上|中午|晚上|午前|午後)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?Z?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"(?:\s?(?:UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2})(?![A-Za-z]))?"
)
_WHEN = rf"(?:{_DAY}(?:[T,]?\s{{0,3}}(?:[•·|]\s|at\s)?{_CLOCK})?|{_CLOCK})"
_NUMBER = r"(?:#\d{1,4}\s+|\d{1,3}[.)]\s+(?![^\W\d_]{3,9}\.? \d{4}))?"
# What stands before the label is taken once, and spaces are never given back: a row of them could else be shared out
# among the parts in millions of ways.
_HEADING = lazy(
    rf"^(?>\s{{0,8}}(?:[*_•-]|#(?!\d)){{0,3}}\s{{0,3}}{_NUMBER}[*_]{{0,3}}[\[【(（]?\s{{0,3}}(?P<when>{_WHEN})?\s{{0,3}}[\]】)）]?\s{{0,3}}"
    rf"[-–—,，|·•]?\s{{0,3}})(?P<label>[^:：\n]{{0,60}}?)\s{{0,3}}+[-–—,，|@(（\[【·•]?\s{{0,3}}+[(（\[【]?(?P<later>{_WHEN})?\s{{0,3}}+"
    r"[)）\]】]?[*_]{0,3}(?P<colon>[:：|>][*_]{0,2}\s?|$)"
)
_IN_BRACKETS = lazy(
    rf"^\s{{0,8}}(?P<when>{_WHEN})?\s{{0,3}}(?P<open>[\[【<(（])(?P<label>[^\]】>)）:：]{{1,60}})[\]】>)）][:：]?\s?"
)
_ONLY_WHEN = lazy(rf"^\s*[\[【(（]?\s?(?P<when>{_WHEN})\s?[\]】)）]?\s*$")
_WITH_DAY = lazy(_DAY)
_CLOCK_IN = lazy(r"\d[:：]\d")
_SEPARATOR = lazy(r"\s*[•·|]\s*")
_FEWEST_DATED = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may open a speech.

    ``when`` is the time that stands with it, ``day`` the day on a line above for a time of day alone; ``led``: the time
    stands before the label; ``first`` and ``last``: other lines that belong to it, such as one with its time.
    """

    line: int
    label: str
    rest: str
    speaker: Speaker | None
    when: str
    colon: bool
    led: bool
    first: int
    last: int
    day: str = ""

    @property
    def dated(self) -> bool:
        """Whether a day stands with it."""
        return _WITH_DAY.search(self.when) is not None

    @property
    def moment(self) -> str:
        """The day and time as they are read."""
        return _SEPARATOR.sub(" ", f"{self.day} {self.when}" if self.day else self.when)


def headings_in(
    lines: Sequence[str], openings: Sequence[int], vocabulary: Vocabulary
) -> tuple[list[Heading], frozenset[int]]:
    """The lines that may open a speech, in their order, and the lines that hold a day for those below.

    Args:
        lines: of the whole text.
        openings: those worth a look (poa.messages.openings).
        vocabulary: the words for the sides.
    """
    alone = {index: time for index in openings if (time := _time_alone(lines[index]))}
    found: list[Heading] = []
    days: set[int] = set()
    day_at = -1
    for index in openings:
        if index in alone:
            day_at = day_at if _CLOCK_IN.search(alone[index]) else index
        elif heading := _heading(lines, index, alone, found[-1].last if found else -1, vocabulary):
            if day_at >= 0 and not heading.dated and day_at != heading.last:
                days.add(day_at)
                heading = replace(heading, day=alone[day_at])
            found.append(heading)
    return found, frozenset(days - {heading.last for heading in found})


def named_headings(lines: Sequence[str], vocabulary: Vocabulary) -> list[Heading]:
    """The lines with a day and somebody's name, in a text that nothing else tells to be a conversation."""
    begun = (index for index, line in enumerate(lines) if may_hold_time(line))
    dated = [index for index in begun if _WITH_DAY.search(lines[index][:LONGEST_NAMING])]
    if len(dated) < _FEWEST_DATED:
        return []
    alone = {index: time for index in dated if (time := _time_alone(lines[index]))}
    found: list[Heading] = []
    for index in dated:
        heading = None if index in alone else _heading(lines, index, {}, -1, vocabulary)
        if heading and heading.dated and heading.label:
            found.append(heading)
    return found


def dated_heading(lines: Sequence[str], index: int, vocabulary: Vocabulary) -> Heading | None:
    """The line as a heading with a colon and a day beside somebody's name."""
    if not _WITH_DAY.search(lines[index][:LONGEST_NAMING]):
        return None
    heading = _heading(lines, index, {}, -1, vocabulary)
    return heading if heading and heading.colon and heading.dated and heading.label else None


def _time_alone(line: str) -> str:
    """The time of a line that holds nothing else."""
    if len(line) > LONGEST_BARE or not line.lstrip("[(【（ ")[:1].isalnum():
        return ""
    found = _ONLY_WHEN.match(line)
    return found["when"] if found else ""


def _heading(
    lines: Sequence[str], index: int, alone: dict[int, str], taken: int, vocabulary: Vocabulary
) -> Heading | None:
    """The line as a heading, with its time: on it, else alone on the line below or above (where that is not taken)."""
    line = lines[index]
    match = _HEADING.match(line[:LONGEST_HEADING])
    if not match or _WITH_DAY.search(match["label"]):
        return _bracketed(line, index, vocabulary)
    label, when, rest = (
        match["label"].strip(),
        (match["when"] or match["later"] or "").strip(" ,，"),
        line[match.end() :],
    )
    below = alone.get(index + 1, "") if not when and not rest.strip() else ""
    above = alone.get(index - 1, "") if not when and not below and taken < index - 1 else ""
    above = above if _CLOCK_IN.search(above) else ""
    when = when or below or above
    colon, led = bool(match["colon"]), bool(match["when"])
    if colon and rest and header_name(label) == "from" and (speaker := speaker_of(rest, vocabulary)):
        label, rest = rest.strip(), ""
    else:
        speaker = speaker_of(label, vocabulary, plain=colon or bool(when), loose=bool(when))
    if not speaker and (bracketed := _bracketed(line, index, vocabulary)):
        return bracketed
    if not speaker and not led and not (match["later"] and (is_person(label) or (label and " " not in label))):
        return None
    return Heading(index, label, rest, speaker, when, colon, led, index - bool(above), index + bool(below))


def _bracketed(line: str, index: int, vocabulary: Vocabulary) -> Heading | None:
    """A heading whose label stands in brackets; in round ones only below a time."""
    match = _IN_BRACKETS.match(line[:LONGEST_HEADING])
    if not match or (match["open"] in "(（" and not match["when"]):
        return None
    label, when = match["label"].strip(), match["when"] or ""
    speaker = speaker_of(label, vocabulary, plain=True)
    return (
        Heading(index, label, line[match.end() :], speaker, when, True, bool(when), index, index) if speaker else None
    )
