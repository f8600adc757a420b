"""Dates as programs keep them, in numbers: days as spreadsheets count them, seconds since 1970; and unreadable ones.

A number is a date only where it lies in the years in which such messages are sent; what it counts is told by its size.
A value that states a date which cannot be read ("yesterday", 31/31/2026) is counted, and all of them are told at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from poa.errors import InputError, Remark
from poa.messages.times import read_day, read_time
from poa.text.lazy import lazy

_NUMBER = lazy(r"(?:\d{5}(?:[.,]\d{1,15})?|\d{10}(?:[.,]\d{1,9})?|\d{13}|\d{16})$")
_FRACTION = lazy(r"0?[.,](\d{1,15})$")
_CLOCK = lazy(r"(\d{1,2}):(\d{2})(?::(\d{2}))?$")
# Excel and its kin count days from here (ECMA-376 18.17.4.1; the day off is their leap year 1900).
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A number outside of these years is no date of a message.
_FIRST, _LAST = datetime(2010, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
_UNITS = {"seconds": 1, "milliseconds": 1_000, "microseconds": 1_000_000}
_LONGEST_EXAMPLE = 30
# A day written as 20260325.
_COMPACT = 8


def kind_of(value: str | float) -> str:
    """What a number counts: "days", "seconds", "milliseconds" or "microseconds"; empty where it is no date."""
    number = _number(value)
    if number is None:
        return ""
    for kind in ("days", *_UNITS):
        if _FIRST <= (_moment(number, kind) or _EPOCH) < _LAST:
            return kind
    return ""


def read_number(value: str | float, kind: str) -> datetime | None:
    """The moment of a number of this kind, in UTC and to the second; None where it is none of it."""
    number = _number(value)
    return _moment(number, kind) if number is not None and kind and kind_of(value) == kind else None


def with_clock(days: str, clock: str) -> str:
    """A count of whole days with the time of day in another cell (0.3833 or 9:12), or as it is without."""
    if found := _FRACTION.match(clock):
        return f"{days}.{found[1]}"
    if found := _CLOCK.match(clock):
        hour, minute, second = (int(part or 0) for part in found.groups())
        seconds = hour * 3600 + minute * 60 + second
        return f"{int(days) + seconds / 86_400:.10f}" if seconds < 86_400 else days
    return days


def read_written(value: str) -> datetime | None:
    """As poa.messages.times.read_time; a long row of figures is no day of some earlier century."""
    return None if len(value) > _COMPACT and value.isdigit() else read_time(value)


def _number(value: str | float) -> float | None:
    if isinstance(value, str):
        return float(value.replace(",", ".")) if _NUMBER.match(value) else None
    return float(value) if not isinstance(value, bool) and abs(value) < 1e18 else None


def _moment(number: float, kind: str) -> datetime | None:
    try:
        if kind == "days":
            return _DAY_ZERO + timedelta(seconds=round(number * 86_400))
        return _EPOCH + timedelta(seconds=round(number / _UNITS[kind]))
    except OverflowError:
        return None


class Counted:
    """The numbers of one column: what all of them count, or nothing where they do not count the same."""

    def __init__(self) -> None:
        self.kind, self.alike, self.count = "", True, 0
        self._first: tuple[int | None, str] = None, ""

    def see(self, value: str | float, line: int | None) -> None:
        """Take a value into account, if it is a number; a day written as 20260325 is read as it stands."""
        written = str(value)
        if not written.replace(".", "").replace(",", "").isdigit():
            return
        kind = kind_of(value)
        if not kind and len(written) == _COMPACT:
            return
        self.alike = self.alike and bool(kind) and kind == (self.kind or kind)
        self.kind = self.kind or kind
        self.count += 1
        if not self._first[1]:
            self._first = line, written[:_LONGEST_EXAMPLE]

    def tell(self, source: str, column: str, problem: Callable[[InputError], None]) -> None:
        """Say how the numbers were read, if they were."""
        line, example = self._first
        moment = read_number(example, self.kind) if self.alike else None
        if moment:
            key = f"messages.dates_in_{'days' if self.kind == 'days' else 'seconds'}"
            values = {"count": self.count, "column": column, "example": example, "moment": f"{moment:%Y-%m-%d %H:%M}"}
            problem(Remark(key, file=source, line=line, **values))


class Unread:
    """The dates of one file that cannot be read, by column."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first: dict[str, tuple[int | None, str]] = {}

    def add(self, value: object, line: int | None = None, column: str = "") -> None:
        """Count one, if it states anything: a mere dash does not.

        Args:
            value: as it stands.
            line: where.
            column: its heading or field, where it has one.
        """
        written = " ".join(str(value).split())
        if not any(map(str.isalnum, written[:80])):
            return
        self._counts[column] = self._counts.get(column, 0) + 1
        self._first.setdefault(column, (line, written[:_LONGEST_EXAMPLE]))

    def tell(self, source: str, problem: Callable[[InputError], None]) -> None:
        """Tell of those in each column."""
        for column, count in self._counts.items():
            line, example = self._first[column]
            key = "messages.dates_unread_in" if column else "messages.dates_unread"
            values = {"column": column} if column else {}
            problem(InputError(key, file=source, line=line, count=count, example=example, **values))


class Moments:
    """Reads the dates of JSON objects one after the other.

    A number is read as the first one in its file was; one of another kind stays unread.
    """

    def __init__(self) -> None:
        self._unread = Unread()
        self._counted: dict[str, Counted] = {}

    def moment(self, value: object, line: int | None = None, column: str = "sent") -> datetime | None:
        """The moment that a value states."""
        found = None
        if isinstance(value, str):
            value = value.strip()
            # The fifth sign of 2026-03-25 is no digit.
            counted = value[4:5].isdigit() and kind_of(value)
            found = self._as_number(value, line, column) if counted else read_written(value)
        elif isinstance(value, int | float):
            found = self._as_number(value, line, column)
        if found is None and value not in (None, "", False):
            self._unread.add(value, line, column)
        return found

    def day(self, value: object, line: int | None = None, column: str = "order_completed") -> date | None:
        """The day that a value states, as written."""
        if isinstance(value, str) and not value.strip()[4:5].isdigit() and (found := read_day(value)):
            return found
        moment = self.moment(value, line, column)
        return moment.date() if moment else None

    def tell(self, source: str, problem: Callable[[InputError], None]) -> None:
        """Tell of numbers that were read as dates, and of dates that could not be read."""
        for column, counted in self._counted.items():
            counted.tell(source, column, problem)
        self._unread.tell(source, problem)

    def _as_number(self, value: str | float, line: int | None, column: str) -> datetime | None:
        kinds = {counted.kind for counted in self._counted.values()} or {kind_of(value)}
        found = read_number(value, next(iter(kinds)))
        if found:
            self._counted.setdefault(column, Counted()).see(value, line)
        return found
