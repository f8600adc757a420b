"""Where things stand in a case folder, and names that cannot lead out of it.

case.yaml, notice.txt, messages/, exhibits/, rounds/NN/ and out/ are the user's; .poa/ holds what the program derives
(history, lock, summary, index of messages) and can be rebuilt, except for the history and for what was typed into a
form and not confirmed.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from poa.errors import CaseError, RefusedError

CASE_FILE = "case.yaml"
MESSAGES = "messages"
EXHIBITS = "exhibits"
ROUNDS = "rounds"
OUT = "out"
INNER = ".poa"
# The index of the messages; named here so that asking whether there is one loads no database.
MAIL_INDEX = "mail.sqlite"
SUMMARY = "summary.json"

_LONGEST_NAME = 120
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
# Names that Windows keeps for devices, whatever their extension.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


def case_file(folder: Path) -> Path:
    """The file with the seller's answers."""
    return folder / CASE_FILE


def inner(folder: Path, name: str) -> Path:
    """A file or folder that the program keeps for itself."""
    return folder / INNER / name


def is_case(folder: Path) -> bool:
    """Whether ``folder`` holds a case."""
    return case_file(folder).is_file()


def lost_case(folder: Path) -> bool:
    """Whether ``folder`` held a case whose case.yaml is gone: its versions are there still.

    What may not be looked into is not said to be lost.
    """
    kept = inner(folder, "history")
    with suppress(OSError):
        return not case_file(folder).exists() and kept.is_dir() and any(kept.iterdir())
    return False


def need_case(folder: Path) -> Path:
    """The case.yaml of ``folder``.

    Raises:
        CaseError: there is no such folder, or it is no case.
    """
    if not folder.is_dir():
        raise CaseError("cases.is_a_file" if folder.is_file() else "cases.no_such_folder", file=folder)
    if not is_case(folder):
        raise CaseError("cases.no_case", file=folder)
    return case_file(folder)


def safe_name(name: str, fallback: str = "file") -> str:
    """A plain file name made of ``name``: no folders, no control or direction marks, no device, not hidden, not long.

    Args:
        name: a name from outside (a mail, an archive, a path that was typed).
        fallback: the name where nothing usable is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _FORBIDDEN.sub("_", last).strip(" ._")
    if not plain.strip("_"):
        return fallback
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    stem, dot, extension = plain.rpartition(".")
    if not dot or len(extension) > 10:
        stem, extension = plain, ""
    room = _LONGEST_NAME - len(extension.encode()) - 1
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem}.{extension}" if extension else stem


def inside(folder: Path, name: str) -> Path:
    """The path of ``name`` in ``folder``, links followed.

    Raises:
        RefusedError: it would lie outside the folder.
    """
    if not name or "\x00" in name:
        raise RefusedError("cases.outside", file=folder, name=repr(name))
    base = folder.resolve()
    found = (base / name).resolve()
    if found == base or not found.is_relative_to(base):
        raise RefusedError("cases.outside", file=folder, name=name)
    return found


def free_name(folder: Path, name: str) -> str:
    """``name``, or ``name-2``, ``name-3`` ... whichever is not taken in ``folder`` (upper and lower case alike)."""
    taken = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    path, candidate, count = Path(name), name, 1
    while candidate.casefold() in taken:
        count += 1
        candidate = f"{path.stem}-{count}{path.suffix}"
    return candidate
