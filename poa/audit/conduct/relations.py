"""Relations between concepts: the conduct rules as patterns over a row of symbols.

A pattern is a regular expression whose words are concepts: ``(CHANGE|DELETE) ~5 REVIEW`` is a verb of changing with a
review at most five words later. ``~n`` is a gap inside a sentence that no denial crosses, ``=n`` a gap inside a
sentence that may hold one, ``>n`` a gap that may run over one sentence end. Entries of
guidance/detect/conduct-relations.yaml:

id: name, for other entries to build on. rule: the rule broken (none: the entry only serves others). find: patterns.
except: patterns that make it harmless where they overlap it. unless: patterns
(or ``$id`` of other relations) that make it harmless anywhere in the message. with: other relations that must hold
within ``within`` sentences. aside: patterns that make it harmless in the same sentence or the one before. asked:
concepts that make it harmless when the buyer's last message holds one. negated: true where a denial does not matter.
layer: which phrases the patterns are over: the acts (none), the circumstances (side), the slips (spelling). times: how
often it must be found. proactive, answer, channels,
langs: where it applies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from poa.audit.conduct.concepts import COMMA, QUESTION, STOP, Alphabet, Row
from poa.text.lazy import lazy

_NAME = lazy(r"[A-Z][A-Z0-9]+")
_GAP = lazy(r"([~=>])(\d+)")
_MOST, _TRIED = 24, 240
"""How many places of a relation are kept and tried in one message: more tell nothing new and cost time."""
SIDE = "side"
_OPTIONAL = lazy(r"[?*]|\\\.|\{0")
_SIMPLE = lazy(r"[A-Z0-9]+|\([A-Z0-9|]+\)")
_compiled = cache(re.compile)
"""Most patterns are never needed in a short run."""
_REACH = 9
"""How many words before an act a denial is looked for."""
_AFTER = {"de": 3, "ja": 40}
"""How many words after it, where the language puts its "not" there."""


class Place(NamedTuple):
    """Where a relation holds: positions in the row."""

    start: int
    end: int


class Relation(NamedTuple):
    """One entry of guidance/detect/conduct-relations.yaml, its patterns written with symbols ("" for none)."""

    id: str
    rule: str
    find: str
    needs: frozenset[str]
    spared: str
    unless: str
    unless_found: tuple[str, ...]
    together: tuple[str, ...]
    aside: str
    asked: frozenset[str]
    layer: str
    times: int
    within: int
    negated: bool
    proactive: bool
    answer: bool
    channels: frozenset[str]
    langs: frozenset[str]


class Grammar:
    """The symbols that decide whether an act is denied or only reported."""

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self.denials = frozenset(map(alphabet.symbol, ("NEG", "SAID", "FORBID")))
        self.fresh = frozenset(map(alphabet.symbol, ("PLEASE", "BUT")))
        self.opening = frozenset(
            map(alphabet.symbol, ("PLEASE", "YOU", "WE", "COND", "TIE", "BUT", "SO", "ONYOURSIDE"))
        )
        self.openings = {"de": self.opening - {alphabet.symbol("YOU")}}
        """German sets a comma before "to change your review" itself."""
        self.post = frozenset(map(alphabet.symbol, ("NEG", "FORBID")))

    def denied(self, row: Row, place: Place, lang: str) -> bool:
        """Whether the act at ``place`` is denied, forbidden or somebody else's words."""
        symbols = row.symbols
        for at in range(place.start - 1, max(-1, place.start - 1 - _REACH), -1):
            symbol = symbols[at]
            if symbol in self.denials:
                return True
            if symbol in self.fresh or symbol in (STOP, QUESTION):
                break
            if symbol == COMMA and symbols[at + 1] in (self.openings.get(lang) or self.opening):
                break
        for symbol in symbols[place.end : place.end + _AFTER.get(lang, 0)]:
            if symbol in self.post:
                return True
            if symbol in (STOP, QUESTION) or (symbol == COMMA and lang == "de"):
                break
            if symbol in self.fresh:
                break
        return False


def compile_relations(entries: Iterable[Mapping[str, object]], grammar: Grammar) -> tuple[Relation, ...]:
    """The relations in file order; each may build on earlier ones.

    An entry with ``kinds`` names families of concepts (``WRITE: [WRITE, SENDTO]``) for the patterns.

    Raises:
        KeyError: an entry lacks ``find``.
    """
    found = []
    for entry in entries:
        if "kinds" in entry:
            grammar.alphabet.kinds.update(entry["kinds"])  # type: ignore[call-overload]
        else:
            found.append(_relation(entry, grammar.alphabet))
    return tuple(found)


def _relation(data: Mapping[str, object], alphabet: Alphabet) -> Relation:
    unless = _texts(data.get("unless"))
    patterns = [text for text in unless if not text.startswith("$")]
    return Relation(
        id=str(data["id"]),
        rule=str(data.get("rule") or ""),
        find="|".join(f"(?:{_pattern(text, alphabet)})" for text in _texts(data["find"])),
        needs=frozenset().union(*(_needed(text, alphabet) for text in _texts(data["find"]))),
        spared=_any(_texts(data.get("except")), alphabet),
        unless=_any(patterns, alphabet),
        unless_found=tuple(text[1:] for text in unless if text.startswith("$")),
        together=tuple(_texts(data.get("with"))),
        aside=_any(_texts(data.get("aside")), alphabet),
        asked=frozenset(map(alphabet.symbol, _texts(data.get("asked")))),
        layer=str(data.get("layer", "")),
        times=int(str(data.get("times", 1))),
        within=int(str(data.get("within", 1))),
        negated=bool(data.get("negated", False)),
        proactive=data.get("proactive", True) is not False,
        answer=data.get("answer", True) is not False,
        channels=frozenset(_texts(data.get("channels"))),
        langs=frozenset(_texts(data.get("langs"))),
    )


def packed(relations: Iterable[Relation]) -> list[dict[str, Any]]:
    """Relations as plain data, which a cache can keep."""
    rows = []
    for relation in relations:
        row = relation._asdict()
        rows.append({name: sorted(value) if isinstance(value, frozenset) else value for name, value in row.items()})
    return rows


def unpacked(rows: Iterable[Mapping[str, Any]]) -> tuple[Relation, ...]:
    """Relations from what ``packed`` gave."""
    found = []
    for row in rows:
        sets = {name: frozenset(row[name]) for name in ("needs", "asked", "channels", "langs")}
        lists = {name: tuple(row[name]) for name in ("unless_found", "together")}
        found.append(Relation(**{**row, **sets, **lists}))
    return tuple(found)


def _needed(text: str, alphabet: Alphabet) -> frozenset[str]:
    """Symbols of which one must occur for a pattern to match: those of the part that is rarest in messages."""
    best: frozenset[str] = frozenset()
    for part in _GAP.split(text.replace(" ", ""))[::3]:
        names = _NAME.findall(part)
        if _OPTIONAL.search(part) or not names or _SIMPLE.fullmatch(part) is None:
            continue
        symbols = frozenset(symbol for name in names for symbol in alphabet.members(name))
        if not best or len(symbols & alphabet.common) < len(best & alphabet.common):
            best = symbols
    return best


def _any(patterns: Sequence[str], alphabet: Alphabet) -> str:
    return "|".join(_pattern(text, alphabet) for text in patterns)


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(part) for part in value)  # type: ignore[attr-defined]


def _pattern(text: str, alphabet: Alphabet) -> str:
    deny = "".join(sorted(map(alphabet.symbol, ("NEG", "FORBID"))))

    def gap(match: re.Match[str]) -> str:
        kind, size = match.groups()
        if kind == "~":
            return f"[^|?{deny}]{{0,{size}}}?"
        if kind == "=":
            return f"[^|?]{{0,{size}}}?"
        return f"[^|]{{0,{size}}}?(?:\\|[^|{deny}]{{0,{size}}}?)?"

    named = _NAME.sub(lambda match: alphabet.pattern(match[0]), text.replace(" ", ""))
    return _GAP.sub(gap, named)


class Found:
    """What holds in one message: for each relation its places.

    Args:
        read: reads the message with the phrases of a layer.
    """

    def __init__(self, read: Callable[[str], Row]) -> None:
        self.places: dict[str, list[Place]] = {}
        self._read = read
        self._rows: dict[str, Row] = {}

    def layer(self, name: str) -> Row:
        """The message as concepts of a layer, read when first asked for."""
        if name not in self._rows:
            self._rows[name] = self._read(name)
        return self._rows[name]

    @property
    def row(self) -> Row:
        """The acts and their objects."""
        return self.layer("")

    @property
    def side(self) -> Row:
        """The circumstances."""
        return self.layer(SIDE)

    def has(self, name: str) -> bool:
        """Whether the relation ``name`` holds anywhere."""
        return bool(self.places.get(name))

    def units(self, relation: Relation, place: Place) -> tuple[int, int]:
        """The units that a place covers; none of them for a place that is the message as a whole."""
        row = self.layer(relation.layer)
        if place.end <= place.start:
            return 0, 0
        return row.units(place.start, place.end)


class Setting(NamedTuple):
    """What a relation must know of the message besides its words.

    Attributes:
        lang: the message's language.
        asked: tells the concepts of the buyer's last message.
    """

    lang: str
    asked: Callable[[], frozenset[str]]


def relate(found: Found, relations: Sequence[Relation], grammar: Grammar, setting: Setting) -> Found:
    """Fill ``found`` with every relation that holds in its rows.

    Args:
        found: the message as concepts, nothing found yet.
        relations: those that apply in ``setting``, in an order in which each builds on earlier ones.
        grammar: decides on denials.
        setting: the rest of the message.
    """
    acts = found.row.present
    for relation in relations:
        present = found.layer(relation.layer).present if relation.layer else acts
        if relation.needs and relation.needs.isdisjoint(present):
            continue
        places = _places(relation, found, grammar, setting.lang)
        if places and not (relation.asked and relation.asked & setting.asked()):
            found.places[relation.id] = places
    return found


def applies(relation: Relation, lang: str, proactive: bool, channel: str) -> bool:
    """Whether a relation can hold in messages of this kind."""
    if not (relation.proactive if proactive else relation.answer):
        return False
    if relation.channels and channel not in relation.channels:
        return False
    return not relation.langs or lang in relation.langs


def _places(relation: Relation, found: Found, grammar: Grammar, lang: str) -> list[Place]:
    if any(not found.has(name) for name in relation.together):
        return []
    row = found.layer(relation.layer)
    places = []
    for match in islice(_compiled(relation.find).finditer(row.symbols), _TRIED):
        place = Place(match.start(), match.end())
        if not relation.negated and grammar.denied(row, place, lang):
            continue
        if relation.spared and _overlaps(relation.spared, row, place):
            continue
        if relation.aside and _beside(relation.aside, found, row, place):
            continue
        if all(_near(row, place, found.places[name], relation.within) for name in relation.together):
            places.append(place)
        if len(places) >= _MOST:
            break
    return [] if len(places) < relation.times or _excused(relation, found) else places


def _excused(relation: Relation, found: Found) -> bool:
    if any(found.has(name) for name in relation.unless_found):
        return True
    if not relation.unless:
        return False
    unless = _compiled(relation.unless)
    return bool(unless.search(found.row.symbols) or unless.search(found.side.symbols))


def _overlaps(pattern: str, row: Row, place: Place) -> bool:
    begin = row.symbols.rfind(STOP, 0, place.start) + 1
    end = row.symbols.find(STOP, place.end)
    for match in _compiled(pattern).finditer(row.symbols, begin, len(row.symbols) if end < 0 else end):
        if match.start() < place.end and match.end() > place.start:
            return True
    return False


def _beside(pattern: str, found: Found, row: Row, place: Place) -> bool:
    """Whether a pattern occurs in the sentence of a place or the one before it, in either row."""
    before = row.symbols.rfind(STOP, 0, place.start)
    begin = row.symbols.rfind(STOP, 0, max(before, 0)) + 1
    end = row.symbols.find(STOP, place.end)
    end = len(row.symbols) if end < 0 else end
    beside = _compiled(pattern)
    if beside.search(row.symbols, begin, end):
        return True
    first, last = row.units(begin, end)
    for match in beside.finditer(found.side.symbols):
        start, after = found.side.units(match.start(), match.end())
        if start < last and after > first:
            return True
    return False


def _near(row: Row, place: Place, others: Sequence[Place], within: int) -> bool:
    first, last = row.sentence(place.start), row.sentence(place.end)
    return any(
        row.sentence(other.start) - last <= within and first - row.sentence(other.end) <= within for other in others
    )
