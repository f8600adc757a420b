"""``poa check``: is the guidance sound, with the user's own additions?"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from poa.cli.run import Context

if TYPE_CHECKING:
    from poa.library.check import Ground
    from poa.library.checking.examples import Finder
    from poa.library.checking.ground import Problem
    from poa.model.rule import Example


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=context.words("check.help_format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Check everything and print what is wrong.

    Returns:
        0 where nothing is wrong or there are only warnings, else 2.
    """
    from poa.library.check import CHECKS, run_checks
    from poa.library.checking.examples import examples_hold

    ground = _ground(context)
    problems = run_checks(ground, (*CHECKS, examples_hold(_finder)))
    rows = [
        {
            "file": _short(problem.file),
            "line": problem.line,
            "severity": problem.severity,
            "sentence": _sentence(problem, context),
        }
        for problem in problems
    ]
    errors = sum(problem.severity == "error" for problem in problems)
    if args.format == "json":
        summary = {"files": ground.count, "errors": errors, "warnings": len(problems) - errors}
        sys.stdout.write(json.dumps({"problems": rows, "summary": summary}, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_report(rows, ground.count, errors, context))
    return 2 if errors else 0


def _ground(context: Context) -> Ground:
    import poa.wording
    from poa.library.check import Ground
    from poa.resources import root

    guidance = [root("guidance"), context.places.additions]
    templates = [root("templates"), context.places.templates]
    return Ground(
        guidance=tuple(folder for folder in guidance if folder.is_dir()),
        templates=tuple(folder for folder in templates if folder.is_dir()),
        wording=Path(poa.wording.__file__).parent,
        today=date.today(),
    )


def _finder(ground: Ground) -> Finder:
    from poa.audit import Auditor
    from poa.messages.lines import message_of

    auditor = Auditor(ground.loader)

    def find(example: Example) -> set[str]:
        data = {"id": "example", "lang": example.lang, "text": example.text, **example.message}
        return {finding.rule for finding in auditor.check(message_of(data, "example", 1)).findings}

    return find


def _sentence(problem: Problem, context: Context) -> str:
    """What is wrong, without the place, which stands beside it."""
    from poa.errors import PoaError

    error = PoaError(problem.key, file=problem.file or None, line=problem.line, **problem.values)
    return error.told(context.words).removeprefix(f"{error.place}: ")


def _short(file: str) -> str:
    """The path from here where the file lies below, else as it is."""
    try:
        return str(Path(file).resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return file


def _report(rows: Sequence[Mapping[str, object]], files: int, errors: int, context: Context) -> str:
    from poa.text.clean import clean

    words = context.words
    lines = []
    for row in rows:
        place = f"{row['file']}:{row['line']}" if row["line"] else str(row["file"])
        mark = words("check.warning") if row["severity"] == "warning" else ""
        lines.append(clean(f"{place}: {mark}{row['sentence']}"))
    counts = {"files": files, "errors": errors, "warnings": len(rows) - errors}
    lines.append(words("check.summary" if rows else "check.sound", **counts))
    return "\n".join(lines) + "\n"
