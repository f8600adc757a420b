"""The rows of a table or objects of a JSON file, once they are messages: empty ones are counted, conversations cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from poa.errors import InputError, Remark
from poa.messages.moments import Moments
from poa.model.message import Message

if TYPE_CHECKING:
    from poa.messages.cells import Cells, Names


class Rows:
    """What is told of one file when all of it was read.

    Args:
        source: the file.
        problem: gets what is told.
        cells: cuts texts that are whole conversations; None where none is to be cut.
    """

    def __init__(self, source: str, problem: Callable[[InputError], None], cells: Cells | None) -> None:
        self.moments = Moments()
        self._source, self._problem, self._cells = source, problem, cells
        self._empty = 0
        self._first_empty: int | None = None

    def of(self, message: Message, line: int | None, names: Names) -> Iterable[Message]:
        """The messages in one row; none where it holds nothing to look at.

        Args:
            message: as the row states it.
            line: of the row.
            names: tells the names that the row states, of the seller's side and of the buyer.
        """
        if not holds_anything(message):
            self.empty(line)
            return ()
        return self._cells.of(message, line, names) if self._cells else (message,)

    def empty(self, line: int | None) -> None:
        """Count a row without anything to look at."""
        if not self._empty:
            self._first_empty = line
        self._empty += 1

    def end(self) -> None:
        """Tell of empty rows, of conversations that were cut and of dates that are numbers or no dates."""
        if self._empty:
            self._problem(Remark("messages.empty_rows", file=self._source, line=self._first_empty, count=self._empty))
        if self._cells:
            self._cells.end()
        self.moments.tell(self._source, self._problem)


def holds_anything(message: Message) -> bool:
    """Whether there is anything to look at: words, a subject, or what hangs on it."""
    return bool(message.text.strip() or message.html.strip() or message.subject.strip() or message.attachments)
