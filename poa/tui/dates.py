"""Reads a date the way people write one ("3 days ago", 前天, 13 March, 3月13日) and says it back in full."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from poa.wording import LANGUAGES, Wording

_ISO = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_HAN = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
_AREA = "tui_dates"


def read_date(text: str, today: date) -> date | None:
    """The date that ``text`` means, or None.

    Args:
        text: what was typed, in English or Chinese, absolute or relative.
        today: the day it was typed; a date without a year is the nearest one not after next month.
    """
    plain = " ".join(text.lower().split()).strip(" .。")
    if not plain:
        return None
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _HAN.fullmatch(plain):
        return _nearest(int(found[1]), int(found[2]), today)
    for language in LANGUAGES:
        result = _worded(plain, today, _table(language))
        if result:
            return result
    return None


def told_date(day: date, words: Wording) -> str:
    """The day in full, with its weekday, so that a slip is seen."""
    months = words(f"{_AREA}.shown_month").split(",")
    weekdays = words(f"{_AREA}.shown_weekday").split(",")
    return words(f"{_AREA}.shown", year=day.year, month=months[day.month], day=day.day, weekday=weekdays[day.weekday()])


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
    this_year = _day(today.year, month, day)
    if this_year and this_year > today + timedelta(days=31):
        return _day(today.year - 1, month, day)
    return this_year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
