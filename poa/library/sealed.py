"""Plain data as bytes behind a checksum: nobody checks the shape of what was worked out before.

Bytes within the data stand behind the rest as they are. Long texts that are only searched are best kept so: as a part
of JSON they would be read character by character at every start.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Iterator
from typing import Any

# The seal in eight hexadecimal digits, and a space.
_SEAL = 9


def sealed(data: Any) -> bytes:
    """``data`` as it is kept.

    Args:
        data: lists, maps with texts as keys, texts and numbers; also bytes as values of maps that lie in maps alone,
            where no other value is None.
    """
    blobs: list[bytes] = []
    rest = json.dumps(_without(data, blobs), ensure_ascii=False).encode("utf-8", "surrogatepass")
    sizes = b" ".join(b"%x" % len(part) for part in (rest, *blobs))
    body = b"".join((sizes, b"\n", rest, *blobs))
    return b"%08x %b" % (crc32(body), body)


def unsealed(raw: bytes) -> Any:
    """The data of what ``sealed`` gave.

    Raises:
        ValueError: it is not as it was written.
    """
    head = raw[: raw.index(b"\n")]
    seal, *sizes = [int(number, 16) for number in head.split(b" ")]
    at = len(head) + 1
    # The sizes are behind the seal too: with one of them changed, bytes would be cut at another place.
    if not sizes or seal != crc32(memoryview(raw)[_SEAL:]):
        raise ValueError(head)
    blobs = []
    rest = raw[at : at + sizes[0]]
    at += sizes[0]
    for size in sizes[1:]:
        blobs.append(raw[at : at + size])
        at += size
    data = json.loads(rest)
    if blobs:
        _fill(data, iter(blobs))
    return data


def _without(data: Any, blobs: list[bytes]) -> Any:
    """``data`` with null for bytes; these are added to ``blobs`` in their order."""
    if isinstance(data, bytes):
        blobs.append(data)
        return None
    return {key: _without(value, blobs) for key, value in data.items()} if isinstance(data, dict) else data


def _fill(data: dict[str, Any], blobs: Iterator[bytes]) -> None:
    """Put ``blobs`` where ``_without`` took them out."""
    for key, value in data.items():
        if value is None:
            data[key] = next(blobs)
        elif type(value) is dict:
            _fill(value, blobs)
