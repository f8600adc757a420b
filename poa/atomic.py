"""Files that are written whole or not at all: whatever happens, a reader finds the old one or the new one."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

FILE_MODE = 0o600
"""What is written holds personal data: for the user only."""

_counter = itertools.count()


def beside(path: Path) -> Path:
    """A name beside ``path`` for what will take its place; it carries the number of the process that writes it."""
    return path.with_name(f".{path.name}.{os.getpid()}-{next(_counter)}.new")


def put(path: Path, data: bytes | Iterable[bytes], *, durable: bool = True, mode: int = FILE_MODE) -> None:
    """Write ``data`` as ``path``: new file beside it, flush, fsync, replace, fsync of the folder.

    Args:
        path: the file; its folder must exist.
        data: the content, or its pieces one after the other.
        durable: False for what can be derived again: still never half written, but without waiting for the disk.
        mode: who may read it, where the system knows that.

    Raises:
        OSError: it could not be written; the old file is as it was and no temporary file is left.
    """
    fresh = beside(path)
    try:
        _write(fresh, (data,) if isinstance(data, bytes) else data, durable, mode)
        _replace(fresh, path)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def settle(fresh: Path, path: Path) -> None:
    """Give what was written bit by bit its place: fsync, replace, fsync of the folder.

    Raises:
        OSError: it could not be done; ``fresh`` is left to the caller.
    """
    with fresh.open("rb+") as stream:
        _sync(stream.fileno())
    _replace(fresh, path)
    sync_folder(path.parent)


def _write(fresh: Path, pieces: Iterable[bytes], durable: bool, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(fresh, flags, mode), "wb") as stream:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        if durable:
            _sync(stream.fileno())


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # There, fsync alone leaves the data in the drive's own memory.
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _replace(fresh: Path, path: Path) -> None:
    if sys.platform == "win32":
        import ctypes

        # Write-through is Windows' equal of syncing the folder. Virus scanners hold files for a moment: try again.
        replace_existing, write_through = 0x1, 0x8
        for wait in (0.01, 0.05, 0.1, 0.3, 0.0):
            if ctypes.windll.kernel32.MoveFileExW(str(fresh), str(path), replace_existing | write_through):
                return
            time.sleep(wait)
        raise ctypes.WinError()
    else:
        fresh.replace(path)


def sync_folder(folder: Path) -> None:
    """Put the folder's own entries on disk, where the system has that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse this for folders; the file itself is synced by then.
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
