"""Counts business days: Monday to Friday. Holidays differ by country and region and are not known here."""

from __future__ import annotations

from datetime import datetime, timedelta

_FRIDAY = 4


def after_workdays(begins: datetime, days: int) -> datetime:
    """The same hour so many business days later; the first is the one after the day of ``begins``.

    A holiday in between makes the true end later, never earlier.
    """
    at = begins
    while days > 0:
        at += timedelta(days=1)
        days -= at.weekday() <= _FRIDAY
    return at
