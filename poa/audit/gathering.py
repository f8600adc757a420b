"""What the detection data is made of, gathered from the entries when guidance is compiled anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poa.audit.detect import listed, patterns_of
from poa.audit.normal import fold
from poa.errors import GuidanceError
from poa.library.guidance import Guidance


def words_of(data: Mapping[str, Any]) -> set[str]:
    """The folded words of an entry, with those that a user added and without those that he took away."""
    words = data.get("words") or []
    groups = words.values() if isinstance(words, dict) else [words]
    found = {_folded(word) for group in groups for word in listed(group)}
    found.update(map(_folded, listed(data.get("also"))))
    found.difference_update(map(_folded, listed(data.get("never"))))
    return {word for word in found if word.strip("*")}


def _folded(word: object) -> str:
    text = str(word)
    star_front, star_end = text.startswith("*"), text.endswith("*") and len(text) > 1
    return "*" * star_front + fold(text.strip("*")) + "*" * star_end


def own_patterns(guidance: Guidance) -> list[str]:
    """The patterns that the product does not have; an entry of its own that a user adds words to keeps its patterns."""
    if len(guidance.folders) == 1:
        return []
    product = {one for entry in guidance.product.topic("detect") for one in patterns_of(entry.data)}
    found = {one for entry in guidance.topic("detect") for one in patterns_of(entry.data)}
    return sorted(found - product)


def refuse_faults(guidance: Guidance) -> None:
    """Stop at the first thing that is wrong with the user's own entries: they would find nothing, in silence.

    Entries that poa.library.own has let through were looked at there.

    Raises:
        GuidanceError: what is wrong, with file and line.
    """
    if len(guidance.folders) > 1 and guidance.own is None:
        from poa.library.checking.detect import own_faults

        for problem in own_faults(guidance):
            raise GuidanceError(problem.key, file=problem.file, line=problem.line, **problem.values)
