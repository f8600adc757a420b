"""The signals of guidance/notices: which words speak for which reading of a notice.

An entry belongs to a ``field`` (kind, severity, asks, period, phishing, quotation ...) and stands for one ``value``.
Its ``signals`` are patterns by language; each counts once, with its weight, where its conditions hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from poa.errors import GuidanceError
from poa.library.guidance import Entry, Guidance
from poa.model.rule import Bilingual

TOPIC = "notices"


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern with its weight and its conditions.

    ``within`` must also be found in the same sentence, ``unless`` must not; ``unless_text`` must be nowhere at all.
    """

    find: re.Pattern[str]
    weight: float
    within: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    unless_text: re.Pattern[str] | None = None


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
        GuidanceError: an entry has no field, or a pattern that cannot be used; with file and line.
    """

    def __init__(self, guidance: Guidance, topic: str = TOPIC) -> None:
        self._fields: dict[str, list[Reading]] = {}
        for entry in guidance.topic(topic):
            reading = _reading(entry)
            self._fields.setdefault(reading.field, []).append(reading)

    def field(self, name: str) -> tuple[Reading, ...]:
        """The readings of one field."""
        return tuple(self._fields.get(name, ()))

    def one(self, name: str) -> dict[str, Any]:
        """The data of a field that has a single entry (word lists and the like)."""
        found = self._fields.get(name)
        return found[0].data if found else {}


@lru_cache(maxsize=8)
def knowledge(guidance: Guidance, topic: str = TOPIC) -> Knowledge:
    """The knowledge of this guidance, built once."""
    return Knowledge(guidance, topic)


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
    data = {"find": item} if isinstance(item, str) else item
    return Signal(
        _pattern(data.get("find", ""), entry),
        float(data.get("weight", weight)),
        *(_pattern(data[key], entry) if data.get(key) else None for key in ("within", "unless", "unless_text")),
    )


def _pattern(text: object, entry: Entry) -> re.Pattern[str]:
    # "[^.;]" means "to the end of the sentence": the full stop of an address or a decimal number is not one.
    words = re.sub(r"\[\^\.,?;\]", lambda found: rf"(?:{found[0]}|\.(?=\w))", str(text))
    try:
        return re.compile(words, re.IGNORECASE)
    except re.error as problem:
        raise GuidanceError(
            "notice.bad_pattern", file=entry.file, line=entry.line, id=entry.id, pattern=text, why=problem.msg
        ) from None
