"""Which relations between concepts hold in a message (poa.audit.conduct.patterns tells how they are written).

A relation is looked for only in sentences that hold every concept that one of its patterns cannot do without; one
whose matches all lie within a sentence is worked out with the sentence, once. What must be known of the message as a
whole (other relations, excuses, the buyer's question) is asked of the few that are left.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice

from poa.audit.conduct.concepts import QUESTION, STOP, Alphabet
from poa.audit.conduct.grammar import Grammar
from poa.audit.conduct.patterns import Relation
from poa.audit.conduct.reading import Known, Places, Reading, Way

_MOST, _TRIED = 24, 240
"""How many places of a relation are kept and tried in one message: more tell nothing new and cost time."""
SIDE = "side"
_compiled = cache(re.compile)
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
        return sum(bits.get(symbol, 0) for symbol in set(symbols))

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
        compiled, at = _compiled(relation.find), begin
        for _ in range(_TRIED):
            match = compiled.search(row, at, stop)
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
        matches = islice(_compiled(relation.find).finditer(row), _MOST)
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
        for earlier in range(number):
            if bits >> earlier & 1:
                needs[number] |= needs[earlier]
    return needs


def bits_of(numbers: Iterable[int]) -> int:
    """Numbers as bits."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


class Found:
    """What holds in one message: the numbers of the relations, in order, and for each name its places.

    Args:
        reading: the message.
        book: the relations.
    """

    def __init__(self, reading: Reading, book: Book) -> None:
        self.places: dict[str, Places] = {}
        self.numbers: list[int] = []
        self.reading = reading
        self.book = book

    def has(self, name: str) -> bool:
        """Whether the relation ``name`` holds anywhere."""
        return name in self.places

    def row(self, layer: str) -> str:
        """The message as symbols of a layer."""
        return self.reading.row(self.book.layers[layer])

    def spans(self, relation: Relation) -> Iterable[tuple[int, int]]:
        """The parts of the text in which a relation holds; an empty one stands for the message as a whole."""
        layer = self.book.layers[relation.layer]
        for start, end in self.places.get(relation.id, ()):
            yield self.reading.span(layer, start, end) if end > start else (0, 0)


def applies(relation: Relation, proactive: bool, channel: str) -> bool:
    """Whether a relation can hold in messages of a kind, whatever their language."""
    if not (relation.proactive if proactive else relation.answer):
        return False
    return not relation.channels or channel in relation.channels


def relate(
    reading: Reading,
    book: Book,
    applying: int,
    asked: Callable[[], frozenset[str]],
    thorough: bool = False,
    wanted: int = -1,
) -> Found:
    """Every relation that holds in a message.

    Args:
        reading: the message.
        book: the relations.
        applying: those that can hold in messages of its kind, as bits.
        asked: tells the symbols of the buyer's last message.
        thorough: try every relation on the whole message, whatever its sentences are known for; for comparison.
        wanted: the relations that are asked for, as bits; of the others those alone are looked for on which these hang.
    """
    found = Found(reading, book)
    thorough = thorough or not all([known.closed for known in reading.known[:-1]])
    near, far = (0, applying) if thorough else (reading.near, reading.alone | reading.beyond)
    waiting = _promising((near | far | book.always) & applying, book, reading.mask, wanted)
    doubtful = 0 if thorough else waiting & reading.beyond & ~reading.alone & ~near
    if doubtful:
        far &= ~doubtful | _far(reading, doubtful)
        waiting = _promising((near | far | book.always) & waiting, book, reading.mask, wanted)
    holding = 0
    while waiting:
        bit = waiting & -waiting
        waiting ^= bit
        number = bit.bit_length() - 1
        if book.together[number] & ~holding or _excused(number, found, holding):
            continue
        relation = book.relations[number]
        kept = _kept(relation, _within(number, found) if near & bit else _across(number, found, thorough), found)
        if len(kept) >= max(1, relation.times) and not (relation.asked and not relation.asked.isdisjoint(asked())):
            holding |= bit
            found.numbers.append(number)
            found.places[relation.id] = kept
    return found


def _promising(waiting: int, book: Book, mask: int, wanted: int) -> int:
    """The relations of those waiting that are wanted and not excused by a word, and those that they hang on."""
    needed, left = 0, waiting & wanted
    while left:
        bit = left & -left
        left ^= bit
        number = bit.bit_length() - 1
        if not (book.together[number] & ~waiting or book.unless[number] & mask):
            needed |= book.needs[number]
    return waiting & needed


def _far(reading: Reading, doubtful: int) -> int:
    """Those of the ``doubtful`` relations that may hold across sentences, as bits."""
    far, mask = 0, reading.mask
    for at, known in enumerate(reading.known):
        if not known.others & doubtful:
            continue
        for number, reach, first, rest in known.beyond:
            if mask & first and doubtful & 1 << number:
                if rest and not all([mask & need for need in rest]):
                    continue
                if _open(reading.around(at, reach), first, rest):
                    far |= 1 << number
                    doubtful &= ~far
        if not doubtful:
            break
    return far


def _within(number: int, found: Found) -> Places:
    """The places of a relation whose matches lie within sentences."""
    layer = found.book.layers[found.book.relations[number].layer]
    places: list[tuple[int, int]] = []
    for at, known in enumerate(found.reading.known):
        here = known.places.get(number)
        if here:
            begin = found.reading.begins(layer)[at]
            places += [(begin + start, begin + end) for start, end in here]
    return tuple(places)


def _across(number: int, found: Found, thorough: bool) -> Places:
    """The places of a relation whose matches may run over sentence ends: looked for around what it demands."""
    book, reading = found.book, found.reading
    relation = book.relations[number]
    row = found.row(relation.layer)
    if thorough or relation.edged or book.always >> number & 1:
        return book.places(number, row)
    begins = reading.begins(book.layers[relation.layer])
    stretches: list[tuple[int, int]] = []
    for at, known in enumerate(reading.known):
        for other, reach, first, rest in known.far:
            if other == number and _open(reading.around(at, reach), first, rest):
                begin, stop = begins[max(0, at - reach)], begins[min(len(reading.known), at + reach + 1)]
                while stretches and begin <= stretches[-1][1]:
                    before = stretches.pop()
                    begin, stop = min(begin, before[0]), max(stop, before[1])
                stretches.append((begin, stop))
    return tuple([place for stretch in stretches for place in book.places(number, row, *stretch)])


def _open(mask: int, first: int, rest: Iterable[int]) -> bool:
    """Whether all that a pattern demands occurs."""
    return bool(mask & first) and all(mask & need for need in rest)


def _excused(number: int, found: Found, holding: int) -> bool:
    """Whether something anywhere in the message makes a relation harmless."""
    book, reading = found.book, found.reading
    if book.unless_found[number] & holding:
        return True
    if book.unless[number] and book.unless[number] & reading.mask:
        return True
    unless = book.relations[number].unless
    return bool(unless) and any(_compiled(unless).search(found.row(layer)) for layer in ("", SIDE))


def _kept(relation: Relation, places: Places, found: Found) -> Places:
    """The places that nothing beside them makes harmless and that stand near the relations they build on."""
    if not places or not (relation.aside or relation.together):
        return places[:_MOST]
    kept = []
    row = found.row(relation.layer)
    for start, end in places:
        if relation.aside and _beside(relation, found, row, start, end):
            continue
        if all(_near(row, start, end, found.places[name], relation.within) for name in relation.together):
            kept.append((start, end))
            if len(kept) >= _MOST:
                break
    return tuple(kept)


def _overlaps(pattern: str, row: str, start: int, end: int) -> bool:
    begin = row.rfind(STOP, 0, start) + 1
    stop = row.find(STOP, end)
    for match in _compiled(pattern).finditer(row, begin, len(row) if stop < 0 else stop):
        if match.start() < end and match.end() > start:
            return True
    return False


def _beside(relation: Relation, found: Found, row: str, start: int, end: int) -> bool:
    """Whether a pattern occurs in the sentence of a place or the one before it, in either row."""
    before = row.rfind(STOP, 0, start)
    begin = row.rfind(STOP, 0, max(before, 0)) + 1
    stop = row.find(STOP, end)
    stop = len(row) if stop < 0 else stop
    beside = _compiled(relation.aside)
    if beside.search(row, begin, stop):
        return True
    side = found.book.layers[SIDE]
    matches = [match.span() for match in beside.finditer(found.reading.row(side)) if match[0]]
    if not matches or stop <= begin:
        return False
    first, last = found.reading.span(found.book.layers[relation.layer], begin, stop)
    places = [found.reading.span(side, *match) for match in matches]
    return any(begun < last and ended > first for begun, ended in places)


def _near(row: str, start: int, end: int, others: Sequence[tuple[int, int]], within: int) -> bool:
    first, last = row.count(STOP, 0, start), row.count(STOP, 0, end)
    return any(
        row.count(STOP, 0, begun) - last <= within and first - row.count(STOP, 0, ended) <= within
        for begun, ended in others
    )
