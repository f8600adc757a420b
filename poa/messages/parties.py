"""Who is known by name before a text is read: people and stores of the seller's side, and buyers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from poa.messages.speakers import is_person, is_service, speaker_of
from poa.messages.vocabulary import Vocabulary, folded
from poa.model.message import Direction
from poa.text.lazy import lazy

_HAN = lazy("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Parties:
    """Folded names of both sides; a name on both is on neither. ``written``: the sellers' names as they were given."""

    sellers: frozenset[str] = frozenset()
    buyers: frozenset[str] = frozenset()
    written: tuple[str, ...] = ()

    def among(self, labels: Iterable[str]) -> Parties:
        """These, and whoever in a conversation is called by a seller's name and more: "Chen" is Chen Xiaoyu there.

        Only where the name itself is nobody's there, and one label alone begins or ends with it.
        """
        keys = {folded(label): label for label in labels}
        more: set[str] = set()
        for name in self.written:
            if folded(name) not in keys:
                fuller = {key for key, label in keys.items() if key not in self.buyers and _is_more_of(name, label)}
                more |= fuller if len(fuller) == 1 else set()
        return replace(self, sellers=self.sellers | more) if more else self

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


def _is_more_of(name: str, label: str) -> bool:
    """Whether a person's name begins or ends with another, by words; a Chinese one, which has none, by characters."""
    if not is_person(label):
        return False
    short, full = name.casefold().split(), label.casefold().split()
    if len(short) == len(full) == 1 and not full[0].isascii():
        return bool(_HAN.match(full[0])) and full[0] != short[0] and full[0].startswith(short[0])
    return 0 < len(short) < len(full) and short in (full[: len(short)], full[-len(short) :])


def nobody() -> Parties:
    """No names at all."""
    return Parties()


def parties(sellers: Iterable[str], buyers: Iterable[str] = ()) -> Parties:
    """The names as they are compared."""
    written = tuple(sellers)
    return Parties(frozenset(map(folded, written)), frozenset(map(folded, buyers)), written)


def beside(known: Callable[[], Parties] | None, sellers: Iterable[str], buyers: Iterable[str]) -> Callable[[], Parties]:
    """Those known beforehand, with the names that stand beside a text, each also by its parts: "Anna" is Anna Smith."""

    def both() -> Parties:
        before = known() if known else Parties()
        near = parties(_with_parts(sellers), _with_parts(buyers))
        return Parties(before.sellers | near.sellers, before.buyers | near.buyers, before.written)

    return both


def _with_parts(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        yield name
        yield from (part for part in name.split() if len(part) > 1)
