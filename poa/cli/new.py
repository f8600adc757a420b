"""``poa new``: a case folder from a notice, messages and answers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.astyped import as_typed
from poa.cli.messages import add_reading, is_unread, keep_columns, mail_data, reading_of, tell_taken
from poa.cli.run import Context
from poa.errors import InputError

if TYPE_CHECKING:
    from poa.cases.begin import Begun
    from poa.model.case import Case


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dir", metavar="DIR", type=Path, help=words("new.help_dir"))
    parser.add_argument("--notice", required=True, metavar="FILE", type=Path, help=words("new.help_notice"))
    parser.add_argument("--messages", nargs="+", default=[], metavar="PATH", type=Path, help=words("new.help_messages"))
    parser.add_argument("--answers", metavar="FILE", type=Path, help=words("new.help_answers"))
    add_reading(parser, context)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("new.help_format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Make the case and say what was read and what comes next; exit 2 where something was not read, or not whole (the
    case is there still)."""
    from poa.cases.begin import begin
    from poa.cli.landing import landed

    if str(args.dir) == "-":
        raise InputError("new.no_folder_of_that_name", file=args.dir)
    if [str(path) for path in (args.notice, args.answers, *args.messages)].count("-") > 1:
        raise InputError("new.stdin_twice")
    reading = reading_of(args, context)
    with landed(args.notice, "notice") as notice_file, _answers(args.answers) as answers:
        begun = begin(
            args.dir,
            notice_file,
            context.guidance,
            messages=args.messages,
            answers=answers,
            # Whoever writes answers into a pipe names files as he does on the command line.
            files=Path.cwd() if args.answers and answers != args.answers else None,
            mask=not args.raw,
            now=datetime.now(UTC),
            **reading,
        )
    if begun.mail is not None:
        keep_columns(args.messages, begun.mail, reading["columns"], context)
    if args.format == "json":
        # What is said to people goes where it does not mix with it.
        with redirect_stdout(sys.stderr):
            _tell(begun, args, context)
        sys.stdout.write(json.dumps(_row(begun, context), ensure_ascii=False, indent=2) + "\n")
    else:
        _tell(begun, args, context)
    return 2 if begun.mail is not None and is_unread(begun.mail) else 0


def _row(begun: Begun, context: Context) -> dict[str, Any]:
    """The stable form for scripts."""
    notice, mail = begun.case.notice, begun.mail
    return {
        "folder": str(begun.folder),
        "kind": notice.kind or None,
        "marketplace": begun.case.store.marketplace or None,
        "is_notice": begun.a_notice,
        "is_phishing": notice.is_phishing,
        "differing": list(begun.differing),
        "messages": mail and mail_data(mail, context),
    }


def _tell(begun: Begun, args: argparse.Namespace, context: Context) -> None:
    """What was read and what comes next."""
    from poa.cli.export import beside_letter
    from poa.cli.status import kind_words

    said = context.words
    notice = begun.case.notice
    _say(said("new.made", folder=begun.folder))
    if begun.a_notice:
        kind = kind_words(said, notice.kind)
        _say(said("new.notice", kind=kind, marketplace=begun.case.store.marketplace or "–"))
    if notice.is_phishing:
        _say(said("new.look_alike"))
    if not begun.a_notice:
        sys.stderr.write(f"poa: {said('new.no_notice')}\n")
    if begun.undated:
        sys.stderr.write(f"poa: {said('new.undated', words=begun.undated)}\n")
    for name in begun.differing:
        sys.stderr.write(f"poa: {said('new.differs', name=name)}\n")
    if args.answers:
        for told in _doubtful(begun.case, args.answers, context):
            sys.stderr.write(f"poa: {told}\n")
        for told in beside_letter(begun.case, context):
            sys.stderr.write(f"poa: {told}\n")
    if begun.mail is not None:
        tell_taken(begun.mail, context)
    _say(said("new.next", folder=as_typed(begun.folder)))


def _answers(path: Path | None) -> AbstractContextManager[Path | None]:
    from poa.cli.landing import landed

    return landed(path, "answers") if path else nullcontext()


def _doubtful(case: Case, answers: Path, context: Context) -> Iterator[str]:
    """Names, exhibits, causes and rules that the answers cite and do not have; what cannot be beside the rest."""
    from poa.cases.checks import loose_references
    from poa.library.marketplaces import load_marketplaces
    from poa.library.playbook import load_playbook
    from poa.library.rules import load_rules
    from poa.plan.doubts import doubts, told_doubt

    guidance, said = context.guidance, context.words
    stores = load_marketplaces(guidance)
    playbook = load_playbook(guidance)
    for loose in loose_references(case, answers, load_rules(guidance), playbook=playbook, stores=stores):
        yield loose.told(said)
    for doubt in doubts(case, date.today()):
        yield said("new.doubt", file=answers, place=doubt.path, words=told_doubt(doubt, said))
    ours, named = case.store.marketplace, case.notice.marketplace
    if named and ours in stores and ours != named:
        yield said("new.other_store", file=answers, ours=ours, named=named)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
