"""Names and keys that nothing knows, told with the one that was probably meant."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from poa.library.checking.ground import GuidanceFile, Problem, YamlPath

_LIKE = 0.6
"""As alike as two words of which one is mistyped, in difflib's ratio; the product's names are short."""


def near_name(name: str, known: Collection[str]) -> str:
    """The one of ``known`` that is spelled most like ``name``, or nothing."""
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in sorted(known)}
    close = get_close_matches(name.casefold(), list(folded), n=1, cutoff=_LIKE)
    return folded[close[0]] if close else ""


def unknown(
    file: GuidanceFile, at: YamlPath, what: str, name: str, known: Collection[str], shown: int = 20, **values: Any
) -> Problem:
    """The problem that nothing knows a key or name.

    Args:
        file: where it stands.
        at: its path in the file.
        what: ``key``, ``field``, ``name`` or ``language``.
        name: how it is written.
        known: what there is.
        shown: so many of ``known`` are listed where none is near.
        values: further values of the sentence.
    """
    near = near_name(name, known)
    if near:
        return file.problem(at, f"check.unknown_{what}_near", name=name, near=near, **values)
    if len(known) <= shown:
        return file.problem(at, f"check.unknown_{what}", name=name, known=", ".join(sorted(known)), **values)
    return file.problem(at, f"check.unknown_{what}_alone", name=name, **values)
