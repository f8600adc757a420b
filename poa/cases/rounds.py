"""Rounds: exactly what was sent to Amazon, with hashes, and exactly what came back. Written once, never changed.

``rounds/01/round.yaml`` names the files beside it; ``rounds/01/answer/`` holds Amazon's answer once there is one, and
``rounds/01/withdrawn-1/`` one that was recorded wrongly and put aside; so is a submission that was none, as
``rounds/withdrawn-01-1/`` (poa.cases.withdrawing).
Both appear in one step, so there is never half a round.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from poa.cases import guard
from poa.cases.files import copy_atomic, fresh_folder, remove_tree, settle, sha256_of, write_atomic
from poa.cases.layout import ROUNDS, free_name, need_case, safe_name
from poa.cases.lock import refuse_if_held_by_another
from poa.digests import sha256
from poa.errors import CaseError, InputError, RefusedError
from poa.library.yamlfile import read_yaml, write_yaml
from poa.wording.system import not_there

ROUND_FILE = "round.yaml"
ANSWER = "answer"
ANSWER_FILE = "answer.yaml"
OUTCOME_FILE = "outcome.yaml"
# The kinds of an answer (poa.review.answered) after which Amazon says no more.
_ENDS = ("accepted", "final")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent or received: its name in the round's folder, its hash and its size."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What Amazon answered. ``kind`` is what it was read as or what the seller said that it is, empty if nothing."""

    received: datetime
    files: tuple[SentFile, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One submission. ``sent`` is when the seller says it was sent; ``recorded`` when that was written down. ``mirror``
    did not go to Amazon; it is kept so that the next letter can be compared with it.
    """

    number: int
    folder: Path
    sent: datetime
    recorded: datetime
    channel: str
    files: tuple[SentFile, ...]
    note: str = ""
    answer: Answer | None = None
    mirror: tuple[SentFile, ...] = ()


def rounds(folder: Path) -> tuple[Round, ...]:
    """The rounds of a case, first to last.

    Raises:
        CaseError: a record cannot be read.
    """
    place = folder / ROUNDS
    if not place.is_dir():
        return ()
    numbers = sorted(int(entry.name) for entry in place.iterdir() if entry.name.isdigit() and entry.is_dir())
    return tuple(read_round(place / f"{number:02}", number) for number in numbers)


def ended_as(folder: Path) -> str:
    """How Amazon's answer to the last round ended the case: ``accepted``, ``final``, or empty where it did not.

    A case without rounds, or with a record that cannot be read, has no such answer.
    """
    try:
        last = rounds(folder)[-1:]
    except (CaseError, OSError):
        return ""
    kind = last[0].answer.kind if last and last[0].answer else ""
    return kind if kind in _ENDS else ""


def submit(
    folder: Path,
    files: Sequence[Path],
    *,
    sent: datetime,
    now: datetime,
    channel: str = "seller_central",
    note: str = "",
    again: bool = False,
    mirror: Sequence[Path] = (),
) -> Round:
    """Record what was sent: the files are copied as they are.

    Args:
        folder: the case.
        files: exactly the files that were sent (or the texts that were pasted).
        sent: when, by the seller's word.
        now: the present, to which ``sent`` is held.
        channel: how ("seller_central", "email", "call").
        note: in the seller's own words.
        again: the same files were really sent once more before an answer came.
        mirror: what is kept with them and was not sent.

    Raises:
        RefusedError: ``sent`` lies in the future, or before the round before it, or the same is recorded already.
        InputError: no file, or one that is not there.
        CaseError: it could not be written; then there is no such round.
    """
    need_case(folder)
    refuse_if_held_by_another(folder)
    if not files:
        raise InputError("cases.round_without_file", file=folder)
    for file in (*files, *mirror):
        if not file.is_file():
            raise not_there(file)
        if not file.stat().st_size:
            # Nobody sent nothing.
            raise InputError("messages.empty_file", file=file)
    earlier = rounds(folder)
    guard.refuse_round_date(sent, now, earlier[-1].sent if earlier else None)
    if not again and (same := sent_already(earlier, files)):
        raise RefusedError("cases.sent_already", number=same.number, sent=same.sent)
    number = earlier[-1].number + 1 if earlier else 1
    target = folder / ROUNDS / f"{number:02}"
    fresh = fresh_folder(target)
    with _undone(fresh):
        kept = _keep(files, fresh)
        about = {"sent": sent, "recorded": now, "channel": channel, "note": note, "files": kept}
        if mirror:
            about["mirror"] = _keep(mirror, fresh)
        write_atomic(fresh / ROUND_FILE, _yaml(about))
        _protect(fresh)
        settle(fresh, target)
    return read_round(target, number)


def sent_already(found: Sequence[Round], files: Sequence[Path]) -> Round | None:
    """The last round, where it waits for its answer and holds exactly these files: nothing is sent twice meanwhile."""
    last = found[-1:]
    if not last or last[0].answer is not None:
        return None
    kept = sorted(file.sha256 for file in last[0].files)
    return last[0] if kept == sorted(map(sha256_of, files)) else None


def record_answer(
    folder: Path,
    number: int,
    *,
    received: datetime,
    now: datetime,
    text: str = "",
    files: Sequence[Path] = (),
    kind: str = "",
) -> Round:
    """Record what Amazon answered to a round: pasted text, or files as they came.

    Raises:
        RefusedError: the round has its answer, or the date lies in the future or before the submission.
        InputError: neither text nor file, or a file that is not there.
        CaseError: no such round, or it could not be written.
    """
    need_case(folder)
    refuse_if_held_by_another(folder)
    found = next((entry for entry in rounds(folder) if entry.number == number), None)
    if found is None:
        raise CaseError("cases.no_round", file=folder, number=number)
    if not text.strip() and not files:
        raise InputError("cases.answer_without_text", file=folder)
    for file in files:
        if not file.is_file():
            raise not_there(file)
    guard.refuse_second_answer(found.folder, number, found.answer is not None)
    guard.refuse_answer_date(received, now, found.sent)
    target = found.folder / ANSWER
    fresh = fresh_folder(target)
    with _undone(fresh):
        kept = _keep(files, fresh)
        if text.strip():
            raw = text.encode("utf-8", "replace")
            write_atomic(fresh / "answer.txt", raw)
            kept.append({"name": "answer.txt", "sha256": sha256(raw), "size": len(raw)})
        write_atomic(fresh / ANSWER_FILE, _yaml({"received": received, "recorded": now, "kind": kind, "files": kept}))
        _protect(fresh)
        settle(fresh, target)
    return read_round(found.folder, number)


def say_outcome(folder: Path, number: int, kind: str, *, now: datetime) -> Round:
    """Say what an answer is, beside its record: the answer stays as it came, and what was said last holds.

    Raises:
        CaseError: no such round, no answer yet, or it could not be written.
    """
    need_case(folder)
    refuse_if_held_by_another(folder)
    found = next((entry for entry in rounds(folder) if entry.number == number), None)
    if found is None or found.answer is None:
        raise CaseError("cases.no_round", file=folder, number=number)
    write_atomic(found.folder / OUTCOME_FILE, _yaml({"received": now, "kind": kind, "files": []}))
    return read_round(found.folder, number)


def altered(found: Round) -> tuple[Path, ...]:
    """The files of a round that are no longer what was sent or received, or are gone."""
    places = [(found.folder / file.name, file) for file in (*found.files, *found.mirror)]
    if found.answer:
        places += [(found.folder / ANSWER / file.name, file) for file in found.answer.files]
    return tuple(path for path, file in places if not path.is_file() or sha256_of(path) != file.sha256)


def _keep(files: Sequence[Path], into: Path) -> list[dict[str, Any]]:
    kept = []
    for file in files:
        name = safe_name(file.name)
        if name.casefold() in (ROUND_FILE, ANSWER_FILE, OUTCOME_FILE, ANSWER, "answer.txt"):
            name = f"sent-{name}"
        name = free_name(into, name)
        copy_atomic(file, into / name)
        # The hash is of the copy: what is kept is what the record vouches for.
        kept.append({"name": name, "sha256": sha256_of(into / name), "size": (into / name).stat().st_size})
    return kept


@contextlib.contextmanager
def _undone(fresh: Path) -> Any:
    """Remove what was begun if it cannot be finished."""
    try:
        yield
    except BaseException:
        remove_tree(fresh)
        raise


def _protect(place: Path) -> None:
    """Make the files read-only, so that an editor asks before it changes a record."""
    for path in place.iterdir():
        with contextlib.suppress(OSError):
            path.chmod(0o400 if os.name == "posix" else 0o444)


def _yaml(about: dict[str, Any]) -> bytes:
    plain = {
        key: value.isoformat() if isinstance(value, datetime) else value for key, value in about.items() if value != ""
    }
    return write_yaml(plain).encode()


def read_round(place: Path, number: int) -> Round:
    data = _data(place / ROUND_FILE)
    return Round(
        number=number,
        folder=place,
        sent=_moment(data["sent"]),
        recorded=_moment(data.get("recorded", data["sent"])),
        channel=str(data.get("channel", "")),
        files=_files(data),
        note=str(data.get("note", "")),
        answer=read_answer(place / ANSWER, place),
        mirror=_files(data, "mirror"),
    )


def read_answer(place: Path, beside: Path | None = None) -> Answer | None:
    """The answer in a folder; None where there is none.

    Args:
        place: the folder.
        beside: the round, where what the seller says of the answer is kept before what is kept with it.

    Raises:
        CaseError: the record cannot be read.
    """
    if not (place / ANSWER_FILE).is_file():
        return None
    told = _data(place / ANSWER_FILE)
    files = (folder / OUTCOME_FILE for folder in (beside, place) if folder)
    said = next((_data(file) for file in files if file.is_file()), told)
    return Answer(_moment(told["received"]), _files(told), str(said.get("kind", "")))


def _data(path: Path) -> dict[str, Any]:
    data = read_yaml(path, CaseError).data
    try:
        _moment(data.get("sent") or data["received"])
        _files(data)
        _files(data, "mirror")
    except (AttributeError, KeyError, TypeError, ValueError):
        raise CaseError("cases.damaged_round", file=path) from None
    return dict(data)


def _moment(value: object) -> datetime:
    return datetime.fromisoformat(str(value))


def _files(data: dict[str, Any], key: str = "files") -> tuple[SentFile, ...]:
    listed = data["files"] if key == "files" else data.get(key) or ()
    return tuple(SentFile(safe_name(str(f["name"])), str(f["sha256"]), int(f["size"])) for f in listed)
