"""``poa purge``: removes the messages of closed cases, and says what it removed and what stays."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.run import Context, existing
from poa.errors import PoaError

if TYPE_CHECKING:
    from poa.cases.purge import Purged


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dirs", metavar="DIR", nargs="+", help=words("cases.cli.dirs"))
    parser.add_argument("--days", type=int, default=None, help=words("cases.cli.days"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("cases.cli.format"))
    parser.add_argument("--dry-run", action="store_true", help=words("cases.cli.dry_run"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Purge each case; one that cannot be purged does not stop the others."""
    from datetime import UTC, datetime

    from poa.cases.purge import Purged, purge
    from poa.cases.settings import load_settings
    from poa.errors import InputError

    days = load_settings(context.places.settings)["purge_days"] if args.days is None else args.days
    if days < 0:
        raise InputError("cases.negative_days")
    worst, rows = 0, list[dict[str, Any]]()
    for folder in _cases(args.dirs):
        try:
            done = purge(folder, datetime.now(UTC), days=days, dry_run=args.dry_run)
        except PoaError as problem:
            told = problem.told(context.words)
            sys.stderr.write(f"poa: {told}\n")
            rows.append({**_row(Purged(folder, "nothing")), "state": "problem", "problem": told})
            worst = max(worst, problem.exit_code)
            continue
        rows.append(_row(done))
        if args.format == "text":
            _tell(done, context)
    if args.format == "json":
        sys.stdout.write(json.dumps({"cases": rows}, ensure_ascii=False, indent=2) + "\n")
    return worst


def _row(done: Purged) -> dict[str, Any]:
    """One case for scripts; ``state`` is removed, would_remove, open, too_early, nothing or problem."""
    return {
        "folder": str(done.folder),
        "state": done.why,
        "files": list(done.files),
        "bytes": done.bytes,
        "messages": done.messages,
        "due": done.due.isoformat() if done.due else None,
        "problem": None,
    }


def _cases(names: list[str]) -> Iterator[Path]:
    """The cases named, or those in a folder of cases."""
    from poa.cases.layout import is_case

    for name in names:
        folder = existing(name)
        below = [] if is_case(folder) or not folder.is_dir() else [path for path in folder.iterdir() if is_case(path)]
        yield from sorted(below) or [folder]


def _tell(done: Purged, context: Context) -> None:
    words = context.words
    values = {
        "folder": done.folder,
        "n": len(done.files),
        "count": len(done.files),
        "imported": words("cases.purge.imported", n=done.messages, count=done.messages),
        "kilobytes": (done.bytes + 1023) // 1024,
        "due": done.due or "-",
    }
    sys.stdout.write(words(f"cases.purge.{done.why}", **values) + "\n")
    for name in done.files:
        sys.stdout.write(f"  {name}\n")
    if done.why in ("removed", "would_remove"):
        sys.stdout.write(f"  {words('cases.purge.stays')}\n")
