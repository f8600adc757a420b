"""Gives each message the earlier messages on its order, so rules over a conversation can be judged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from poa.model.message import Message, ThreadItem

if TYPE_CHECKING:
    from poa.messages.spool import Spool

MAX_HELD = 5_000
MAX_CHARACTERS = 64_000_000
MAX_THREAD = 20
# A message this long after the buyer's last one no longer answers it.
_ANSWER_WITHIN = timedelta(days=14)
_UNKNOWN = datetime.min.replace(tzinfo=UTC)


def linked(messages: Iterable[tuple[Message, bool]]) -> Iterator[Message]:
    """The messages in their order, each with its thread where it brought none.

    Args:
        messages: each with whether it may be linked (a format that states threads itself is left as it is).

    They are joined by time, whatever their order; beyond MAX_HELD of them all but some bytes of each are on disk.

    Raises:
        InputError: there is no room on disk for a long export.
    """
    held: list[Message] = []
    spool: Spool | None = None
    size = 0
    for message, may_link in messages:
        if not may_link:
            yield from spool.joined() if spool else _joined(held)
            held, spool, size = [], None, 0
            yield message
        elif spool:
            spool.add(message)
        else:
            held.append(message)
            size += len(message.text) + len(message.html)
            if len(held) >= MAX_HELD or size > MAX_CHARACTERS:
                spool = _spooled(held)
                held = []
    yield from spool.joined() if spool else _joined(held)


def _spooled(held: list[Message]) -> Spool:
    from poa.messages.spool import Spool

    spool = Spool(with_thread, MAX_THREAD)
    for message in held:
        spool.add(message)
    return spool


def conversation(messages: Sequence[Message]) -> list[Message]:
    """The messages of one conversation that names no order, each with those before it: by time, then as they stand."""
    return [with_thread(message, before) for message, before in zip(messages, _earlier(messages, True), strict=True)]


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
        yield message if message.thread else with_thread(message, before)


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


def with_thread(message: Message, thread: list[ThreadItem]) -> Message:
    """A message with those before it; one that follows the buyer's soon enough is an answer."""
    proactive = message.proactive
    if proactive is None and message.direction == "outbound" and _answers(message, thread):
        proactive = False
    return replace(message, thread=tuple(thread), proactive=proactive) if thread else message


def _answers(message: Message, thread: list[ThreadItem]) -> bool:
    for item in reversed(thread):
        if item.direction == "inbound":
            return item.sent is None or message.sent is None or message.sent - item.sent <= _ANSWER_WITHIN
    return False
