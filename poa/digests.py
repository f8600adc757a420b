"""Hashes without OpenSSL, and sets of texts kept as such hashes.

``hashlib`` loads OpenSSL at once, half a megabyte for the few kilobytes that are hashed here. The same is
done in Python's own ``random``; where Python is built otherwise, ``hashlib`` is taken.
"""

from __future__ import annotations

from array import array
from functools import cache
from importlib import import_module
from typing import Any


def sha256(raw: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    return str(_maker("sha256", "_sha2", "_sha256")(raw).hexdigest())


def blake2b(raw: bytes, size: int) -> bytes:
    """The BLAKE2b of some bytes, ``size`` bytes long."""
    return bytes(_maker("blake2b", "_blake2")(raw, digest_size=size).digest())


@cache
def _maker(name: str, *modules: str) -> Any:
    for module in (*modules, "hashlib"):
        try:
            return getattr(import_module(module), name)
        except (ImportError, AttributeError):
            continue
    raise ImportError(name)


def digest(text: str) -> int:
    """64 bits of ``text``, never 0."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), 8), "little") or 1


class Digests:
    """A set of texts, kept as 64-bit digests (16 bytes or less each); with a second digest beside each if wanted.

    Two different texts share a digest once in some 10^13 pairs of a million; for counts that is as good as never.
    """

    def __init__(self, paired: bool = False) -> None:
        self._size = 256
        self._count = 0
        self._keys = array("Q", bytes(8 * self._size))
        self._values = array("Q", bytes(8 * self._size)) if paired else None

    def __len__(self) -> int:
        return self._count

    def add(self, text: str) -> bool:
        """Add ``text``; whether it was new."""
        return self._put(digest(text), 0) is None

    def put(self, text: str, value: int) -> int | None:
        """Note ``value`` for a new ``text``; the value noted before where it is known already."""
        return self._put(digest(text), value)

    def replace(self, text: str, value: int) -> int | None:
        """Note ``value`` for ``text`` from now on; the value noted before, if there was one."""
        key = digest(text)
        before = self._put(key, value)
        if before is not None and self._values is not None:
            self._values[self._place(key)] = value
        return before

    def get(self, text: str) -> int | None:
        """The value noted for ``text``."""
        key = digest(text)
        place = self._place(key)
        return self._values[place] if self._values is not None and self._keys[place] == key else None

    def _put(self, key: int, value: int) -> int | None:
        place = self._place(key)
        if self._keys[place] == key:
            return self._values[place] if self._values is not None else 0
        self._keys[place] = key
        if self._values is not None:
            self._values[place] = value
        self._count += 1
        if self._count * 2 > self._size:
            self._grow()
        return None

    def _place(self, key: int) -> int:
        mask = self._size - 1
        place = key & mask
        while self._keys[place] not in (0, key):
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._size *= 2
        self._keys = array("Q", bytes(8 * self._size))
        if values is not None:
            self._values = array("Q", bytes(8 * self._size))
        for index, key in enumerate(keys):
            if key:
                place = self._place(key)
                self._keys[place] = key
                if values is not None and self._values is not None:
                    self._values[place] = values[index]
