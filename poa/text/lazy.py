"""Patterns that are compiled when first used: a short run needs few of them, and each takes up to milliseconds."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern; takes over the methods of the compiled one when the first is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for method in ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, put off until a method of the pattern is called.

    A pattern that is wrong says so only then, so this is for patterns of the program's own.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
