"""Reads the time of a message as programs of all kinds write it. What is not sure is unknown, never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from poa.text.lazy import lazy

_NUMERIC = lazy(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
    r"(?:\s*[(（]?\s*(?:星期|周|週)[一二三四五六日天]\s*[)）]?)?"
    r"(?:[T,\s]*(早上|上午|中午|下午|晚上|凌晨|午前|午後)?\s*(\d{1,2})\s*(?:[:：时時点點]\s*(\d{2})|[时時点點](半)?)"
    r"(?:\s*[:：分]\s*(\d{2}))?(?:[.,]\d{1,9})?秒?分?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?\s*(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b)?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero gennaio", "feb february februar février febrero febbraio",
            "mar march märz mars marzo", "apr april avril abril aprile", "may mai mayo maggio",
            "jun june juni juin junio giugno", "jul july juli juillet julio luglio",
            "aug august août agosto", "sep sept september septembre septiembre settembre",
            "oct october oktober octobre octubre ottobre", "nov november novembre noviembre",
            "dec december dezember décembre diciembre dicembre",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_CLOCK = r"(?:[\s,]*(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp]\.?[Mm]\.?)?)?"
_HALF_DAY = "早上|上午|中午|下午|晚上|凌晨|午前|午後"
_ZONE = r"\s*(Z\b|UTC\b|GMT\b|P[SD]T\b|E[SD]T\b|[+-]\d{2}:?\d{2}\b)?"
_MONTH_FIRST = lazy(r"([A-Za-zéûä]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK + _ZONE)
_DAY_FIRST = lazy(
    r"(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?([A-Za-zéûä]{3,10})\.?\s+(?:de\s+)?(\d{4})" + _CLOCK + _ZONE
)
# As spreadsheets write them: 4-Mar-26.
_HYPHENS = lazy(r"(?<![\w-])(\d{1,2})-([A-Za-zéûä]{3,10})-(\d{4}|\d{2})(?![\w-])" + _CLOCK + _ZONE)
# Day and month in numbers, the year last: 25/03/2026, 3-4-26, 05.03.2026.
NUMBERS = lazy(
    r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/\-]|\.\d)"
    rf"(?:[T,\s]*({_HALF_DAY})(?=\s*\d))?" + _CLOCK + _ZONE
)
# Amazon has carried messages for less long than there are years after 2012, so two digits up to here are no year.
MONTHS = 12
_TWELVE_HOURS = lazy(r"\d\s*[AaPp]\.?[Mm]\b")
_MIDNIGHT = 24
_ZONES = {"PST": -8, "PDT": -7, "EST": -5, "EDT": -4}


def read_time(value: str) -> datetime | None:
    """The moment that ``value`` states, in the zone written; None where it states none.

    A time without a zone counts as UTC: message logs of sales platforms are kept so. A date alone is its midnight.
    Dates such as 03/04/2026, which half the world reads the other way round, are unknown; 03/25/2026 can be read in one
    way only. What the other dates of a file tell about them: poa.messages.dayorder.
    """
    value = value.strip()[:80]
    if not value:
        return None
    try:
        # ISO 8601, which nearly all machine-made files use.
        return with_zone(datetime.fromisoformat(value))
    except ValueError:
        return read_written_time(value) or read_numbers(value)


def read_numbers(value: str, order: str = "", *, year_last: bool = False) -> datetime | None:
    """The moment that ``value`` states in numbers alone, as in 25/03/2026 9:12; None where it is not sure.

    Args:
        value: with dots, the day stands first.
        order: "day" or "month", which stands first where both are possible.
        year_last: that 25/03/26 is no day in 2025 is known from elsewhere.
    """
    found = NUMBERS.search(value)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 2 and (year <= MONTHS or (first > MONTHS and not year_last and found[2] != ".")):
        return None
    order = "day" if found[2] == "." or first == second else order
    if first > MONTHS or second > MONTHS:
        order = "day" if first > MONTHS else "month"
    if not order:
        return None
    month, day = (second, found[1]) if order == "day" else (first, found[3])
    clock = (found[6], found[7], found[8], found[5] or found[9])
    try:
        return with_zone(_moment(_whole_year(found[4]), month, day, clock, found[10]))
    except (ValueError, OverflowError):
        return None


def read_written_time(value: str) -> datetime | None:
    """As ``read_zoneless_time``; a time without a zone counts as UTC."""
    found = read_zoneless_time(value)
    return with_zone(found) if found else None


def read_date_line(value: str) -> datetime | None:
    """The moment of a mail's Date line, in the zone that is written or in none; None where there is no moment.

    The standard's reader comes first, except for clocks of twelve hours: it passes over "PM".
    """
    from email.utils import parsedate_to_datetime

    readers = (parsedate_to_datetime, datetime.fromisoformat, read_zoneless_time)
    for reader in readers[1:] if _TWELVE_HOURS.search(value) else readers:
        try:
            found = reader(value.strip())
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
        if found:
            return found
    return None


def read_zoneless_time(value: str) -> datetime | None:
    """The first moment written out in ``value``: 2026年3月5日 01:10, Mar 5, 2026 1:10 AM, 5 March 2026.

    Returns:
        With a zone where one is written, and without where none is; a day alone is its midnight; None where there is
        no moment.
    """
    try:
        if found := _NUMERIC.search(value):
            year, month, day, half, hour, minute, half_past, second, half_en, zone = found.groups()
            minute, half = "30" if half_past else minute, half or half_en
            return _moment(year, int(month), day, (hour, minute, second, half), zone)
        for pattern, month_at, day_at in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1), (_HYPHENS, 2, 1)):
            found = pattern.search(value)
            if found and (number := _MONTHS.get(found[month_at].lower().rstrip("."))):
                clock = (found[4], found[5], found[6], found[7])
                return _moment(_whole_year(found[3]), number, found[day_at], clock, found[8])
    except (ValueError, OverflowError):
        return None
    return None


def _whole_year(year: str) -> str:
    return f"20{year}" if len(year) == 2 else year


def _moment(
    year: str, month: int, day: str, clock: tuple[str | None, str | None, str | None, str | None], zone: str | None
) -> datetime:
    hour, minute, second, half = clock
    hours = _hours(int(hour or 0), half) if half and hour else int(hour or 0)
    if max(hours, int(hour or 0)) > _MIDNIGHT:
        raise ValueError(hour)
    start = datetime(int(year), month, int(day), hours % 24, int(minute or 0), int(second or 0), tzinfo=_zone(zone))
    return start + timedelta(days=1) if hours == _MIDNIGHT else start


def _hours(hour: int, half: str) -> int:
    """The hour of the day; twelve at night is the end of the day that is named."""
    if half == "晚上" and hour == 12:
        return _MIDNIGHT
    if half == "中午":
        return hour + 12 if hour < 4 else hour
    late = half in ("下午", "晚上", "午後") or half.lower().startswith("p")
    return hour % 12 + (12 if late else 0)


def _zone(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone in ("Z", "UTC", "GMT"):
        return UTC
    if zone in _ZONES:
        return timezone(timedelta(hours=_ZONES[zone]))
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def with_zone(moment: datetime) -> datetime | None:
    """The moment in the zone that was written, or in UTC where none was; None where UTC has no such moment.

    The zone is kept for the day: a message of 23:30 in California was sent on that day, and not on the next one.
    """
    try:
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        known.astimezone(UTC)
    except OverflowError:
        return None
    return known


def read_day(value: str) -> date | None:
    """The day that ``value`` states, as written (no change of zone); None where it states none."""
    value = value.strip()[:80]
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        moment = read_written_time(value)
        return moment.date() if moment else None
