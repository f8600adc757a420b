"""A performance notification, as data; each field remembers the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the notice that a field was read from; offsets into ``Notice.text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OtherDeadline:
    """Another time to answer that the notice states, or another way to read the one it states; ``words`` say it.

    ``hours``, ``at`` and ``start`` are what ``deadline_hours``, ``deadline_at`` and ``deadline_from`` would be.
    """

    words: Quote
    hours: float | None = None
    at: datetime | None = None
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What the notice says. ``None`` and empty mean "not stated": ask, do not guess.

    ``kind``: inappropriate_communication, review_manipulation_by_message, off_platform_contact,
    messaging_restricted, code_of_conduct, other. ``severity``: info, warning, at_risk, messaging_restricted,
    deactivated, refusal. ``deadline_from``: this_notice or original_notice. ``asks``: see guidance/notices. Of several
    times to answer the earliest is the deadline, and ``other_deadlines`` holds the rest.
    """

    text: str
    kind: str = "other"
    severity: str | None = None
    marketplace: str | None = None
    language: str | None = None
    sender: str | None = None
    subject: str | None = None
    received: datetime | None = None
    deadline_hours: float | None = None
    deadline_at: datetime | None = None
    deadline_from: str | None = None
    original_on: datetime | None = None
    order_ids: tuple[str, ...] = ()
    asins: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    quoted_message: str | None = None
    is_phishing: bool = False
    phishing_signs: tuple[str, ...] = ()
    evidence: dict[str, tuple[Quote, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    other_deadlines: tuple[OtherDeadline, ...] = ()
