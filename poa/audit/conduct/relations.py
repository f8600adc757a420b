"""Which relations between concepts hold in a message (poa.audit.conduct.patterns tells how they are written).

What the sentences tell of them is known (poa.audit.conduct.book). What must be known of the message as a whole (other
relations, excuses, the buyer's question) is asked of the few that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from poa.audit.conduct.alphabet import STOP
from poa.audit.conduct.book import MOST, SIDE, Book, compiled
from poa.audit.conduct.patterns import Relation
from poa.audit.conduct.reading import Places, Reading


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
    return bool(unless) and any(compiled(unless).search(found.row(layer)) for layer in ("", SIDE))


def _kept(relation: Relation, places: Places, found: Found) -> Places:
    """The places that nothing beside them makes harmless and that stand near the relations they build on."""
    if not places or not (relation.aside or relation.together):
        return places[:MOST]
    kept = []
    row = found.row(relation.layer)
    for start, end in places:
        if relation.aside and _beside(relation, found, row, start, end):
            continue
        if all(_near(row, start, end, found.places[name], relation.within) for name in relation.together):
            kept.append((start, end))
            if len(kept) >= MOST:
                break
    return tuple(kept)


def _beside(relation: Relation, found: Found, row: str, start: int, end: int) -> bool:
    """Whether a pattern occurs in the sentence of a place or the one before it, in either row."""
    before = row.rfind(STOP, 0, start)
    begin = row.rfind(STOP, 0, max(before, 0)) + 1
    stop = row.find(STOP, end)
    stop = len(row) if stop < 0 else stop
    beside = compiled(relation.aside)
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
