"""Splits a mail into headers and parts, fast and without surprises, as ``email.message.Message`` objects.

The standard library's parser reads line by line and recurses into nested parts: it takes ten times as long and stops
with an error on hostile nesting. Here only the cutting is our own; encodings, parameters and names of parts are read
by the standard ``Message`` (compat32). After RFC 5322 section 2 and RFC 2046 section 5.1.
"""

from __future__ import annotations

import re
from email.message import Message as Mail

from poa.errors import InputError

MAX_DEPTH = 30
MAX_PARTS = 1_000
_GAP = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:[ \t]?([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)(?:\r?\n|$)")
_ENVELOPE = re.compile(rb">?From [^\n]*\n")


def parse_mail(raw: bytes) -> tuple[Mail, tuple[str, ...]]:
    """The mail in ``raw`` and what is damaged in it: ``boundary`` (parts without an end), ``headers`` (cut off).

    Raises:
        InputError: parts nested deeper, or more of them, than any mail program makes.
    """
    damage: list[str] = []
    mail = _part(raw, 0, damage, [0])
    return mail, tuple(dict.fromkeys(damage))


def _part(raw: bytes, depth: int, damage: list[str], count: list[int]) -> Mail:
    count[0] += 1
    if depth > MAX_DEPTH or count[0] > MAX_PARTS:
        raise InputError("messages.nested_mail")
    mail = Mail()
    body_at = _headers(raw, mail, damage)
    if mail.get_content_maintype() == "multipart":
        boundary = mail.get_boundary()
        if boundary:
            inner = _split(raw[body_at:], boundary.encode("utf-8", "replace"), damage)
            mail.set_payload([_part(piece, depth + 1, damage, count) for piece in inner])
            return mail
        damage.append("boundary")
        mail.set_type("text/plain")
    mail.set_payload(raw[body_at:].decode("ascii", "surrogateescape"))
    return mail


def _headers(raw: bytes, mail: Mail, damage: list[str]) -> int:
    """Read the headers into ``mail``; where the body begins."""
    place = 0
    if envelope := _ENVELOPE.match(raw):
        place = envelope.end()
    if raw.startswith((b"\n", b"\r\n"), place):
        return place + (1 if raw[place : place + 1] == b"\n" else 2)
    gap = _GAP.search(raw, place)
    end = gap.start() if gap else len(raw)
    while place < end:
        field = _FIELD.match(raw, place, end)
        if not field:
            damage.append("headers")
            return place
        value = re.sub(rb"\r?\n", b"", field[2]) if b"\n" in field[2] else field[2]
        mail.set_raw(field[1].decode("ascii"), value.decode("ascii", "surrogateescape"))
        place = field.end()
    return gap.end() if gap else len(raw)


def _split(body: bytes, boundary: bytes, damage: list[str]) -> list[bytes]:
    """The pieces between boundary lines; what stands before the first and after the last belongs to nobody."""
    mark = b"--" + boundary
    pieces: list[bytes] = []
    start = place = -1
    while (place := body.find(mark, place + 1)) >= 0:
        after = place + len(mark)
        line_end = body.find(b"\n", after)
        line_end = len(body) if line_end < 0 else line_end
        rest = body[after : min(line_end, after + 200)].strip()
        if (place and body[place - 1] != 0x0A) or rest not in (b"", b"--"):
            continue
        if start >= 0:
            pieces.append(_without_last_newline(body[start:place]))
        if rest:
            return pieces
        start = place = min(line_end + 1, len(body))
        place -= 1
    damage.append("boundary")
    if start >= 0:
        pieces.append(body[start:])
    elif body.strip():
        pieces.append(b"\n" + body)
    return pieces


def _without_last_newline(piece: bytes) -> bytes:
    """The line end before a boundary line belongs to the boundary."""
    return piece[:-2] if piece.endswith(b"\r\n") else piece.removesuffix(b"\n")
