"""One at a time, for a moment: two programs that read a file and write it anew might each lose what the other wrote."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from poa.atomic import FILE_MODE

PATIENCE = 1.0
"""Seconds for what takes a few thousandths: a program that was stopped in the middle must not hold up all others."""
_AGAIN = 0.01


@contextlib.contextmanager
def alone(guard: Path) -> Iterator[None]:
    """The system's own lock on a file that holds nothing; it ends with the process.

    Where there is none, and where another program does not let go of it for PATIENCE, go on without.

    Args:
        guard: the file; its folder must exist.

    Raises:
        OSError: it cannot be made.
    """
    with os.fdopen(os.open(guard, os.O_CREAT | os.O_RDWR, FILE_MODE), "rb+") as stream:
        end = time.monotonic() + PATIENCE
        while not _held(stream.fileno()) and time.monotonic() < end:
            time.sleep(_AGAIN)
        yield


def _held(descriptor: int) -> bool:
    """Whether nobody else holds the lock, or the system has none; only who waits in vain goes on waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
