"""Answers that are fine each for itself and cannot both be right; said beside the field, and again by the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone

from poa.model.case import Case
from poa.model.question import Step

# Where a day begins last among Amazon's marketplaces (the Pacific coast), so that no zone makes a doubt of a true date.
_LAST_DAWN = timezone(timedelta(hours=-8))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about the answer at ``path``: the words are ``plan.<key>``, with the two ``days`` filled in."""

    path: str
    step: Step
    key: str
    day: date
    other: date


def doubts(case: Case) -> tuple[Doubt, ...]:
    """What the answers hold against each other."""
    on, received = case.letter.on, case.notice.received
    if on is None:
        return ()
    if received is not None:
        came = (received if received.tzinfo else received.replace(tzinfo=UTC)).astimezone(_LAST_DAWN).date()
        if on < came:
            return (Doubt("letter.on", "notice", "letter_before_notice", on, received.date()),)
    # One day is left to the zones: what was sent is kept by the clock of the machine.
    sent = max((earlier.on for earlier in case.earlier), default=None)
    if sent is not None and on < sent - timedelta(days=1):
        return (Doubt("letter.on", "notice", "letter_before_earlier", on, sent),)
    return ()
