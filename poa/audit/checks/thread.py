"""Rules over a thread: a second review request, an answer after more than a day, an automatic answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, time, timedelta
from typing import TYPE_CHECKING

from poa.audit.context import refused
from poa.audit.hit import Hit
from poa.audit.normal import normalise

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.memory import RequestMemory
    from poa.audit.view import MessageView

_MIDNIGHT = time()
"""What a date without a time of day is read as."""
_REQUEST = "thread.review-request"
REPEATED = "type.repeat-review-request"
"""The rule that is broken by asking for a review again."""


def find(view: MessageView, detect: Detect, memory: RequestMemory) -> Iterator[Hit]:
    """What the message is in the light of those before it."""
    found = view.found
    # An answer asks a second time only where the thread holds the first request.
    if view.proactive is not False or any(item.direction == "outbound" for item in view.message.thread):
        asked = asks_for_review(view)
        if asked:
            yield from _repeated(view, detect, memory, asked)
        elif view.proactive is not False:
            yield from _hinted(view, detect)
    if view.proactive is False:
        yield from _late(view, detect)
    if "thread.auto-answer" in found and view.proactive is not True and "thread.auto-denied" not in found:
        for start, end in found.first("thread.auto-answer"):
            if not refused(view, start, end):
                yield Hit("service.autoresponder-invalid", start, end)
                break


def asks_for_review(view: MessageView) -> tuple[int, int] | None:
    """Where the message asks for a review or feedback, if it does."""
    if _REQUEST not in view.found:
        return None
    for start, end in view.found.first(_REQUEST):
        if not refused(view, start, end) and not view.quoted(start, end):
            return start, end
    return None


def _repeated(view: MessageView, detect: Detect, memory: RequestMemory, asked: tuple[int, int]) -> Iterator[Hit]:
    message = view.message
    if any(item.direction == "outbound" and _requests(detect, item.text) for item in message.thread):
        yield Hit(REPEATED, *asked)
    elif view.proactive is not False and view.found.spans("thread.earlier-request"):
        yield Hit(REPEATED, *view.found.spans("thread.earlier-request")[0])
    elif _second(view, memory):
        yield Hit(REPEATED, *asked)


def _hinted(view: MessageView, detect: Detect) -> Iterator[Hit]:
    """A request in so few words that only the unanswered one before it tells what it is."""
    thread = view.message.thread
    if thread and thread[-1].direction == "outbound" and _requests(detect, thread[-1].text):
        for start, end in view.found.spans("thread.opinion")[:1]:
            yield Hit(REPEATED, start, end)


def _second(view: MessageView, memory: RequestMemory) -> bool:
    message = view.message
    if view.proactive is False or not message.order_id:
        return False
    row = "" if message.sent and message.sent.time() != _MIDNIGHT else message.source
    sent = message.sent and message.sent.astimezone(UTC)
    return memory.repeated(message.order_id, f"{sent}\n{view.norm}", row)


def _requests(detect: Detect, text: str) -> bool:
    return bool(detect.scan_text(normalise(text)[0]).spans(_REQUEST))


def _late(view: MessageView, detect: Detect) -> Iterator[Hit]:
    message = view.message
    waiting = None
    for item in message.thread:
        if item.direction == "outbound":
            waiting = None
        elif waiting is None:
            waiting = item.sent
    hours = detect.data["looks.limits"]["hours_to_reply"]
    if waiting and message.sent and message.sent - waiting > timedelta(hours=hours):
        yield Hit("service.reply-24h", where="message")
