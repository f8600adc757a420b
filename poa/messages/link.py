"""Gives each message the earlier messages on its order, so rules over a conversation can be judged."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from poa.model.message import Message, ThreadItem

MAX_HELD = 5_000
MAX_CHARACTERS = 64_000_000
MAX_ORDERS = 5_000
MAX_THREAD = 20
# A message this long after the buyer's last one no longer answers it.
_ANSWER_WITHIN = timedelta(days=14)
_UNKNOWN = datetime.min.replace(tzinfo=UTC)


def linked(messages: Iterable[tuple[Message, bool]]) -> Iterator[Message]:
    """The messages in their order, each with its thread where it brought none.

    Args:
        messages: each with whether it may be linked (a format that states threads itself is left as it is).

    Up to MAX_HELD messages are held, so files in any order are joined by time; beyond that memory stays flat and
    each message gets what came before it in the files.
    """
    held: list[Message] = []
    known: OrderedDict[str, deque[ThreadItem]] | None = None
    size = 0
    for message, may_link in messages:
        if not may_link:
            yield from _joined(held)
            held, size = [], 0
            yield message
        elif known is not None:
            yield _follow(message, known)
        else:
            held.append(message)
            size += len(message.text) + len(message.html)
            if len(held) >= MAX_HELD or size > MAX_CHARACTERS:
                known = OrderedDict()
                for one in held:
                    _remember(one, known)
                yield from _joined(held)
                held = []
    yield from _joined(held)


def conversation(messages: Sequence[Message]) -> list[Message]:
    """The messages of one conversation that names no order, each with those before it: by time, then as they stand."""
    return [_with(message, before) for message, before in zip(messages, _earlier(messages, True), strict=True)]


def _joined(held: list[Message]) -> Iterator[Message]:
    """All at once: threads by time, messages without a time in the order of the files."""
    orders: dict[str, list[Message]] = {}
    for message in held:
        if message.order_id:
            orders.setdefault(message.order_id, []).append(message)
    earlier = {order: _earlier(same) for order, same in orders.items() if len(same) > 1}
    for message in held:
        found = earlier.get(message.order_id or "")
        before = next(found) if found else []
        yield message if message.thread else _with(message, before)


def _earlier(same: Sequence[Message], as_they_stand: bool = False) -> Iterator[list[ThreadItem]]:
    """For each message the last ones before it; of several at one moment none is, unless they stand in their order."""
    ranks = [(one.sent or _UNKNOWN, place if as_they_stand else 0) for place, one in enumerate(same)]
    dated = sorted(((ranks[place], one) for place, one in enumerate(same) if one.sent), key=_rank)
    for place, message in enumerate(same):
        if message.sent is None:
            before = list(same[max(place - MAX_THREAD, 0) : place])
        else:
            at = bisect_left(dated, ranks[place], key=_rank)
            before = [one for _, one in dated[max(at - MAX_THREAD, 0) : at]]
        yield [ThreadItem(other.direction, other.text, other.sent) for other in before]


def _rank(ranked: tuple[tuple[datetime, int], Message]) -> tuple[datetime, int]:
    return ranked[0]


def _follow(message: Message, known: OrderedDict[str, deque[ThreadItem]]) -> Message:
    before = list(known.get(message.order_id or "", ()))
    _remember(message, known)
    return message if message.thread or not before else _with(message, before)


def _remember(message: Message, known: OrderedDict[str, deque[ThreadItem]]) -> None:
    if not message.order_id:
        return
    known.setdefault(message.order_id, deque(maxlen=MAX_THREAD)).append(
        ThreadItem(message.direction, message.text, message.sent)
    )
    known.move_to_end(message.order_id)
    if len(known) > MAX_ORDERS:
        known.popitem(last=False)


def _with(message: Message, thread: list[ThreadItem]) -> Message:
    proactive = message.proactive
    if proactive is None and message.direction == "outbound" and _answers(message, thread):
        proactive = False
    return replace(message, thread=tuple(thread), proactive=proactive) if thread else message


def _answers(message: Message, thread: list[ThreadItem]) -> bool:
    for item in reversed(thread):
        if item.direction == "inbound":
            return item.sent is None or message.sent is None or message.sent - item.sent <= _ANSWER_WITHIN
    return False
