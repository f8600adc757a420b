"""The list of cases by deadline, fast: what the list shows is kept beside each case and in one index a root.

Two derived files, both safe to delete: ``.poa/summary.json`` in a case, good while the hash of case.yaml is the same;
and ``.poa-index.json`` in the root, good for a case while the size and time of its case.yaml are the same.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cases.beside import beside
from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import CASE_FILE, INNER, SUMMARY, inner
from poa.cases.reviewed import answers_digest, kept_band
from poa.cases.standing import standing_of
from poa.digests import blake2b
from poa.errors import CaseError, PoaError
from poa.model.standing import settled
from poa.wording.system import reason

if TYPE_CHECKING:
    from poa.model.case import Case, NoticeFacts

INDEX = ".poa-index.json"
_FORMAT = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list. ``problem`` is set where the case cannot be read; then only ``folder`` is known.

    ``deadline_at`` is aware, None where the notice states none or its own time is unknown; then ``stated_hours`` holds
    the hours that it states. ``steps`` maps a step to its state and is empty where nobody has worked it out yet.
    ``answers`` names the answers that a review read (poa.cases.reviewed). ``undecided`` counts the messages with
    findings that are still to be decided on (poa.cases.suspects), as far as the steps are known. ``outcome`` is, of a
    closed case, how Amazon's last answer ended it (poa.cases.rounds.ended_as). ``unfinished`` names files with messages
    that were to be taken in and were not (poa.cases.unfinished).
    """

    folder: Path
    name: str = ""
    marketplace: str = ""
    kind: str = ""
    severity: str = ""
    deadline_at: datetime | None = None
    stated_hours: float | None = None
    practice: bool = False
    archived: bool = False
    closed_on: date | None = None
    steps: dict[str, str] = field(default_factory=dict)
    answers: str = ""
    undecided: int = 0
    outcome: str = ""
    unfinished: tuple[str, ...] = ()
    problem: PoaError | None = None

    @property
    def closed(self) -> bool:
        """Whether the case is closed."""
        return self.closed_on is not None

    @property
    def steps_done(self) -> int:
        """How many steps are ready, or not needed."""
        return sum(state in ("ready", "unneeded") for state in self.steps.values())

    def time_left(self, now: datetime) -> timedelta | None:
        """Until the deadline; negative once it has passed."""
        return None if self.deadline_at is None else self.deadline_at - now


Stepper = Callable[["Case"], Mapping[str, str]]


def summarise(folder: Path, case: Case, steps: Mapping[str, str] | None = None) -> Summary:
    """What the list shows of a case."""
    return Summary(
        folder=folder,
        name=case.store.name,
        marketplace=case.store.marketplace,
        kind=case.notice.kind,
        severity=case.notice.severity,
        deadline_at=deadline_of(case),
        stated_hours=stated_hours(case),
        practice=case.practice,
        archived=case.archived,
        closed_on=case.closed_on,
        steps=dict(steps or {}),
        answers=answers_digest(case),
    )


def deadline_of(case: Case) -> datetime | None:
    """When the answer is due, in UTC: the date that the notice names, else its period from the notice it counts from.

    None where the notice states none, where its own time is unknown (then it is asked), for a look-alike, and once the
    case is closed.
    """
    notice = case.notice
    if notice.is_phishing or case.closed_on:
        return None
    if notice.deadline_at:
        return aware(notice.deadline_at, notice.time_zone)
    start = _counted_from(notice)
    if notice.deadline_hours is None or start is None:
        return None
    try:
        return aware(start, notice.time_zone) + timedelta(hours=notice.deadline_hours)
    except OverflowError:
        return None


def stated_hours(case: Case) -> float | None:
    """The hours that the notice leaves, where it is not known yet from when they count; then no end can be told."""
    notice = case.notice
    if notice.is_phishing or case.closed_on or notice.deadline_at or _counted_from(notice):
        return None
    return notice.deadline_hours


def _counted_from(notice: NoticeFacts) -> datetime | None:
    if notice.deadline_from == "original_notice":
        return datetime(*notice.original_on.timetuple()[:3]) if notice.original_on else None
    return notice.received


def aware(moment: datetime, zone: str) -> datetime:
    """A moment of a case in UTC; one without a zone is in ``zone``, and in UTC where that is not known."""
    from zoneinfo import ZoneInfo

    if moment.tzinfo is None:
        try:
            moment = moment.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
        except (KeyError, ValueError, OSError):
            moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def note_summary(folder: Path, case: Case, steps: Mapping[str, str] | None = None) -> None:
    """Keep what the list shows beside the case; without ``steps`` they are worked out when the list is next shown.

    That it cannot be kept is no error: the list then reads the case itself.
    """
    with contextlib.suppress(OSError, PoaError):
        _note(summarise(folder, case, steps), (folder / CASE_FILE).read_bytes())


def summaries(root: Path, now: datetime, *, steps: Stepper | None = None) -> Iterator[Summary]:
    """The cases under ``root``: unreadable ones first, then by deadline, then without one, then archived and closed.

    Args:
        root: the folder of case folders; or one case folder.
        now: cases whose deadline has passed more than thirty days ago are listed after the live ones.
        steps: works out the state of the steps where it is not kept yet (poa.plan.progress with a playbook).
    """
    found = [_one(root, steps)] if (root / CASE_FILE).is_file() else _all(root, steps)
    for summary in sorted(found, key=lambda summary: _urgency(summary, now)):
        ended = replace(summary, outcome=_outcome(summary.folder)) if summary.closed else summary
        yield _standing(ended, now) if ended.steps else ended


def _outcome(folder: Path) -> str:
    from poa.cases.rounds import ended_as

    return ended_as(folder)


def _standing(summary: Summary, now: datetime) -> Summary:
    """The summary with what lies in the folder now: that changes without the answers, so it is never kept with them."""
    folder, steps = summary.folder, summary.steps
    read = kept_band(folder, summary.answers) if steps.get("export") in ("open", "ready") else ""
    standing = standing_of(folder, read, beside(folder, now.date()))
    known = settled(steps, standing, closed=summary.closed)
    found = standing.beside
    return replace(summary, steps=known, undecided=found.undecided, unfinished=found.unfinished)


def _urgency(summary: Summary, now: datetime) -> tuple[int, float, str]:
    name = summary.folder.name
    if summary.problem:
        return (0, 0.0, name)
    if summary.archived or summary.closed:
        return (4, 0.0, name)
    if summary.deadline_at is None:
        return (2, 0.0, name)
    long_past = summary.deadline_at < now - timedelta(days=30)
    return (3 if long_past else 1, summary.deadline_at.timestamp(), name)


def _all(root: Path, steps: Stepper | None) -> list[Summary]:
    kept = _read_index(root)
    fresh: dict[str, list[Any]] = {}
    found: list[Summary] = []
    changed = False
    for name in _folders(root):
        try:
            # Ten thousand Path objects would cost as much as all the rest.
            stat = os.stat(f"{root}{os.sep}{name}{os.sep}{CASE_FILE}")  # noqa: PTH116
        except PermissionError as wrong:
            unreadable = CaseError("files.unreadable", file=root / name, why=reason(wrong))
            found.append(Summary(root / name, problem=unreadable))
            continue
        except OSError:
            continue
        key = [stat.st_size, stat.st_mtime_ns]
        row = kept.get(name)
        folder = root / name
        summary = _thaw(folder, row[2]) if row and row[:2] == key else None
        if row and summary and (summary.steps or not steps):
            fresh[name] = row
        else:
            summary = _one(folder, steps)
            changed = True
            if not summary.problem:
                fresh[name] = [*key, _freeze(summary)]
        found.append(summary)
    if changed or len(fresh) != len(kept):
        with contextlib.suppress(PoaError):
            content = json.dumps({"format": _FORMAT, "cases": fresh}, ensure_ascii=False)
            write_atomic(root / INDEX, content.encode("utf-8", "replace"), durable=False)
    return found


def _folders(root: Path) -> list[str]:
    try:
        with os.scandir(root) as entries:
            return [entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
    except OSError:
        return []


def _one(folder: Path, steps: Stepper | None) -> Summary:
    """The summary of one case, from its summary file if that is of the present case.yaml, else from the case."""
    from poa.cases.caseyaml import parse_case, read_small

    try:
        path = folder / CASE_FILE
        raw = read_small(path)
        kept = _read_summary(folder, raw)
        if kept and (kept.steps or not steps):
            return kept
        case = parse_case(raw, path)
        summary = summarise(folder, case, steps(case) if steps else None)
        with contextlib.suppress(PoaError):
            _note(summary, raw)
        return summary
    except PoaError as problem:
        return Summary(folder, problem=problem)


def _note(summary: Summary, raw: bytes) -> None:
    make_folder(summary.folder / INNER)
    at = (summary.folder / CASE_FILE).stat().st_mtime_ns
    content = {
        "format": _FORMAT, "of": _hash(raw), "summary": _freeze(summary),
        "at": at, "since": _since(summary, at),
    }  # fmt: skip
    written = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    write_atomic(inner(summary.folder, SUMMARY), written, durable=False)


def _since(summary: Summary, at: int) -> int:
    """When the letter's answers became what they are: not later than now, and earlier where only others changed."""
    try:
        kept = json.loads(inner(summary.folder, SUMMARY).read_bytes())
        return int(kept["since"]) if kept["summary"]["answers"] == summary.answers else at
    except (OSError, ValueError, KeyError, TypeError):
        return at


def _read_summary(folder: Path, raw: bytes) -> Summary | None:
    try:
        content = json.loads(inner(folder, SUMMARY).read_bytes())
        if content["format"] != _FORMAT or content["of"] != _hash(raw):
            return None
        return _thaw(folder, content["summary"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_index(root: Path) -> dict[str, list[Any]]:
    try:
        content = json.loads((root / INDEX).read_bytes())
        cases = content["cases"] if content["format"] == _FORMAT else {}
        return cases if isinstance(cases, dict) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _hash(raw: bytes) -> str:
    return blake2b(raw, 16).hex()


def _freeze(summary: Summary) -> dict[str, Any]:
    data = asdict(replace(summary, problem=None))
    for name in ("folder", "problem", "undecided", "outcome", "unfinished"):
        del data[name]
    data["deadline_at"] = summary.deadline_at.isoformat() if summary.deadline_at else None
    data["closed_on"] = summary.closed_on.isoformat() if summary.closed_on else None
    return data


def _thaw(folder: Path, data: dict[str, Any]) -> Summary | None:
    try:
        at, on = data["deadline_at"], data["closed_on"]
        due = datetime.fromisoformat(at) if at else None
        closed_on = date.fromisoformat(on) if on else None
        return Summary(**{**data, "folder": folder, "deadline_at": due, "closed_on": closed_on})
    except (TypeError, ValueError, KeyError):
        return None
