"""The places of a guidance sentence: ``{first_day}``, ``{count:message}``, ``{singular|plural}`` is not a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z_]+))?\}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a sentence: the slot's name, the noun it counts, and where it stands."""

    name: str
    noun: str
    start: int
    end: int


def places_of(text: str) -> Iterator[Place]:
    """The places of ``text`` in order."""
    for match in _PLACE.finditer(text):
        yield Place(match[1], match[2] or "", match.start(), match.end())
