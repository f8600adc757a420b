"""Which of several times to answer is the deadline: the earliest that is still to come when the notice comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from poa.model.notice import OtherDeadline, Quote


@dataclass(frozen=True, slots=True)
class Deadline:
    """The deadline that was read: hours or a moment, from when, and the words.

    ``business``: the hours stand for business days, each counted as a day. ``zoneless``: a date without a time zone.
    ``usual``: read as its store writes dates. ``also``: the other readings. ``later``: words by which the later of
    them holds.
    """

    hours: float | None = None
    at: datetime | None = None
    start: str | None = None
    original_on: datetime | None = None
    quotes: tuple[Quote, ...] = ()
    start_quotes: tuple[Quote, ...] = ()
    none_stated: tuple[Quote, ...] = ()
    others: dict[str, tuple[Quote, ...]] = field(default_factory=dict)
    business: bool = False
    zoneless: bool = False
    usual: bool = True
    also: tuple[OtherDeadline, ...] = ()
    later: tuple[Quote, ...] = ()


def first_due(readings: Sequence[Deadline], received: datetime | None, *, either: bool) -> Deadline:
    """The reading to go by, with the others beside it.

    Args:
        readings: at least one; of readings that end on the same day the first is the one that is shown.
        received: when the notice came in; what ends before that is taken only where nothing else is stated.
        either: the notice offers them as a choice; then they are no two names of one time.
    """
    ahead = [one for one in readings if not _past(one, received)]
    # Of a date that can be read in two ways the unusual way counts only where it lies ahead.
    kept = [one for one in readings if one.usual or one in ahead]
    distinct = _distinct([one for one in kept if one in ahead] or kept[:1], either)
    chosen = min(distinct, key=lambda one: _when(one, received, either))
    others = [one for one in _distinct([chosen, *kept], either) if one is not chosen]
    return replace(
        chosen, also=tuple(OtherDeadline(one.quotes[0], one.hours, one.at, one.start) for one in others if one.quotes)
    )


def _past(one: Deadline, received: datetime | None) -> bool:
    return received is not None and one.at is not None and one.at < received


def _when(one: Deadline, received: datetime | None, either: bool) -> tuple[int, float]:
    """The order in time; where it is not known when the notice came, a period offered beside a date goes first."""
    if one.at is not None and (received is not None or one.hours is None):
        # When the notice came is not known: then a date is read as its store writes dates.
        return (1 if one.usual or received is not None else 2, one.at.timestamp())
    if one.hours is None:
        return (4, 0.0)
    if received is not None:
        return (1, (received + timedelta(hours=one.hours)).timestamp())
    return (0 if either else 3, one.hours)


def _distinct(readings: Sequence[Deadline], either: bool) -> list[Deadline]:
    found: list[Deadline] = []
    for one in readings:
        if not any(_same(one, other, either) for other in found):
            found.append(one)
    return found


def _same(one: Deadline, other: Deadline, either: bool) -> bool:
    """Whether two readings name one time: the same period, or "three days" beside the date on which they end."""
    if one.at is None or other.at is None:
        return (one.hours, one.at, one.start) == (other.hours, other.at, other.start)
    if either:
        return one.at == other.at
    return one.at.astimezone(other.at.tzinfo).date() == other.at.date()
