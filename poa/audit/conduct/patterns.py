"""Relations between concepts as they are written and as they are compiled.

A pattern is a regular expression whose words are concepts: ``(CHANGE|DELETE) ~5 REVIEW`` is a verb of changing with a
review at most five words later. ``~n`` is a gap inside a sentence that no denial crosses, ``=n`` a gap inside a
sentence that may hold one, ``>n`` a gap that may run over one sentence end. Entries of
guidance/detect/conduct-relations-*.yaml:

id: name, for other entries to build on. rule: the rule broken (none: the entry only serves others). find: patterns.
except: patterns that make it harmless where they overlap it. unless: patterns
(or ``$id`` of other relations) that make it harmless anywhere in the message. with: other relations that must hold
within ``within`` sentences. aside: patterns that make it harmless in the same sentence or the one before. asked:
concepts that make it harmless when the buyer's last message holds one. negated: true where a denial does not matter.
alone: concepts beside which the weights alone hear nothing; true for all single ones of unless.
layer: which phrases the patterns are over: the acts (none), the circumstances (side), the slips (spelling). times: how
often it must be found. proactive, answer, channels,
langs: where it applies.

From each pattern are worked out the concepts that it cannot do without, and whether it can reach over a sentence end:
most sentences need no pattern tried, and most patterns see one sentence at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from poa.audit.conduct.alphabet import COMMA, FILLER, STOP, Alphabet
from poa.text.lazy import lazy

_NAME = lazy(r"[A-Z][A-Z0-9]+")
_GAP = lazy(r"([~=>])(\d+)")
_ANYWHERE = 1_000
"""So many sentence ends are the whole of any message."""

Demand = frozenset[str]
"""Symbols of which one must occur."""


class Relation(NamedTuple):
    """One entry of guidance/detect/conduct-relations-*.yaml, its patterns written with symbols ("" for none).

    ``demands``: for each pattern of ``find`` what must occur for it to match, all of it, the rarest first.
    ``crossings``: for each how many sentence ends it may run over. ``edged``: whether one asks for an edge of the text
    or looks around itself. ``unless_any``: the patterns of ``unless`` that are
    single symbols, ``unless`` the others.
    """

    id: str
    rule: str
    find: str
    demands: tuple[tuple[Demand, ...], ...]
    crossings: tuple[int, ...]
    edged: bool
    spared: str
    unless: str
    unless_any: frozenset[str]
    unless_found: tuple[str, ...]
    together: tuple[str, ...]
    aside: str
    asked: frozenset[str]
    layer: str
    times: int
    within: int
    negated: bool
    alone: frozenset[str]
    proactive: bool
    answer: bool
    channels: frozenset[str]
    langs: frozenset[str]


def compile_relations(entries: Iterable[Mapping[str, object]], alphabet: Alphabet) -> tuple[Relation, ...]:
    """The relations in file order; each may build on earlier ones."""
    found = []
    for entry in entries:
        if "kinds" in entry:
            alphabet.kinds.update(entry["kinds"])  # type: ignore[call-overload]
        else:
            found.append(_relation(entry, alphabet))
    return tuple(found)


def _relation(data: Mapping[str, object], alphabet: Alphabet) -> Relation:
    unless = _texts(data.get("unless"))
    excuses = [pattern_of(text, alphabet) for text in unless if not text.startswith("$")]
    single = {pattern: one for pattern in excuses if (one := _single(pattern))}
    find = [pattern_of(text, alphabet) for text in _texts(data["find"])]
    return Relation(
        id=str(data["id"]),
        rule=str(data.get("rule") or ""),
        find="|".join(f"(?:{pattern})" for pattern in find),
        demands=tuple(demands(pattern, alphabet.common) for pattern in find),
        crossings=tuple(map(crossings, find)),
        edged=any(_edged(node) for pattern in find for node in parser.parse(pattern)),
        spared=_any(_texts(data.get("except")), alphabet),
        unless="|".join(pattern for pattern in excuses if pattern not in single),
        unless_any=frozenset().union(*single.values()),
        unless_found=tuple(text[1:] for text in unless if text.startswith("$")),
        together=tuple(_texts(data.get("with"))),
        aside=_any(_texts(data.get("aside")), alphabet),
        asked=frozenset(map(alphabet.symbol, _texts(data.get("asked")))),
        layer=str(data.get("layer", "")),
        times=int(str(data.get("times", 1))),
        within=int(str(data.get("within", 1))),
        negated=bool(data.get("negated", False)),
        alone=frozenset().union(*_alone(data, single, alphabet)),
        proactive=data.get("proactive", True) is not False,
        answer=data.get("answer", True) is not False,
        channels=frozenset(_texts(data.get("channels"))),
        langs=frozenset(_texts(data.get("langs"))),
    )


def _alone(data: Mapping[str, object], excuses: Mapping[str, Demand], alphabet: Alphabet) -> list[Demand]:
    if data.get("alone") is True:
        return [*excuses.values()]
    return [frozenset(map(alphabet.symbol, _texts(data.get("alone"))))]


def packed(relations: Iterable[Relation]) -> list[dict[str, Any]]:
    """Relations as plain data, which a cache can keep."""
    rows = []
    for relation in relations:
        row = relation._asdict()
        row["demands"] = [["".join(sorted(demand)) for demand in pattern] for pattern in relation.demands]
        rows.append({name: sorted(value) if isinstance(value, frozenset) else value for name, value in row.items()})
    return rows


def unpacked(rows: Iterable[Mapping[str, Any]]) -> tuple[Relation, ...]:
    """Relations from what ``packed`` gave."""
    found = []
    demand: Callable[[str], Demand] = cache(frozenset)
    for row in rows:
        sets = {name: frozenset(row[name]) for name in ("unless_any", "alone", "asked", "channels", "langs")}
        lists = {name: tuple(row[name]) for name in ("crossings", "unless_found", "together")}
        needed = tuple([tuple(map(demand, pattern)) for pattern in row["demands"]])
        found.append(Relation(**{**row, **sets, **lists, "demands": needed}))
    return tuple(found)


def demands(pattern: str, common: frozenset[str]) -> tuple[Demand, ...]:
    """What must occur for ``pattern`` to match: one symbol of each set; the set that is rarest in messages first."""
    found = dict.fromkeys(_demands(parser.parse(pattern), common))
    return tuple(sorted(found, key=lambda demand: _frequency(demand, common)))


def _frequency(demand: Demand, common: frozenset[str]) -> tuple[int, int]:
    return len(demand & common), len(demand)


def _demands(nodes: Any, common: frozenset[str]) -> list[Demand]:
    found: list[Demand] = []
    for op, value in nodes:
        if op is c.LITERAL:
            found.append(frozenset(chr(value)))
        elif op is c.IN and all(kind is c.LITERAL for kind, _ in value):
            found.append(frozenset(chr(code) for _, code in value))
        elif op is c.SUBPATTERN:
            found += _demands(value[3], common)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT) and value[0]:
            found += _demands(value[2], common)
        elif op is c.BRANCH:
            ways = [_demands(way, common) for way in value[1]]
            if all(ways):
                found.append(frozenset().union(*(min(way, key=lambda one: _frequency(one, common)) for way in ways)))
    return [demand for demand in found if demand.isdisjoint((FILLER, COMMA, STOP))]


def crossings(pattern: str) -> int:
    """How many sentence ends a match of ``pattern`` may run over at most, a stop at its own end not counted.

    -1 where it lies within one sentence whatever stands around it; a pattern that asks for an edge of the text or
    looks around itself has 0 at least.
    """
    nodes = list(parser.parse(pattern))
    if nodes and nodes[-1][0] in (c.LITERAL, c.NOT_LITERAL, c.IN):
        nodes.pop()
    most = sum(map(_crossed, nodes))
    return most if most or any(map(_edged, nodes)) else -1


def _crossed(node: tuple[Any, Any]) -> int:
    op, value = node
    if op in (c.LITERAL, c.NOT_LITERAL, c.ANY):
        return int(op is c.ANY or (op is c.LITERAL) == (value == ord(STOP)))
    if op is c.IN:
        named = (c.LITERAL, ord(STOP)) in value
        plain = all(kind in (c.LITERAL, c.NEGATE) for kind, _ in value)
        return int(not named if value[0][0] is c.NEGATE else named or not plain)
    if op is c.SUBPATTERN:
        return sum(map(_crossed, value[3]))
    if op in (c.MAX_REPEAT, c.MIN_REPEAT):
        return min(int(value[1]) * sum(map(_crossed, value[2])), _ANYWHERE)
    if op is c.BRANCH:
        return max(sum(map(_crossed, way)) for way in value[1])
    return 0 if op is c.AT else _ANYWHERE


def _edged(node: tuple[Any, Any]) -> bool:
    """Whether something else than symbols is asked for: an edge, a look around."""
    op, value = node
    if op is c.SUBPATTERN:
        return any(map(_edged, value[3]))
    if op in (c.MAX_REPEAT, c.MIN_REPEAT):
        return any(map(_edged, value[2]))
    if op is c.BRANCH:
        return any(_edged(one) for way in value[1] for one in way)
    return op not in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN)


def _single(pattern: str) -> Demand | None:
    """The symbols of a pattern that is one of them, whichever."""
    nodes = list(parser.parse(pattern))
    alone = len(nodes) == 1 and nodes[0][0] in (c.LITERAL, c.IN)
    found = _demands(nodes, frozenset()) if alone else []
    return found[0] if found else None


def _any(patterns: Sequence[str], alphabet: Alphabet) -> str:
    return "|".join(pattern_of(text, alphabet) for text in patterns)


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(part) for part in value)  # type: ignore[attr-defined]


def pattern_of(text: str, alphabet: Alphabet) -> str:
    """A pattern over concepts as a regular expression over symbols."""
    deny = "".join(sorted(map(alphabet.symbol, ("NEG", "FORBID"))))

    def gap(match: re.Match[str]) -> str:
        kind, size = match.groups()
        if kind == "~":
            return f"[^|?{deny}]{{0,{size}}}?"
        if kind == "=":
            return f"[^|?]{{0,{size}}}?"
        return f"[^|]{{0,{size}}}?(?:\\|[^|{deny}]{{0,{size}}}?)?"

    named = _NAME.sub(lambda match: alphabet.pattern(match[0]), text)
    return _GAP.sub(gap, named.replace(" ", ""))
