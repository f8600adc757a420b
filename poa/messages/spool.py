"""The messages of a long export on disk until all are read, so that each finds those before it, wherever they stand.

In memory stay some twenty bytes of each message and some thirty of each order. The file has no name and goes with the
program; like everything that is read, it leaves the machine nowhere.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from operator import attrgetter
from typing import Any

from poa.digests import Digests
from poa.errors import InputError
from poa.model.message import Message, ThreadItem
from poa.wording.system import reason

_UNKNOWN = float("-inf")
_AT_ONCE = 500
_LONG = 32
_KEPT = 500
"""Orders with more than some messages whose order in time is kept for the next of them."""

_fields: Callable[[Message], tuple[Any, ...]] = attrgetter(*(field.name for field in fields(Message)))
_Times = tuple[list[int], list[tuple[float, int]]]


class Spool:
    """Takes messages one by one; ``joined`` gives them back in their order.

    Args:
        join: puts the messages before it beside one.
        most: so many are put beside a message.

    Raises:
        InputError: here and below, there is no room on disk.
    """

    def __init__(self, join: Callable[[Message, list[ThreadItem]], Message], most: int) -> None:
        self._join, self._most = join, most
        with _told():
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._ends = array("Q", [0])
        self._sent = array("d")
        # The message before on the same order, counted from one; the last one of each order.
        self._before = array("Q")
        self._last = Digests(paired=True)
        self._long: OrderedDict[str, _Times] = OrderedDict()

    def add(self, message: Message) -> None:
        """Take the next message."""
        raw = pickle.dumps(_fields(message), pickle.HIGHEST_PROTOCOL)
        with _told():
            self._file.write(raw)
        self._ends.append(self._ends[-1] + len(raw))
        self._sent.append(message.sent.timestamp() if message.sent else _UNKNOWN)
        order = message.order_id
        self._before.append((self._last.replace(order, len(self._sent)) or 0) if order else 0)

    def joined(self) -> Iterator[Message]:
        """All messages, each with those before it; the file is gone afterwards."""
        try:
            for first in range(0, len(self._sent), _AT_ONCE):
                last = min(first + _AT_ONCE, len(self._sent))
                for place, message in enumerate(self._read(first, last), first):
                    yield message if message.thread else self._with(place, message)
        finally:
            # On a full disk, closing tries to write the rest once more; that there is no room was told by then.
            with suppress(OSError):
                self._file.close()

    def _read(self, first: int, last: int) -> list[Message]:
        with _told():
            start = self._ends[first]
            self._file.seek(start)
            raw = memoryview(self._file.read(self._ends[last] - start))
        # What is loaded was written a moment ago, by this process, into a file that nobody else can open.
        return [
            Message(*pickle.loads(raw[self._ends[at] - start : self._ends[at + 1] - start]))
            for at in range(first, last)
        ]

    def _with(self, place: int, message: Message) -> Message:
        order = message.order_id
        if not order or (self._last.get(order) == place + 1 and not self._before[place]):
            return message
        same, dated = self._times(order)
        if message.sent is None:
            at = bisect_left(same, place)
            before = same[max(at - self._most, 0) : at]
        else:
            at = bisect_left(dated, (self._sent[place], -1))
            before = [other for _, other in dated[max(at - self._most, 0) : at]]
        items = (self._read(other, other + 1)[0] for other in before)
        return self._join(message, [ThreadItem(item.direction, item.text, item.sent) for item in items])

    def _times(self, order: str) -> _Times:
        """The messages on an order as they stand, and those with a time in order of time."""
        if order in self._long:
            self._long.move_to_end(order)
            return self._long[order]
        same = []
        place = self._last.get(order) or 0
        while place:
            same.append(place - 1)
            place = self._before[place - 1]
        same.reverse()
        times = same, sorted((self._sent[at], at) for at in same if self._sent[at] != _UNKNOWN)
        if len(same) > _LONG:
            self._long[order] = times
            if len(self._long) > _KEPT:
                self._long.popitem(last=False)
        return times


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as wrong:
        folder = tempfile.gettempdir()
        raise InputError("messages.no_room", file=folder, why=reason(wrong)) from None
