"""A line on the terminal while a long audit runs; nothing where nobody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

_Item = TypeVar("_Item")

_QUIET = 1.0
_EVERY = 0.2


class Progress:
    """Counts on ``stream`` once the work takes longer than a second.

    Args:
        stream: usually standard error.
        words: the program's words.
    """

    def __init__(self, stream: TextIO, words: Callable[..., str]) -> None:
        self._stream = stream
        self._words = words
        self._shown = False
        self._on = stream.isatty()

    def over(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """``items``, counted as they pass."""
        if not self._on:
            yield from items
            return
        begun = monotonic()
        due = begun + _QUIET
        for count, item in enumerate(items, 1):
            yield item
            now = monotonic()
            if now >= due:
                due = now + _EVERY
                rate = int(count / max(now - begun, 0.001))
                self._stream.write("\r\x1b[K" + self._words("audit.progress", count=f"{count:,}", rate=f"{rate:,}"))
                self._stream.flush()
                self._shown = True
        self.clear()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
