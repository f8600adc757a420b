"""The hour that somebody types beside a day: "9:30 yesterday", 昨天下午三点半, last Friday at 9.30 pm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poa.text.numerals import read_numeral

# 夜里 may be before midnight and after it.
_HALVES = {"清晨": "早上", "早晨": "早上", "傍晚": "晚上"}
_HALF = "凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上"
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "": 0}
_HAN = (
    rf"(?:的\s*)?(?:(?P<half>{_HALF})\s*)?(?P<hour>\d{{1,2}}|[零〇一二两三四五六七八九十]{{1,3}})\s*[点點时時]\s*"
    r"(?:(?P<past>半|一刻|三刻|整)|(?P<min>\d{1,2})\s*分?)?"
)
_COLON = rf"(?:的\s*)?(?:(?P<half2>{_HALF})\s*)?(?<!\d)(?P<hour2>\d{{1,2}}):(?P<min2>\d{{2}})(?::\d{{2}})?"
_EN = r"(?:\bat\s+)?\b(?P<hour3>\d{1,2})(?:[:.](?P<min3>\d{2}))?\s*(?P<late>[ap])\.?\s?m\b\.?"
_AT = r"\bat\s+(?P<hour4>\d{1,2}):(?P<min4>\d{2})"
_ZONE = r"(?P<zone>\s*(?:UTC|GMT|Z|[+-]\d{2}:?\d{2}))?"
_CLOCK = re.compile(rf"(?:{_HAN}|{_EN}|{_AT}|{_COLON}){_ZONE}", re.IGNORECASE)
_SHORT = re.compile("([今昨明前])(早|晚)上?")
_LOOSE = " ,，"


def with_clock(text: str) -> Iterator[tuple[str, str]]:
    """The ways to part ``text`` into a day and an hour: the day's words, and the hour as 下午3:15 or 9:30 pm.

    Args:
        text: with figures and signs of ASCII.
    """
    whole = _SHORT.sub(r"\1天\2上", text.strip())
    for found in _CLOCK.finditer(whole):
        before, behind = whole[: found.start()].strip(_LOOSE), whole[found.end() :].strip(_LOOSE)
        hour = _written(found)
        # The hour stands at one end, and nothing of what was typed is passed over.
        if hour and bool(before) != bool(behind):
            yield before or behind, hour


def _written(found: re.Match[str]) -> str:
    half = found["half"] or found["half2"] or ""
    typed = found["hour"] or found["hour2"] or found["hour3"] or found["hour4"]
    hour = int(typed) if typed.isdigit() else read_numeral(typed)
    minutes = found["min"] or found["min2"] or found["min3"] or found["min4"]
    minute = int(minutes) if minutes else _QUARTERS[found["past"] or ""]
    if hour is None or hour > 24 or minute > 59 or (found["late"] and not 1 <= hour <= 12):
        return ""
    late = f" {found['late']}m" if found["late"] else ""
    return f"{_HALVES.get(half, half)}{hour}:{minute:02}{late}{found['zone'] or ''}"
