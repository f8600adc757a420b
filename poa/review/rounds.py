"""Compares a letter with what was sent before: what is new, what changed, what contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from poa.library.guidance import Guidance
from poa.model.letter import Letter
from poa.notice.knowledge import Knowledge, knowledge
from poa.notice.numbers import numerals
from poa.notice.periods import days
from poa.notice.sentences import split
from poa.review.view import ORDER

_WORD = re.compile(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2}")
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """Something told differently: ``what`` (messages, orders, date, cause ...), as it was and as it is."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """How a letter differs from an earlier one. ``corrected``: it says openly that the earlier one was wrong."""

    added: tuple[str, ...]
    changed: tuple[Change, ...]
    contradictions: tuple[Change, ...]
    corrected: bool

    @property
    def new(self) -> bool:
        """Whether the letter adds anything."""
        return bool(self.added)


def compare(earlier: str, letter: Letter, guidance: Guidance) -> Differences:
    """Compare a letter with the text of an earlier one.

    Args:
        earlier: the earlier letter's text.
        letter: the new letter.
        guidance: for the words that numbers, dates and single cases are told with.
    """
    now = letter.text
    months = knowledge(guidance)
    reader = knowledge(guidance, "review")
    changed = [*_counts(earlier, now, reader, months), *_dates(earlier, now, months)]
    single = _single(earlier, now, reader, months)
    corrected = _corrected(now, reader)
    contradictions = () if corrected else tuple([*changed, *single])
    return Differences(_added(earlier, now, months), tuple([*changed, *single]), contradictions, corrected)


def _corrected(text: str, reader: Knowledge) -> bool:
    return any(
        signal.find.search(sentence.text)
        for reading in reader.field("feature")
        if reading.value == "corrects_earlier"
        for signal in reading.of(frozenset({"en", "zh"}))
        for sentence in split(text)
    )


@lru_cache(maxsize=4)
def _patterns(reader: Knowledge, months: Knowledge) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    number = rf"(?:\d[\d,]*|{numerals(months).pattern})"
    return tuple(
        (reading.value, reading.name.en, re.compile(signal.find.pattern.replace("{number}", number), re.IGNORECASE))
        for reading in reader.field("count")
        for signal in reading.of(frozenset({"en", "zh"}))
    )


def _numbers(text: str, reader: Knowledge, months: Knowledge) -> dict[str, set[int]]:
    values = numerals(months)
    found: dict[str, set[int]] = {}
    for what, _, pattern in _patterns(reader, months):
        for match in pattern.finditer(text):
            number = values.value(match["n"].replace(",", ""))
            if number is not None:
                found.setdefault(what, set()).add(number)
    return found


def _counts(earlier: str, now: str, reader: Knowledge, months: Knowledge) -> list[Change]:
    before, after = _numbers(earlier, reader, months), _numbers(now, reader, months)
    changes = []
    for what, numbers in before.items():
        other = after.get(what, set())
        if other and not numbers & other and max(numbers) > 1:
            changes.append(Change(what, _shown(numbers), _shown(other)))
    return changes


def _single(earlier: str, now: str, reader: Knowledge, months: Knowledge) -> list[Change]:
    """An earlier letter that spoke of one case, and a new one that counts several."""
    words = None
    for reading in reader.field("single"):
        for signal in reading.of(frozenset({"en", "zh"})):
            words = words or signal.find.search(earlier)
    after = _numbers(now, reader, months)
    several = {what: numbers for what, numbers in after.items() if max(numbers) > 1 and what != "refunds"}
    if words is None or not several:
        return []
    what = "people" if "people" in several else next(iter(several))
    return [Change(what, words[0].strip(), _shown(several[what]))]


def _shown(numbers: set[int]) -> str:
    return ", ".join(f"{number:,}" for number in sorted(numbers)[:4])


def _dates(earlier: str, now: str, months: Knowledge) -> list[Change]:
    """The same thing told with another day."""
    changes = []
    present = [
        (sentence.text, set(_WORD.findall(sentence.text.lower())), _days(sentence.text, months))
        for sentence in split(now)
    ]
    for sentence in split(earlier):
        old = _days(sentence.text, months)
        words = set(_WORD.findall(sentence.text.lower()))
        if not old or len(words) < 3:
            continue
        for text, others, new in present:
            if new and not old & new and len(words & others) >= _ALIKE * len(words | others):
                changes.append(Change("date", sentence.text, text))
                break
    return changes


def _days(text: str, months: Knowledge) -> set[tuple[int, int]]:
    return {(day.month, day.day) for day in days(text, months, month_first=True)}


def _added(earlier: str, now: str, months: Knowledge) -> tuple[str, ...]:
    """The sentences of the new letter that hold a date, order or number which the earlier one lacks."""
    old_days, old_orders = _days(earlier, months), set(ORDER.findall(earlier))
    old_numbers = set(re.findall(r"\d[\d,.]*", earlier))
    found = []
    for sentence in split(now):
        text = sentence.text
        fresh = _days(text, months) - old_days or set(ORDER.findall(text)) - old_orders
        if fresh or set(re.findall(r"\d[\d,.]*\d|\d{2,}", text)) - old_numbers:
            found.append(text)
    return tuple(found)


def together(differences: Sequence[Differences]) -> tuple[bool, tuple[Change, ...], tuple[Change, ...]]:
    """Over all earlier letters: whether anything is new to all of them, all changes, all contradictions."""
    new = all(one.new for one in differences)
    changed = tuple(dict.fromkeys(change for one in differences for change in one.changed))
    return new, changed, tuple(dict.fromkeys(change for one in differences for change in one.contradictions))
