"""Holds every entry against the struct that its schema is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poa.errors import PoaError
from poa.library.checking.ground import Ground, Problem, YamlPath
from poa.library.entries import line_of

WRONG_SHAPE = "check.wrong_shape"
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


def shapes(ground: Ground) -> Iterator[Problem]:
    """Each entry of a topic that has a schema fits it, with the user's changes laid over the product's entry."""
    import msgspec

    from poa.library import shapes as known

    for topic, shape in known.TOPICS.items():
        try:
            entries = ground.loader.topic(topic)
        except PoaError as error:
            yield Problem.of(error)
            continue
        for entry in entries:
            if entry.data.get("off") is True:
                continue
            try:
                msgspec.convert(entry.data, shape)
            except msgspec.ValidationError as error:
                what, path = _told(str(error))
                values = {"id": entry.id, "what": what, "name": str(path[-1]) if path else entry.id}
                yield Problem(entry.file, line_of(entry, *path), WRONG_SHAPE, values)


def _told(text: str) -> tuple[str, YamlPath]:
    """The fault and its path, out of "Expected `str`, got `int` - at `$.title.en`"."""
    what, _, place = text.partition(" - at ")
    steps = _STEP.findall(place.strip("`"))
    return what, tuple(int(index) if index else name for name, index in steps)
