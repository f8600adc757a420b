"""Days that are named from the day of the notice: "by Friday", "tomorrow", "下周三之前", "bis Montag"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from poa.notice.knowledge import Knowledge
from poa.notice.periods import Day, time_after

_BESIDE = re.compile(r"[\s,，、(（]*(?:the|den|dem|der|le|el|il)?\s*", re.IGNORECASE)


@lru_cache(maxsize=4)
def _pattern(known: Knowledge) -> re.Pattern[str] | None:
    data = known.one("relative")
    if not data:
        return None
    names = sorted((re.escape(name) for name in (*data["weekdays"], *data["days"])), key=len, reverse=True)
    return re.compile(
        rf"(?:(?P<next>{data['next_week']})|{data['this_week']})?(?P<name>{'|'.join(names)})(?P<later>{data['week_after']})?",
        re.IGNORECASE,
    )


def relative_days(text: str, known: Knowledge, received: date | None) -> tuple[Day, ...]:
    """The days a folded text names by weekday or by distance.

    Args:
        text: the folded text.
        known: guidance with the names (field ``relative``).
        received: the day of the notice, in the zone of its store; without it a day is found but has no date.

    Returns:
        Full dates; of several meanings ("next Friday") the earliest, so that no answer comes late.
    """
    pattern, data = _pattern(known), known.one("relative")
    zones: dict[str, int] = known.one("months").get("zones", {})
    found = []
    for match in pattern.finditer(text) if pattern else ():
        if _inside_word(text, match):
            continue
        end, minute, offset = time_after(text, match.end(), zones)
        on = _day(match, data, received) if received else None
        if on is None:
            # The place is known, the date is not: it is asked for.
            found.append(Day(match.start(), end, 1, 1, None, minute, offset))
        else:
            found.append(Day(match.start(), end, on.month, on.day, on.year, minute, offset))
    return tuple(found)


def with_weekdays(text: str, dates: Sequence[Day], weekdays: Sequence[Day]) -> list[Day]:
    """Days of both kinds; the weekday of a date ("Friday, 5 December", "12月5日（周五）") is no day of its own.

    Args:
        text: the folded text.
        dates: its calendar dates.
        weekdays: the days it names otherwise.
    """
    joined = list(dates)
    for weekday in weekdays:
        for place, whole in enumerate(dates):
            first, second = sorted((weekday, whole), key=lambda one: one.start)
            if 0 <= second.start - first.end <= 8 and _BESIDE.fullmatch(text[first.end : second.start]):
                end = second.end + (text[second.end : second.end + 1] in (")", "）"))
                joined[place] = replace(whole, start=first.start, end=end)
                break
        else:
            joined.append(weekday)
    return joined


def _day(match: re.Match[str], data: dict[str, dict[str, int]], received: date) -> date | None:
    name = match["name"].lower()
    days, weekdays = data["days"], data["weekdays"]
    if name in days:
        return received + timedelta(days=days[name])
    if match["next"] or match["later"]:
        monday = received - timedelta(days=received.weekday())
        return monday + timedelta(days=7 + weekdays[name])
    return received + timedelta(days=(weekdays[name] - received.weekday()) % 7)


def _inside_word(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    first, last = match[0][:1], match[0][-1:]
    return (first.isascii() and before.isalnum() and before.isascii()) or (
        last.isascii() and after.isalnum() and after.isascii()
    )
