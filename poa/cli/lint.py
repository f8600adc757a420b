"""``poa lint``: audits messages and says of each whether it can be sent."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.run import Context, refuse_unknown_language
from poa.cli.streams import unheard
from poa.errors import InputError, Remark

if TYPE_CHECKING:
    from poa.audit import Auditor
    from poa.audit.copies import LeftOut
    from poa.audit.fixes import FixFormat
    from poa.audit.summary import Summary
    from poa.model.message import Message
    from poa.model.rule import Audited
    from poa.wording import Wording


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("paths", nargs="+", metavar="PATH", help=words("audit.help_paths"))
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text", help=words("audit.help_format"))
    parser.add_argument("--rule", action="append", default=[], metavar="ID", help=words("audit.help_rule"))
    parser.add_argument("--fix", action="store_true", help=words("audit.help_fix"))
    parser.add_argument("--dry-run", action="store_true", help=words("audit.help_dry_run"))
    add_kind(parser, words)
    add_seller(parser, words)
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help=words("audit.help_jobs"))
    parser.add_argument("--language", metavar="LANGUAGE", help=words("audit.help_language"))
    parser.add_argument("--columns", default="", metavar="FIELD=COLUMN,...", help=words("audit.help_columns"))


def add_kind(parser: argparse.ArgumentParser, words: Wording) -> None:
    """Declare ``--as``: what a message is of which nothing tells whether it is an answer."""
    parser.add_argument("--as", dest="kind", choices=("first", "answer"), help=words("audit.help_as"))


def add_seller(parser: argparse.ArgumentParser, words: Wording) -> None:
    """Declare ``--seller``: who writes for the seller in conversations that call people by their names alone."""
    parser.add_argument("--seller", action="append", default=[], metavar="NAME", help=words("messages.help_seller"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Audit every message; exit 1 for findings, else 2 where something was not read (or not whole) or left out, else 0.

    Raises:
        InputError: an unknown rule, columns that are not written as FIELD=COLUMN, or arguments that do not go together.
    """
    if args.dry_run and not args.fix:
        raise InputError("audit.dry_alone")
    if args.fix and args.format == "sarif":
        raise InputError("audit.fix_sarif")
    from poa.audit import Auditor
    from poa.audit.summary import Summary

    if args.language:
        from poa.wording import choose_language

        refuse_unknown_language(args.language)
        context = Context(choose_language(args.language), context.places)
    auditor = _loaded(Auditor, context, frozenset(args.rule) or None)
    summary = Summary()
    tell_own(context, summary)
    for rule in args.rule:
        from poa.cli.rules import unknown_rule

        if rule not in auditor.rules:
            raise unknown_rule(rule, auditor.rules, context.guidance)
    if args.rule:
        summary.remark(_only(args.rule))
    results = audited(args, context, auditor, summary)
    if args.fix:
        from poa.audit.fixes import write_fixes

        def tell(problem: InputError) -> None:
            summary.keep(problem)
            sys.stderr.write(f"poa: {problem.told(context.words)}\n")

        write_fixes(results, auditor, summary, _fix_format(args.format, context, auditor), args.dry_run, tell)
        _say_only(args, context)
        return summary.exit_code
    written = _format(args.format, context, auditor)
    for _, result in results:
        summary.add(result)
        written.message(result)
        if unheard() and summary.exit_code == 1:
            # Nobody reads on, and nothing that follows could change the exit code.
            break
    written.end(summary)
    _say_only(args, context)
    return summary.exit_code


def tell_own(context: Context, summary: Summary) -> None:
    """Tell what is left out of the user's own guidance, and count it in ``summary``."""
    from poa.cli.telling import Telling

    telling = Telling(sys.stderr.write, context.words)
    for fault in context.left_out:
        summary.note_own(fault)
        telling.tell(fault)
    telling.end()


def _only(rules: Sequence[str]) -> Remark:
    """That the verdicts of some rules alone are no leave to send."""
    return Remark("audit.only_rules", rules=", ".join(dict.fromkeys(rules)))


def _say_only(args: argparse.Namespace, context: Context) -> None:
    """Say so below a summary for people."""
    if args.rule and args.format == "text":
        sys.stdout.write(_only(args.rule).told(context.words) + "\n")


def _loaded(kind: type[Auditor], context: Context, only: frozenset[str] | None) -> Auditor:
    """The auditor, made without the garbage collector, which need not look at the guidance ever after."""
    import gc

    gc.disable()
    auditor = kind(context.guidance, only=only, if_first=True)
    gc.freeze()
    gc.enable()
    return auditor


def audited(
    args: argparse.Namespace, context: Context, auditor: Auditor, summary: Summary
) -> Iterator[tuple[Message, Audited]]:
    """The messages of ``args.paths`` with their audit; what cannot be used is told and counted in ``summary``."""
    from poa.audit.progress import Progress
    from poa.cases.amazonmail import AmazonsOwn
    from poa.cli.telling import Telling

    telling = Telling(sys.stderr.write, context.words)
    progress = Progress(sys.stderr, context.words)

    def tell(problem: InputError) -> None:
        if isinstance(problem, Remark):
            summary.remark(problem)
        else:
            summary.note(problem)
        progress.clear()
        telling.tell(problem)

    columns = parse_columns(args.columns)
    left_out, amazons = _left_out([Path(path) for path in args.paths]), AmazonsOwn(context.guidance)
    taken = _read(args, context, columns, on_problem=tell, leave_out=left_out, reading=progress.listener)
    messages: Iterable[Message] = (message for message in taken if not amazons(message))
    if args.jobs < 0:
        raise InputError("audit.bad_jobs", count=args.jobs)
    if args.kind:
        messages = _taken_as(args.kind == "first", messages)
    jobs = args.jobs if args.jobs > 0 else os.cpu_count() or 1
    if jobs == 1:
        results = auditor.check_many(messages)
    else:
        from poa.audit.pool import check_all

        results = check_all(messages, auditor, context.guidance, jobs)
    for message, result in progress.over(results):
        summary.inbound += message.direction != "outbound"
        yield message, result
    tell_own(context, summary)
    if left_out and left_out.count:
        summary.left_out = left_out.count
        tell(left_out.remark)
    for remark in amazons.remarks:
        tell(remark)
    telling.end()
    if columns and not summary.unusable:
        remember(args.paths, columns, context)


def _read(
    args: argparse.Namespace, context: Context, columns: Mapping[str, str] | None, **more: Any
) -> Iterator[Message]:
    """The messages of ``args.paths``; tables are read with the columns that are named, or were before."""
    from poa.messages import read

    def known(headings: Sequence[str]) -> Mapping[str, str] | None:
        from poa.cases.columns import remembered

        return remembered(context.places.home, headings)

    return read(
        args.paths,
        columns=columns,
        remembered=known,
        guidance=context.guidance,
        sellers=lambda: (*args.seller, *stores(context)),
        **more,
    )


def stores(context: Context) -> Iterable[str]:
    """The names of the user's stores; a broken file of settings is told by ``poa settings``."""
    from poa.cases.settings import load_settings, store_names
    from poa.errors import PoaError

    try:
        return store_names(load_settings(context.places.settings))
    except PoaError:
        return ()


def _left_out(named: Sequence[Path]) -> LeftOut | None:
    """What passes over the copies that --fix made; a file named alone is wanted, whatever it is."""
    if len(named) == 1 and not named[0].is_dir():
        return None
    from poa.audit.copies import LeftOut

    return LeftOut(named)


def _taken_as(first: bool, messages: Iterable[Message]) -> Iterator[Message]:
    """The messages, with the kind said of those of which nothing tells it."""
    from dataclasses import replace

    from poa.audit.view import sent_first

    for message in messages:
        unknown = message.direction == "outbound" and sent_first(message) is None
        yield replace(message, proactive=first) if unknown else message


def remember(paths: Sequence[str], columns: Mapping[str, str], context: Context) -> None:
    """Keep what was said of tables, for the next ones with the same headings.

    Only columns with a name: a table without headings begins with somebody's message, which is not to be kept.
    """
    from poa.cases import columns as kept
    from poa.messages.finding import is_table
    from poa.messages.preview import first_rows

    if any(column.isdigit() for column in columns.values()):
        return
    for path in map(Path, paths):
        if path.is_file() and is_table(path):
            kept.remember(context.places.home, first_rows(path)[0], columns)


def parse_columns(text: str) -> dict[str, str] | None:
    """``text=Body,sent=Date`` as a map of fields to columns.

    Raises:
        InputError: a part lacks its equals sign.
    """
    if not text:
        return None
    pairs = {}
    for part in text.split(","):
        field, sign, column = part.partition("=")
        if not sign or not field.strip() or not column.strip():
            raise InputError("audit.bad_columns", part=part)
        pairs[field.strip()] = column.strip()
    return pairs


def _format(name: str, context: Context, auditor: Auditor) -> Any:
    write = sys.stdout.write
    if name == "json":
        from poa.audit.formats.as_json import JsonFormat

        return JsonFormat(write, context.words)
    if name == "sarif":
        from poa.audit.formats.as_sarif import SarifFormat

        return SarifFormat(write, context.words, auditor.rules)
    from poa.audit.formats.as_text import TextFormat

    return TextFormat(*_for_people(context, auditor))


def _fix_format(name: str, context: Context, auditor: Auditor) -> FixFormat:
    if name == "json":
        from poa.audit.formats.fix_json import FixJson

        return FixJson(sys.stdout.write, context.words)
    from poa.audit.formats.fix_text import FixText

    return FixText(*_for_people(context, auditor))


def _for_people(context: Context, auditor: Auditor) -> tuple[Any, ...]:
    """The arguments of TextFormat."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = _terminal_width() if sys.stdout.isatty() else 100
    return sys.stdout.write, context.words, auditor.rules, context.language, colour, width


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns
