"""The other readings of a deadline in words, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from poa.model.case import OtherReading
from poa.model.notice import Notice
from poa.wording import Wording

_LONG = 72


def told_readings(readings: Sequence[OtherReading], words: Wording, moment: Callable[[datetime], str]) -> list[str]:
    """A line for each reading that was not taken.

    Args:
        readings: of the notice or its case.
        words: the program's words.
        moment: how a time is written.
    """
    return [words("notice.also", time=told_time(one, words, moment), words=one.words) for one in readings]


def told_time(reading: OtherReading, words: Wording, moment: Callable[[datetime], str]) -> str:
    """When an answer would be due by this reading; without its end, the hours."""
    if reading.at is not None:
        return words("notice.until", at=moment(reading.at))
    if reading.hours is None:
        return words("notice.none")
    return told_hours(reading.hours, words)


def told_end_of_day(at: datetime | None, words: Wording, home: str = "") -> str:
    """Of a time to answer that is the end of a day, which day, and where: it may be another day on the seller's clock.

    Args:
        at: with the offset at which the day ends.
        words: the program's words.
        home: the time zone of the seller's store; where its day ends later, it is said that the earlier end counts.
    """
    from poa.text.dates import told_day

    if at is None or at.tzinfo is None or (at.hour, at.minute) != (23, 59):
        return ""
    offset = f"{at:%z}"[:3] + ":" + f"{at:%z}"[3:5] if at.utcoffset() else ""
    told = words("notice.end_of_day", day=told_day(at.date(), words), offset=offset)
    return words("notice.ends_first", told=told) if _ends_later(at, home) else told


def _ends_later(at: datetime, zone: str) -> bool:
    """Whether the same day ends later in a time zone."""
    from zoneinfo import ZoneInfo

    try:
        return bool(zone) and at.replace(tzinfo=ZoneInfo(zone)) > at
    except (KeyError, ValueError, OSError):
        return False


def undated(notice: Notice) -> str:
    """The words that name a day to answer by of which the year cannot be told yet: "by 12/01", "by Friday"."""
    quotes = notice.evidence.get("deadline_hours", ())
    if notice.deadline_hours is not None or notice.deadline_at is not None or not quotes:
        return ""
    return " ".join(quotes[0].text.split())


def told_hours(hours: float, words: Wording) -> str:
    """A period: hours with the days they make, and from three days on the days alone, which is what one counts by."""
    whole = round(hours)
    if whole >= _LONG:
        return told_amount(whole, words)
    days = words("notice.days", n=hours / 24, count=f"{hours / 24:.3g}")
    return words("notice.deadline_hours", n=whole, hours=whole, days=days)


def told_left(hours: int, words: Wording) -> str:
    """How many hours are left; from three days on in whole days."""
    return told_amount(hours - hours % 24 if hours >= _LONG else hours, words)


def told_amount(hours: int, words: Wording) -> str:
    """So many hours; from three days on as days, with the hours that are over."""
    days, rest = divmod(hours, 24) if hours >= _LONG else (0, hours)
    whole, over = words("notice.days", n=days, count=days), words("notice.hours", n=rest, hours=rest)
    if not days:
        return over
    return words("notice.amounts", days=whole, hours=over) if rest else whole
