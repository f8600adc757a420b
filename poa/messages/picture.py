"""The words in a screenshot, recognised on this machine (extra ``poa[ocr]``); always shown for confirmation."""

from __future__ import annotations

import struct
import sys
from typing import Any

from poa.errors import InputError
from poa.messages.limits import MAX_PIXELS

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_engine: list[Any] = []


def pixels(raw: bytes) -> tuple[int, int]:
    """Width and height that a PNG or JPEG declares, read from its header alone; (0, 0) where it declares none."""
    if raw.startswith(b"\x89PNG\r\n\x1a\n") and len(raw) >= 24:
        width, height = struct.unpack(">II", raw[16:24])
        return width, height
    if raw.startswith(b"\xff\xd8"):
        return _jpeg_pixels(raw)
    return 0, 0


def _jpeg_pixels(raw: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(raw):
        if raw[place] != 0xFF:
            return 0, 0
        marker = raw[place + 1]
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:
            place += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", raw[place + 5 : place + 9])
            return width, height
        place += 2 + max(2, int.from_bytes(raw[place + 2 : place + 4], "big"))
    return 0, 0


def read_picture(raw: bytes) -> str:
    """The lines of words in a PNG or JPEG, from top to bottom.

    Raises:
        InputError: the extra is not installed; the picture is damaged, too large, or holds no words.
    """
    width, height = pixels(raw)
    if not width or not height:
        raise InputError("messages.broken_document")
    if width * height > MAX_PIXELS:
        raise InputError("messages.large_picture", width=width, height=height)
    result = _recognise(raw)
    words = getattr(result, "txts", None) or ()
    if not words:
        raise InputError("messages.no_words_in_picture")
    return "\n".join(_rows(words, result.boxes))


def _recognise(raw: bytes) -> Any:
    try:
        from rapidocr import RapidOCR  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        raise InputError("messages.needs_ocr", python=sys.executable) from None
    if not _engine:
        _engine.append(RapidOCR(params={"Global.log_level": "critical"}))
    try:
        return _engine[0](raw)
    except (ValueError, TypeError, OSError, RuntimeError, AttributeError):
        # A damaged picture makes the decoder fail in many ways.
        raise InputError("messages.broken_document") from None


def _rows(words: Any, boxes: Any) -> list[str]:
    """Words side by side on one line of the picture as one line of text."""
    placed = []
    for word, box in zip(words, boxes, strict=True):
        top, bottom = min(float(point[1]) for point in box), max(float(point[1]) for point in box)
        placed.append((top, bottom, min(float(point[0]) for point in box), str(word)))
    placed.sort()
    rows: list[list[tuple[float, float, float, str]]] = []
    for item in placed:
        first = rows[-1][0] if rows else None
        if first and item[0] < (first[0] + first[1]) / 2 and item[1] > (first[0] + first[1]) / 2:
            rows[-1].append(item)
        else:
            rows.append([item])
    return ["  ".join(item[3] for item in sorted(row, key=lambda item: item[2])) for row in rows]
