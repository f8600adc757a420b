"""What a notice says, in the form in which a case keeps it."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from poa.model.case import NoticeFacts, OtherReading
from poa.model.notice import Notice


def notice_facts(notice: Notice, file: str) -> NoticeFacts:
    """The facts of a notice for case.yaml.

    Args:
        notice: as read.
        file: name of the file in the case folder that keeps the notice's own words.
    """
    return NoticeFacts(
        file=file,
        received=notice.received,
        kind=notice.kind,
        severity=notice.severity or "",
        language=notice.language or "",
        # What a look-alike names, or wants to be paid in, says nothing about the seller's store.
        marketplace="" if notice.is_phishing else notice.marketplace or "",
        sender=notice.sender or "",
        subject=notice.subject or "",
        deadline_hours=notice.deadline_hours,
        deadline_at=notice.deadline_at,
        deadline_from=notice.deadline_from or "",
        other_deadlines=other_readings(notice),
        original_on=notice.original_on.date() if notice.original_on else None,
        order_ids=notice.order_ids,
        asins=notice.asins,
        asks=notice.asks,
        quoted_message=notice.quoted_message or "",
        is_phishing=notice.is_phishing,
    )


def other_readings(notice: Notice) -> tuple[OtherReading, ...]:
    """How else the deadline of a notice can be read, in the form in which a case keeps it."""
    return tuple(
        OtherReading(" ".join(other.words.text.split()), other.at, other.hours, other.start or "")
        for other in notice.other_deadlines
    )


def with_received(before: NoticeFacts, after: NoticeFacts) -> NoticeFacts:
    """A notice of which the seller changed when it came: a deadline that was counted from there moves with it.

    A date that the notice names, or that the seller chose, stays where it is.

    Args:
        before: the facts so far.
        after: the same with another time of receipt.
    """
    hours, ends = before.deadline_hours, before.deadline_at
    if hours is None or ends is None or before.deadline_from == "original_notice":
        return after
    if before.received is None or after.received is None or (before.received.tzinfo is None) != (ends.tzinfo is None):
        return after
    length = timedelta(hours=hours)
    if ends - before.received != length or _ends_a_day(ends, before.received):
        return after
    if (after.received.tzinfo is None) != (ends.tzinfo is None):
        return after
    try:
        return msgspec.structs.replace(after, deadline_at=after.received + length)
    except OverflowError:
        return after


def _ends_a_day(ends: datetime, received: datetime) -> bool:
    """Whether a deadline is the end of a day that the notice names, which whole hours may lie before by chance."""
    return (ends.hour, ends.minute) == (23, 59) and (received.hour, received.minute) != (23, 59)
