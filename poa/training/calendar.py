"""Refresher dates as an .ics file (RFC 5545): all-day events, the same bytes for the same dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

_LINE = 75


def refresher_dates(first: date, every_months: int, count: int) -> list[date]:
    """``count`` dates, ``every_months`` apart, after ``first``; the 31st becomes the last day of a short month."""
    return [_months_later(first, every_months * step) for step in range(1, count + 1)]


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def calendar(dates: Sequence[date], title: str, name: str, stamp: date) -> str:
    """The .ics text.

    Args:
        dates: the days of the refreshers.
        title: what the event is called.
        name: the session's id, part of each event's own id.
        stamp: the day on which the file is made.
    """
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//poa//training//EN", "CALSCALE:GREGORIAN"]
    for day in dates:
        rows += [
            "BEGIN:VEVENT",
            f"UID:{name}-{day:%Y%m%d}@poa.invalid",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escape(title)}",
            "END:VEVENT",
        ]
    rows.append("END:VCALENDAR")
    return "".join(f"{_fold(row)}\r\n" for row in rows)


def _escape(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _fold(row: str) -> str:
    """Lines longer than 75 bytes go on in the next line after a blank (RFC 5545, 3.1)."""
    parts: list[str] = []
    part = b""
    for sign in row:
        code = sign.encode()
        if len(part) + len(code) > _LINE - bool(parts):
            parts.append(part.decode())
            part = b""
        part += code
    return "\r\n ".join([*parts, part.decode()])
