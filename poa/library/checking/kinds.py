"""Holds a user's values against the kinds that the product has in the same place, where no struct or loader does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from poa.library.checking.ground import Ground, GuidanceFile, Problem, YamlPath
from poa.library.guidance import Guidance

_SHOWN = 60
Kinds = Mapping[YamlPath, tuple[set[str], Any]]
"""By path, with a star for each place in a list: the kinds of value that stand there, and one of them."""


def kinds(ground: Ground) -> Iterator[Problem]:
    """Each value of a user's entry is of a kind that the product has there."""
    if not ground.guidance:
        return
    product = Guidance(ground.guidance[:1])
    for file in ground.files:
        data = file.document.data
        if file.folder == ground.guidance[0] or not isinstance(data, list):
            continue
        known = of_topic(file.topic, product)
        for index, entry in enumerate(data):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                yield from others(file, index, entry, known)


def of_topic(topic: str, product: Guidance) -> Kinds:
    """The kinds of a topic's values; none where a struct or a check of its own knows them better."""
    from poa.library import shapes
    from poa.library.checking import detect

    if topic in {*shapes.TOPICS, detect.TOPIC}:
        return {}
    found: dict[YamlPath, tuple[set[str], Any]] = {}
    for entry in product.topic(topic):
        for _, path, value in _walk(entry.data):
            found.setdefault(path, (set(), value))[0].add(_kind(value))
    return found


def others(file: GuidanceFile, index: int, data: Mapping[str, Any], known: Kinds) -> Iterator[Problem]:
    """The values of an entry that are of another kind; of a place that the product has not, nothing is known."""
    for at, path, value in _walk(data):
        if path in known and _kind(value) not in known[path][0]:
            example = _shown(known[path][1])
            yield file.problem((index, *at), "check.other_kind", id=data["id"], name=str(at[0]), example=example)


def _walk(data: Mapping[str, Any]) -> Iterator[tuple[YamlPath, YamlPath, Any]]:
    """Every value below an entry: where it stands, the same with stars, and the value."""
    todo: list[tuple[YamlPath, YamlPath, Any]] = [((key,), (key,), value) for key, value in data.items()]
    while todo:
        at, path, value = todo.pop()
        yield at, path, value
        if isinstance(value, dict):
            todo += [((*at, key), (*path, key), child) for key, child in value.items()]
        elif isinstance(value, list):
            todo += [((*at, number), (*path, "*"), child) for number, child in enumerate(value)]


def _shown(value: Any) -> str:
    """A value as it is written, shortened; of a list or map the beginning."""
    if isinstance(value, dict):
        value = [f"{key}: {one}" for key, one in value.items()]
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip(", ") + " …"


def _kind(value: Any) -> str:
    """Numbers are of one kind, whole or not."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "number"
    return type(value).__name__
