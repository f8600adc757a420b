"""The short history of a case: each saved case.yaml as a file of its own under .poa/history/.

A version is the exact file with one comment line in front (number, time, reason, hash), so it can be read and copied
by hand. The newest fifty are kept, and of older ones the last of each day.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import inner
from poa.digests import sha256
from poa.errors import CaseError

HISTORY = "history"
NEWEST_KEPT = 50
DAYS_KEPT = 100
FEWEST_KEPT = 5
_MARK = b"# poa version "


@dataclass(frozen=True, slots=True)
class Version:
    """One version. ``why`` is a short reason ("create", "edit", "by_hand", "restore 3") or the path that changed."""

    number: int
    at: datetime | None
    why: str
    digest: str
    size: int


def digest_of(raw: bytes) -> str:
    """What tells two versions of a file apart."""
    return sha256(raw)


def history(folder: Path) -> tuple[Version, ...]:
    """The versions of a case, newest first; a damaged one is left out."""
    found = (_head(path) for path in _files(folder))
    return tuple(sorted((version for version in found if version), key=lambda version: -version.number))


def newest(folder: Path) -> Version | None:
    """The newest version that is whole."""
    for path in reversed(_files(folder)):
        if version := _head(path):
            return version
    return None


def holds(folder: Path, digest: str) -> bool:
    """Whether one of the last few versions is the file with this hash."""
    heads = (_head(path) for path in _files(folder)[-4:])
    return any(version.digest == digest for version in heads if version)


def content(folder: Path, number: int) -> bytes:
    """The case.yaml of a version.

    Raises:
        CaseError: there is no such version, or its file is damaged.
    """
    path = inner(folder, HISTORY) / _name(number)
    version = _head(path)
    if version is None:
        known = [entry.number for entry in history(folder)]
        span = f"{known[-1]}–{known[0]}" if known else "–"
        raise CaseError("cases.no_version", file=folder, number=number, known=span)
    raw = path.read_bytes().partition(b"\n")[2]
    if digest_of(raw) != version.digest:
        raise CaseError("cases.damaged_version", file=path, number=number)
    return raw


def add(folder: Path, raw: bytes, now: datetime, why: str, *, durable: bool = False) -> int:
    """Keep ``raw`` as the newest version.

    Args:
        folder: the case.
        raw: the exact file.
        now: when.
        why: a short reason.
        durable: wait for the disk, for what exists nowhere else.

    Returns:
        its number.

    Raises:
        CaseError: it could not be written.
    """
    place = inner(folder, HISTORY)
    make_folder(place)
    files = _files(folder)
    number = int(files[-1].stem) + 1 if files else 1
    about = {"number": number, "at": now.isoformat(), "why": why[:200], "digest": digest_of(raw), "size": len(raw)}
    head = _MARK + json.dumps(about, ensure_ascii=True).encode() + b"\n"
    write_atomic(place / _name(number), head + raw, durable=durable)
    if len(files) >= NEWEST_KEPT:
        _thin(files)
    return number


def make_room(folder: Path) -> bool:
    """Drop the oldest versions but the newest few: on a full disk, the answer of now is worth more.

    Returns:
        whether anything could be dropped.
    """
    old = _files(folder)[:-FEWEST_KEPT]
    for path in old:
        with contextlib.suppress(OSError):
            path.unlink()
    return bool(old)


def clock_set_back(folder: Path, now: datetime) -> bool:
    """Whether ``now`` lies before the newest version: then times shown to the user cannot be trusted."""
    last = newest(folder)
    return bool(last and last.at and last.at.tzinfo and now.tzinfo and (last.at - now).total_seconds() > 60)


def _name(number: int) -> str:
    return f"{number:06}.yaml"


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(
            (path for path in inner(folder, HISTORY).iterdir() if path.stem.isdigit()), key=lambda p: int(p.stem)
        )
    except OSError:
        return []


def _head(path: Path) -> Version | None:
    try:
        with path.open("rb") as stream:
            line = stream.readline(4000)
        if not line.startswith(_MARK):
            return None
        about = json.loads(line[len(_MARK) :])
        at = datetime.fromisoformat(about["at"])
        return Version(int(about["number"]), at, str(about["why"]), str(about["digest"]), int(about["size"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _thin(files: list[Path]) -> None:
    """Of the versions before the newest fifty, keep the last of each day, at most DAYS_KEPT days."""
    by_day: dict[str, Path] = {}
    old = files[: len(files) - NEWEST_KEPT + 1]
    for path in old:
        version = _head(path)
        by_day[str(version.at)[:10] if version else ""] = path
    kept = set(list(by_day.values())[-DAYS_KEPT:])
    for path in old:
        if path not in kept:
            with contextlib.suppress(OSError):
                path.unlink()
