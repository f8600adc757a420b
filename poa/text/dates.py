"""Dates as people type them, as the screens tell them, and as letters write them (by Babel).

What is typed ("3 days ago", 前天, 13 March, 3月13日) is read in both languages at any time; the words for it stand in
the catalogue ``dates``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from poa.wording import LANGUAGES, Wording

_ISO = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_HAN = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .]+([a-z]+)\.?,?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
_HAN_ANYWHERE = re.compile(r"[年月日号天周期拜前后]")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_MONTH_LAST = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{4})")
_MONTH_NAMED = re.compile(r"([a-z]+)\.?,?\s+(?:of\s+)?(\d{4})")
_AREA = "dates"
# A date without a year is the latest one that is not further ahead than this.
_AHEAD = timedelta(days=31)
_LONGEST = 80


def read_date(text: str, today: date) -> date | None:
    """The date that ``text`` means, or None.

    Args:
        text: what was typed, in English or Chinese, absolute or relative.
        today: the day it was typed; a date without a year is the nearest one not after next month.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).lower().split()).strip(" .。")
    if not plain or len(text) > _LONGEST:
        return None
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _HAN.fullmatch(plain):
        return _nearest(int(found[1]), int(found[2]), today)
    compact = plain.replace(" ", "") if _HAN_ANYWHERE.search(plain) else plain
    for language in LANGUAGES:
        result = _worded(compact, today, _table(language))
        if result:
            return result
    return None


def read_month(text: str) -> str | None:
    """The month that ``text`` means, as 2019-05, or None: "May 2019", 05/2019, 2019年5月."""
    plain = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).lower().split()).strip(" .。")
    if found := _MONTH.fullmatch(plain):
        year, month = int(found[1]), int(found[2])
    elif found := _MONTH_LAST.fullmatch(plain):
        year, month = int(found[2]), int(found[1])
    elif found := _MONTH_NAMED.fullmatch(plain):
        numbers = (_number(found[1], "month_", _table(language)) for language in LANGUAGES)
        year, month = int(found[2]), next((number for number in numbers if number), 0)
    else:
        return None
    return f"{year:04}-{month:02}" if _day(year, month, 1) else None


def month_of(text: str) -> date | None:
    """The first day of a month that is written as 2019-05; None where it is none."""
    found = _MONTH.fullmatch(text) if len(text) == len("2019-05") else None
    return _day(int(found[1]), int(found[2]), 1) if found else None


def told_month(month: date, words: Wording) -> str:
    """The month of a day as it stands in lists."""
    months = words(f"{_AREA}.shown_month").split(",")
    return words(f"{_AREA}.month", year=month.year, month=months[month.month])


def told_date(day: date, words: Wording) -> str:
    """The day in full, with its weekday, so that a slip is seen."""
    months = words(f"{_AREA}.shown_month").split(",")
    weekdays = words(f"{_AREA}.shown_weekday").split(",")
    return words(f"{_AREA}.shown", year=day.year, month=months[day.month], day=day.day, weekday=weekdays[day.weekday()])


def told_day(day: date, words: Wording) -> str:
    """The day as it stands in lists, without its weekday."""
    months = words(f"{_AREA}.shown_month").split(",")
    return words(f"{_AREA}.day", year=day.year, month=months[day.month], day=day.day)


def told_time(moment: datetime, words: Wording) -> str:
    """A day with its time and the name of its zone, as the moment itself has them."""
    zone = moment.tzname() or ""
    if zone == "CST" and moment.utcoffset() == timedelta(hours=8):
        # The same three letters are a zone of the United States.
        zone = words(f"{_AREA}.china_time")
    return words(f"{_AREA}.moment", day=told_day(moment.date(), words), time=f"{moment:%H:%M}", zone=zone).strip()


@cache
def _table(language: str) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in Wording(language).area(_AREA).items()}  # type: ignore[arg-type]


def _worded(text: str, today: date, table: Mapping[str, str]) -> date | None:
    offset = _number(text, "day_", table)
    if offset is not None:
        return today + timedelta(days=offset)
    for kind, sign in (("ago", -1), ("ahead", 1)):
        if found := re.fullmatch(table[kind], text):
            return _shifted(found["n"], found["unit"], sign, today, table)
    for kind, sign in (("last", -1), ("next", 1)):
        if found := re.fullmatch(table[kind], text):
            weekday = _number(found["day"], "weekday_", table)
            return None if weekday is None else _week(weekday, sign, today)
    if found := _DAY_FIRST.fullmatch(text):
        return _named(found[2], int(found[1]), found[3], today, table)
    if found := _MONTH_FIRST.fullmatch(text):
        return _named(found[1], int(found[2]), found[3], today, table)
    return None


def _number(word: str, prefix: str, table: Mapping[str, str]) -> int | None:
    for key, alternatives in table.items():
        if key.startswith(prefix) and word in alternatives.split("|"):
            return int(key.removeprefix(prefix))
    return None


def _shifted(count: str, unit: str, sign: int, today: date, table: Mapping[str, str]) -> date | None:
    number = int(count) if count.isdigit() else _number(count, "number_", table)
    if number is None or number > 5000:
        return None
    for name, days in (("unit_day", 1), ("unit_week", 7)):
        if unit in table[name].split("|"):
            return today + timedelta(days=sign * number * days)
    if unit not in table["unit_month"].split("|"):
        return None
    months = today.year * 12 + today.month - 1 + sign * number
    for last in (today.day, 30, 29, 28):
        if last <= today.day and (found := _day(months // 12, months % 12 + 1, last)):
            return found
    return None


def _week(weekday: int, sign: int, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=sign * 7 + weekday)


def _named(month: str, day: int, year: str | None, today: date, table: Mapping[str, str]) -> date | None:
    number = _number(month, "month_", table)
    if number is None:
        return None
    return _day(int(year), number, day) if year else _nearest(number, day, today)


def _nearest(month: int, day: int, today: date) -> date | None:
    """Within the last years, since 29 February does not come every year."""
    years = (today.year + 1 - back for back in range(6))
    found = (_day(year, month, day) for year in years)
    return next((one for one in found if one and one <= today + _AHEAD), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def format_day(day: date, locale: str, *, year: bool = True) -> str:
    """A day in a letter: 13 March 2026, March 13, 2026, 2026年3月13日; without the year where it is clear."""
    from babel.dates import format_date, format_skeleton

    return str(format_date(day, "long", locale) if year else format_skeleton("MMMMd", day, locale=locale))


def format_month(month: date, locale: str) -> str:
    """A month in a letter: May 2019, 2019年5月."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", month, locale=locale))


def format_days(days: Sequence[date], locale: str, *, year: bool = True) -> str:
    """Several days in one phrase: 10 and 11 March 2026; March 10 and 11, 2026; 28 May and 2 June 2026."""
    ordered = sorted(set(days))
    if len(ordered) == 1:
        return format_day(ordered[0], locale, year=year)
    one_month = len({(day.year, day.month) for day in ordered}) == 1
    if one_month:
        whole = format_day(ordered[-1], locale, year=year)
        unit = "日" if "日" in whole else ""
        numbers = format_items([f"{day.day}{unit}" for day in ordered], locale)
        return re.sub(rf"(?<!\d){ordered[-1].day}{unit}(?!\d)", numbers, whole, count=1)
    last_year = ordered[-1].year
    shown = [format_day(day, locale, year=year and (day.year != last_year or day is ordered[-1])) for day in ordered]
    return format_items(shown, locale)


def format_items(items: Sequence[str], locale: str) -> str:
    """A list in a sentence: "A, B and C", with the commas of the language."""
    from babel.lists import format_list

    return str(format_list(list(items), locale=locale))
