"""``poa history``: the saved versions of a case."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from poa.cli.run import Context, existing


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dir", metavar="DIR", help=words("cases.cli.dir"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("cases.cli.format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """List the versions, newest first."""
    from datetime import UTC, datetime

    from poa.cases.versions import clock_set_back, history
    from poa.errors import CaseError

    folder: Path = existing(args.dir)
    versions = history(folder)
    if not versions:
        raise CaseError("cases.no_history", file=folder)
    words = context.words
    if args.format == "json":
        rows = [
            {"version": v.number, "at": v.at.isoformat() if v.at else None, "why": v.why, "size": v.size}
            for v in versions
        ]
        sys.stdout.write(json.dumps({"versions": rows}, ensure_ascii=False, indent=2) + "\n")
        return 0
    for version in versions:
        at = f"{version.at.astimezone():%Y-%m-%d %H:%M:%S}" if version.at else "-"
        sys.stdout.write(f"{version.number:>6}  {at}  {version.size:>8}  {_why(version.why, context)}\n")
    if clock_set_back(folder, datetime.now(UTC)):
        sys.stderr.write(words("cases.clock_back") + "\n")
    sys.stdout.write(words("cases.cli.restore_hint", folder=args.dir) + "\n")
    return 0


def _why(why: str, context: Context) -> str:
    """The reason in words where it is the program's own, else as it was noted (a place in the case)."""
    reason, _, rest = why.partition(" ")
    known = context.words.area("cases")["reasons"]
    return f"{known[reason]} {rest}".strip() if reason in known else why
