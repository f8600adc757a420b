"""How exports and pasted threads call things: guidance/columns.yaml, ready for look-up."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from poa.library.guidance import Guidance
from poa.text.lazy import lazy

_SIGNS = lazy(r"[\s_\-./:：()（）\[\]【】\"'*#]+")


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """``name`` as it is compared: one form of Unicode, no case, spaces or signs."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name).casefold())


class Vocabulary:
    """Folded names to what they mean.

    Args:
        columns: column name to field.
        values: cell to outbound, inbound, yes, no.
        speakers: as written, the words for the sides (inbound, outbound), for orders, and those that stand beside them.
        logs: columns of sheets without message text.
    """

    __slots__ = ("columns", "logs", "speakers", "values")

    def __init__(
        self,
        columns: Mapping[str, str],
        values: Mapping[str, str],
        speakers: Mapping[str, tuple[str, ...]],
        logs: frozenset[str],
    ) -> None:
        self.columns, self.values, self.speakers, self.logs = columns, values, speakers, logs


_known: dict[int, tuple[Guidance, Vocabulary]] = {}


def load_vocabulary(guidance: Guidance | None = None) -> Vocabulary:
    """The vocabulary of ``guidance``, by default of the product alone.

    Raises:
        GuidanceError: guidance/columns.yaml cannot be used.
    """
    if guidance is None:
        guidance = product_guidance()
    held = _known.get(id(guidance))
    if held and held[0] is guidance:
        return held[1]
    columns: dict[str, str] = {}
    values: dict[str, str] = {}
    speakers: dict[str, tuple[str, ...]] = {}
    logs: frozenset[str] = frozenset()
    for entry in guidance.topic("columns"):
        group, _, name = entry.id.partition(".")
        names = [str(word) for word in entry.data.get("names", ())]
        if group == "column":
            columns.update({folded(word): name for word in names})
        elif group == "value":
            values.update({folded(word): name for word in names})
        elif group == "speaker":
            speakers[name] = tuple(names)
        else:
            logs = logs | {folded(word) for word in names}
    found = Vocabulary(columns, values, speakers, logs)
    _known[id(guidance)] = (guidance, found)
    return found


_product_guidance: list[Guidance] = []


def product_guidance() -> Guidance:
    """The guidance of the product alone, read once."""
    if not _product_guidance:
        from poa.resources import root

        _product_guidance.append(Guidance([root("guidance")]))
    return _product_guidance[0]
