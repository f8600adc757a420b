"""Dates as people type them, and dates as letters write them (Babel knows how each language does it)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from poa.errors import InputError

_ISO = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH_DAY_ZH = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .]+([a-z]{3,9})\.?,?(?: +(\d{4}))?")
_NAME_DAY = re.compile(r"([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,?(?: +(\d{4}))?")
_AGO = re.compile(r"(\d+|[a-z]+|[一二两三四五六七八九十]+) ?(days?|weeks?|天|日|周|个?星期) ?(ago|以?前)")
_RELATIVE = {
    "today": 0, "今天": 0, "今日": 0, "yesterday": 1, "昨天": 1, "昨日": 1, "前天": 2, "the day before yesterday": 2,
    "大前天": 3, "tomorrow": -1, "明天": -1, "后天": -2,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip


def parse_date(text: str, today: date) -> date:
    """The day that ``text`` means.

    Understands ISO dates, "13 March 2026", "March 13", 2026年3月13日, 3月13日, "3 days ago", 前天 and the like. A date
    without a year is the latest one that is not more than a month ahead of ``today``.

    Raises:
        InputError: the text is no date, or the day does not exist.
    """
    typed = re.sub(r"\s+", " ", text.strip().lower())
    compact = typed.replace(" ", "") if re.search(r"[年月日号天]", typed) else typed
    if typed in _RELATIVE or compact in _RELATIVE:
        return today - timedelta(days=_RELATIVE.get(typed, _RELATIVE.get(compact, 0)))
    found = _ago(compact, today) or _ago(typed, today)
    if found:
        return found
    year, month, day = _parts(typed, compact, text)
    try:
        return date(year, month, day) if year else _nearest(month, day, today)
    except ValueError:
        raise InputError("plan.no_such_day", text=text[:40]) from None


def _ago(typed: str, today: date) -> date | None:
    match = _AGO.fullmatch(typed)
    if not match:
        return None
    word = match[1]
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
    if not 0 < count < 4000:
        return None
    weeks = match[2].startswith("week") or match[2] in ("周", "星期", "个星期")
    return today - timedelta(days=count * (7 if weeks else 1))


def _parts(typed: str, compact: str, text: str) -> tuple[int | None, int, int]:
    if match := _ISO.fullmatch(compact):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _MONTH_DAY_ZH.fullmatch(compact):
        return None, int(match[1]), int(match[2])
    if match := _DAY_NAME.fullmatch(typed):
        day, name, year = match[1], match[2], match[3]
    elif match := _NAME_DAY.fullmatch(typed):
        name, day, year = match[1], match[2], match[3]
    else:
        raise InputError("plan.not_a_date", text=text[:40])
    if name[:3] not in _MONTHS:
        raise InputError("plan.not_a_date", text=text[:40])
    return (int(year) if year else None), _MONTHS.index(name[:3]) + 1, int(day)


def _nearest(month: int, day: int, today: date) -> date:
    for year in (today.year + 1, today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today + timedelta(days=31):
            return found
    raise ValueError


def format_day(day: date, locale: str, *, year: bool = True) -> str:
    """A day in a letter: 13 March 2026, March 13, 2026, 2026年3月13日; without the year where it is clear."""
    from babel.dates import format_date, format_skeleton

    return str(format_date(day, "long", locale) if year else format_skeleton("MMMMd", day, locale=locale))


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
