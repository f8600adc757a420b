"""Reads messages sentence by sentence: what a sentence says is worked out once and remembered.

Most sentences of sellers come again and again, those of templates above all; numbers that no phrase names make no
difference. A sentence knows its symbols in every layer, which relations hold within it, and which could hold together
with other sentences, so that a message is the sum of its sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from itertools import accumulate
from operator import or_
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from poa.audit.conduct.alphabet import FILLER, STOP
from poa.audit.conduct.concepts import Lexicons, covered, row_of
from poa.audit.conduct.units import Numbers, cut, filled, sentences, spans
from poa.audit.conduct.weighing import NO_WEIGHTS, Scales, Weighed

if TYPE_CHECKING:
    from poa.audit.conduct.book import Book
    from poa.audit.pieces import Piece
    from poa.audit.view import MessageView

_MOST_NAMED = 64
"""How many sentences are remembered that differ in numbers that some phrase names."""
_MOST_KNOWN, _LONGEST = 600, 400
"""How many sentences of a family are remembered, and how long ones at most."""

Places = tuple[tuple[int, int], ...]
Way = tuple[int, int, int, tuple[int, ...]]
"""A pattern as seen from the rarest symbol that it demands: the number of its relation, how many sentence ends it may
run over, and what else must occur, as bits: one of the first, and one of each of the rest."""


_NOWHERE: Mapping[int, Places] = MappingProxyType({})
"""Stands for what most sentences have none of, since many are remembered."""


WEIGHTLESS = Weighed(0, 0)


class Known:
    """A sentence as it was read.

    Attributes:
        rows: its symbols, by layer.
        mask: the concepts that occur, as bits, those of all layers.
        bits: from the lowest on: the relations that hold within it (whether one is excused only the message tells);
            those across sentences that may hold whatever the other sentences say; those that may hold by what they
            say; the concepts that occur; the rules that it weighs much for (see Book).
        far: patterns of which a part occurs here and the rest may stand in other sentences.
        beyond: those of them that need the other sentences.
        others: the relations of these, as bits.
        closed: whether a stop ends it in every layer, so that nothing in it depends on the next sentence.
        places: where the relations hold that hold within it.
        units: for each symbol of a layer the units that it stands for, as far as that was asked.
        weighed: what it weighs for each rule.
    """

    __slots__ = ("beyond", "bits", "closed", "far", "mask", "others", "places", "rows", "units", "weighed")

    def __init__(
        self,
        rows: tuple[str, ...],
        mask: int,
        bits: int,
        places: Mapping[int, Places],
        far: tuple[Way, ...],
        beyond: tuple[Way, ...],
        others: int,
    ) -> None:
        self.rows, self.mask, self.bits, self.far, self.beyond = rows, mask, bits, far, beyond
        self.others = others
        self.closed = all([row.endswith(STOP) for row in rows])
        self.places = places or _NOWHERE
        self.weighed = WEIGHTLESS
        self.units: Mapping[int, Places] = _NOWHERE


class Reader:
    """Reads with the phrases of one family of languages.

    Args:
        lexicons: the phrases of all layers.
        numbers: makes the numbers alike that no phrase names.
        book: tells what the relations make of a sentence, given its rows.
        scales: weigh a sentence; by default nothing weighs anything.
        family: the name of the family.
    """

    def __init__(
        self,
        lexicons: Lexicons,
        numbers: Numbers,
        book: Book,
        scales: Scales | None = None,
        family: str = "",
    ) -> None:
        self._family = family
        self._lexicons = lexicons
        self._numbers = numbers
        self.book = book
        self.scales = scales or Scales(NO_WEIGHTS)
        self._known: dict[str, Known] = {}

    def read(self, norm: str) -> Reading:
        """A folded text, sentence by sentence."""
        parts = sentences(norm)
        get = self._known.get
        return Reading(self, [get(part) or self._look(part) for part in parts], [*map(_Part, parts)])

    def of(self, view: MessageView) -> Reading:
        """A message, by what is known of its pieces where it has some."""
        pieces, family = view.pieces, self._family
        if pieces is None:
            return self.read(view.norm)
        numbers = view.numbers
        known: list[Any]
        names = self._numbers.names(numbers) if numbers else ()
        if any(names):
            known = self._named(pieces, numbers, names)
        else:
            known = [piece.read if piece.family is family else None for piece in pieces]
            if None in known:
                known = self._unread(pieces, numbers)
        return Reading(self, known, pieces, numbers)

    def _unread(self, pieces: Sequence[Piece], numbers: Sequence[str]) -> list[Known]:
        """The pieces of a message of which some were not read yet, and no number that some phrase names."""
        known, at = [], 0
        for piece in pieces:
            if piece.family is not self._family:
                piece.read = self._look_at(piece, numbers[at : at + piece.holes])
                piece.family = self._family
            known.append(piece.read)
            at += piece.holes
        return known

    def _named(self, pieces: Sequence[Piece], numbers: Sequence[str], names: Sequence[str]) -> list[Known]:
        """The pieces of a message with numbers that some phrase names."""
        known, at = [], 0
        for piece in pieces:
            before = at
            at += piece.holes
            if piece.holes and any(names[before:at]):
                name = " ".join((self._family, *names[before:at]))
                others = piece.others
                if others is None or len(others) >= _MOST_NAMED:
                    others = piece.others = {}
                if name not in others:
                    others[name] = self._look_at(piece, numbers[before:at])
                known.append(others[name])
            elif piece.family is self._family:
                known.append(piece.read)
            else:
                known += self._unread((piece,), numbers[before:at])
        return known

    def _look_at(self, piece: Piece, numbers: Sequence[str]) -> Known:
        """A piece that was not read yet."""
        text = filled(piece.text, numbers)
        known = self._known.get(text)
        if known is None:
            known = self._read(self.words(text))
            if not numbers and len(text) <= _LONGEST:
                self._keep(text, known)  # messages that are read as a whole hold such sentences too
        return known

    def _read(self, words: Sequence[str]) -> Known:
        """A sentence that was never read, as its units."""
        rows = [*map(row_of, self._lexicons.singles(words), self._lexicons.phrases(words))]
        known = self.book.know(tuple([rows[rows.index(row)] for row in rows]))  # equal ones are kept once
        if self.scales.rules:
            known.weighed = self.scales.weigh(words, known.rows[0])
            known.bits |= known.weighed.heavy << self.book.heavy
        return known

    def forget(self) -> None:
        """Forget the sentences read before; words and phrases stay known."""
        self._known.clear()

    def units(self, sentence: str, known: Known, layer: int) -> Places:
        """For each symbol of a layer the units of the sentence that it stands for, from the first to the last but one.

        Args:
            sentence: as it is written.
            known: what is known of it.
            layer: the layer.
        """
        if layer not in known.units:
            words = self.words(sentence)
            singles, phrases = self._lexicons.singles(words)[layer], self._lexicons.phrases(words)[layer]
            known.units = {**known.units, layer: tuple(covered(singles, phrases))}
        return known.units[layer]

    def words(self, sentence: str) -> list[str]:
        """The units of a sentence, numbers that no phrase names alike."""
        return cut(self._numbers.alike(sentence))

    def _look(self, sentence: str) -> Known:
        """A sentence that is not known as it stands; it may be known but for its numbers."""
        alike = self._numbers.alike(sentence)
        known = self._known.get(alike)
        if known is None:
            known = self._read(cut(alike))
            if len(alike) <= _LONGEST:
                self._keep(alike, known)
        return known

    def _keep(self, sentence: str, known: Known) -> None:
        if len(self._known) >= _MOST_KNOWN:
            for old in list(self._known)[: _MOST_KNOWN // 2]:
                del self._known[old]
        self._known[sentence] = known


class _Part:
    """A sentence that is not remembered as it stands."""

    __slots__ = ("places", "text")
    holes = 0

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: Sequence[tuple[int, int]] | None = None


class Reading:
    """A message as its sentences.

    Args:
        reader: read it.
        known: what is known of each sentence.
        parts: the sentences as they are written.
        numbers: what stands in their holes.

    Attributes:
        mask: the concepts that occur, as bits.
        near: the relations that hold within a sentence, as bits.
        alone: the relations across sentences that may hold by what one of them says.
        beyond: those that may hold by what several of them say.
        heavy: the rules that a sentence weighs much for, as bits.
    """

    def __init__(
        self,
        reader: Reader,
        known: Sequence[Known],
        parts: Sequence[Piece | _Part],
        numbers: Sequence[str] = (),
    ) -> None:
        self._reader = reader
        self._given, self._numbers = parts, numbers
        self.known = known
        self._rows: dict[int, str] = {}
        self._begins: dict[int, list[int]] = {}
        bits = reduce(or_, [one.bits for one in known], 0)
        self.near, self.alone, self.beyond, self.mask, self.heavy = reader.book.told(bits)

    def around(self, at: int, reach: int) -> int:
        """The concepts that occur in a sentence and up to ``reach`` sentences on either side, as bits."""
        if not reach:
            return self.known[at].mask
        return reduce(or_, [known.mask for known in self.known[max(0, at - reach) : at + reach + 1]])

    @property
    def words(self) -> list[list[str]]:
        """The units of each sentence."""
        return [self._reader.words(part.text) for part in self._parts]

    @property
    def scales(self) -> Scales:
        """What its sentences were weighed with."""
        return self._reader.scales

    @property
    def understood(self) -> int:
        """How many of its words some phrase of the first layer takes."""
        row = self.row(0)
        return len(row) - row.count(FILLER)

    def row(self, layer: int) -> str:
        """The symbols of all sentences in a layer."""
        if layer not in self._rows:
            self._rows[layer] = "".join([known.rows[layer] for known in self.known])
        return self._rows[layer]

    def weight(self, number: int) -> tuple[int, int]:
        """What the message weighs for a rule of the scales, and the sentence that weighs most (see ``heaviest``)."""
        return self._reader.scales.heaviest(number, [known.weighed for known in self.known])

    @property
    def reached(self) -> int:
        """The rules whose bar some stretch of the message reaches, as bits."""
        return self._reader.scales.reached([known.weighed for known in self.known]) if self.heavy else 0

    def begins(self, layer: int) -> list[int]:
        """Where each sentence begins in the row of a layer."""
        if layer not in self._begins:
            self._begins[layer] = [*accumulate([len(known.rows[layer]) for known in self.known], initial=0)]
        return self._begins[layer]

    def span(self, layer: int, start: int, end: int) -> tuple[int, int]:
        """The part of the text that the symbols from ``start`` to ``end`` of a layer's row stand for."""
        return self._span(layer, start)[0], self._span(layer, end - 1)[1]

    def sentence(self, number: int) -> tuple[int, int]:
        """The part of the text that a sentence is, without the blanks around it."""
        part, begin = self._parts[number].text, self._text_begins[number]
        return begin + len(part) - len(part.lstrip()), begin + len(part.rstrip())

    @cached_property
    def _parts(self) -> Sequence[Piece | _Part]:
        """The sentences with their numbers in place."""
        parts, at = list(self._given), 0
        for index, part in enumerate(parts if self._numbers else ()):
            if part.holes:
                parts[index] = _Part(filled(part.text, self._numbers[at : at + part.holes]))
                at += part.holes
        return parts

    @cached_property
    def _text_begins(self) -> list[int]:
        return [*accumulate([len(part.text) for part in self._parts], initial=0)]

    def _span(self, layer: int, at: int) -> tuple[int, int]:
        begins = self.begins(layer)
        number = bisect_right(begins, at) - 1
        first, last = self._reader.units(self._parts[number].text, self.known[number], layer)[at - begins[number]]
        places, begin = self._places(number), self._text_begins[number]
        return begin + places[first][0], begin + places[last - 1][1]

    def _places(self, number: int) -> Sequence[tuple[int, int]]:
        """Where each unit of a sentence stands in it."""
        part = self._parts[number]
        if part.places is None:
            part.places = spans(part.text)
        return part.places
