"""A user's own patterns must not hang: each can be run in a time that grows with the text and with nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from poa.library.checking.detectvalues import texts_of
from poa.library.checking.ground import GuidanceFile, Problem, YamlPath

_RELATIONS = ("find", "except", "unless", "aside")
_WAYS = 100_000
"""So many ways of matching at one place a relation may have; a sentence has few places, as it begins with a concept."""
_OPEN = 300
"""A repeat without an upper end runs over a sentence, which seldom has more words."""


class Bounded:
    """Tells the patterns that could hang.

    Args:
        product: the product's entries; their patterns are tried beforehand, and a user may write them again.
    """

    def __init__(self, product: Iterable[Mapping[str, Any]]) -> None:
        self._product = product

    @cached_property
    def _tried(self) -> set[str]:
        return {text for data in self._product for key in ("patterns", *_RELATIONS) for _, text in texts_of(data, key)}

    def faults(self, file: GuidanceFile, index: int, data: Mapping[str, Any]) -> Iterator[Problem]:
        """What is wrong with the patterns of a user's entry.

        Args:
            file: where the entry stands.
            index: its place in the file.
            data: the entry.
        """
        for path, text in texts_of(data, "patterns"):
            if text not in self._tried:
                yield from _pattern(file, (index, *path), text, data["id"])
        for key in _RELATIONS if "find" in data else ():
            for path, text in texts_of(data, key):
                if text[:1] != "$" and text not in self._tried and _wide(text):
                    yield file.problem((index, *path), "audit.relation_wide", id=data["id"], pattern=text)


def _pattern(file: GuidanceFile, at: YamlPath, text: str, id: str) -> Iterator[Problem]:
    from poa.audit.linear import Linear, Refused
    from poa.audit.normal import hans

    try:
        Linear(hans(text))
    except Refused as why:
        yield file.problem(at, why.key, id=id, pattern=text, what=why.what)
    except re.error as why:
        yield file.problem(at, "audit.bad_pattern", id=id, pattern=text, why=str(why))


def _wide(text: str) -> bool:
    """Whether a relation could be tried in too many ways; one that cannot be read is told by the conduct loader."""
    from re import _parser as parser  # type: ignore[attr-defined]

    from poa.audit.conduct.alphabet import Alphabet
    from poa.audit.conduct.patterns import pattern_of
    from poa.audit.linear import ways

    try:
        return ways(parser.parse(pattern_of(text, Alphabet())), _OPEN) > _WAYS
    except re.error:
        return False
