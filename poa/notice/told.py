"""The other readings of a deadline in words, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from poa.model.case import OtherReading
from poa.wording import Wording


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
    amount = words("notice.days", n=reading.hours / 24, count=f"{reading.hours / 24:.3g}")
    return words("notice.deadline_hours", n=round(reading.hours), hours=round(reading.hours), days=amount)
