"""``poa history``: the saved versions of a case."""

from __future__ import annotations

import argparse
import json
import re
import sys
from functools import cached_property
from pathlib import Path

from poa.cases.telling import told_path
from poa.cli.clock import told_at
from poa.cli.run import Context, existing_folder

_INDEX = re.compile(r"\[\d+\]")


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

    folder: Path = existing_folder(args.dir)
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
    asked = _Asked(context)
    for version in versions:
        at = told_at(version.at, seconds=True) if version.at else "-"
        sys.stdout.write(f"{version.number:>6}  {at}  {version.size:>8}  {_why(version.why, asked)}\n")
    if clock_set_back(folder, datetime.now(UTC)):
        sys.stderr.write(words("cases.clock_back") + "\n")
    sys.stdout.write(words("cases.cli.restore_hint", folder=args.dir) + "\n")
    return 0


class _Asked:
    """The words of answers, the questions read from guidance when the first of them is told."""

    def __init__(self, context: Context) -> None:
        self.words = context.words
        self.context = context

    @cached_property
    def questions(self) -> dict[str, str]:
        """The questions in the user's language, by their place in a case."""
        from poa.library.playbook import load_playbook

        fixed = load_playbook(self.context.guidance).questions
        return {name: entry.question.of(self.words.language) for name, entry in fixed.items()}


def _why(why: str, asked: _Asked) -> str:
    """The reason in words: what was done, and to which answer."""
    reason, _, rest = why.partition(" ")
    known = asked.words.area("cases")["reasons"]
    return f"{known[reason]} {_place(rest, asked)}".strip() if reason in known else _place(why, asked)


def _place(path: str, asked: _Asked) -> str:
    """A place in the case as people call it: "action 2: On which day was this done?"; unknown ones as they stand."""
    told = told_path(path, asked.words)
    question = asked.questions.get(_INDEX.sub("", path.split(" ")[0])) if "." in path else None
    return asked.words("cases.at", place=told, asked=question) if question else told
