"""Mailboxes (.mbox): read as a stream, mail by mail; what is broken is named and the rest is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from poa.errors import InputError
from poa.messages.limits import MAX_MAIL, MB
from poa.messages.mail import holds_anything, is_empty, read_mail
from poa.messages.moments import Unread
from poa.model.message import Message

Problem = Callable[[InputError], None]
# The line between mails (RFC 4155): sender and time, or what mail programs write instead of a sender.
_BETWEEN = re.compile(rb"From (?:-\s|\S+@\S+|MAILER-DAEMON|\S+\s.*\d{1,2}:\d{2}:\d{2} ).*", re.DOTALL)
_BLOCK = 1 << 20
_MAX_BETWEEN = 1_000
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def begins_mailbox(head: bytes) -> bool:
    """Whether a file that may be called anything begins as mailboxes do, not just with the word From."""
    line, _, rest = head.partition(b"\n")
    return _BETWEEN.match(line) is not None and re.match(rb"[!-9;-~]{1,100}[ \t]*:", rest) is not None


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
    unread = Unread()
    for number, (line, raw) in enumerate(_pieces(stream, source, problem), 1):
        place = f"{source}:{line}"
        damage: list[str] = []
        try:
            message = read_mail(raw, place, number, damage.append, own, partial(unread.add, line=line))
        except InputError as wrong:
            key = "messages.part_not_mail" if wrong.key == "messages.not_mail" else "messages.broken_part"
            problem(InputError(key, file=source, line=line, number=number))
            continue
        if damage:
            problem(InputError("messages.damaged_part", file=source, line=line, number=number))
        if is_empty(message):
            problem(InputError("messages.empty_part", file=source, line=line, number=number))
        if holds_anything(message):
            yield message
    unread.tell(source, problem)


def _pieces(stream: BinaryIO, source: str, problem: Problem) -> Iterator[tuple[int, bytes]]:
    """The line on which each mail begins, and its bytes, the line "From ..." on top."""
    held = stream.read(_BLOCK)
    start = len(held) - len(held.lstrip(b"\r\n"))
    line = held.count(b"\n", 0, start) + 1
    if not held.startswith(b"From ", start):
        raise InputError("messages.not_mbox", file=source, line=line)
    place, dropped, ended = start, False, False
    while True:
        found, place = _next(held, place, ended)
        if found >= 0 or ended:
            end = found if found >= 0 else len(held)
            if not dropped:
                yield line, _unescaped(held[start:end])
            if found < 0:
                return
            line += held.count(b"\n", start, end)
            start, place, dropped = found, found, False
            continue
        if place - start > MAX_MAIL and not dropped:
            dropped = True
            problem(InputError("messages.long_part", file=source, line=line, megabytes=MAX_MAIL // MB))
        if dropped:
            # The two bytes before tell whether the line above the next one is empty.
            kept = max(start, place - 2)
            line += held.count(b"\n", start, kept)
            start = kept
        block = stream.read(_BLOCK)
        ended = not block
        held, place, start = held[start:] + block, place - start, 0


def _next(held: bytes, place: int, ended: bool) -> tuple[int, int]:
    """Where the next mail begins (-1: not in ``held``), and from where to look on when more is at hand."""
    while (at := held.find(b"\nFrom ", place)) >= 0:
        line_end = held.find(b"\n", at + 1, at + _MAX_BETWEEN)
        if line_end < 0 and not ended and len(held) < at + _MAX_BETWEEN:
            return -1, at
        blank = held[at - 1 : at] == b"\n" or held[max(at - 2, 0) : at] == b"\n\r"
        if blank and line_end >= 0 and _BETWEEN.match(held, at + 1, line_end):
            return at + 1, at + 1
        place = at + 1
    return -1, max(place, len(held) - len(b"\nFrom "))


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPED.sub(rb"\1", raw) if b">From " in raw else raw
