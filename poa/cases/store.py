"""Cases on disk: made, loaded, saved, listed, restored. What ``save`` has returned from is on the disk.

A save never overwrites what it has not seen: if case.yaml was edited by hand since it was loaded here, the hand's
version stays, ours is kept beside it as case.conflict-<time>.yaml, and a CaseError says so.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from poa.cases import guard, versions
from poa.cases.caseyaml import dump_case, leading_comments, parse_case, read_small
from poa.cases.files import copy_atomic, make_folder, sha256_of, told, write_atomic
from poa.cases.layout import INNER, ROUNDS, case_file, free_name, is_case, need_case, safe_name
from poa.cases.lock import Holder, Lock, acquire, holder
from poa.cases.migrate import SCHEMA, schema_of
from poa.cases.rounds import rounds
from poa.cases.summary import Summary, note_summary, summaries
from poa.cases.versions import Version, history
from poa.errors import CaseError
from poa.model.case import Case

__all__ = [
    "Holder", "Lock", "Summary", "Version", "acquire", "create", "history", "holder", "load",
    "load_with_token", "restore", "save", "summaries",
]  # fmt: skip

NewFile = Path | tuple[str, bytes | Path]

# What this process last read or wrote of each case, so that a save knows whether a hand was at the file meanwhile.
_seen: dict[Path, str] = {}


def create(folder: Path, case: Case, *, files: Sequence[NewFile] = (), now: datetime) -> None:
    """Make a case folder. case.yaml comes last, so an interrupted start is no case.

    Args:
        folder: a new or empty place; an existing case or file is never overwritten.
        case: the first answers.
        files: files to stand beside case.yaml: a path (copied under its own name) or a name with bytes or a path.
        now: when.

    Raises:
        CaseError: there is a case or a file of that name already, or the folder cannot be written.
    """
    if is_case(folder):
        raise CaseError("cases.exists", file=folder)
    named = [(file.name, file) if isinstance(file, Path) else file for file in files]
    make_folder(folder)
    for name, source in named:
        target = folder / safe_name(name)
        if target.exists() and not _same(target, source):
            raise CaseError("cases.file_there", file=target)
    for name, source in named:
        target = folder / safe_name(name)
        if target.exists():
            continue
        if isinstance(source, bytes):
            write_atomic(target, source)
        else:
            copy_atomic(source, target)
    make_folder(folder / INNER)
    _write(folder, dump_case(case, _header()), now, "create")
    note_summary(folder, case)


def _same(target: Path, source: bytes | Path) -> bool:
    """Whether a file is there already, as an interrupted start leaves it."""
    if not target.is_file():
        return False
    return sha256_of(target) == (versions.digest_of(source) if isinstance(source, bytes) else sha256_of(source))


def load(folder: Path) -> Case:
    """The case in ``folder``; an older format is brought up to date (the file itself changes with the next save).

    Raises:
        CaseError: no folder, no case, or a case.yaml that does not fit; with file, line and remedy.
    """
    return load_with_token(folder)[0]


def load_with_token(folder: Path) -> tuple[Case, str]:
    """The case and the token of its present file, for a ``save`` that must not overwrite anything newer.

    Raises:
        CaseError: as for ``load``.
    """
    path = need_case(folder)
    raw = read_small(path)
    case = parse_case(raw, path)
    token = versions.digest_of(raw)
    _seen[folder.resolve()] = token
    return case, token


def save(
    folder: Path,
    case: Case,
    *,
    now: datetime,
    why: str = "",
    base: str | None = None,
    steps: Mapping[str, str] | None = None,
) -> str:
    """Put the answers on disk; when this returns, they are there.

    Args:
        folder: the case.
        case: all its answers.
        now: when.
        why: what changed, for the history (a path such as ``actions[0].on``).
        base: token of the file these answers were made from; by default what this process last loaded or saved.
        steps: the state of each step, for the list of cases (poa.plan.progress), where at hand.

    Returns:
        the token of the new file.

    Raises:
        LockedError: another window holds the case.
        RefusedError: an action that a recorded round told Amazon is dated back.
        CaseError: the file was edited meanwhile (both versions are kept), or cannot be written (the old one stands).
    """
    if not folder.is_dir():
        raise CaseError("cases.folder_gone", file=folder)
    with _writing(folder, now):
        current = _current(folder)
        _refuse_conflict(folder, case, current, base, now)
        _refuse_back_dating(folder, case, current)
        header = (leading_comments(current) if current else "") or _header()
        raw = dump_case(case, header)
        if current is not None and raw != current:
            _keep_current(folder, current, now)
        if raw != current:
            _write(folder, raw, now, why or "edit")
        note_summary(folder, case, steps)
    return versions.digest_of(raw)


def restore(folder: Path, version: int, now: datetime) -> Case:
    """Make an earlier version the present one, as a new version; nothing is taken out of the history.

    Raises:
        LockedError: another window holds the case.
        CaseError: there is no such version, it is damaged, or it cannot be written.
    """
    if not folder.is_dir():
        raise CaseError("cases.folder_gone", file=folder)
    raw = versions.content(folder, version)
    case = parse_case(raw, case_file(folder))
    with _writing(folder, now):
        current = _current(folder)
        if current is not None:
            _keep_current(folder, current, now)
        _write(folder, raw, now, f"restore {version}")
        note_summary(folder, case)
    return case


@contextlib.contextmanager
def _writing(folder: Path, now: datetime) -> Iterator[None]:
    """Hold the case for one save, unless this process holds it already."""
    found = holder(folder)
    if found and found.is_us:
        yield
    else:
        with acquire(folder, "poa", now):
            yield


def _current(folder: Path) -> bytes | None:
    """The present file; None where it was removed, which loses nothing: a save writes it again."""
    path = case_file(folder)
    with told(path):
        return path.read_bytes() if path.exists() else None


def _refuse_conflict(folder: Path, case: Case, current: bytes | None, base: str | None, now: datetime) -> None:
    expected = base or _seen.get(folder.resolve())
    if current is None or expected is None or versions.digest_of(current) == expected:
        return
    name = free_name(folder, f"case.conflict-{now:%Y%m%d-%H%M%S}.yaml")
    write_atomic(folder / name, dump_case(case, _header()))
    raise CaseError("cases.conflict", file=case_file(folder), kept=name)


def _refuse_back_dating(folder: Path, case: Case, current: bytes | None) -> None:
    """What a recorded round told Amazon is not dated back afterwards."""
    if current is None or not (folder / ROUNDS).is_dir():
        return
    sent = [entry.sent for entry in rounds(folder)]
    if sent:
        guard.refuse_back_dating(parse_case(current, case_file(folder)), case, sent[-1])


def _keep_current(folder: Path, current: bytes, now: datetime) -> None:
    """Put what is about to be replaced into the history, unless it came from there."""
    if schema_of(current) != SCHEMA:
        backup = folder / free_name(folder, f"case.schema-{schema_of(current)}.yaml")
        write_atomic(backup, current)
    if not versions.holds(folder, versions.digest_of(current)):
        versions.add(folder, current, now, "by_hand", durable=True)


def _write(folder: Path, raw: bytes, now: datetime, why: str) -> None:
    try:
        versions.add(folder, raw, now, why)
        write_atomic(case_file(folder), raw)
    except CaseError as problem:
        if problem.key != "cases.disk_full" or not versions.make_room(folder):
            raise
        versions.add(folder, raw, now, why)
        write_atomic(case_file(folder), raw)
    _seen[folder.resolve()] = versions.digest_of(raw)


def _header() -> str:
    from poa.wording import LANGUAGES, Wording

    return "".join(f"# {Wording(language)('cases.header')}\n" for language in LANGUAGES)
