"""Removes the messages of closed cases when they are no longer needed. Rounds, exhibits and counts always stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from poa.cases import mailindex, mailreport
from poa.cases.drafts import DRAFTS, drop_drafts
from poa.cases.files import make_folder, told, write_atomic
from poa.cases.layout import INNER, MESSAGES, inner
from poa.cases.lock import acquire
from poa.cases.rounds import rounds
from poa.cases.store import load
from poa.model.case import Case

DAYS = 30
RECORD = "purged.json"

Why = Literal["removed", "would_remove", "open", "too_early", "nothing"]


@dataclass(frozen=True, slots=True)
class Purged:
    """What became of one case: ``files`` and ``bytes`` that were (or would be) removed, and since when that is due."""

    folder: Path
    why: Why
    files: tuple[str, ...] = ()
    bytes: int = 0
    messages: int = 0
    due: date | None = None


def purge(folder: Path, now: datetime, *, days: int = DAYS, dry_run: bool = False) -> Purged:
    """Remove the raw and the imported messages of a case, if it is closed and its last round long enough ago.

    A case is closed when it says so (``closed_on``), or when it was put away (``archived``) after a round.

    Args:
        folder: the case.
        now: the present.
        days: how many days after the last round (or after the closing, whichever is later).
        dry_run: only say what would be removed.

    Raises:
        LockedError: another window holds the case.
        CaseError: the case cannot be read, or a file cannot be removed.
    """
    case = load(folder)
    last = _last_day(folder, case)
    if last is None:
        return Purged(folder, "open")
    due = last + timedelta(days=days)
    if now.date() < due:
        return Purged(folder, "too_early", due=due)
    found = sorted(_messages(folder))
    index = inner(folder, mailindex.INDEX)
    if not found and not index.exists():
        if not dry_run and inner(folder, DRAFTS).exists():
            with acquire(folder, "poa purge", now):
                drop_drafts(folder)
        return Purged(folder, "nothing", due=due)
    size = sum(path.stat().st_size for path in found)
    names = tuple(path.relative_to(folder).as_posix() for path in found)
    count = mailreport.count(folder).read
    if dry_run:
        return Purged(folder, "would_remove", names, size, count, due)
    with acquire(folder, "poa purge", now):
        report = mailreport.count(folder)
        if report.read:
            mailreport.keep(folder, report)
        for path in found:
            with told(path):
                path.unlink()
        mailindex.drop(folder)
        drop_drafts(folder)
        _remove_empty(folder / MESSAGES)
        _record(folder, now, names, count)
    return Purged(folder, "removed", names, size, count, due)


def _last_day(folder: Path, case: Case) -> date | None:
    """The day that counts; None while the case is open."""
    days = [(entry.answer.received if entry.answer else entry.sent) for entry in rounds(folder)]
    last = max((_day(moment) for moment in days), default=None)
    if case.closed_on:
        return max(case.closed_on, last) if last else case.closed_on
    return last if case.archived else None


def _day(moment: datetime) -> date:
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()


def _messages(folder: Path) -> Iterator[Path]:
    """All files below messages/. A link is listed as itself: what it points to is not the case's."""
    place = folder / MESSAGES
    if place.is_symlink():
        return
    pending = [place] if place.is_dir() else []
    while pending:
        for entry in pending.pop().iterdir():
            if entry.is_dir() and not entry.is_symlink():
                pending.append(entry)
            else:
                yield entry


def _remove_empty(place: Path) -> None:
    below = [path for path in place.rglob("*") if path.is_dir() and not path.is_symlink()]
    for path in sorted(below, key=lambda path: -len(path.parts)):
        with told(path):
            path.rmdir()


def _record(folder: Path, now: datetime, names: tuple[str, ...], count: int) -> None:
    make_folder(folder / INNER)
    content = {"at": now.isoformat(), "files": list(names), "messages": count}
    write_atomic(inner(folder, RECORD), json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
