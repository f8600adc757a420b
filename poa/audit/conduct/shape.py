"""Whether an entry of the conduct data is as it should be; asked only when guidance is compiled anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any

from poa.audit.conduct.alphabet import Alphabet
from poa.audit.conduct.patterns import pattern_of
from poa.audit.conduct.units import SIGNS
from poa.errors import GuidanceError

if TYPE_CHECKING:
    from poa.library.guidance import Entry

_OTHER = re.compile("[a-z]")
"""What no pattern over concepts holds: words belong into phrases."""
_UNREAD = re.compile(
    rf"[^\w\s()|*#{SIGNS}\u0021-\u002f\u003a-\u0040\u2010-\u2027、。「」『』，！？：；～…★☆•・º«»¿¡€£¥°-]"
)
"""What a phrase cannot hold: a sign that is no unit would be left out in silence."""
_LINE = re.compile(r"\S+ \d+:-?\d+(?:,\d+:-?\d+)*")


def checked(entries: Iterable[Entry]) -> list[Mapping[str, Any]]:
    """The data of entries that can be compiled.

    Raises:
        GuidanceError: a key is missing, what it holds is of the wrong kind, it names a relation that is none, or a
            pattern cannot be read; with file, line and key.
    """
    entries = list(entries)
    relations = {entry.id for entry in entries if "find" in entry.data}
    for entry in entries:
        for key in _wrong(entry.data):
            raise GuidanceError("audit.bad_conduct", file=entry.file, line=_line(entry, key), id=entry.id, key=key)
        for key, number, name in _unknown(entry.data, relations):
            raise _unknown_name(entry, key, number, name, relations)
        for phrase, sign in _unread(entry.data):
            told = {"id": entry.id, "key": "phrases", "phrase": phrase, "sign": sign}
            raise GuidanceError("audit.bad_phrase", file=entry.file, line=_line(entry, "phrases"), **told)
        for pattern, why in _unreadable(entry.data):
            raise GuidanceError(
                "audit.bad_pattern", file=entry.file, line=entry.line, id=entry.id, pattern=pattern, why=why
            )
    return [entry.data for entry in entries]


def _unknown(data: Mapping[str, Any], relations: Set[str]) -> Iterator[tuple[str, int, str]]:
    """What names a relation that is none: the key, the place in its list, the name."""
    for key, sign in (("with", ""), ("unless", "$")):
        for number, name in enumerate(_listed(data.get(key, []))):
            if name.startswith(sign) and name.removeprefix(sign) not in relations:
                yield key, number, name.removeprefix(sign)


def _unknown_name(entry: Entry, key: str, number: int, name: str, relations: Set[str]) -> GuidanceError:
    from poa.library.checking.near import near_name

    near = near_name(name, relations)
    problem = "check.unknown_name_near" if near else "check.unknown_name_alone"
    line = _line(entry, key, number)
    return GuidanceError(problem, file=entry.file, line=line, id=entry.id, place=key, name=name, near=near)


def _line(entry: Entry, *path: str | int) -> int:
    """The line within the entry, looked up only where something is wrong with it."""
    from poa.library.entries import line_of

    return line_of(entry, *path)


def _unreadable(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The patterns that cannot be read, and why."""
    alphabet = Alphabet()
    for key in ("find", "except", "unless", "aside"):
        for text in _listed(data.get(key, [])):
            try:
                re.compile("" if text[:1] == "$" else pattern_of(text, alphabet))
            except re.error as problem:
                yield text, str(problem)


def _unread(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The phrases that would be read otherwise than they are written, and the sign that does not fit."""
    for phrase in _listed(data.get("phrases", [])):
        if phrase.count("(") != phrase.count(")"):
            yield phrase, "(" if phrase.count("(") > phrase.count(")") else ")"
        elif found := _UNREAD.search(phrase):
            yield phrase, found[0]


def _wrong(data: Mapping[str, Any]) -> Iterator[str]:
    """The keys that are not as they should be."""
    wanted: dict[str, Callable[[Any], bool]] = {}
    if "phrases" in data:
        wanted = {"phrases": _texts, "concept": _text, "lang": _text}
    elif "weights" in data:
        wanted = {"lang": _text, "rules": _texts, "bars": _whole, "floors": _map, "needs": _map, "weights": _weights}
    elif "find" in data:
        wanted = {"find": lambda find: _texts(find) and not any(map(_OTHER.search, _listed(find)))}
    elif "kinds" in data:
        wanted = {"kinds": lambda kinds: _map(kinds) and all(map(_texts, kinds.values()))}
    yield from (key for key, right in wanted.items() if not right(data.get(key)))
    yield from (key for key in ("except", "unless", "with", "aside", "asked", "whole") if not _texts(data.get(key, [])))
    if data.get("alone", True) is not True and not _texts(data["alone"]):
        yield "alone"
    if "weights" in data and _texts(data.get("rules")) and _whole(data.get("bars")):
        yield from ["bars"] if len(data["bars"]) != len(data["rules"]) else []


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    """One text or a list of texts and numbers."""
    return _text(value) or (isinstance(value, list) and all(isinstance(one, (str, int, float)) for one in value))


def _listed(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _whole(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, int) for one in value)


def _map(value: Any) -> bool:
    return isinstance(value, Mapping)


def _weights(value: Any) -> bool:
    return isinstance(value, str) and all(map(_LINE.fullmatch, value.splitlines()))
