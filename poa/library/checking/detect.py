"""Checks of what is looked for: a key or name that nothing knows would keep words from ever being found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, get_args

from poa.library.checking import detectpatterns, detectvalues
from poa.library.checking.entries import unknown_rule
from poa.library.checking.ground import Ground, GuidanceFile, Problem, YamlPath
from poa.library.checking.near import near_name, unknown
from poa.library.guidance import Guidance
from poa.library.yamlfile import read_yaml
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
            "alone",
            "proactive",
            "answer",
            "channels",
            "langs",
        ]
    ),
    "kinds": frozenset(["id", "kinds"]),
    "weights": frozenset(["id", "lang", "learned_from", "rules", "bars", "floors", "needs", "whole", "weights"]),
}
_PATTERNS = ("find", "except", "unless", "aside", "asked", "alone")
_CONCEPT = re.compile(r"[A-Z][A-Z0-9]+")
_SHOWN = 12
"""So many names are told where none is near; more would help nobody."""

Row = tuple[GuidanceFile, int, Mapping[str, Any]]


def names(ground: Ground) -> Iterator[Problem]:
    """Each key of a detection entry is one that is read, holds what is read there, and names what there is."""
    if not ground.guidance:
        return
    rows = list(_rows(ground.files))
    product = [data for file, _, data in rows if file.folder == ground.guidance[0]]
    # While a file of rules cannot be read it is unknown which there are.
    rules = None if ground.read[1] else {str(entry["id"]) for entry in _entries(ground, "rules")}
    yield from _faults(rows, product, rules, _spoken(entry for entry in _entries(ground, "marketplaces")))


def own_faults(guidance: Guidance) -> Iterator[Problem]:
    """The same for the entries that a user added to ``guidance``; the product's own are left alone.

    Raises:
        GuidanceError: a file cannot be read.
    """
    files = [
        GuidanceFile(folder, TOPIC, path, read_yaml(path))
        for folder in guidance.folders[1:]
        for path in Guidance((folder,)).files(TOPIC)
    ]
    if files:
        yield from faults_in(list(_rows(files)), guidance)


def faults_in(rows: Sequence[Row], guidance: Guidance) -> Iterator[Problem]:
    """What is wrong with entries of the user's.

    Args:
        rows: each with its file and its place there.
        guidance: what there is, with these entries.
    """
    product = [entry.data for entry in guidance.product.topic(TOPIC)]
    rules = {entry.id for entry in guidance.topic("rules")}
    yield from _faults(rows, product, rules, _spoken(entry.data for entry in guidance.topic("marketplaces")))


def _faults(
    rows: Sequence[Row], product: Sequence[Mapping[str, Any]], rules: Set[str] | None, languages: Set[str]
) -> Iterator[Problem]:
    """What is wrong with the entries of ``rows``; ``rules`` are the ids that there are, ``languages`` those spoken."""
    own = {str(data["id"]): data for data in product}
    fast = detectpatterns.Bounded(product)
    known = _Known([*product, *(data for _, _, data in rows)], product, languages)
    for file, index, data in rows:
        below = own.get(str(data["id"]), {})
        kind = _kind({**below, **data})
        yield from _keys(file, index, data, kind, below)
        if data is not below:
            yield from fast.faults(file, index, data)
            yield from detectvalues.empty(file, index, data)
        if not kind:
            yield from detectvalues.plain(file, index, data, below, known.spoken)
        elif kind in ("phrases", "find"):
            yield from detectvalues.conduct(file, index, data)
        for path, name, listed in known.named(data, kind):
            if name not in listed:
                key = str(path[0])
                yield unknown(file, (index, *path), "name", name, listed, _SHOWN, id=data["id"], place=key)
        for path, name in _rules_in(data):
            if rules is not None and name not in rules:
                yield unknown_rule(file, (index, *path), name, rules)
        if not kind and not below and not data.get("finds") and str(data["id"]) not in known.excuses:
            near = near_name(str(data["id"]), own)
            yield file.problem((index,), f"check.unread_entry{'_near' if near else ''}", id=data["id"], near=near)


def _rows(files: Iterable[GuidanceFile]) -> Iterator[Row]:
    for file in files:
        data = file.document.data if file.topic == TOPIC else None
        for index, entry in enumerate(data if isinstance(data, list) else ()):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                yield file, index, entry


def _entries(ground: Ground, topic: str) -> Iterator[Mapping[str, Any]]:
    """The entries of a topic in all files."""
    for file in ground.files:
        data = file.document.data if file.topic == topic else None
        yield from (
            entry for entry in (data if isinstance(data, list) else ()) if isinstance(entry, dict) and "id" in entry
        )


def _spoken(marketplaces: Iterable[Mapping[str, Any]]) -> set[str]:
    """The languages that buyers of the marketplaces write in."""
    return {text for entry in marketplaces for _, text, _ in _each(entry, "languages", frozenset())}


def _rules_in(data: Mapping[str, Any]) -> Iterator[tuple[YamlPath, str]]:
    """The rules that an entry names; ``notice.<kind>`` is a breach that only a notice names."""
    for key in ("finds", "rule", "rules"):
        for path, name, _ in _each(data, key, frozenset()):
            if name.strip() and not name.startswith("notice."):
                yield path, name


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
        elif key in detectvalues.FLAGS and not isinstance(value, bool):
            yield file.problem((index, key), "rules.not_flag", id=data["id"], name=key)


class _Known:
    """What may be named in detection entries.

    Args:
        every: the data of all entries.
        product: of those the product's.
        languages: those of the marketplaces.
    """

    def __init__(
        self, every: Iterable[Mapping[str, Any]], product: Iterable[Mapping[str, Any]], languages: Set[str]
    ) -> None:
        every, product = list(every), list(product)
        self.entries = {str(data["id"]) for data in every if not _kind(data)}
        self.relations = frozenset(str(data["id"]) for data in every if "find" in data)
        self.languages = {str(data["lang"]) for data in product if "phrases" in data and "lang" in data}
        self.layers = {str(data["layer"]) for data in product if "layer" in data}
        # Words by language are looked for in every message: the key serves the reader.
        self.spoken = {*languages, *self.languages, *(key for data in product for key in _by_language(data))}
        self.excuses = {name for data in every if not _kind(data) for _, name, _ in _each(data, "unless", frozenset())}
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
            yield from _each(data, "layer", self.layers)
        elif kind == "kinds" and isinstance(data.get("kinds"), dict):
            for name in data["kinds"]:
                for path, member, _ in _each(data["kinds"], name, self.to_ask):
                    yield ("kinds", *path), member, self.to_ask
        elif kind == "find":
            yield from _each(data, "langs", self.languages)
            yield from _each(data, "channels", frozenset(get_args(Channel)))
            yield from _each(data, "with", self.relations)
            yield from _each(data, "layer", self.layers)
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


def _by_language(data: Mapping[str, Any]) -> Iterator[str]:
    """The languages in which an entry lists words."""
    words = data.get("words")
    yield from map(str, words if isinstance(words, dict) else ())


def _concepts(data: Mapping[str, Any]) -> Iterator[str]:
    """The concepts that an entry asks for in patterns or gathers in kinds."""
    if "find" in data:
        for key in _PATTERNS:
            for _, text, _ in _each(data, key, frozenset()):
                yield from _CONCEPT.findall(text) if text[:1] != "$" else ()
    kinds = data.get("kinds")
    for members in kinds.values() if isinstance(kinds, dict) else ():
        yield from (str(one) for one in (members if isinstance(members, list) else [members]))
