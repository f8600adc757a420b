"""What the audit of a long stream must remember, in a few bytes each: digests in open-addressed tables."""

from __future__ import annotations

from array import array

from poa.digests import Digests, digest

__all__ = ["Digests", "Numbers", "RequestMemory", "Settled", "digest"]

_NUMBER = 24
_MOST_NUMBER = (1 << _NUMBER) - 1
_BITS = 16
_HALF = (1 << _BITS) - 1
"""Of the 64 bits beside an order, 32 tell the request, 16 its file and 16 its line."""


class Numbers:
    """A number from 1 on for each text, in 16 bytes or less: 40 bits of its digest stand beside 24 of the number.

    Of a million texts one is taken for another once in some ten million questions.
    """

    def __init__(self) -> None:
        self._size = 256
        self._count = 0
        self._cells = array("Q", bytes(8 * self._size))

    def get(self, text: str) -> int | None:
        """The number of ``text``, if it has one."""
        key = digest(text) >> _NUMBER
        return self._cells[self._place(key)] & _MOST_NUMBER or None

    def put(self, text: str, number: int) -> None:
        """Give ``text`` a number; one beyond sixteen millions is not kept."""
        key = digest(text) >> _NUMBER
        if number > _MOST_NUMBER:
            return
        place = self._place(key)
        self._count += not self._cells[place]
        self._cells[place] = key << _NUMBER | number
        if self._count * 2 > self._size:
            cells, self._size = self._cells, self._size * 2
            self._cells = array("Q", bytes(8 * self._size))
            for cell in cells:
                if cell:
                    self._cells[self._place(cell >> _NUMBER)] = cell

    def _place(self, key: int) -> int:
        mask = self._size - 1
        place = key & mask
        while (cell := self._cells[place]) and cell >> _NUMBER != key:
            place = (place + 1) & mask
        return place


class RequestMemory:
    """Orders that were asked for a review (32 bytes an order or less).

    Beside each order stands what tells its first request from another, so that a second copy of the same message (a
    mailbox exported twice) is not taken for a second request.
    """

    def __init__(self) -> None:
        self._orders = Digests(paired=True)

    def __len__(self) -> int:
        return len(self._orders)

    def repeated(self, order_id: str, request: str, row: str = "") -> bool:
        """Note a review request for ``order_id``.

        Args:
            order_id: the order.
            request: what tells this request from another (its time and text).
            row: ``file:line`` of a request whose time nothing tells: the same words in another line of the same file
                are another message then, and in another file a copy.

        Returns:
            Whether a different request for the same order was noted before.
        """
        file, _, line = row.replace("#", ":").rpartition(":")
        where = (digest(file) & _HALF) << _BITS | digest(line) & _HALF if file else 0
        before = self._orders.put(order_id, digest(request) >> 2 * _BITS << 2 * _BITS | where)
        if before is None:
            return False
        if before >> 2 * _BITS != digest(request) >> 2 * _BITS:
            return True
        there, here = before >> _BITS & _HALF, where >> _BITS
        return bool(where) and there == here and before & _HALF != where & _HALF


class Settled(RequestMemory):
    """Remembers nothing and gives an answer that is known already.

    Args:
        answer: whether the request is a second one.
    """

    def __init__(self, answer: bool) -> None:
        super().__init__()
        self._answer = answer

    def repeated(self, order_id: str, request: str, row: str = "") -> bool:
        """See RequestMemory; the answer that was given."""
        return self._answer
