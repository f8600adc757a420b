"""The symbols that stand for concepts in a row, one a concept, and the signs between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FILLER = "."
COMMA = ","
STOP = "|"
QUESTION = "?"
_FIRST = 0xE000
_COMMON = (
    "WE",
    "YOU",
    "PLEASE",
    "ASK",
    "WRITE",
    "SENDTO",
    "TIE",
    "COND",
    "FOR",
    "WANT",
    "NEXT",
    "BUY",
    "OFFER",
    "MONEY",
)
"""Concepts that nearly every message holds: a bad sign to look for first."""


class Alphabet:
    """The symbols that stand for concepts, in the order in which they were first named.

    Args:
        symbols: those known from before, by concept.
    """

    def __init__(self, symbols: Mapping[str, str] | None = None) -> None:
        self._symbols: dict[str, str] = dict(symbols or {"NONE": FILLER})
        self.common = frozenset(map(self.symbol, _COMMON))
        self.kinds: dict[str, Sequence[str]] = {}
        self.mail, self.link = self.symbol("EMAILADDR"), self.symbol("LINK")

    @property
    def symbols(self) -> Mapping[str, str]:
        """The symbols by concept."""
        return self._symbols

    def symbol(self, concept: str) -> str:
        """The character of a concept."""
        if concept not in self._symbols:
            self._symbols[concept] = chr(_FIRST + len(self._symbols))
        return self._symbols[concept]

    def members(self, name: str) -> tuple[str, ...]:
        """The symbols of a concept, or of all concepts of a kind."""
        return tuple(map(self.symbol, self.kinds.get(name, (name,))))

    def pattern(self, name: str) -> str:
        """A concept or kind of concepts as part of a regular expression, also within a character class."""
        members = self.members(name)
        return f"[{''.join(members)}]" if len(members) > 1 else members[0]
