"""One at a time, for a moment: two programs that read a file and write it anew might each lose what the other wrote."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from poa.atomic import FILE_MODE


@contextlib.contextmanager
def alone(guard: Path) -> Iterator[None]:
    """The system's own lock on a file that holds nothing; it ends with the process. Where there is none, go on without.

    Args:
        guard: the file; its folder must exist.

    Raises:
        OSError: it cannot be made.
    """
    with os.fdopen(os.open(guard, os.O_CREAT | os.O_RDWR, FILE_MODE), "rb+") as stream:
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl

                fcntl.flock(stream, fcntl.LOCK_EX)
        yield
