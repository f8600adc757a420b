"""What a notice says, in the form in which a case keeps it."""

from __future__ import annotations

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
