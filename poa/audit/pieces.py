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
from typing import Any

from poa.audit.conduct.units import sentences
from poa.audit.language import CJK, votes
from poa.audit.matching import hints, unordered
from poa.audit.normal import apart, fold_part, unwrapped
from poa.audit.quoting import QUOTE
from poa.audit.view import EASTERN, HAN, KANA, QUOTING
from poa.text.lazy import lazy

LONGEST = 8_000
"""Longer messages are read as a whole."""
_MOST, _MOST_NUMBERED, _MOST_SHAPES, _MOST_NAMED, _LONG = 12_000, 2_000, 16_000, 64, 400
"""How many pieces are remembered, how many of those with numbers, how many of their shapes, how many of one shape that
differ in numbers that matter, how long ones at most."""

_ODD, _TABLED, _MINDING = 16, 32, 64
"""What is told of pieces besides (see poa.audit.view): cannot be read by itself; went through the table of characters,
and would mind that."""

_STOP, _DOT, _BLANK = ".!?;。\n！？；…．", ".…．", " \t\r\x0b\x0c\x85\xa0\u3000"
_PIECE = lazy(rf"[^{_STOP}]+(?:[{_STOP}]*[{_DOT}][^{_BLANK}{_STOP}][^{_STOP}]*)*[{_STOP}]*|[{_STOP}]+")
"""A sentence as poa.audit.conduct.units cuts them, but of a text that was not folded yet."""
_NUMBER, _DIGITS = lazy("([0-9]+)"), lazy(r"\d+")
_WHOLE, _DOT_WORD = r"@|://|www|[(\[{] ?at ?[)\]}]|\.[a-z][^ ]*/", r"\.[a-z]"
"""Where an address or a link may reach over what looks like the end of a sentence, and where one may stand."""
_APART = r"\pL[ ._*\-]\pL[ ._*\-]\pL[ ._*\-]\pL|[\x{3400}-\x{9fff}][ ·*_|~^]+[\x{3400}-\x{9fff}]"
_HINTS = (_WHOLE, QUOTE, _APART, r"\p{Nd}", _DOT_WORD)
_IS_WHOLE, _QUOTES, _IS_APART, _NUMBERED, _DOTTED = range(len(_HINTS))
_LINKED = lazy(_DOT_WORD)
_KANA_PAIR = lazy("[ぁ-んァ-ヶ]{2}")
_HAN_PAIR = lazy("[\u4e00-\u9fff]{2}")


class Piece:
    """A sentence as it was written.

    Attributes:
        size: how many characters it has as it was written.
        norm: the sentence folded.
        text: the same for the conduct detectors: without accents, a link as a mark.
        scanned: the same for the patterns: encoded, order numbers as letters.
        votes: what its small words count for each language.
        flags: what is told of it.
        read: what the conduct detectors read in it with the phrases of ``family``.
        count: how many numbers it holds at most.
        places: where each unit of ``text`` stands, if that was asked.
        numbers: the numbers in it, where it has a shape.
        shape: the piece that stands for all that differ from this one in numbers alone.
    """

    __slots__ = (
        "count", "family", "flags", "norm", "numbers", "places", "read", "scanned", "shape", "size", "text", "votes"
    )  # fmt: skip

    def __init__(self, size: int, norm: str, text: str, scanned: bytes, votes: int, flags: int) -> None:
        self.size, self.norm, self.text, self.scanned, self.votes, self.flags = size, norm, text, scanned, votes, flags
        self.family = ""
        self.read: Any = None
        self.numbers: Sequence[str] = ()
        self.count = 0
        self.places: Sequence[tuple[int, int]] | None = None
        self.shape: _Shape | None = None


class _Shape:
    """What sentences that differ in numbers alone share: the text between the numbers, and all that depends on it.

    Attributes:
        first: the first of them, until it was asked what was read in it.
    """

    __slots__ = ("first", "flags", "name", "norms", "others", "read", "texts", "votes")

    def __init__(self, piece: Piece, norms: list[str], texts: list[str]) -> None:
        self.first: Piece | None = piece
        self.flags, self.votes = piece.flags, piece.votes
        self.norms, self.texts = norms, norms if texts == norms else texts
        self.name: tuple[str, str] | None = None
        self.read: Any = None
        self.others: dict[tuple[str, str], Any] | None = None

    def get(self, name: tuple[str, str]) -> Any:
        """What was read of it in a family, with numbers that some phrase names."""
        return self.read if name == self.name else self.others.get(name) if self.others else None

    def put(self, name: tuple[str, str], read: Any) -> None:
        """Remember what was read; the first is most often the only one."""
        if self.name is None:
            self.name, self.read = name, read
        elif self.others is None or len(self.others) >= _MOST_NAMED:
            self.others = {name: read}
        else:
            self.others[name] = read


_NONE = Piece(0, "", "", b"", 0, _ODD)
flags_of = attrgetter("flags")


class Pieces:
    """The pieces seen before, in bounded memory."""

    def __init__(self) -> None:
        self._known: dict[str, Piece] = {}
        self._numbered: dict[str, Piece] = {}
        self._firsts: dict[int, Piece] = {}
        self._shapes: dict[int, _Shape | None] = {}
        """The first piece of a shape, and the shape once there is a second one, None where there can be none: by the
        hash of the text around the numbers, which two of some thousand share less often than memory fails."""

    def of(self, text: str) -> tuple[list[Piece], int] | None:
        """The pieces of a text and what is told of any of them; None where it must be read as a whole."""
        if len(text) > LONGEST:
            return None
        parts = _PIECE.findall(unwrapped(text))
        found: list[Any] = [*map(self._known.get, parts)]
        if None in found:
            found = [piece or self._look(part) for piece, part in zip(found, parts, strict=True)]
        flags = reduce(or_, map(flags_of, found), 0)
        if flags & _ODD or flags & (_TABLED | _MINDING) == _TABLED | _MINDING:
            return None
        return found, flags

    def forget(self) -> None:
        """Forget them all."""
        self._known.clear()
        self._numbered.clear()
        self._firsts.clear()
        self._shapes.clear()

    def _look(self, part: str) -> Piece:
        runs = _NUMBER.split(part)
        if len(runs) > 1:
            return self._numbered.get(part) or self._number(part, runs)
        piece = _learnt(part)
        if len(part) <= _LONG:
            if len(self._known) >= _MOST:
                for old in list(self._known)[: _MOST // 2]:
                    del self._known[old]
            self._known[part] = piece
        return piece

    def _number(self, part: str, runs: list[str]) -> Piece:
        """A piece with numbers, made of the shape that it has.

        Args:
            part: the piece as it was written.
            runs: the same as its numbers and, before, between and behind them, the text around them.
        """
        codes = [at for at in range(0, len(runs) - 1, 2) if runs[at][-1:].isalpha() and _coded(runs[at], runs[at + 2])]
        for at in codes:
            runs[at], runs[at + 1] = runs[at][:-1], runs[at][-1].lower() + runs[at + 1]
        name = hash((*runs[::2], *codes))
        numbers = runs[1::2]
        shape = self._shapes.get(name)
        if shape is None and name in self._firsts:
            shape = self._shapes[name] = _shape(self._firsts.pop(name))
        if shape is None:
            piece = _learnt(part)
            if piece is not _NONE and name not in self._shapes and len(part) <= _LONG:
                if len(self._shapes) + len(self._firsts) >= _MOST_SHAPES:
                    self._shapes.clear()
                    self._firsts.clear()
                self._firsts[name] = piece
                piece.numbers = numbers
        else:
            runs[::2] = shape.norms
            norm = text = "".join(runs)
            if shape.texts is not shape.norms:
                runs[::2] = shape.texts
                text = "".join(runs)
            scanned = unordered(norm) if len(numbers) > 2 else norm.encode("utf-8", "surrogatepass")
            piece = Piece(len(part), norm, text, scanned, shape.votes, shape.flags)
            piece.shape, piece.numbers, piece.count = shape, numbers, len(numbers)
        if len(part) <= _LONG:
            if len(self._numbered) >= _MOST_NUMBERED:
                self._numbered.clear()
            self._numbered[part] = piece
        return piece


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
        text = parts[0]
    flags = tabled * _TABLED | minding * _MINDING | (QUOTING if _QUOTES in hinted else 0)
    if not part.isascii() and (CJK.search(norm) or CJK.search(part)):
        flags |= EASTERN
        flags |= KANA if _KANA_PAIR.search(norm) else 0
        flags |= HAN if _HAN_PAIR.search(norm) else 0
    piece = Piece(len(part), norm, text, raw, votes(part), flags)
    if _NUMBERED in hinted:
        piece.scanned, piece.count = unordered(norm), len(_DIGITS.findall(norm))
    return piece


def _shape(piece: Piece) -> _Shape | None:
    """The shape of a piece; none where a number may be part of a link or folding makes more numbers of it."""
    if "." in piece.norm and _LINKED.search(piece.norm):
        return None
    norms, texts = _around(piece.norm, piece.numbers), _around(piece.text, piece.numbers)
    return _Shape(piece, norms, texts) if norms and texts else None


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
