"""``poa status``: cases by deadline, with what is missing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.run import Context
from poa.model.standing import DONE_WITH

if TYPE_CHECKING:
    from poa.cases.summary import Summary
    from poa.wording import Wording

_FAR = 2
"""From so many days on, hours are told no more: nobody counts a deadline by them that is far away, or long past."""


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    parser.add_argument("dirs", nargs="*", metavar="DIR", type=Path, help=context.words("status.help_dir"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--all", action="store_true", help=context.words("status.help_all"))


def run(args: argparse.Namespace, context: Context) -> int:
    """List the cases; a broken one is listed with what is wrong, and the exit code is then 2."""
    from poa.cases.store import summaries
    from poa.errors import CaseError

    now = datetime.now(UTC)
    for folder in args.dirs:
        if not folder.is_dir():
            raise CaseError("cases.is_a_file" if folder.is_file() else "cases.no_such_folder", file=folder)
    steps = _stepper(context)
    found = [s for root in args.dirs or [context.cases] for s in summaries(root, now, steps=steps)]
    lost = _tell_lost(args.dirs or [context.cases], context)
    shown = [s for s in found if args.all or args.dirs or not s.archived]
    if args.format == "json":
        rows = [_row(summary, now, context) for summary in shown]
        sys.stdout.write(json.dumps({"cases": rows}, ensure_ascii=False, indent=2) + "\n")
    elif not shown and not lost:
        folder = ", ".join(map(str, args.dirs or [context.cases]))
        put_away = len(found) - len(shown)
        key = "status.all_put_away" if put_away else "status.none"
        sys.stdout.write(context.words(key, folder=folder, n=put_away, count=put_away) + "\n")
        if not args.dirs and (here := sum(1 for _ in summaries(Path(), now))):
            sys.stdout.write(context.words("status.here", n=here, count=here) + "\n")
    else:
        for summary in shown:
            _tell(summary, now, context)
    return 2 if lost or any(summary.problem for summary in shown) else 0


def _tell_lost(roots: Sequence[Path], context: Context) -> bool:
    """Name the folders whose case.yaml is gone: no list of cases holds them, and their versions are kept."""
    from poa.cases.layout import lost_case
    from poa.errors import CaseError

    places = set(roots)
    for root in roots:
        # The list of cases tells what of a folder may not be read.
        with suppress(OSError):
            places.update(root.iterdir())
    lost = sorted(place for place in places if lost_case(place))
    for place in lost:
        told = CaseError("cases.case_lost", file=place, folder=place).told(context.words)
        sys.stderr.write(f"poa: {told}\n")
    return bool(lost)


def _stepper(context: Context) -> Any:
    def steps(case: Any) -> Any:
        from poa.library.playbook import load_playbook
        from poa.plan import progress

        if not made:
            made.append(load_playbook(context.guidance))
        return progress(case, made[0])

    made: list[Any] = []
    return steps


def _row(summary: Summary, now: datetime, context: Context) -> dict[str, Any]:
    left = summary.time_left(now)
    return {
        "folder": str(summary.folder),
        "store": summary.name,
        "marketplace": summary.marketplace,
        "kind": summary.kind,
        "severity": summary.severity,
        "deadline_at": summary.deadline_at.isoformat() if summary.deadline_at else None,
        "stated_hours": summary.stated_hours,
        "hours_left": round(left.total_seconds() / 3600, 1) if left is not None else None,
        "practice": summary.practice,
        "archived": summary.archived,
        "closed": summary.closed,
        "closed_on": summary.closed_on.isoformat() if summary.closed_on else None,
        "outcome": summary.outcome or None,
        "steps": summary.steps,
        "undecided": summary.undecided,
        "unfinished": list(summary.unfinished),
        "missing": _missing(summary),
        "readiness": _readiness(summary),
        "problem": summary.problem.told(context.words) if summary.problem else None,
    }


def _missing(summary: Summary) -> list[str]:
    """Steps in which something is to be done now; a closed case has none."""
    if summary.closed:
        return []
    return [step for step, state in summary.steps.items() if state not in DONE_WITH]


def _readiness(summary: Summary) -> str:
    """``ready`` once the answers make a whole letter and nothing beside them stands open; never a chance of success.

    That is when the export may be made: messages that nobody has decided on yet, and a training told otherwise than its
    record tells it, keep a case from it (poa.model.standing).
    """
    if summary.problem or not summary.steps:
        return "unknown"
    return "ready" if summary.steps.get("export") in ("open", "ready") else "open"


def kind_words(words: Wording, kind: str) -> str:
    """What kind of notice it is; one that is not ours (own guidance, answers by hand) under the name that it has."""
    return str(words.area("status").get(f"kind_{kind or 'other'}", kind))


def _tell(summary: Summary, now: datetime, context: Context) -> None:
    words = context.words
    if summary.problem:
        sys.stdout.write(f"{summary.folder}\n  {summary.problem.told(words)}\n")
        return
    name = summary.name or summary.folder.name
    mark = f" · {words('status.practice')}" if summary.practice else ""
    kind = kind_words(words, summary.kind)
    sys.stdout.write(f"{name} · {summary.marketplace or '–'} · {kind}{mark}\n")
    sys.stdout.write(f"  {_told_end(summary, now, context)}\n")
    missing = [words(f"status.step_{step}") for step in _missing(summary)]
    if missing:
        sys.stdout.write(f"  {words('status.missing', steps=words('status.comma').join(missing))}\n")
    if summary.undecided:
        sys.stdout.write(f"  {words('status.undecided', n=summary.undecided, count=summary.undecided)}\n")
    if summary.unfinished:
        from poa.cli.messages import told_unfinished

        sys.stdout.write(f"  {told_unfinished(summary.unfinished, summary.folder, context)}\n")
    if summary.steps.get("answer") == "waiting":
        sys.stdout.write(f"  {words('status.waiting')}\n")
    sys.stdout.write(f"  {summary.folder}\n")


def _told_end(summary: Summary, now: datetime, context: Context) -> str:
    """Until when there is time; of a closed case, how it ended and when."""
    if summary.closed_on is None:
        return told_time_left(summary.time_left(now), context, summary.stated_hours)
    from poa.text.dates import told_day

    on = told_day(summary.closed_on, context.words)
    return context.words(f"status.closed_{summary.outcome or 'by_you'}", on=on)


def told_time_left(left: timedelta | None, context: Context, stated: float | None = None) -> str:
    """The time left, in words; where it is not known from when the hours that the notice states count, just these."""
    words = context.words
    if left is None and stated is not None:
        return words("status.stated", n=stated, hours=f"{stated:g}")
    if left is None:
        return words("status.no_deadline")
    hours = int(abs(left).total_seconds() // 3600)
    days, rest = divmod(hours, 24)
    if days >= _FAR:
        amount = words("status.days", n=days, days=days)
    elif days:
        amount = words("status.days_hours", days=days, hours=rest)
    else:
        amount = words("status.hours", n=hours, hours=hours)
    return words("status.left" if left >= timedelta() else "status.past", amount=amount)
