"""Which side a label names, and whom: "Buyer", "Anna (buyer)", "客服 李娜", "Us (seller)", "Seller - Tom"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from poa.messages.identify import buyer_name, direction_of
from poa.messages.vocabulary import Vocabulary, folded
from poa.model.message import Direction
from poa.text.lazy import lazy

_IN_BRACKETS = lazy(r"^([^(（\[【<]*?)\s*[(（\[【]\s*([^)）\]】]+?)\s*[)）\]】]?$")
_JOINED = lazy(r"\s+[-–—|/·]+\s+|\s*[:：|]\s*|[,，]\s*|\s*[–—]\s*")
_DECORATION = " \t*_\"'“”<>[]【】#•·-–—,，|"
_TOKEN = lazy(r"[^\W_]+")
_LATIN = lazy(r"^[A-Za-zÀ-ɏ]")
_MOST_NAMES = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a label names; ``name`` is empty where it names nobody beyond the side."""

    direction: Direction
    name: str = ""


@lru_cache(maxsize=1024)
def speaker_of(label: str, vocabulary: Vocabulary, *, plain: bool = False, loose: bool = False) -> Speaker | None:
    """The side and the name in ``label``; None where it names no side.

    Args:
        label: what stands before the colon, or in the column of senders.
        vocabulary: the words for the sides.
        plain: accept a name that merely follows the word, as in "Seller Tom", besides names set apart from it. Such
            words begin sentences and the names of departments too, so only where a line's form says that it is a label.
        loose: with ``plain``, accept a name without a space between in scripts that write none, as in "客服小王".
    """
    label = label.strip(_DECORATION)
    if not label or len(label) > _LONGEST:
        return None
    words = _words(vocabulary)
    label = words.without_verb(label)
    if side := words.side(label):
        return Speaker(side)
    found = _IN_BRACKETS.match(label)
    pieces = [found[1], found[2]] if found else _JOINED.split(label)
    if len(pieces) == 2:
        sides = [words.side(words.without_verb(piece.strip(_DECORATION))) for piece in pieces]
        known = [side for side in sides if side]
        if known and len(set(known)) == 1:
            named = "" if len(known) == 2 else pieces[1 if sides[0] else 0].strip(_DECORATION)
            return None if words.is_field(named) else Speaker(known[0], named)
    return words.led(label, loose) if plain else None


def without_verb(label: str, vocabulary: Vocabulary) -> str:
    """``label`` without "wrote", "说" and the like at its end."""
    return _words(vocabulary).without_verb(label)


def sides_of(sender: str, receiver: str, vocabulary: Vocabulary) -> Direction | None:
    """Who wrote, told by Amazon's addresses, else by the words in either; None where nothing makes it certain."""
    if side := direction_of(sender, receiver):
        return side
    writer = speaker_of(party_name(sender), vocabulary)
    reader = speaker_of(party_name(receiver), vocabulary)
    if writer:
        return writer.direction
    return ("outbound" if reader.direction == "inbound" else "inbound") if reader else None


def party_name(address: str) -> str:
    """The display name in an address line, or the line where it is a name alone; an address alone names nobody."""
    name = address.partition("<")[0].strip(' "') if "<" in address else address.strip(' "')
    return "" if "@" in name else name


def person_in(address: str, vocabulary: Vocabulary, *, buyer: bool = False) -> str:
    """The person whom an address line or a column of senders names; empty for "Buyer", "Us" and the like."""
    name = party_name(address)
    if not name:
        return ""
    if speaker := speaker_of(name, vocabulary):
        name = speaker.name
    return buyer_name(name) if buyer else name


def is_service(address: str, vocabulary: Vocabulary) -> bool:
    """Whether an address line names a shop's or a service's mailbox: "Lamp World Support", help@shop.example."""
    words = _words(vocabulary)
    local = address.rpartition("@")[0].rpartition("<")[2]
    return any(token.casefold() in words.mailbox for token in _TOKEN.findall(f"{party_name(address)} {local}"))


class _Words:
    """The words for the sides, ready for look-up."""

    def __init__(self, speakers: Mapping[str, tuple[str, ...]]) -> None:
        self._sides: dict[str, Direction] = {}
        for word in speakers.get("inbound", ()):
            self._sides[folded(word)] = "inbound"
        for word in speakers.get("outbound", ()):
            self._sides[folded(word)] = "outbound"
        both = [*speakers.get("inbound", ()), *speakers.get("outbound", ())]
        self._leading = sorted((word.casefold() for word in both), key=len, reverse=True)
        self._verbs = sorted((word.casefold() for word in speakers.get("said", ())), key=len, reverse=True)
        self._alone = {folded(word) for word in speakers.get("alone", ())}
        self._fields = {folded(word) for word in speakers.get("field", ())}
        self.mailbox = {folded(word) for word in speakers.get("mailbox", ())}

    def side(self, label: str) -> Direction | None:
        return self._sides.get(folded(label))

    def is_field(self, name: str) -> bool:
        """Whether what follows the word says what is told about that side: "Buyer note", "Seller SKU"."""
        return folded(name) in self._fields

    def without_verb(self, label: str) -> str:
        """``label`` without "wrote", "说" and the like at its end."""
        low = label.casefold()
        for verb in self._verbs:
            if low.endswith(verb) and len(low) == len(label):
                rest = label[: -len(verb)]
                if rest and (rest[-1] in " )）]】" or not _LATIN.match(verb)):
                    return rest.strip(_DECORATION)
        return label

    def led(self, label: str, loose: bool) -> Speaker | None:
        """A label that begins with the word for a side and goes on with a name."""
        low = label.casefold()
        word = next((word for word in self._leading if low.startswith(word) and len(low) == len(label)), None)
        if word is None or folded(word) in self._alone:
            return None
        rest = label[len(word) :]
        name = rest.strip(_DECORATION + "()（）")
        apart = rest[:1] in (" ", "\t", "-", "(", "（") or (
            loose and not _LATIN.match(word) and len(name) <= _MOST_NAMES
        )
        if not apart or not is_person(name) or self._has_field(name):
            return None
        return Speaker(self._sides[folded(word)], name)

    def _has_field(self, name: str) -> bool:
        return self.is_field(name) or any(self.is_field(part) for part in name.split())


def is_person(text: str) -> bool:
    """Whether words can be a person's name or number: few, and in scripts with capitals each with one."""
    parts = text.split()
    return 0 < len(parts) <= _MOST_NAMES and all(not _LATIN.match(part) or part[0].isupper() for part in parts)


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> _Words:
    return _Words(vocabulary.speakers)
