"""What the system says of a file that it will not give or take, in the program's own words and both languages."""

from __future__ import annotations

import errno
from pathlib import Path

from poa.errors import InputError, PoaError
from poa.places import standing_at
from poa.wording.said import Said

_TOLD = frozenset({
    "EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "EEXIST", "ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO", "ELOOP",
    "ENAMETOOLONG", "EMFILE", "ENFILE", "EBUSY", "ETXTBSY", "ENOMEM", "EINVAL", "ENXIO", "ENODEV", "ESTALE",
    "ETIMEDOUT", "ENOTEMPTY",
})  # fmt: skip
"""What the catalogues have words for (``files.system``)."""


def reason(wrong: OSError) -> Said | str:
    """Why the system refused, to be told in the reader's language; what is rare, in the system's words.

    Args:
        wrong: what the system raised.
    """
    name = errno.errorcode.get(wrong.errno or 0, "")
    return Said(f"files.system.{name}") if name in _TOLD else wrong.strerror or type(wrong).__name__


def not_there(path: Path) -> InputError:
    """Why no file can be opened at ``path``: a folder or nothing is there, a dead link, or looking is barred."""
    try:
        path.stat()
    except PermissionError as wrong:
        return InputError("files.unreadable", file=path, why=reason(wrong))
    except (OSError, ValueError):
        pass
    return InputError(_absence(path), file=path)


def _absence(path: Path) -> str:
    if standing_at(path) == "folder":
        return "files.is_a_folder"
    try:
        return "files.dead_link" if path.is_symlink() else "files.missing"
    except OSError:
        return "files.missing"  # no name of a file is that long


def unreadable(file: Path, wrong: OSError, error: type[PoaError] = InputError) -> PoaError:
    """The error for a file that cannot be read; that nothing, or a folder, is there is a sentence of its own.

    Args:
        file: the path as it was given.
        wrong: what the system raised.
        error: the kind of error.
    """
    # Windows says "no permission" where a folder is opened as a file.
    if isinstance(wrong, (FileNotFoundError, IsADirectoryError)) or standing_at(file) == "folder":
        return error(_absence(file), file=file)
    return error("files.unreadable", file=file, why=reason(wrong))
