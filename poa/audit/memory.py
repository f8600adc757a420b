"""What the audit of a long stream must remember: which orders were asked for a review, in a few bytes each."""

from __future__ import annotations

from array import array
from hashlib import blake2b


class RequestMemory:
    """Orders with a review request, as 64-bit digests in an open-addressed table (32 bytes an order or less).

    The digest of the request itself stands beside each order, so that a second copy of the same message (a mailbox
    exported twice) is not taken for a second request.
    """

    def __init__(self) -> None:
        self._size = 1024
        self._count = 0
        self._orders = array("Q", bytes(8 * self._size))
        self._requests = array("Q", bytes(8 * self._size))

    def __len__(self) -> int:
        return self._count

    def repeated(self, order_id: str, request: str) -> bool:
        """Note a review request for ``order_id``.

        Args:
            order_id: the order.
            request: what tells this request from another (its time and text).

        Returns:
            Whether a different request for the same order was noted before.
        """
        order, digest = _digest(order_id), _digest(request)
        place = self._place(order)
        if self._orders[place] == order:
            return self._requests[place] != digest
        self._orders[place], self._requests[place] = order, digest
        self._count += 1
        if self._count * 2 > self._size:
            self._grow()
        return False

    def _place(self, order: int) -> int:
        mask = self._size - 1
        place = order & mask
        while self._orders[place] not in (0, order):
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        orders, requests = self._orders, self._requests
        self._size *= 2
        self._orders = array("Q", bytes(8 * self._size))
        self._requests = array("Q", bytes(8 * self._size))
        for order, request in zip(orders, requests, strict=True):
            if order:
                place = self._place(order)
                self._orders[place], self._requests[place] = order, request


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1
