"""Words without which a pattern cannot match, so that most patterns need not be tried, nor compiled, on most text.

They are read from the parsed pattern: a run of plain letters, or for alternatives one run of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

# Letters that a pattern without regard to case takes for others, beside those that ``str.lower`` knows.
_SAME = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k", "\u00b5": "\u03bc"})
# A single Latin letter stands in nearly every sentence; a Chinese character does not.
_LEAST = 2
_PLAIN = 0x2E80


def lowered(text: str) -> str:
    """A text as its letters are compared with ``needed``."""
    return text.lower() if text.isascii() else text.translate(_SAME).lower()


@lru_cache(maxsize=4096)
def needed(pattern: str) -> tuple[str, ...]:
    """One of these stands in whatever the pattern matches, case aside; none where nothing can be said.

    Args:
        pattern: as it is compiled, with ``re.IGNORECASE``.
    """
    parse = getattr(getattr(re, "_parser", None), "parse", None)
    if parse is None:
        return ()
    try:
        return tuple(sorted(_best(parse(pattern, re.IGNORECASE)) or ()))
    except (re.error, RecursionError, AttributeError, TypeError, ValueError):
        # What is wrong with it is said when it is compiled.
        return ()


def _best(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Of all that must stand in a sequence the set whose shortest word is longest."""
    found: list[frozenset[str]] = []
    run = ""
    for name, value in items:
        kind = str(name)
        if kind == "LITERAL":
            run += chr(value)
            continue
        if run:
            found.append(frozenset((lowered(run),)))
            run = ""
        if inner := _inside(kind, value):
            found.append(inner)
    if run:
        found.append(frozenset((lowered(run),)))
    usable = [words for words in found if all(_tells(word) for word in words)]
    return max(usable, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _tells(word: str) -> bool:
    return len(word) >= _LEAST or (bool(word) and ord(word[0]) >= _PLAIN)


def _inside(kind: str, value: Any) -> frozenset[str] | None:
    """What must stand in a group, in what is repeated at least once, and in one of several alternatives."""
    if kind == "SUBPATTERN":
        return _best(value[-1])
    if kind == "ATOMIC_GROUP":
        return _best(value)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _best(value[2]) if value[0] else None
    if kind == "BRANCH":
        each = [_best(branch) for branch in value[1]]
        return frozenset().union(*(words for words in each if words)) if all(each) else None
    return None
