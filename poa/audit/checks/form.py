"""The form a message must have: the order number, the time limit, the buyer's channel.

The days are counted where both dates are known; else a request for a review may say itself how long ago the order was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.audit.checks.thread import asks_for_review
from poa.audit.hit import Hit
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.view import MessageView

_ORDER = lazy(r"\d(?<![\d-]\d)\d{2}-\d{7}-\d{7}(?![\d-])")
_ALMOST = lazy(r"\d(?<![\d-]\d)\d{1,3} ?- ?\d{5,8} ?- ?\d{4,8}(?![\d-])")
"""A digit first: the many places without one are passed over quickly."""


def find(view: MessageView, detect: Detect) -> Iterator[Hit]:
    """Breaches of form of a message that nobody asked for."""
    message = view.message
    yield from _order_number(view)
    if message.sent and message.order_completed:
        limit = detect.data["looks.limits"]["days_after_completion"]
        if (message.sent.date() - message.order_completed).days > limit:
            yield Hit("form.within-30-days", where="message")
            if asks_for_review(view):
                yield Hit("form.review-window", where="message")
    elif asks_for_review(view):
        for start, end in view.found.spans("thread.long-since")[:1]:
            yield Hit("form.within-30-days", start, end)


def _order_number(view: MessageView) -> Iterator[Hit]:
    message = view.message
    if message.order_id and (message.order_id in view.norm or message.order_id in message.subject):
        return
    if view.pieces is not None and not message.subject and all([piece.count < 3 for piece in view.pieces]):
        yield Hit("form.order-id-17", where="message")
        return
    named = set(_ORDER.findall(view.norm))
    named.update(_ORDER.findall(view.subject_norm))
    if message.order_id and _ORDER.fullmatch(message.order_id):
        if message.order_id in named:
            return
    elif named:
        return
    wrong = _ALMOST.search(view.norm)
    if wrong is None:
        yield Hit("form.order-id-17", where="message")
    else:
        yield Hit("form.order-id-17", *wrong.span())
