"""When a notice or an answer says itself that it came."""

from __future__ import annotations

from datetime import datetime, time

from poa.model.notice import Notice


def own_date(notice: Notice) -> datetime | None:
    """The date that stands above the words of a notice, or that its mail carries; None where nothing says it.

    Below a pasted answer often stands the seller's own letter with its own date line: such a line, with other words
    above it, is none of the answer's, unless the mail in which it stands was sent by Amazon.

    Args:
        notice: read without being told when it came.
    """
    if notice.received is None:
        return None
    lines = [line for quote in notice.evidence.get("received", ()) for line in notice.text[: quote.start].split("\n")]
    if all(not line.strip() or ":" in line or "：" in line for line in lines):
        return notice.received
    return notice.received if "@amazon." in (notice.sender or "").lower() else None


def answered_at(answer: Notice, sent: datetime) -> datetime | None:
    """When an answer says itself that it came.

    Args:
        answer: read without being told when it came.
        sent: when the letter went out; a day without a time, on which it did, counts from there.
    """
    own = own_date(answer)
    if own is None or own.time() != time():
        return own
    return max(own.astimezone(), sent) if sent.astimezone(own.tzinfo).date() == own.date() else own
