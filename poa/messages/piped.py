"""Pipes and devices read as streams: their size is not known, and whoever writes into one may be slow, or not there."""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from poa.errors import InputError

PATIENCE = 10.0
"""So many seconds somebody may take to begin writing into a named pipe."""
_BLOCK = 1 << 16
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,6})")


def is_stream(path: Path) -> bool:
    """Whether there is something at ``path`` that is read once, from its beginning to its end: a pipe or a device."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def read_stream(path: Path, most: int) -> bytes:
    """All that comes out of a pipe or device.

    Args:
        path: its name; ``/dev/stdin`` and what a shell calls ``<(...)`` are read where they stand.
        most: so many bytes are taken.

    Raises:
        InputError: it holds more, nobody writes into it, or it is a device that has no end.
        OSError: it cannot be opened or read.
    """
    stream, raw = _opened(path)
    with stream:
        _refuse_endless(stream.fileno(), path)
        raw += stream.read(max(most + 1 - len(raw), 0))
    if len(raw) > most:
        raise InputError("messages.too_large", file=path, megabytes=most // 1_000_000)
    return raw


def read_input(most: int) -> bytes:
    """All that comes through standard input; see ``read_stream``.

    Raises:
        InputError: it holds more, or it is a device that has no end.
    """
    stream = sys.stdin.buffer
    # What a test or another program put there has no number.
    with suppress(OSError, AttributeError):
        _refuse_endless(stream.fileno(), Path("-"))
    raw = stream.read(most + 1)
    if len(raw) > most:
        raise InputError("messages.too_large", file="-", megabytes=most // 1_000_000)
    return raw


def _refuse_endless(descriptor: int, path: Path) -> None:
    """Refuse devices such as /dev/zero, which give as much as one takes; a terminal and an empty device have an end."""
    about = os.fstat(descriptor)
    if not (stat.S_ISCHR(about.st_mode) or stat.S_ISBLK(about.st_mode)) or os.isatty(descriptor):
        return
    nothing = Path(os.devnull).stat()
    if stat.S_ISCHR(nothing.st_mode) and nothing.st_rdev == about.st_rdev:
        return
    raise InputError("messages.device", file=path)


def _opened(path: Path) -> tuple[BinaryIO, bytes]:
    """The stream, and what was read of it by then."""
    known = _DESCRIPTOR.fullmatch(str(path))
    if known or str(path) == "/dev/stdin":
        # Opened by its name, a pipe does not tell any more whether its writer has gone.
        return os.fdopen(os.dup(int(known[1]) if known else 0), "rb"), b""
    if not stat.S_ISFIFO(path.stat().st_mode):
        return path.open("rb"), b""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        first = _first(descriptor, path)
        os.set_blocking(descriptor, True)
    except BaseException:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb"), first


def _first(descriptor: int, path: Path) -> bytes:
    """What comes first; nothing yet where somebody is about to write."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            first = os.read(descriptor, _BLOCK)
        except BlockingIOError:
            return b""
        if first:
            return first
        if time.monotonic() > until:
            raise InputError("messages.nobody_writes", file=path, count=int(PATIENCE))
        time.sleep(0.05)
