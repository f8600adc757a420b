"""Every period ("72 hours", "drei Tagen", "三日以内") and calendar date of a notice, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from poa.notice.knowledge import Knowledge
from poa.notice.numbers import Numerals, numerals


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, in hours; a business day counts as a day, which is never too late.

    ``least``: of a range ("48 to 72 hours", "24/48 hours") the shorter end.
    """

    start: int
    end: int
    hours: float
    business: bool = False
    least: float | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date, perhaps without year, perhaps with a time of day (``minute`` of the day) and its zone.

    ``turned``: "05/12/2026" may as well be read with day and month the other way round.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    minute: int | None = None
    offset: int | None = None
    turned: bool = False

    def near(self, other: date, *, past: bool) -> date | None:
        """This day as a full date: the year as written, else the next (or last) such day seen from ``other``."""
        years = (self.year,) if self.year else (other.year + step for step in ((0, -1) if past else (0, 1)))
        for year in years:
            try:
                found = date(year, self.month, self.day)
            except ValueError:
                continue
            if self.year or (found <= other if past else found >= other - timedelta(days=2)):
                return found
        return None

    def at(self, day: date, zone: tzinfo) -> datetime:
        """The moment: at the time written, else at the end of the day, in the zone written or ``zone``."""
        minute = 23 * 60 + 59 if self.minute is None else self.minute
        place = zone if self.offset is None else timezone(timedelta(minutes=self.offset))
        return datetime(day.year, day.month, day.day, minute // 60 % 24, minute % 60, tzinfo=place)


# No number with what may stand between it and its unit is longer.
_REACH = 160


def _any_unit(known: Knowledge) -> str:
    """What finds any unit of time."""
    return "|".join(unit["find"] for unit in known.one("units").get("units", ()))


@lru_cache(maxsize=4)
def _period_pattern(known: Knowledge) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], float], ...]]:
    number = numerals(known).pattern
    data = known.one("units")
    units = [(re.compile(unit["find"], re.IGNORECASE), float(unit["hours"])) for unit in data.get("units", ())]
    any_unit = _any_unit(known)
    aside = rf"(?:\s?[(（]\s?{number}\s?[)）])?"
    between = rf"(?:\s?{data.get('between', '')})?"
    # In a range the second number may stand behind a hyphen.
    joined, most = data.get("range", "$^"), number.replace("(?<![\\d.,:-])", "")
    ranged = rf"(?P<least>{number}){aside}\s?(?:{joined})\s?(?P<most>{most})"
    pattern = re.compile(
        rf"(?:{ranged}|(?P<number>{number})){aside}[\s-]?{between}[\s-]?(?P<unit>{any_unit})", re.IGNORECASE
    )
    return pattern, tuple(units)


def periods(text: str, known: Knowledge) -> tuple[Period, ...]:
    """All periods of a folded text, in order."""
    pattern, units = _period_pattern(known)
    values = numerals(known)
    business = re.compile(str(known.one("units").get("business", "$^")), re.IGNORECASE)
    found = []
    for match in _beside_units(text, pattern, units):
        # "forty-eight" is one number, "48-72" are two.
        whole = match["number"] or text[match.start("least") : match.end("most")]
        amount = values.value(whole) or values.value(match["most"] or "")
        hours = next((hours for unit, hours in units if unit.fullmatch(match["unit"])), None)
        if amount and hours and not _inside_word(text, match):
            at_work = business.search(match[0]) is not None
            least = amount if values.value(whole) else values.value(match["least"]) or amount
            if least > amount and "/" in match[0]:
                least, amount = amount, least
            shorter = least * hours if least < amount else None
            found.append(Period(match.start(), match.end(), amount * hours, at_work, shorter))
    return tuple(found)


def _beside_units(
    text: str, pattern: re.Pattern[str], units: Sequence[tuple[re.Pattern[str], float]]
) -> Iterator[re.Match[str]]:
    """The matches of ``pattern``, which is tried only where a unit follows near: numbers are slow to look for."""
    ends = sorted((match.start(), match.end()) for unit, _ in units for match in unit.finditer(text))
    start = stop = 0
    for first, last in [*ends, (len(text) + 2 * _REACH, 0)]:
        if first - _REACH > stop:
            if stop:
                yield from pattern.finditer(text, start, stop)
            start = max(first - _REACH, 0)
        stop = max(stop, min(last + _REACH, len(text)))


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """ "a days", "Einer Tagung": a unit that runs on as another word, or a numeral that is part of one."""
    after = text[match.end() : match.end() + 1]
    return after.isalpha() and after.isascii() and match["unit"][-1:].isascii()


_CLOCK = r"(?P<hour>\d{1,2})(?:[:：.h](?P<minute>\d{2}))?\s?(?P<half>[ap]\.?m\.?|uhr|h\b|時|时|點|点)?"
_TIME = re.compile(
    r"^[\s,(]*+(?:at|um|by|before|bis|à|a las|alle(?: ore)?)?\s*+(?P<part>上午|下午|晚上?|中午|午前|午後)?\s*+"
    rf"{_CLOCK}(?:(?P<more>\d{{1,2}})分)?"
    r"\s*+[（(]?\s*+(?P<zone>[A-Za-z]{1,4}\b|[\u4e00-\u9fff]{4,5}時?间?)?(?P<shift>[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def _day_patterns(known: Knowledge) -> tuple[re.Pattern[str], ...]:
    han = "".join(known.one("numbers").get("han") or {}) or "一"
    names = "|".join(sorted((re.escape(name) for name in known.one("months").get("names", {})), key=len, reverse=True))
    units = _any_unit(known) or "$^"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"(?<![\d-])(?P<year>20\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
            rf"(?:(?P<year>20\d{{2}}|二[{han}]{{3}})\s?年\s?)?(?<![\d{han}])(?P<month>\d{{1,2}}|[{han}]{{1,2}})\s?月"
            rf"(?:份\s?)?\s?(?P<day>\d{{1,2}}|[{han}]{{1,3}})\s?[日号號]",
            rf"(?<![\w])(?P<name>{names})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>20\d{{2}}))?",
            rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:of\s|del?\s)?(?P<name>{names})\b\.?,?(?:\s(?:del?\s)?(?P<year>20\d{{2}}))?",
            r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d{2})?(?!\d)",
            r"(?<![\d/-])(?P<first>\d{1,2})(?P<rule>[/-])(?P<second>\d{1,2})(?P=rule)(?P<year>20\d{2})(?![\d-])",
            # "24/7" is all day; "24/48 hours" are periods.
            rf"(?<![\d/.,:-])(?!24/7\b)(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?![\d/-]|[.,]\d|[\s-]?(?:{units}))",
        )
    )


def days(text: str, known: Knowledge, *, month_first: bool) -> tuple[Day, ...]:
    """All calendar dates of a folded text, in order.

    Args:
        text: the folded text.
        known: for the names of months and time zones.
        month_first: how "06/09/2026" or "06/09" is read where both readings are possible (true in the United States).
    """
    names: dict[str, int] = known.one("months").get("names", {})
    zones: dict[str, int] = known.one("months").get("zones", {})
    found: dict[int, Day] = {}
    covered = bytearray(len(text))
    for pattern in _day_patterns(known):
        for match in pattern.finditer(text):
            part = match.groupdict()
            month, day = _month_and_day(part, names, month_first, numerals(known))
            if 1 in covered[match.start() : match.end()] or not (1 <= month <= 12 and 1 <= day <= 31):
                continue
            start, end = match.start(), match.end()
            end, minute, offset = time_after(text, end, zones)
            if minute is None:
                start, minute, offset = _time_before(text, start, zones)
            year = numerals(known).value(str(part["year"])) if part.get("year") else None
            found[start] = Day(start, end, month, day, year, minute, offset, _turns(part))
            covered[start:end] = b"\1" * (end - start)
    return tuple(found[start] for start in sorted(found))


def _turns(part: dict[str, str | None]) -> bool:
    first, second = int(part.get("first") or 0), int(part.get("second") or 0)
    return 1 <= first <= 12 and 1 <= second <= 12 and first != second


def _month_and_day(
    part: dict[str, str | None], names: dict[str, int], month_first: bool, values: Numerals
) -> tuple[int, int]:
    if part.get("first"):
        first, second = int(part["first"] or 0), int(part["second"] or 0)
        return (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
    month = names[str(part["name"]).lower()] if part.get("name") else values.value(str(part["month"])) or 0
    return month, values.value(str(part["day"])) or 0


def time_after(text: str, end: int, zones: dict[str, int]) -> tuple[int, int | None, int | None]:
    """The time of day that follows a date: where it ends, the minute of the day and the zone's offset, if any."""
    match = _TIME.match(text[end : end + 60])
    if match is None or not (match["minute"] or match["half"]):
        return end, None, None
    hour, minute = int(match["hour"]), int(match["minute"] or match["more"] or 0)
    late = (match["half"] or "").lower().startswith("p") or (match["part"] or "") in ("下午", "晚", "晚上", "午後")
    if hour > 24 or minute > 59:
        return end, None, None
    hour = (
        hour + 12 if late and hour < 12 else 0 if (match["half"] or "").lower().startswith("a") and hour == 12 else hour
    )
    zone = (match["zone"] or "").lower()
    offset = zones.get(zone)
    if match["shift"] and (offset is not None or not zone):
        offset = (offset or 0) + _shift(match["shift"])
    last = match.end() if offset is not None else match.end("half") if match["half"] else match.end("hour")
    return end + max(last, match.end("minute")), hour * 60 + minute, offset


_BEFORE = re.compile(
    r"(?<![\d:.])\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?|uhr)?\s?[(]?(?:[a-z]{1,4})?[)]?,?\s?(?:(?:on|of|am|le|del?|il)\s)?(?:the\s)?$",
    re.IGNORECASE,
)


def _time_before(text: str, start: int, zones: dict[str, int]) -> tuple[int, int | None, int | None]:
    """The time of day that stands before a date ("by 5 pm PST on 3 July"): where it begins, the minute and the zone."""
    match = _BEFORE.search(text, max(0, start - 40), start)
    if match is None:
        return start, None, None
    _, minute, offset = time_after(text[:start], match.start(), zones)
    return (start, None, None) if minute is None else (match.start(), minute, offset)


def _shift(text: str) -> int:
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return sign * (int(hours) * 60 + int(minutes))
