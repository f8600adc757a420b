"""Mailboxes (.mbox): read as a stream, mail by mail; what is broken is named and the rest is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from poa.errors import InputError
from poa.messages.limits import MAX_LINE, MAX_MAIL, MB
from poa.messages.mail import read_mail
from poa.model.message import Message

Problem = Callable[[InputError], None]
# The line between mails (RFC 4155): sender and time, or what mail programs write instead of a sender.
_BETWEEN = re.compile(rb"From (?:-\s|\S+@\S+|MAILER-DAEMON|\S+\s.*\d{1,2}:\d{2}).*", re.DOTALL)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mbox(stream: BinaryIO, source: str, problem: Problem, own: set[str] | None = None) -> Iterator[Message]:
    """The messages of a mailbox.

    Args:
        stream: its bytes; never held as a whole.
        source: the file, for messages and errors.
        problem: gets an InputError with line and number for each mail that is broken, too large or no mail.
        own: the seller's own addresses seen so far; see poa.messages.mail.read_mail.

    Raises:
        InputError: it is no mailbox.
    """
    for number, (line, raw) in enumerate(_pieces(stream, source, problem), 1):
        place = f"{source}:{line}"
        damage: list[str] = []
        try:
            message = read_mail(raw, place, number, damage.append, own)
        except InputError as wrong:
            key = "messages.part_not_mail" if wrong.key == "messages.not_mail" else "messages.broken_part"
            problem(InputError(key, file=source, line=line, number=number))
            continue
        if damage:
            problem(InputError("messages.damaged_part", file=source, line=line, number=number))
        yield message


def _pieces(stream: BinaryIO, source: str, problem: Problem) -> Iterator[tuple[int, bytes]]:
    """The line on which each mail begins, and its bytes."""
    lines: list[bytes] = []
    size, begun, number, dropped = 0, 0, 0, 0
    blank = True
    for number, line in enumerate(_lines(stream), 1):
        if blank and line.startswith(b"From ") and _BETWEEN.match(line):
            if begun and not dropped:
                yield begun, _unescaped(lines)
            lines, size, begun, dropped = [], 0, number, 0
        elif not begun:
            if line.strip():
                raise InputError("messages.not_mbox", file=source, line=number)
        elif not dropped:
            size += len(line)
            lines.append(line)
            if size > MAX_MAIL:
                dropped, lines = size, []
                problem(InputError("messages.long_part", file=source, line=begun, megabytes=MAX_MAIL // MB))
        blank = line in (b"\n", b"\r\n")
    if begun and not dropped:
        yield begun, _unescaped(lines)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(MAX_LINE):
        yield line


def _unescaped(lines: list[bytes]) -> bytes:
    raw = b"".join(lines)
    return _ESCAPED.sub(rb"\1", raw) if b">From " in raw else raw
