"""One buyer-seller message, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Direction = Literal["outbound", "inbound"]
Channel = Literal["buyer_seller_messaging", "direct_email", "sms", "package_insert"]

BY, AMAZON = "by", "amazon"
"""In ``Message.extra``: the mail's own heading says that Amazon wrote it, not a buyer through Amazon's relay."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hung on a message; ``mime`` by its real content where that was at hand."""

    name: str
    mime: str = ""
    size_kb: float = 0.0


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """An earlier message on the same order."""

    direction: Direction
    text: str
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``None`` means unknown, never "no".

    ``text`` is plain text; ``html`` is the raw body where the message had one (then ``text`` may be empty and the
    audit derives it). ``quoted`` holds ``(start, end)`` spans of ``text`` that quote earlier mail by someone else.
    Times are aware and in UTC. ``source`` is ``file`` or ``file:line`` for people to find the message again, and
    ``file.json#number`` for the objects of a JSON file (``file_and_line``).
    """

    id: str
    text: str = ""
    html: str = ""
    subject: str = ""
    source: str = ""
    direction: Direction = "outbound"
    channel: Channel = "buyer_seller_messaging"
    proactive: bool | None = None
    order_id: str | None = None
    sent: datetime | None = None
    order_completed: date | None = None
    lang: str | None = None
    buyer_lang: str | None = None
    marketplace: str | None = None
    sender: str | None = None
    template: str | None = None
    reason: str | None = None
    attachments: tuple[Attachment, ...] = ()
    thread: tuple[ThreadItem, ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


def file_and_line(source: str) -> tuple[str, int | None]:
    """The file that ``Message.source`` names, and the line in it where one is stated."""
    file, _, line = source.rpartition(":")
    if file and line.isdecimal():
        return file, int(line)
    file, _, number = source.rpartition("#")
    numbered = number.isdecimal() and (file == "-" or file.casefold().endswith(".json"))
    return (file if numbered else source), None
