"""The signals of guidance/notices: which words speak for which reading of a notice.

An entry belongs to a ``field`` (kind, severity, asks, period, phishing, quotation ...) and stands for one ``value``.
Its ``signals`` are patterns by language; each counts once, with its weight, where its conditions hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from poa.errors import GuidanceError
from poa.library.guidance import Entry, Guidance
from poa.model.rule import Bilingual
from poa.notice.literals import needed

TOPIC = "notices"


class Signal:
    """A pattern with its weight and its conditions, each compiled when first asked for.

    ``within`` must also be found in the same sentence, ``unless`` must not; ``unless_text`` must be nowhere at all.
    ``only`` (period or day) is what a signal about time speaks of, if not of both; ``threat`` marks what follows, not
    what is asked for.

    Args:
        data: the signal as guidance writes it.
        weight: what it weighs unless it says so itself.
        entry: where it stands, for errors.
    """

    def __init__(self, data: dict[str, Any], weight: float, entry: Entry) -> None:
        self.weight = float(data.get("weight", weight))
        self.only, self.threat = str(data.get("only", "")), bool(data.get("threat"))
        self._data, self._entry = data, entry

    @cached_property
    def find(self) -> re.Pattern[str]:
        """What is looked for."""
        return _pattern(self._data.get("find", ""), self._entry)

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        return needed(str(self._data.get("find", "")))

    def may_stand_in(self, low: str) -> bool:
        """Whether ``find`` can match in a text, told without it, by words that it needs.

        Args:
            low: the text in small letters (poa.notice.literals.lowered).
        """
        return not self._needed or any(map(low.__contains__, self._needed))

    @cached_property
    def within(self) -> re.Pattern[str] | None:
        """What must stand in the same sentence."""
        return self._optional("within")

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What must not stand in the same sentence."""
        return self._optional("unless")

    @cached_property
    def unless_text(self) -> re.Pattern[str] | None:
        """What must not stand anywhere."""
        return self._optional("unless_text")

    def _optional(self, key: str) -> re.Pattern[str] | None:
        return _pattern(self._data[key], self._entry) if self._data.get(key) else None

    def check(self) -> None:
        """Compile everything.

        Raises:
            GuidanceError: a pattern cannot be used; with file and line.
        """
        _ = self.find, self.within, self.unless, self.unless_text


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that a field can have, with all signals that speak for it."""

    id: str
    field: str
    value: str
    name: Bilingual
    signals: tuple[tuple[str, Signal], ...]
    data: dict[str, Any]

    def of(self, languages: frozenset[str]) -> Iterator[Signal]:
        """The signals of these languages and those of any language."""
        return (signal for language, signal in self.signals if language in languages or language == "any")


class Knowledge:
    """All readings, by field, in the order of the files.

    Args:
        guidance: the product's guidance with the user's additions.
        topic: the topic the entries stand in.

    Raises:
        GuidanceError: an entry has no field; with file and line.
    """

    def __init__(self, guidance: Guidance, topic: str = TOPIC) -> None:
        self._fields: dict[str, list[Reading]] = {}
        for entry in guidance.topic(topic):
            reading = _reading(entry)
            self._fields.setdefault(reading.field, []).append(reading)

    def field(self, name: str) -> tuple[Reading, ...]:
        """The readings of one field."""
        return tuple(self._fields.get(name, ()))

    def check(self) -> None:
        """Try every pattern.

        Raises:
            GuidanceError: one cannot be used; with file and line.
        """
        for readings in self._fields.values():
            for reading in readings:
                for _, signal in reading.signals:
                    signal.check()

    def one(self, name: str) -> dict[str, Any]:
        """The data of a field that has a single entry (word lists and the like)."""
        found = self._fields.get(name)
        return found[0].data if found else {}


@lru_cache(maxsize=8)
def knowledge(guidance: Guidance, topic: str = TOPIC) -> Knowledge:
    """The knowledge of this guidance, built once."""
    return Knowledge(guidance, topic)


def check_knowledge(guidance: Guidance) -> None:
    """Try every pattern that notices and letters are read by.

    Raises:
        GuidanceError: an entry has no field or a pattern cannot be used; with file and line.
    """
    for topic in (TOPIC, "review"):
        Knowledge(guidance, topic).check()


def _reading(entry: Entry) -> Reading:
    data = entry.data
    if not isinstance(data.get("field"), str):
        raise GuidanceError("notice.no_field", file=entry.file, line=entry.line, id=entry.id)
    signals: list[tuple[str, Signal]] = []
    for language, items in (data.get("signals") or {}).items():
        for item in items or ():
            signals.append((language, _signal(item, float(data.get("weight", 1)), entry)))
    name = data.get("name") or {}
    return Reading(
        entry.id,
        data["field"],
        str(data.get("value", entry.id)),
        Bilingual(str(name.get("en", "")), str(name.get("zh", ""))),
        tuple(signals),
        data,
    )


def _signal(item: Any, weight: float, entry: Entry) -> Signal:
    return Signal({"find": item} if isinstance(item, str) else item, weight, entry)


def _pattern(text: object, entry: Entry) -> re.Pattern[str]:
    # "[^.;]" means "to the end of the sentence": the full stop of an address, a number or a day is not one.
    words = re.sub(r"\[\^\.,?;?\]", lambda found: rf"(?:{found[0]}|\.(?=\w)|(?<=\d)\.(?=\s))", str(text))
    try:
        return re.compile(words, re.IGNORECASE)
    except re.error as problem:
        raise GuidanceError(
            "notice.bad_pattern", file=entry.file, line=entry.line, id=entry.id, pattern=text, why=problem.msg
        ) from None
