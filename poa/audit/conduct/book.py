"""The relations that can hold in a family of languages, indexed for looking: what a sentence by itself tells of them.

A relation is looked for only in sentences that hold every concept that one of its patterns cannot do without; one
whose matches all lie within a sentence is worked out with the sentence, once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice

from poa.audit.conduct.alphabet import QUESTION, STOP, Alphabet
from poa.audit.conduct.grammar import Grammar
from poa.audit.conduct.patterns import Relation
from poa.audit.conduct.reading import Known, Places, Way

MOST, _TRIED = 24, 240
"""How many places of a relation are kept and tried in one message: more tell nothing new and cost time."""
SIDE = "side"
compiled = cache(re.compile)
"""Most patterns are never needed in a short run."""


class Book:
    """The relations that can hold in a family of languages, indexed by the concepts that they cannot do without.

    Args:
        relations: all relations, in an order in which each builds on earlier ones.
        alphabet: gives the symbols.
        family: the family of languages.
        layers: the layers of its phrases.
    """

    def __init__(self, relations: Sequence[Relation], alphabet: Alphabet, family: str, layers: Sequence[str]) -> None:
        self.relations = relations
        self.layers = {layer: number for number, layer in enumerate(layers)}
        self.grammar = Grammar(alphabet, family)
        symbols = (QUESTION, *alphabet.symbols.values())
        self._bits = [
            {symbol: 1 << n + layer * len(symbols) for n, symbol in enumerate(symbols)} for layer in range(len(layers))
        ]
        numbers = {relation.id: number for number, relation in enumerate(relations)}
        self.together = [bits_of(numbers[name] for name in relation.together) for relation in relations]
        self.unless_found = [bits_of(numbers[name] for name in relation.unless_found) for relation in relations]
        self.unless = [self.mask("", r.unless_any) | self.mask(SIDE, r.unless_any) for r in relations]
        self.alone = [self.mask("", relation.alone) | self.mask(SIDE, relation.alone) for relation in relations]
        self._layer_of = [self.layers.get(relation.layer, 0) for relation in relations]
        self.usable = [
            relation.layer in self.layers and (not relation.langs or family in relation.langs) for relation in relations
        ]
        self._alone, self._beyond, self._mask = (lane * len(relations) for lane in (1, 2, 3))
        self.heavy = self._mask + len(layers) * len(symbols)
        """Where the bits of rules begin in those of a sentence."""
        self._lane, self._masks = (1 << len(relations)) - 1, (1 << len(layers) * len(symbols)) - 1
        self.needs = _needs(self.together, self.unless_found)
        self.always = 0
        self.near = [max(relation.crossings) < 0 for relation in relations]
        self._ways: list[dict[str, tuple[int, list[Way]]]] = [
            {symbol: (bit, []) for symbol, bit in bits.items()} for bits in self._bits
        ]
        """By layer and symbol its bit, and the patterns whose rarest demand it meets."""
        for number, relation in enumerate(relations):
            if self.usable[number]:
                self._enter(number, relation)

    def mask(self, layer: str, symbols: Iterable[str]) -> int:
        """Symbols of a layer as bits."""
        bits = self._bits[self.layers[layer]]
        found = 0
        for symbol in symbols:
            found |= bits.get(symbol, 0)
        return found

    def know(self, rows: tuple[str, ...]) -> Known:
        """What the relations make of a sentence."""
        mask = 0
        open_: list[Way] = []
        for row, ways in zip(rows, self._ways, strict=True):
            for symbol in set(row):
                if symbol in ways:
                    bit, some = ways[symbol]
                    mask |= bit
                    open_ += some
        near: set[int] = set()
        far: set[Way] = set()
        beyond: set[Way] = set()
        alone = 0
        for way in open_:
            number, reach, first, rest = way
            if not (mask & first and all([mask & need for need in rest])):
                if reach > 0:
                    beyond.add(way)
            elif self.near[number]:
                near.add(number)
            else:
                alone |= 1 << number
                far.add(way if reach > 0 else (number, 0, -1, ()))
        layers = self._layer_of
        found = {number: places for number in near if (places := self.places(number, rows[layers[number]]))}
        others = bits_of(way[0] for way in beyond)
        bits = bits_of(found) | alone << self._alone | others << self._beyond | mask << self._mask
        return Known(rows, mask, bits, found, (*far, *beyond), tuple(beyond), others)

    def told(self, bits: int) -> tuple[int, int, int, int, int]:
        """The parts of the bits of sentences (see Known), those of several sentences put together."""
        lane, masks = self._lane, self._masks
        alone, beyond, mask = bits >> self._alone, bits >> self._beyond, bits >> self._mask
        return bits & lane, alone & lane, beyond & lane, mask & masks, bits >> self.heavy

    def places(self, number: int, row: str, begin: int = 0, stop: int = sys.maxsize) -> Places:
        """Where a relation holds in ``row[begin:stop]``, as far as its sentence tells."""
        relation = self.relations[number]
        found = []
        pattern, at = compiled(relation.find), begin
        for _ in range(_TRIED):
            match = pattern.search(row, at, stop)
            if match is None:
                break
            start, end = match.span()
            at = max(end, start + 1)
            if not relation.negated and self.grammar.denied(row, start, end):
                at = start + 1  # a denied act may hide one that is not denied
                continue
            if not (relation.spared and _overlaps(relation.spared, row, start, end)):
                found.append((start, end))
        return tuple(found)

    def denied(self, number: int, row: str) -> bool:
        """Whether a relation would hold somewhere in a row if its act were not denied there."""
        relation = self.relations[number]
        if relation.negated:
            return False
        matches = islice(compiled(relation.find).finditer(row), MOST)
        return any(self.grammar.denied(row, *match.span()) for match in matches)

    def _enter(self, number: int, relation: Relation) -> None:
        if not all(relation.demands):
            self.always |= 1 << number
            return
        for (rarest, *others), reach in zip(relation.demands, relation.crossings, strict=True):
            first, *rest = [self.mask(relation.layer, demand) for demand in others] or [-1]
            ways = self._ways[self.layers[relation.layer]]
            for symbol in rarest & ways.keys():
                ways[symbol][1].append((number, reach, first, tuple(rest)))


def _needs(together: Sequence[int], unless_found: Sequence[int]) -> list[int]:
    """For each relation the relations that must be known before it is known itself, and itself, as bits."""
    needs: list[int] = []
    for number, bits in enumerate(map(int.__or__, together, unless_found)):
        needs.append(1 << number)
        bits &= (1 << number) - 1
        while bits:
            earlier = bits.bit_length() - 1
            bits ^= 1 << earlier
            needs[number] |= needs[earlier]
    return needs


def bits_of(numbers: Iterable[int]) -> int:
    """Numbers as bits."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def _overlaps(pattern: str, row: str, start: int, end: int) -> bool:
    begin = row.rfind(STOP, 0, start) + 1
    stop = row.find(STOP, end)
    for match in compiled(pattern).finditer(row, begin, len(row) if stop < 0 else stop):
        if match.start() < end and match.end() > start:
            return True
    return False
