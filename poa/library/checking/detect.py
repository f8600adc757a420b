"""Checks of what is looked for: a key or name that nothing knows would keep words from ever being found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, get_args

from poa.library.checking.ground import Ground, GuidanceFile, Problem, YamlPath
from poa.library.checking.near import unknown
from poa.model.message import Channel

TOPIC = "detect"
_PLAIN = frozenset(["id", "words", "patterns", "late", "scan", "also", "never", "finds", "unless"])
# The key that tells the kind of an entry -> the keys that are read there.
_KINDS: Mapping[str, frozenset[str]] = {
    "phrases": frozenset(["id", "lang", "layer", "concept", "phrases"]),
    "find": frozenset(
        [
            "id",
            "rule",
            "find",
            "except",
            "unless",
            "aside",
            "with",
            "within",
            "times",
            "asked",
            "layer",
            "negated",
            "proactive",
            "answer",
            "channels",
            "langs",
        ]
    ),
    "kinds": frozenset(["id", "kinds"]),
    "weights": frozenset(["id", "lang", "learned_from", "rules", "bars", "floors", "needs", "weights"]),
}
_FLAGS = ("late", "scan", "negated", "proactive", "answer")
_PATTERNS = ("find", "except", "unless", "aside", "asked")
_CONCEPT = re.compile(r"[A-Z][A-Z0-9]+")
_SHOWN = 12
"""So many names are told where none is near; more would help nobody."""

_Row = tuple[GuidanceFile, int, Mapping[str, Any]]


def names(ground: Ground) -> Iterator[Problem]:
    """Each key of a detection entry is one that is read, and what it names is there."""
    if not ground.guidance:
        return
    rows = list(_rows(ground))
    product = [data for file, _, data in rows if file.folder == ground.guidance[0]]
    own = {str(data["id"]): data for data in product}
    known = _Known([data for _, _, data in rows], product)
    for file, index, data in rows:
        below = own.get(str(data["id"]), {})
        whole = {**below, **data}
        yield from _keys(file, index, data, _kind(whole), below)
        for path, name, listed in known.named(data, _kind(whole)):
            if name not in listed:
                key = str(path[0])
                yield unknown(file, (index, *path), "name", name, listed, _SHOWN, id=data["id"], place=key)


def _rows(ground: Ground) -> Iterator[_Row]:
    for file in ground.files:
        data = file.document.data if file.topic == TOPIC else None
        for index, entry in enumerate(data if isinstance(data, list) else ()):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                yield file, index, entry


def _kind(data: Mapping[str, Any]) -> str:
    """The kind of an entry; of one without the key that tells it, the kind whose keys it has."""
    for kind in _KINDS:
        if kind in data:
            return kind
    least = min(_KINDS, key=lambda kind: len(data.keys() - _KINDS[kind]))
    return least if len(data.keys() - _KINDS[least]) < len(data.keys() - _PLAIN) else ""


def _keys(
    file: GuidanceFile, index: int, data: Mapping[str, Any], kind: str, below: Mapping[str, Any]
) -> Iterator[Problem]:
    """Unknown keys, and flags that are neither true nor false; ``below`` is the product's entry of the same id."""
    # What detectors ask for beside the common keys stands in the product's own entry.
    known = _KINDS[kind] if kind else _PLAIN | below.keys()
    for key, value in data.items():
        if key not in known:
            yield unknown(file, (index, key), "key", key, known, len(known), id=data["id"])
        elif key in _FLAGS and not isinstance(value, bool):
            yield file.problem((index, key), "rules.not_flag", id=data["id"], name=key)


class _Known:
    """What may be named in detection entries.

    Args:
        every: the data of all entries.
        product: of those the product's.
    """

    def __init__(self, every: Iterable[Mapping[str, Any]], product: Iterable[Mapping[str, Any]]) -> None:
        every, product = list(every), list(product)
        self.entries = {str(data["id"]) for data in every if not _kind(data)}
        self.relations = frozenset(str(data["id"]) for data in every if "find" in data)
        self.languages = {str(data["lang"]) for data in product if "phrases" in data and "lang" in data}
        asked: set[str] = set()
        kinds: set[str] = set()
        for data in every:
            asked.update(_concepts(data))
            held = data.get("kinds")
            kinds.update(held if isinstance(held, dict) else ())
        said = {str(data["concept"]) for data in every if isinstance(data.get("concept"), str)}
        common = {str(data["concept"]) for data in product if isinstance(data.get("concept"), str)}
        common.update(name for data in product for name in _concepts(data))
        self.to_say = frozenset(asked | common | {"NONE"})
        self.to_ask = frozenset(said | common | kinds)

    def named(self, data: Mapping[str, Any], kind: str) -> Iterator[tuple[YamlPath, str, Set[str]]]:
        """What an entry names: where, the name, and the names that there are."""
        if kind == "":
            yield from _each(data, "unless", self.entries)
        elif kind == "phrases":
            yield from _each(data, "concept", self.to_say)
            yield from _each(data, "lang", self.languages)
        elif kind == "find":
            yield from _each(data, "langs", self.languages)
            yield from _each(data, "channels", frozenset(get_args(Channel)))
            yield from _each(data, "with", self.relations)
            for key in _PATTERNS:
                for path, text, _ in _each(data, key, self.to_ask):
                    if text[:1] == "$":
                        yield path, text[1:], self.relations
                    else:
                        yield from ((path, name, self.to_ask) for name in _CONCEPT.findall(text))


def _each(data: Mapping[str, Any], key: str, known: Set[str]) -> Iterator[tuple[YamlPath, str, Set[str]]]:
    """The texts under ``key``, which holds one or a list."""
    value = data.get(key)
    if isinstance(value, str):
        yield (key,), value, known
    for number, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, str):
            yield (key, number), one, known


def _concepts(data: Mapping[str, Any]) -> Iterator[str]:
    """The concepts that an entry asks for in patterns or gathers in kinds."""
    if "find" in data:
        for key in _PATTERNS:
            for _, text, _ in _each(data, key, frozenset()):
                yield from _CONCEPT.findall(text) if text[:1] != "$" else ()
    kinds = data.get("kinds")
    for members in kinds.values() if isinstance(kinds, dict) else ():
        yield from (str(one) for one in (members if isinstance(members, list) else [members]))
