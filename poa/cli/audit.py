"""``poa audit``: the report over a period, by rule, sender, template and month, suspects first."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from poa.cli.run import Context
from poa.errors import InputError


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("paths", nargs="+", metavar="PATH", help=words("audit.help_audit_paths"))
    parser.add_argument("--from", dest="since", metavar="DAY", help=words("audit.help_from"))
    parser.add_argument("--to", dest="until", metavar="DAY", help=words("audit.help_to"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("audit.help_audit_format"))
    from poa.cli.lint import add_kind, add_seller

    add_kind(parser, words)
    add_seller(parser, words)
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help=words("audit.help_jobs"))
    parser.add_argument("--columns", default="", metavar="FIELD=COLUMN,...", help=words("audit.help_columns"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the report; exit 1 for breaches, else 0 if all was read, and judged where a period is asked for, else 2.

    Raises:
        InputError: a day is not a date, or the period ends before it begins.
    """
    from poa.audit import Auditor
    from poa.audit.report import Report, report_data
    from poa.audit.summary import Summary, exit_code
    from poa.cli.lint import audited, tell_own

    report = Report(_day(args.since), _day(args.until))
    if report.since and report.until and report.until < report.since:
        raise InputError("audit.bad_period", since=report.since.isoformat(), until=report.until.isoformat())
    auditor = Auditor(context.guidance)
    report.catalogue = auditor.rules
    summary = Summary()
    tell_own(context, summary)
    for message, result in audited(args, context, auditor, summary):
        report.add(message, result)
    if args.format == "json":
        import json

        told = {"problems": summary.problem_data(context.words), "remarks": summary.remark_data(context.words)}
        data = report_data(report, auditor.rules) | {"unusable": summary.unusable, **told}
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    else:
        from poa.audit.formats.report_text import report_text

        sys.stdout.write(report_text(report, context.words, auditor.rules, context.language))
    return exit_code(report.breach > 0, len(summary.problems) + report.not_judged)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("audit.bad_date", value=text) from None
