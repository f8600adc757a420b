"""Cuts messages into sentences before anything else is done, and remembers what each sentence is by itself.

Sentences of sellers come again and again, those of templates above all. How one folds, which small words it holds and
what the conduct detectors read in it depends on nothing around it, so a message is the sum of its pieces. Where that is
not so (a link, an address, letters pulled apart) the message is read as a whole; every piece is tried for it when it is
first seen. Sentences that differ in numbers alone share all that numbers do not touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import attrgetter, or_
from typing import Any, NamedTuple

from poa.audit.conduct.units import HOLE, filled, sentences
from poa.audit.language import CJK, HAN_PAIR, KANA_PAIR, votes
from poa.audit.leet import disguised
from poa.audit.matching import hints
from poa.audit.normal import apart, fold_part, unwrapped
from poa.audit.quoting import QUOTE
from poa.audit.view import EASTERN, HAN, KANA, QUOTING, TABLED
from poa.text.lazy import lazy

LONGEST = 8_000
"""Longer messages are read as a whole."""
_MOST, _LONG = 10_000, 400
"""How many pieces are remembered of late, and how long ones at most; as many of those before are kept beside them."""

_ODD, _MINDING = 32, 64
"""What is told of pieces besides (see poa.audit.view): cannot be read by itself; would mind the table of characters."""

_STOP, _DOT, _BLANK = ".!?;。\n！？；…．", ".…．", " \t\r\x0b\x0c\x85\xa0\u3000"
_PIECE = lazy(rf"[^{_STOP}]+(?:[{_STOP}]*[{_DOT}][^{_BLANK}{_STOP}][^{_STOP}]*)*[{_STOP}]*|[{_STOP}]+")
"""A sentence as poa.audit.conduct.units cuts them, but of a text that was not folded yet."""
_NUMBER, _DIGITS = lazy("([0-9]+)"), lazy(r"\d+")
_WHOLE, _DOT_WORD = r"@|://|www|[(\[{] ?at ?[)\]}]|\.[a-z][^ ]*/", r"\.[a-z]"
"""Where an address or a link may reach over what looks like the end of a sentence, and where one may stand."""
_APART = r"\pL[ ._*\-]\pL[ ._*\-]\pL[ ._*\-]\pL|[\x{3400}-\x{9fff}][ ·*_|~^]+[\x{3400}-\x{9fff}]"
_HINTS = (_WHOLE, QUOTE, _APART, r"\p{Nd}", _DOT_WORD)
_IS_WHOLE, _QUOTES, _IS_APART, _NUMBERED, _DOTTED = range(len(_HINTS))
_LINKED = lazy(rf"{HOLE}[^ ]*\.[a-z]|\.[a-z][^ ]*{HOLE}")


class Piece:
    """A sentence as it was written, with a hole for each number.

    Attributes:
        size: how many characters it has as it was written, holes apart.
        holes: how many holes it has.
        norm: the sentence folded.
        text: the same for the conduct detectors: without accents, a link as a mark.
        votes: what its small words count for each language.
        flags: what is told of it.
        count: how many numbers it holds at most.
        read: what the conduct detectors read in it with the phrases of ``family``, whatever the numbers.
        others: the same with numbers that some phrase names, by family and numbers.
        places: where each unit of ``text`` stands, if that was asked and there are no holes.
    """

    __slots__ = ("count", "family", "flags", "holes", "norm", "others", "places", "read", "size", "text", "votes")

    def __init__(self, size: int, norm: str, text: str, votes: int, flags: int) -> None:
        self.size, self.norm, self.text, self.votes, self.flags = size, norm, text, votes, flags
        self.holes = self.count = 0
        self.family = ""
        self.read: Any = None
        self.others: dict[str, Any] | None = None
        self.places: Sequence[tuple[int, int]] | None = None


class Cut(NamedTuple):
    """A message as its sentences.

    Attributes:
        pieces: the sentences.
        flags: what is told of any of them.
        numbers: what stands in their holes, in order.
        norm: the whole of it, folded.
    """

    pieces: Sequence[Piece]
    flags: int
    numbers: Sequence[str]
    norm: str


_NONE = Piece(0, "", "", 0, _ODD)
_flags = attrgetter("flags")


class Pieces:
    """The pieces seen before, in bounded memory: those that come again stay, the others are forgotten in time."""

    def __init__(self) -> None:
        self._known: dict[str, Piece] = {}
        self._older: dict[str, Piece] = {}

    def of(self, text: str) -> Cut | None:
        """A text as its pieces; None where it must be read as a whole."""
        if len(text) > LONGEST or HOLE in text:
            return None
        text = unwrapped(text)
        parts = _PIECE.findall(text)
        found: list[Any] = [*map(self._known.get, parts)]
        numbers: list[str] = []
        if None in found:
            for index, part in enumerate(parts):
                if found[index] is None:
                    part, some, within = _emptied(part)
                    if within and disguised(text):
                        return None
                    found[index] = self._known.get(part) or self._learn(part, some)
                    numbers += some
        flags = reduce(or_, map(_flags, found), 0)
        if flags & _ODD or flags & (TABLED | _MINDING) == TABLED | _MINDING:
            return None
        return Cut(found, flags, numbers, filled("".join([piece.norm for piece in found]), numbers))

    def forget(self) -> None:
        """Forget them all."""
        self._known.clear()
        self._older.clear()

    def _learn(self, part: str, numbers: Sequence[str]) -> Piece:
        piece = self._older.get(part)
        if piece is None:
            piece = _learnt(filled(part, numbers))
            if numbers:
                piece = _holed(piece, numbers)
        if len(part) <= _LONG:
            if len(self._known) >= _MOST:
                self._known, self._older = {}, self._known
            self._known[part] = piece
        return piece


def _emptied(part: str) -> tuple[str, Sequence[str], bool]:
    """A sentence with holes, what stood in them, numbers and codes of one letter and digits, and whether digits stand
    within letters."""
    runs = _NUMBER.split(part)
    if len(runs) == 1:
        return part, (), False
    within = False
    for at in range(0, len(runs) - 1, 2):
        if runs[at][-1:].isalpha():
            within = within or runs[at + 2][:1].isalpha()
            if _coded(runs[at], runs[at + 2]):
                runs[at], runs[at + 1] = runs[at][:-1], runs[at][-1].lower() + runs[at + 1]
    return HOLE.join(runs[::2]), runs[1::2], within


def _coded(before: str, after: str) -> bool:
    """Whether a number between two texts is a code with the letter ahead of it: one letter, digits, and no letter."""
    return before[-1].isascii() and not (before[-2:-1].isalpha() or after[:1].isalpha())


def _learnt(part: str) -> Piece:
    """A piece that was never seen: the one that says so where it cannot be read by itself."""
    folded = fold_part(part)
    if folded is None:
        return _NONE
    norm, tabled, minding = folded
    raw = norm.encode("utf-8", "surrogatepass")
    hinted = hints(*_HINTS)(raw)
    if _IS_WHOLE in hinted or (_IS_APART in hinted and apart(norm)):
        return _NONE
    text = norm
    if _DOTTED in hinted or not part.isascii():
        parts = sentences(norm)
        if len(parts) != 1 or (norm[0] in _STOP and part[0] not in _STOP):
            return _NONE
        text = norm if parts[0] == norm else parts[0]
    flags = tabled * TABLED | minding * _MINDING | (QUOTING if _QUOTES in hinted else 0)
    if not part.isascii() and (CJK.search(norm) or CJK.search(part)):
        flags |= EASTERN
        flags |= KANA if KANA_PAIR.search(norm) else 0
        flags |= HAN if HAN_PAIR.search(norm) else 0
    piece = Piece(len(part), norm, text, votes(part), flags)
    if _NUMBERED in hinted:
        piece.count = len(_DIGITS.findall(norm))
    return piece


def _holed(piece: Piece, numbers: Sequence[str]) -> Piece:
    """A piece with holes for its numbers; none where one may be part of a link or folding makes more numbers of it."""
    norms, texts = _around(piece.norm, numbers), _around(piece.text, numbers)
    if piece is _NONE or not norms or not texts:
        return _NONE
    piece.norm = HOLE.join(norms)
    piece.text = piece.norm if texts == norms else HOLE.join(texts)
    if "." in piece.norm and _LINKED.search(piece.norm):
        return _NONE
    piece.holes = len(numbers)
    piece.size -= sum(map(len, numbers))
    return piece


def _around(text: str, numbers: Sequence[str]) -> list[str]:
    """The text around ``numbers``; nothing where there are others, or not all of these."""
    found, place = [], 0
    for number in numbers:
        at = text.find(number, place)
        if at < 0:
            return []
        found.append(text[place:at])
        place = at + len(number)
    found.append(text[place:])
    return [] if any(map(_NUMBER.search, found)) else found
