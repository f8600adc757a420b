"""``poa messages``: takes messages into a case that is there; ``poa new`` takes them in on its way."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.astyped import as_typed
from poa.cli.run import Context
from poa.errors import InputError

if TYPE_CHECKING:
    from poa.cases.mailimport import ImportResult
    from poa.model.case import Case

_WHO = "poa messages"
_LIST = "messages.log_without_text"


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dir", metavar="DIR", type=Path, help=words("audit.suspects.help_dir"))
    parser.add_argument("paths", nargs="*", metavar="PATH", type=Path, help=words("new.help_messages"))
    parser.add_argument("--leave", action="store_true", help=words("new.help_leave"))
    add_reading(parser, context)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("new.help_format"))


def add_reading(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare how messages are to be read, which what is said of unread ones refers to."""
    from poa.cli.lint import add_seller

    words = context.words
    add_seller(parser, words)
    parser.add_argument("--columns", default="", metavar="FIELD=COLUMN,...", help=words("audit.help_columns"))
    parser.add_argument("--raw", action="store_true", help=words("new.help_raw"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Take the messages in and say what was read; exit 2 where something was not read, or not whole.

    Raises:
        InputError: columns that are not written as FIELD=COLUMN; no file is named; no import was left unfinished.
        LockedError: another window holds the case.
        CaseError: the folder is no case, or it cannot be read or written; then the messages are as before.
    """
    from poa.cases.layout import need_case
    from poa.cases.lock import acquire
    from poa.cases.mailimport import import_messages
    from poa.cases.store import load

    need_case(args.dir)
    now = datetime.now(UTC)
    if args.leave:
        return _leave(args, context, now)
    if not args.paths:
        raise InputError("new.no_paths")
    reading = reading_of(args, context)
    with acquire(args.dir, _WHO, now):
        sellers = (load(args.dir).store.name, *reading.pop("sellers"))
        mail = import_messages(
            args.dir, args.paths, guidance=context.guidance, mask=not args.raw, sellers=sellers, now=now, **reading
        )
    keep_columns(args.paths, mail, reading["columns"], context)
    if args.format == "json":
        tell_problems(mail, context)
        data = {"case": str(args.dir), "messages": mail_data(mail, context)}
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        tell_taken(mail, context)
        if mail.suspects:
            sys.stdout.write(context.words("new.to_decide", folder=as_typed(args.dir)) + "\n")
    return 2 if is_unread(mail) else 0


def _leave(args: argparse.Namespace, context: Context, now: datetime) -> int:
    """Leave what an unfinished import was to take in out of the case."""
    from poa.cases.lock import acquire
    from poa.cases.unfinished import forget, unfinished

    if args.paths:
        raise InputError("new.leave_and_paths")
    with acquire(args.dir, _WHO, now):
        names = unfinished(args.dir)
        if not names:
            raise InputError("new.nothing_unfinished", file=args.dir)
        forget(args.dir)
    told = context.words("new.left_out", names=context.words("status.comma").join(names))
    sys.stdout.write(json.dumps({"case": str(args.dir), "left_out": names}) if args.format == "json" else told)
    sys.stdout.write("\n")
    return 0


def reading_of(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """How the messages are to be read, as ``import_messages`` takes it."""
    from poa.cases.columns import remembered
    from poa.cli.lint import parse_columns, stores

    return {
        "columns": parse_columns(args.columns),
        "remembered": partial(remembered, context.places.home),
        "sellers": (*args.seller, *stores(context)),
    }


def keep_columns(paths: Sequence[Path], mail: ImportResult, columns: Any, context: Context) -> None:
    """Keep what was said of tables that could be read so."""
    from poa.cli.lint import remember

    if columns and not mail.problems:
        remember([str(path) for path in paths], columns, context)


def tell_taken(mail: ImportResult, context: Context) -> None:
    """How many messages were read, and what could not be."""
    said = context.words
    told = said("new.messages", n=mail.imported, count=mail.imported, suspects=mail.suspects)
    sys.stdout.write(told + "\n")
    if mail.inbound:
        sys.stdout.write(said("tui_mail.inbound", n=mail.inbound, count=mail.inbound) + "\n")
    if mail.known:
        sys.stdout.write(said("tui_mail.known", n=mail.known, count=mail.known) + "\n")
    tell_problems(mail, context)


def tell_problems(mail: ImportResult, context: Context) -> None:
    """What could not be read, or not as it stands."""
    from poa.cli.telling import Telling

    telling = Telling(sys.stderr.write, context.words)
    for problem in (*mail.problems, *mail.remarks):
        telling.tell(problem)
    telling.end()


def mail_data(mail: ImportResult, context: Context) -> dict[str, Any]:
    """The stable form for scripts."""
    from poa.audit.summary import problem_data

    return {
        "read": mail.imported,
        "known": mail.known,
        "inbound": mail.inbound,
        "suspects": mail.suspects,
        "problems": [problem_data(problem, context.words) for problem in mail.problems],
        "remarks": [problem_data(told, context.words) for told in mail.remarks],
    }


def is_unread(mail: ImportResult) -> bool:
    """Whether words of messages were not read; a list about messages beside them holds none."""
    return any(problem.key != _LIST for problem in mail.problems) or bool(mail.problems and not mail.imported)


def tell_unfinished(folder: Path, context: Context) -> None:
    """Say of a case that messages were to be taken in and are not there, and how they are; of others nothing."""
    from poa.cases.unfinished import unfinished

    if names := unfinished(folder):
        sys.stderr.write(told_unfinished(names, folder, context) + "\n")


def tell_undecided(folder: Path, case: Case, context: Context) -> None:
    """Say of a letter that counts all messages in breach that some that look like breaches are not decided on."""
    from poa.cases.suspects import grave_undecided, open_among
    from poa.letter.totals import totals

    if case.branch == "dispute" or totals(case).messages is None or not open_among(folder, case).left:
        return
    if left := grave_undecided(folder, case):
        values = {"n": len(left), "count": len(left), "order": left[0] or "-", "folder": as_typed(folder)}
        sys.stderr.write(context.words("new.undecided", **values) + "\n")


def told_unfinished(names: Sequence[str], folder: Path, context: Context) -> str:
    """The same as a line."""
    return context.words("new.unfinished", names=context.words("status.comma").join(names), folder=as_typed(folder))
