"""Times as the command line tells them: one way everywhere, on the user's own clock, with its distance from UTC."""

from __future__ import annotations

from datetime import datetime


def told_at(moment: datetime, *, seconds: bool = False) -> str:
    """A moment on this computer's clock.

    Args:
        moment: with its zone.
        seconds: whether they are told.

    Returns:
        As in "2026-03-10 15:20 UTC+08:00", since names of zones such as CST mean several.
    """
    try:
        own = moment.astimezone()
    except OverflowError:
        own = moment
    zone = f"{own:%z}" if own.utcoffset() else ""
    shift = f"{zone[:3]}:{zone[3:5]}" if zone else ""
    return f"{own.strftime('%Y-%m-%d %H:%M:%S' if seconds else '%Y-%m-%d %H:%M')} UTC{shift}"
