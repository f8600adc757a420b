"""Who is known by name before a text is read: people and stores of the seller's side, and buyers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from poa.messages.speakers import is_service, speaker_of
from poa.messages.vocabulary import Vocabulary, folded
from poa.model.message import Direction


@dataclass(frozen=True, slots=True)
class Parties:
    """Folded names of both sides; a name on both is on neither."""

    sellers: frozenset[str] = frozenset()
    buyers: frozenset[str] = frozenset()

    def named(self, name: str) -> Direction | None:
        """The side of somebody known by name."""
        key = folded(name)
        if not key or (key in self.sellers) == (key in self.buyers):
            return None
        return "outbound" if key in self.sellers else "inbound"

    def side(self, label: str, vocabulary: Vocabulary) -> Direction | None:
        """The side of a label: by its name, by a word for the side, or since it is a shop's or Amazon's name."""
        if known := self.named(label):
            return known
        if speaker := speaker_of(label, vocabulary, plain=True, loose=True):
            return speaker.direction
        if "amazon" in label.casefold():
            return "inbound"
        return "outbound" if is_service(label, vocabulary) else None


def nobody() -> Parties:
    """No names at all."""
    return Parties()


def parties(sellers: Iterable[str], buyers: Iterable[str] = ()) -> Parties:
    """The names as they are compared."""
    return Parties(frozenset(map(folded, sellers)), frozenset(map(folded, buyers)))


def beside(known: Callable[[], Parties] | None, sellers: Iterable[str], buyers: Iterable[str]) -> Callable[[], Parties]:
    """Those known beforehand, with the names that stand beside a text, each also by its parts: "Anna" is Anna Smith."""

    def both() -> Parties:
        before = known() if known else Parties()
        near = parties(_with_parts(sellers), _with_parts(buyers))
        return Parties(before.sellers | near.sellers, before.buyers | near.buyers)

    return both


def _with_parts(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        yield name
        yield from (part for part in name.split() if len(part) > 1)
