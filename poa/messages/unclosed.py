"""Rows of a .csv whose quotation marks are not all closed: one such mark must not swallow the rows below it.

The standard reader runs strictly. Where it stumbles, the quotation mark that stands open is looked for: a line of its
own is made of the row it stands in, with the lines below that can be no row themselves, and reading goes on with the
next row. A mark inside a cell that merely should have been doubled is taken for the sign it is, as ever.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

from poa.errors import InputError
from poa.messages.limits import MAX_LINE

Row = tuple[int, list[str]]
_TELLING_ROWS = 100
_LONGEST_TAIL = 60
# What may be read a second time, all stumbles of a file together.
_MOST_AGAIN = 25 * MAX_LINE


@dataclass(frozen=True, slots=True)
class Survey:
    """A record up to where its quotation marks stop making sense.

    ``state``: whole, open (a mark is not closed) or bad (a mark is closed and words follow). ``cells`` were begun, the
    last of them at ``start``; ``first`` is the text of the first.
    """

    state: str
    cells: int
    start: int
    first: str


def survey(text: str, delimiter: str) -> Survey:
    """Walk through one record as the strict reader does (RFC 4180)."""
    place, cells = 0, 1
    first = text.split("\n", 1)[0].split(delimiter, 1)[0]
    while True:
        if text.startswith('"', place):
            end = text.find('"', place + 1)
            while end >= 0 and text.startswith('"', end + 1):
                end = text.find('"', end + 2)
            if end < 0:
                return Survey("open", cells, place, first)
            after = text[end + 1 : end + 2]
            if after != delimiter:
                return Survey("whole" if after in ("", "\n", "\r") else "bad", cells, place, first)
            start = end + 2
        else:
            line_end = text.find("\n", place)
            found = text.find(delimiter, place, line_end if line_end >= 0 else len(text))
            if found < 0:
                return Survey("whole", cells, place, first)
            start = found + 1
        place, cells = start, cells + 1


class QuotedRows:
    """The rows of a .csv with the number of the line on which each begins.

    Args:
        text: the file, opened so that line ends are kept.
        delimiter: what stands between cells.
        source: the file, for the sentence.
        problem: gets an InputError for each mark that is not closed.
    """

    def __init__(self, text: TextIO, delimiter: str, source: str, problem: Callable[[InputError], None]) -> None:
        self._text, self._delimiter, self._source, self._problem = text, delimiter, source, problem
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._number = 0
        self._given_back = 0
        self._width = 0
        self._kinds: set[tuple[bool, bool]] = set()

    def __iter__(self) -> Iterator[Row]:
        """The rows.

        Raises:
            InputError: a line without end, or damage again and again over more than can be read twice.
        """
        telling = _TELLING_ROWS
        taken = self._taken
        while True:
            try:
                for row in csv.reader(self._next_lines(), delimiter=self._delimiter, strict=True):
                    yield self._number - len(taken) + 1, row
                    taken.clear()
                    if telling:
                        telling -= 1
                        self._learn(row, telling < _TELLING_ROWS - 1)
                return
            except csv.Error:
                yield self._mended()
                taken.clear()

    def _next_lines(self) -> Iterator[str]:
        again, taken, text = self._again, self._taken, self._text
        while line := again.popleft() if again else text.readline(MAX_LINE):
            self._number += 1
            if len(line) == MAX_LINE:
                raise InputError("messages.broken_table", file=self._source, line=self._number)
            if "\x00" in line:
                line = line.replace("\x00", "")
            taken.append(line)
            yield line

    def _learn(self, row: list[str], below_header: bool) -> None:
        self._width = max(self._width, len(row))
        if below_header and row:
            self._kinds.add(_kind(row[0]))

    def _mended(self) -> Row:
        """The row in which the reader stumbled; the lines below that belong to other rows are given back."""
        begun = self._number - len(self._taken) + 1
        found = survey("".join(self._taken), self._delimiter)
        at = _line_of(self._taken, found.start)
        if found.state == "bad" and not self._swallowed(at, found.first) and (row := self._loosely()):
            return begun, row
        self._problem(InputError("messages.unclosed_quote", file=self._source, line=begun + at))
        end = self._end_of_row(at + 1, found.first)
        kept = "".join(self._taken[:end])
        self._give_back(end)
        return begun, self._cells(kept, found)

    def _end_of_row(self, end: int, first: str) -> int:
        """How many of the lines belong to the row; more are taken until one can be a row itself."""
        more = self._next_lines()
        size = 0
        while size < MAX_LINE and (end < len(self._taken) or next(more, None) is not None):
            if self._is_row(self._taken[end], first):
                break
            size += len(self._taken[end])
            end += 1
        return end

    def _swallowed(self, at: int, first: str) -> bool:
        """Whether there are rows of their own among the lines below ``at``: the last one, or one with its number."""
        below = self._taken[at + 1 :]
        if not below:
            return False
        numbered = all(digit for _, digit in (*self._kinds, _kind(first)))
        return self._is_row(below[-1], first) or (numbered and self._is_row(below[0], first))

    def _is_row(self, line: str, first: str) -> bool:
        """Whether a line can be a row of its own: it has as many cells, and begins with what rows here begin with."""
        found = survey(line, self._delimiter)
        if self._width > 1 and _kind(found.first) not in {*self._kinds, _kind(first)}:
            return False
        fits = found.cells == self._width if found.state == "whole" else found.cells <= self._width
        return found.state != "bad" and (fits or not self._width)

    def _loosely(self) -> list[str] | None:
        """A row with marks that should have been doubled, as readers that are not strict take it; None where the cells
        are not as many as in other rows, or rows below were read into it."""
        held = len(self._taken)
        row = self._read_on(held)
        below = self._taken[held:]
        fits = row and len(row) == (self._width or len(row)) and not (below and self._is_row(below[0], row[0]))
        if fits and self._ended():
            return row
        self._give_back(held)
        return None

    def _read_on(self, held: int) -> list[str]:
        try:
            return next(csv.reader(chain(self._taken[:held], self._next_lines()), delimiter=self._delimiter))
        except csv.Error:
            return []

    def _ended(self) -> bool:
        """Whether the row that was taken ends there: then a line below it is another row."""
        try:
            return sum(1 for _ in csv.reader([*self._taken, "x\n"], delimiter=self._delimiter)) > 1
        except csv.Error:
            return False

    def _give_back(self, start: int) -> None:
        lines = self._taken[start:]
        del self._taken[start:]
        self._given_back += sum(map(len, lines))
        if self._given_back > _MOST_AGAIN:
            raise InputError("messages.broken_table", file=self._source, line=self._number)
        self._again.extendleft(reversed(lines))
        self._number -= len(lines)

    def _cells(self, text: str, found: Survey) -> list[str]:
        """The cells of a row whose last mark is open: it belongs to one cell, and as many as elsewhere follow."""
        before = text[: found.start]
        cells = next(csv.reader([before + "x"], delimiter=self._delimiter))[:-1] if before else []
        words = text[found.start + 1 :].rstrip("\r\n")
        if not self._width:
            return [*cells, *words.split(self._delimiter)]
        parts = words.split(self._delimiter)
        tail = self._width - found.cells
        ends = parts[-tail:] if 0 < tail < len(parts) else []
        if any(end[:1] == " " or len(end) > _LONGEST_TAIL for end in ends):
            ends = []
        own = self._delimiter.join(parts[: len(parts) - len(ends)])
        return [*cells, own.removesuffix('"').replace('""', '"'), *ends]


def _kind(cell: str) -> tuple[bool, bool]:
    """What a first cell looks like: whether it has spaces and whether it has digits."""
    cell = cell.strip().strip('"')
    return " " in cell, any(char.isdigit() for char in cell)


def _line_of(lines: list[str], place: int) -> int:
    """The index of the line that holds a place in all of them joined."""
    for index, line in enumerate(lines):
        if place < len(line):
            return index
        place -= len(line)
    return len(lines) - 1
