"""Holds every entry against the struct that its schema is made of, or against the product's own entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from poa.errors import PoaError
from poa.library.checking import detect
from poa.library.checking.ground import Ground, GuidanceFile, Problem, YamlPath
from poa.library.checking.near import unknown
from poa.library.entries import line_of
from poa.library.guidance import Entry
from poa.library.misfit import misfit

WRONG_SHAPE = "check.wrong_shape"
GENERAL = frozenset((WRONG_SHAPE, "check.unknown_field", "check.unknown_field_near", "check.unknown_field_alone"))
"""What is said of any topic; a check that knows the topic says it better."""
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
_MOST = 20
"""So many faults are told of one entry."""


def shapes(ground: Ground) -> Iterator[Problem]:
    """Each entry of a topic that has a schema fits it, with the user's changes laid over the product's entry."""
    from poa.library import shapes as known

    files = {str(file.path): file for file in ground.files}
    for topic, shape in known.TOPICS.items():
        try:
            entries = ground.loader.topic(topic)
        except PoaError as error:
            yield Problem.of(error)
            continue
        for entry in entries:
            if entry.data.get("off") is not True:
                yield from _misfits(entry, shape, files.get(entry.file))


def _misfits(entry: Entry, shape: Any, file: GuidanceFile | None) -> Iterator[Problem]:
    """What does not fit; a key that is unknown is told and left out, so that those behind it are told as well."""
    import msgspec

    data = entry.data
    for _ in range(_MOST):
        try:
            msgspec.convert(data, shape)
            return
        except msgspec.ValidationError as error:
            what, path = _told(str(error))
        name = _UNKNOWN.fullmatch(what)
        if name is None or file is None:
            values = {"id": entry.id, "what": misfit(what), "name": str(path[-1]) if path else entry.id}
            yield Problem(entry.file, line_of(entry, *path), WRONG_SHAPE, values)
            return
        index = next(number for number, one in enumerate(file.document.data) if one.get("id") == entry.id)
        yield unknown(file, (index, *path, name[1]), "field", name[1], _fields(shape), id=entry.id)
        data = deepcopy(data)
        holder: Any = data
        for step in path:
            holder = holder[step]
        del holder[name[1]]


def _fields(shape: Any) -> set[str]:
    """The keys of an entry and of what lies in it."""
    import msgspec

    found: set[str] = set()
    todo: list[Any] = [msgspec.inspect.type_info(shape)]
    seen: set[type] = set()
    while todo:
        kind = todo.pop()
        if isinstance(kind, msgspec.inspect.StructType) and kind.cls not in seen:
            seen.add(kind.cls)
            found.update(field.encode_name for field in kind.fields)
            todo.extend(field.type for field in kind.fields)
        todo.extend(getattr(kind, "types", ()))
        todo.extend([kind.item_type] if hasattr(kind, "item_type") else [])
    return found


def known_keys(ground: Ground) -> Iterator[Problem]:
    """A user's entry of a topic without a schema has only keys that entries of the product have."""
    from poa.library import shapes as known

    if not ground.guidance:
        return
    product = Path(ground.guidance[0])
    keys: dict[str, set[str]] = {}
    for own in (False, True):
        for file in ground.files:
            data = file.document.data
            if (file.folder != product) is not own or file.topic in {*known.TOPICS, detect.TOPIC}:
                continue
            for index, entry in enumerate(data if isinstance(data, list) else ()):
                held = entry.keys() if isinstance(entry, dict) else set()
                if not own:
                    keys.setdefault(file.topic, set()).update(held)
                    continue
                for key in sorted(held - keys.get(file.topic, held)):
                    yield unknown(file, (index, key), "key", key, keys[file.topic], id=entry.get("id", ""))


def _told(text: str) -> tuple[str, YamlPath]:
    """The fault and its path, out of "Expected `str`, got `int` - at `$.title.en`"."""
    what, _, place = text.partition(" - at ")
    steps = _STEP.findall(place.strip("`"))
    return what, tuple(int(index) if index else name for name, index in steps)
