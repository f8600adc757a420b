"""The dates of a table, which tell each other how they are to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.messages.columns import CLOCK, Row
from poa.messages.moments import Counted, Unread, kind_of, read_number, read_written
from poa.messages.times import NUMBERS, read_day, read_numbers, read_time
from poa.text.clean import clean

if TYPE_CHECKING:
    from poa.library.guidance import Guidance
    from poa.messages.dayorder import NumericDates

Problem = Callable[[InputError], None]
Opened = Callable[[Problem], Iterable[Row]]
_DATED = ("sent", CLOCK, "order_completed")


class TableDates:
    """The dates of a table. When the first comes that could be read in two ways, all rows are looked through.

    Args:
        opened: gives all rows anew.
        places: of the fields among the cells.
        header: the line of the header, and its names.
        source: the file.
        problem: gets what is told.
        guidance: to look up how a store writes dates.
    """

    def __init__(
        self,
        opened: Opened,
        places: Mapping[str, int],
        header: Row,
        source: str,
        problem: Problem,
        guidance: Guidance | None,
    ) -> None:
        self._opened, self._places, self._header, self._source = opened, places, header, source
        self._problem, self._guidance = problem, guidance
        self._known: NumericDates | None = None
        self._counted: dict[str, Counted] = {}
        self._unclear = False
        self._unread = Unread()

    def moment(self, value: str, line: int) -> datetime | None:
        """The moment that a cell states."""
        if not value:
            return None
        # The fifth sign of 2026-03-25 is no digit, and no other way to write a day begins with five.
        if value[4:5].isdigit() and value[:4].isdigit():
            found = self._as_number(value, "sent") or (None if kind_of(value) else read_written(value))
        elif "/" in value[:3]:
            found = read_numbers(value) or self._in_numbers(value)
        else:
            found = read_time(value) or self._in_numbers(value)
        if found is None:
            self._left_out(value, line, "sent")
        return found

    def day(self, value: str, line: int) -> date | None:
        """The day that a cell states."""
        if not value:
            return None
        if value[4:5].isdigit() and kind_of(value):
            moment = self._as_number(value, "order_completed")
        elif found := read_day(value):
            return found
        else:
            moment = self._in_numbers(value)
        if moment is None:
            self._left_out(value, line, "order_completed")
        return moment.date() if moment else None

    def end(self) -> None:
        """Tell of the dates that could not be read."""
        self._unread.tell(self._source, self._problem)

    def _left_out(self, value: str, line: int, field: str) -> None:
        """Count a date that could not be read, unless it was told already that such dates are not sure."""
        if not (self._unclear and NUMBERS.search(value[:80])):
            self._unread.add(value, line, self._heading(field))

    def _in_numbers(self, value: str) -> datetime | None:
        return self._looked_through().read(value) if NUMBERS.search(value[:80]) else None

    def _as_number(self, value: str, field: str) -> datetime | None:
        """A number, where all numbers of its column count the same."""
        if not kind_of(value):
            return None
        self._looked_through()
        counted = self._counted.get(field)
        return read_number(value, counted.kind) if counted and counted.alike else None

    def _looked_through(self) -> NumericDates:
        if self._known is not None:
            return self._known
        from poa.messages.dayorder import NumericDates

        self._known = dates = NumericDates()
        columns = {field: self._places[field] for field in _DATED if field in self._places}
        self._counted = {field: Counted() for field in columns}
        store = self._places.get("marketplace", -1)
        stores: set[str] = set()
        begun, names = self._header
        for line, cells in self._opened(_heard_already):
            if line > begun:
                for field, place in columns.items():
                    if place < len(cells):
                        dates.see(cells[place], line)
                        self._counted[field].see(cells[place].strip(), line)
                if 0 <= store < len(cells) and len(stores) < 2:
                    stores.add(clean(cells[store]).strip())
        headings = " ".join(names[place] for place in columns.values() if place < len(names))
        if told := dates.settle(self._source, headings, stores, self._guidance):
            self._unclear = not dates.settled
            self._problem(told)
        for field, counted in self._counted.items():
            counted.tell(self._source, self._heading(field), self._problem)
        return dates

    def _heading(self, field: str) -> str:
        """What the column is called in the file; its number where it has no name."""
        place, names = self._places.get(field, 0), self._header[1]
        name = clean(names[place]).strip() if place < len(names) else ""
        return name or str(place + 1)


def _heard_already(problem: InputError) -> None:
    """What a second look at the rows finds is told by the first."""
