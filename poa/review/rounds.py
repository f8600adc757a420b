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
_LATIN = re.compile(r"[a-z]{4,}")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_ALIKE = 0.6
# A sentence of fewer words (or pairs of characters) says too little to be called new.
_LEAST = 4
_FIGURE = re.compile(r"\d[\d,.]*\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ARTICLES = ("a", "an", "ein", "eine", "einem", "einer", "einen", "eines")


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
    return Differences(_added(earlier, letter, months, reader), tuple([*changed, *single]), contradictions, corrected)


def _corrected(text: str, reader: Knowledge) -> bool:
    return any(_has(reader, "corrects_earlier", sentence.text) for sentence in split(text))


def _has(reader: Knowledge, feature: str, text: str) -> bool:
    return any(
        signal.find.search(text)
        for reading in reader.field("feature")
        if reading.value == feature
        for signal in reading.of(frozenset({"en", "zh"}))
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
            if number is not None and match["n"].lower() not in _ARTICLES and not _YEAR.fullmatch(match["n"]):
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
    kept = {sentence.text for sentence in split(now)}
    words = None
    for reading in reader.field("single"):
        for signal in reading.of(frozenset({"en", "zh"})):
            for sentence in split(earlier):
                if sentence.text not in kept:
                    words = words or signal.find.search(sentence.text)
    after = _numbers(now, reader, months)
    several = {what: numbers for what, numbers in after.items() if max(numbers) > 1 and what != "refunds"}
    if words is None or not several:
        return []
    what = "people" if "people" in several else next(iter(several))
    return [Change(what, words[0].strip(), _shown(several[what]))]


def _shown(numbers: set[int]) -> str:
    return ", ".join(f"{number:,}" for number in sorted(numbers)[:4])


def _dates(earlier: str, now: str, months: Knowledge) -> list[Change]:
    """The same thing told with another day: the sentence most like an earlier one, about the same orders."""
    changes = []
    present = [_dated(sentence.text, months) for sentence in split(now)]
    for sentence in split(earlier):
        before = _dated(sentence.text, months)
        if not before.days or len(before.words) < 3:
            continue
        alike = [one for one in present if one.days and one.orders == before.orders]
        best = max(alike, key=lambda one: _overlap(before.words, one.words), default=None)
        if best and not best.days & before.days and _overlap(before.words, best.words) >= _ALIKE:
            changes.append(Change("date", before.text, best.text))
    return changes


@dataclass(frozen=True, slots=True)
class _Dated:
    text: str
    words: frozenset[str]
    days: frozenset[tuple[int, int]]
    orders: frozenset[str]


def _dated(text: str, months: Knowledge) -> _Dated:
    words = frozenset(_WORD.findall(text.lower()))
    return _Dated(text, words, frozenset(_days(text, months)), frozenset(ORDER.findall(text)))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first | second else 0.0


def _days(text: str, months: Knowledge) -> set[tuple[int, int]]:
    return {(day.month, day.day) for day in days(text, months, month_first=True)}


def _added(earlier: str, letter: Letter, months: Knowledge, reader: Knowledge) -> tuple[str, ...]:
    """The sentences of the new letter that say what the earlier one does not.

    A date, order or number that it lacks, or words of which no sentence of it has the most. The head of the letter, its
    headings, and the sentence that it takes the place of another say nothing.
    """
    old_days, old_orders = _days(earlier, months), set(ORDER.findall(earlier))
    old_numbers = set(_FIGURE.findall(earlier))
    old = [_content(sentence.text) for sentence in split(earlier)]
    said = "\n".join(block.text for block in letter.blocks if block.kind not in ("title", "meta", "heading"))
    found = []
    for sentence in split(said):
        text = sentence.text
        if _has(reader, "replaces_earlier", text):
            continue
        fresh = _days(text, months) - old_days or set(ORDER.findall(text)) - old_orders
        if fresh or set(_FIGURE.findall(text)) - old_numbers or _is_other(_content(text), old):
            found.append(text)
    return tuple(found)


def _content(text: str) -> frozenset[str]:
    """The words of a sentence that carry it; of Chinese, its pairs of characters."""
    pairs = (run[at : at + 2] for run in _HAN_RUN.findall(text) for at in range(len(run) - 1))
    return frozenset((*_LATIN.findall(text.lower()), *pairs))


def _is_other(words: frozenset[str], old: Sequence[frozenset[str]]) -> bool:
    """Whether no earlier sentence has half of these words."""
    return len(words) >= _LEAST and all(len(words & one) * 2 < len(words) for one in old)


def together(differences: Sequence[Differences]) -> tuple[bool, tuple[Change, ...], tuple[Change, ...]]:
    """Over all earlier letters: whether anything is new to all of them, all changes, all contradictions."""
    new = all(one.new for one in differences)
    changed = tuple(dict.fromkeys(change for one in differences for change in one.changed))
    return new, changed, tuple(dict.fromkeys(change for one in differences for change in one.contradictions))
