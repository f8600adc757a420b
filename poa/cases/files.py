"""Writes files so that a reader finds the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from poa.atomic import beside, put, sync_folder
from poa.cases.process import is_running
from poa.errors import CaseError
from poa.wording.system import reason, unreadable

# As its files (poa.atomic), the folders of a case are for the user only.
FOLDER_MODE = 0o700

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}
# A temporary file carries the number of the process that writes it.
_OWNER = re.compile(r"\.([0-9]{1,9})(?:-[0-9a-f]+)?\.new$")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says into a sentence about ``path``.

    Raises:
        CaseError: disk full, no permission, folder gone, or anything else that the system refuses.
    """
    try:
        yield
    except OSError as problem:
        raise as_told(problem, path) from None


def as_told(problem: OSError, path: Path) -> CaseError:
    """The error with words for a system's error."""
    if problem.errno in _FULL:
        return CaseError("cases.disk_full", file=path)
    if problem.errno in _FORBIDDEN:
        return CaseError("cases.read_only", file=path)
    if problem.errno in _GONE:
        return CaseError("cases.folder_gone", file=path)
    return CaseError("cases.cannot_write", file=path, why=reason(problem))


def make_folder(path: Path) -> None:
    """Make a folder (and those above it) for the user only; an existing one is left as it is."""
    try:
        _make_folder(path)
    except OSError as problem:
        if problem.errno in (errno.ENOTDIR, errno.EEXIST) or path.is_file():
            raise CaseError("cases.file_in_the_way", file=path) from None
        if problem.errno in _GONE:
            # Nothing was there that could have gone: the system makes no folders here.
            raise CaseError("cases.no_folder_here", file=path, why=reason(problem)) from None
        raise as_told(problem, path) from None


def _make_folder(path: Path) -> None:
    if path.is_dir():
        return
    _make_folder(path.parent)
    try:
        path.mkdir(mode=FOLDER_MODE)
        sync_folder(path.parent)
    except FileExistsError:
        if not path.is_dir():
            raise


def write_atomic(path: Path, data: bytes | Iterable[bytes], *, durable: bool = True) -> None:
    """Write ``data`` as ``path``: new file beside it, flush, fsync, replace, fsync of the folder.

    Args:
        path: the file; its folder must exist.
        data: the content, or its pieces one after the other.
        durable: False for what can be derived again: still never half written, but without waiting for the disk.

    Raises:
        CaseError: it could not be written; the old file is as it was and no temporary file is left.
    """
    with told(path):
        put(path, data, durable=durable)


def copy_atomic(source: Path, target: Path) -> None:
    """Copy a file's bytes as ``target``, all or nothing, for the user only.

    Raises:
        CaseError: ``source`` cannot be read or ``target`` cannot be written.
    """
    try:
        stream = source.open("rb")
    except OSError as problem:
        raise unreadable(source, problem, CaseError) from None
    with stream:
        write_atomic(target, iter(lambda: stream.read(1 << 20), b""))


def fresh_folder(target: Path) -> Path:
    """A new folder beside ``target``, to be filled and then put in its place by ``settle``.

    Raises:
        CaseError: it could not be made.
    """
    make_folder(target.parent)
    with told(target):
        fresh = beside(target)
        fresh.mkdir(mode=FOLDER_MODE)
    return fresh


def settle(fresh: Path, target: Path) -> None:
    """Give a filled folder its name, in one step.

    Raises:
        CaseError: it could not be done; nothing is left of ``fresh``.
    """
    with told(target):
        try:
            sync_folder(fresh)
            fresh.rename(target)
            sync_folder(target.parent)
        except OSError:
            remove_tree(fresh)
            raise


def remove_tree(folder: Path) -> None:
    """Remove a folder with all in it, as far as that can be done."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes.

    Raises:
        CaseError: it cannot be read.
    """
    import hashlib

    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise unreadable(path, problem, CaseError) from None


def sweep(folder: Path) -> int:
    """Remove temporary files that killed programs left behind in a case; those of a running program stay.

    Returns:
        how many were removed.
    """
    inner = folder / ".poa"
    rounds = list((folder / "rounds").glob("*"))
    places = ("messages", "exhibits", "out", "rounds")
    return sum(
        sweep_place(place)
        for place in (folder, inner, inner / "history", inner / "drafts", *(folder / name for name in places), *rounds)
    )


def sweep_place(place: Path) -> int:
    """The same in one folder, and not in those below it."""
    removed = 0
    for left in place.glob(".*.new"):
        owner = _OWNER.search(left.name)
        if owner is None or int(owner[1]) == os.getpid() or is_running(int(owner[1]), ""):
            continue
        with contextlib.suppress(OSError):
            if left.is_dir():
                remove_tree(left)
            else:
                left.unlink()
            removed += 1
    return removed
