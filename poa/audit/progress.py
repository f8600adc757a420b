"""A line on the terminal while a long audit runs; nothing where nobody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import TextIO, TypeVar

_Item = TypeVar("_Item")

_QUIET = 1.0
_EVERY = 0.2
_MB = 1_000_000
# The line is one line on a terminal of 80 columns.
_NAME = 28


class Progress:
    """Tells on ``stream`` how far a file was read and how many messages were, once it takes longer than a second.

    Args:
        stream: usually standard error.
        words: the program's words.
    """

    def __init__(self, stream: TextIO, words: Callable[..., str]) -> None:
        self._stream = stream
        self._words = words
        self._shown = False
        self._on = stream.isatty()
        self._due = monotonic() + _QUIET
        self._counted = ""
        # How far the file is that is being read; None as soon as nothing more of it is.
        self._read: tuple[Path, int, int] | None = None

    @property
    def listener(self) -> Callable[[Path, int, int], None] | None:
        """What is told how far a file was read (poa.messages.watched); None where nobody looks."""
        return self._reading if self._on else None

    def over(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """``items``, counted as they pass."""
        if not self._on:
            yield from items
            return
        begun = 0.0
        for count, item in enumerate(items, 1):
            begun = begun or monotonic()
            yield item
            now = monotonic()
            if now >= self._due and now - begun >= _EVERY:
                rate = int(count / max(now - begun, 0.001))
                self._counted = self._words("audit.progress", count=f"{count:,}", rate=f"{rate:,}")
                self._draw(now)
                self._read = None
        self.clear()

    def _reading(self, file: Path, done: int, total: int) -> None:
        self._read = (file, done, total)
        now = monotonic()
        if now >= self._due:
            self._draw(now)

    def _draw(self, now: float) -> None:
        self._due = now + _EVERY
        line = " · ".join(part for part in (self._counted, self._file()) if part)
        self._stream.write(f"\r\x1b[K{line}")
        self._stream.flush()
        self._shown = True

    def _file(self) -> str:
        if self._read is None:
            return ""
        from poa.text.clean import clean
        from poa.text.width import fit

        file, done, total = self._read
        name = fit(" ".join(clean(file.name).split()), _NAME)
        if not total:
            return self._words("audit.reading_rows", file=name, count=f"{done:,}")
        return self._words("audit.reading", file=name, done=f"{done / _MB:,.1f}", total=f"{total / _MB:,.1f}")

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
