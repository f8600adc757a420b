"""Dates in numbers alone: whether 03/04/2026 is in March or in April is told by the other dates of its file.

Never guessed: a date with a number above 12 can be read in one way only and tells for the rest of its file; dates with
dots have the day first; beyond that a heading such as "Date (MM/DD/YYYY)" tells, or how the one store of the file
writes dates (Unicode CLDR), which is said. Otherwise such dates stay unknown, and this is said once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.messages.times import MONTHS, NUMBERS, read_numbers, read_time
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.library.guidance import Guidance

_MONTH_HEADING = lazy(r"(?i)\bmm?\s?[/.-]\s?dd?\b")
_DAY_HEADING = lazy(r"(?i)\b(?:dd?|tt|jj)\s?[/.-]\s?mm?\b")


@dataclass(slots=True)
class _Seen:
    """How many dates can be read with the day first alone, with the month first alone, or either way."""

    day: int = 0
    month: int = 0
    either: int = 0
    # Two digits at each end, as in 25/03/26: the day stands first, unless the file has the year first.
    ends: int = 0
    year_last: bool = False
    line: int | None = None
    example: str = ""


class NumericDates:
    """The dates of one file: first ``see`` all of them, then ``settle``, then ``read`` each."""

    def __init__(self) -> None:
        self._seen = _Seen()
        self._order = ""

    def see(self, value: str, line: int | None = None) -> None:
        """Take a date into account.

        Args:
            value: a cell or a time as written.
            line: where it stands, for the sentence about dates that stay unknown.
        """
        found = NUMBERS.search(value[:80])
        if not found or found[2] == ".":
            return
        first, second, year = int(found[1]), int(found[3]), found[4]
        seen = self._seen
        if len(year) == 2:
            if int(year) <= MONTHS:
                return
            seen.year_last = seen.year_last or first <= MONTHS
        if first <= MONTHS < second:
            seen.month += 1
        elif second <= MONTHS and first != second:
            kind = "either" if first <= MONTHS else "ends" if len(year) == 2 else "day"
            setattr(seen, kind, getattr(seen, kind) + 1)
            if kind != "day" and not seen.example:
                seen.line, seen.example = line, found[0].strip()[:30]

    def settle(
        self, source: str, heading: str = "", stores: Iterable[str] = (), guidance: Guidance | None = None
    ) -> InputError | None:
        """Decide how dates are read that could be read either way.

        Args:
            source: the file, for the sentence.
            heading: of the column of dates, which may say how they are written.
            stores: the marketplaces that the file names, by code, domain or name.
            guidance: to look the stores up; by default that of the product alone.

        Returns:
            What is to be told: that such dates stay unknown, or by which store they were read; None where all is sure.
        """
        seen = self._seen
        day = seen.day + (seen.ends if seen.year_last else 0)
        unknown = 0 if seen.year_last else seen.ends
        key = "messages.dates_both_ways" if day and seen.month else "messages.dates_unclear"
        if not (day and seen.month):
            self._order = "day" if day else "month" if seen.month else _told_by(heading)
            if not self._order and seen.either:
                store, self._order = _written_in(stores, guidance)
                key = f"messages.dates_by_store_{self._order}" if self._order else key
                if self._order:
                    count = seen.either
                    return InputError(key, file=source, line=seen.line, count=count, store=store, example=seen.example)
        unknown += 0 if self._order else seen.either
        return InputError(key, file=source, line=seen.line, count=unknown, example=seen.example) if unknown else None

    @property
    def settled(self) -> bool:
        """Whether it is known which of day and month stands first."""
        return bool(self._order)

    def read(self, value: str) -> datetime | None:
        """As poa.messages.times.read_time, and dates in numbers alone as it was settled."""
        value = value.strip()[:80]
        if not value:
            return None
        return read_numbers(value, self._order, year_last=self._seen.year_last) or read_time(value)


def _told_by(heading: str) -> str:
    if _MONTH_HEADING.search(heading):
        return "month"
    return "day" if _DAY_HEADING.search(heading) else ""


def _written_in(stores: Iterable[str], guidance: Guidance | None) -> tuple[str, str]:
    """The one store that is named, and whether day or month stands first in its dates; nothing where it is not one."""
    names = {store.strip().casefold() for store in stores if store.strip()}
    if len(names) != 1:
        return "", ""
    from poa.library.marketplaces import load_marketplaces
    from poa.messages.vocabulary import product_guidance

    [name] = names
    for store in load_marketplaces(guidance or product_guidance()).values():
        if name in (store.code.casefold(), store.domain, store.name.casefold(), f"www.{store.domain}"):
            return store.name, _first_part(store.languages[0], store.code)
    return "", ""


def _first_part(language: str, code: str) -> str:
    """What the short dates of a country begin with, after Unicode CLDR; nothing where it is the year."""
    from babel import Locale, UnknownLocaleError

    try:
        pattern = Locale(language, "GB" if code == "UK" else code).date_formats["short"].pattern
    except UnknownLocaleError:
        return ""
    return {"d": "day", "M": "month"}.get(pattern[:1], "")
