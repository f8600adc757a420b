"""Bytes to text, whatever program wrote them: UTF-8, UTF-16, GB18030, Big5, Shift-JIS, Windows-1252.

Decided by reading, not by statistics of bytes: each candidate decodes the bytes, and the one whose characters look most
like a language wins. General detectors need hundreds of bytes of Chinese; a buyer's message often has twenty.
"""

from __future__ import annotations

import codecs

from poa.errors import InputError
from poa.messages.kinds import signature
from poa.messages.likely import likelihood

_SAMPLE = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1252", "gb18030", "cp950", "cp932", "euc_jp")
_WIDE = ("utf-16-le", "utf-16-be")
_NAMES = {"cp950": "big5", "cp932": "shift_jis", "cp1252": "cp1252"}
_SURE = 0.6
# More than this share of control characters is no text of any language.
_MAX_CONTROLS = 0.02
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b")


def decode(raw: bytes) -> tuple[str, str]:
    """The text of ``raw`` and the encoding it was read with.

    Args:
        raw: the whole content of a file; decoding never drops a byte silently, what cannot be read becomes U+FFFD.

    Raises:
        InputError: the bytes are a picture, an archive or other data; the sentence names what it is.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding
    kind, _ = signature(raw[:4096])
    if kind:
        raise InputError(f"messages.not_text.{kind}")
    if b"\x00" in raw:
        return _decode_with_nul(raw)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        cut = problem.reason == "unexpected end of data" and len(raw) - problem.start < 4
        if cut and not raw[: problem.start].isascii():
            return raw.decode("utf-8", "replace"), "utf-8"
    if _nearly_utf8(raw):
        return raw.decode("utf-8", "replace"), "utf-8"
    return _best(raw)


def _decode_with_nul(raw: bytes) -> tuple[str, str]:
    """UTF-16 without a mark has a NUL in each ASCII character; a text may hold a stray one; all else is data."""
    sample = raw[:_SAMPLE]
    scored = [(likelihood(text), encoding) for encoding in _WIDE if (text := _try(sample, encoding)) is not None]
    score, encoding = max(scored, default=(0.0, ""))
    if score >= _SURE:
        return raw.decode(encoding, "replace"), encoding
    if sample.count(0) > max(1, len(sample) // 100):
        raise InputError("messages.not_text.data")
    _refuse_data(raw)
    text, encoding = decode(raw.replace(b"\x00", b""))
    return text, encoding


def _refuse_data(raw: bytes) -> None:
    sample = raw[:_SAMPLE]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in _TEXT_CONTROLS)
    if controls > max(3, len(sample) * _MAX_CONTROLS):
        raise InputError("messages.not_text.data")


def _nearly_utf8(raw: bytes) -> bool:
    """A UTF-8 text with a broken place or two is still UTF-8: its many whole sequences are no accident."""
    text = raw[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    return whole >= 8 * max(broken, 1)


def _best(raw: bytes) -> tuple[str, str]:
    """The likeliest of all candidates. UTF-16 without any ASCII character has no NUL, so it takes part too."""
    sample = raw[:_SAMPLE]
    best, chosen = -1.0, ""
    for encoding in (*_LEGACY, *(_WIDE if len(raw) % 2 == 0 else ())):
        text = _try(sample, encoding)
        score = -1.0 if text is None else likelihood(text)
        if score > best and (encoding not in _WIDE or score >= _SURE):
            best, chosen = score, encoding
    if chosen not in _WIDE:
        _refuse_data(raw)
    if not chosen:
        return raw.decode("latin-1"), "latin-1"
    return raw.decode(chosen, "replace"), _NAMES.get(chosen, chosen)


def _try(sample: bytes, encoding: str) -> str | None:
    """``sample`` decoded, a character cut off at its end forgiven; None where the bytes cannot be this encoding."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        return None
