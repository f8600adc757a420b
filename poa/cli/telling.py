"""Tells on standard error what could not be read, without burying the terminal under one spoilt file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from poa.errors import PoaError, Remark

MOST = 20
"""So many problems of one kind are told of each file; how many more there are is told in one line."""


class Telling:
    """Writes problems line by line, and ``end`` what was held back.

    Args:
        write: takes a line.
        words: the program's words.
    """

    def __init__(self, write: Callable[[str], object], words: Callable[..., str]) -> None:
        self._write, self._words = write, words
        self._told: dict[tuple[Path | None, str], tuple[int, PoaError]] = {}

    def tell(self, problem: PoaError) -> None:
        """Write a problem, or count it where many of its kind were told of the file."""
        kind = problem.file, problem.key
        count, first = self._told.get(kind, (0, problem))
        self._told[kind] = count + 1, first
        if count < MOST:
            self._line(problem)

    def end(self) -> None:
        """Write how many were not told."""
        for (file, _), (count, first) in self._told.items():
            if count > MOST:
                like = first.problem(self._words)
                self._line(Remark("audit.more_problems", file=file, n=count - MOST, count=count - MOST, like=like))
        self._told.clear()

    def _line(self, problem: PoaError) -> None:
        self._write(f"poa: {problem.told(self._words)}\n")
