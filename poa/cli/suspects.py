"""``poa suspects``: the messages of a case in which the audit found something, and what the seller decides on each."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from poa.cli.run import Context
from poa.errors import InputError

if TYPE_CHECKING:
    from poa.cli.suspects_deciding import Decided

_WHO = "poa suspects"


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dir", metavar="DIR", type=Path, help=words("audit.suspects.help_dir"))
    # One at a time: nobody confirms in one word what he has not read.
    told = words("audit.suspects.help_incident")
    parser.add_argument("--incident", action="append", default=[], metavar="N", help=told)
    for name in ("innocent", "aside", "undo"):
        told = words(f"audit.suspects.help_{name}")
        parser.add_argument(f"--{name}", action="extend", nargs="+", default=[], metavar="N", help=told)
    parser.add_argument("--rule", metavar="ID", help=words("audit.suspects.help_rule"))
    parser.add_argument("--all", action="store_true", help=words("audit.suspects.help_all"))
    parser.add_argument("--limit", type=int, metavar="N", help=words("audit.suspects.help_limit"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("audit.help_audit_format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Decide what is to be decided, then list what is open.

    Raises:
        InputError: there is no such number, rule or message, or nothing can be decided on it; then nothing is changed.
        LockedError: another window holds the case.
        CaseError: the folder is no case, or it cannot be read or written.
    """
    from poa.cases.layout import need_case
    from poa.cases.store import load
    from poa.cli.suspects_list import Listed, write_json, write_text
    from poa.library.playbook import load_playbook
    from poa.library.rules import load_rules

    need_case(args.dir)
    rules = load_rules(context.guidance)
    if args.limit is not None and args.limit < 0:
        raise InputError("audit.suspects.bad_limit", value=args.limit)
    if args.rule and args.rule not in rules:
        from poa.cli.rules import unknown_rule

        raise unknown_rule(args.rule, rules, context.guidance)
    done = _decided(args, context) if args.incident or args.innocent or args.aside or args.undo else []
    listed = Listed(args, load(args.dir), rules, load_playbook(context.guidance))
    if args.format == "json":
        write_json(args, listed, done, context)
    else:
        write_text(args, listed, done, context)
    return 0


def _decided(args: argparse.Namespace, context: Context) -> list[Decided]:
    """Hold the case, read it as it is by then, and save what is decided."""
    from poa.cases.lock import acquire
    from poa.cases.store import load
    from poa.cli.suspects_deciding import decide

    now = datetime.now(UTC)
    with acquire(args.dir, _WHO, now):
        return decide(args, load(args.dir), context, now)
