"""A file that tells how far it was read, for a line of progress while a long export is read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

# Gets the file, how much of it was read, and its size, both in bytes; of a workbook rows, and no size.
Reading = Callable[[Path, int, int], None]

_Row = TypeVar("_Row")
_BLOCK = 1 << 16
_ROWS = 500


class _Watched(io.FileIO):
    """The file below the buffer: each block that is read from it is told."""

    def __init__(self, path: Path, reading: Reading) -> None:
        super().__init__(path, "r")
        self._path, self._reading = path, reading
        self._size = path.stat().st_size

    def readinto(self, buffer: Any) -> int | None:
        """Read a block and tell how far it is now; what the listener raises ends the reading."""
        count = super().readinto(buffer)
        self._reading(self._path, self.tell(), self._size)
        return count


def opened(path: Path, reading: Reading | None) -> BinaryIO:
    """The file, open for reading; without a listener as any other.

    Raises:
        OSError: it cannot be opened.
    """
    return path.open("rb") if reading is None else io.BufferedReader(_Watched(path, reading), _BLOCK)


def counted_rows(rows: Iterable[_Row], path: Path, reading: Reading | None) -> Iterator[_Row]:
    """The rows of a workbook, whose bytes tell nothing of how far it is read."""
    for number, row in enumerate(rows, 1):
        if reading and number % _ROWS == 0:
            reading(path, number, 0)
        yield row
