"""``poa export``: the letters of one case or many."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from poa.cli.run import Context
from poa.errors import PoaError


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dirs", nargs="+", metavar="DIR", type=Path, help=words("export.help_dir"))
    parser.add_argument("--to", default="docx,txt,md", metavar="FORMATS", help=words("export.help_to"))
    parser.add_argument("--lang", metavar="LANGS", help=words("export.help_lang"))
    parser.add_argument("--out", type=Path, metavar="DIR", help=words("export.help_out"))
    parser.add_argument("--draft", action="store_true", help=words("export.help_draft"))
    parser.add_argument("--length", choices=("short", "standard", "full"), help=words("export.help_length"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Export each case; one that cannot be exported does not stop the others."""
    worst = 0
    for folder in args.dirs:
        try:
            _export(folder, args, context, many=len(args.dirs) > 1)
        except PoaError as problem:
            if len(args.dirs) == 1:
                raise
            sys.stderr.write(f"poa: {folder}: {problem.told(context.words)}\n")
            worst = max(worst, problem.exit_code)
    return worst


def _export(folder: Path, args: argparse.Namespace, context: Context, *, many: bool) -> None:
    from poa.cases.store import load
    from poa.export.case import export_case

    out = args.out / folder.resolve().name if args.out and many else args.out
    done = export_case(
        folder,
        load(folder),
        context.guidance,
        languages=_split(args.lang) if args.lang else None,
        formats=_split(args.to),
        out=out,
        draft=args.draft,
        length=args.length,
        templates=context.places.own_templates(),
        cache=context.places.cache,
    )
    for file in done.files:
        sys.stdout.write(context.words("export.written", file=file) + "\n")
    if done.no_mirror:
        what = done.no_mirror[0].question.of(context.language)
        sys.stderr.write(
            context.words("export.no_mirror", count=len(done.no_mirror), n=len(done.no_mirror), what=what) + "\n"
        )
    for file in done.set_aside:
        sys.stderr.write(context.words("export.set_aside", file=file) + "\n")
    for name, count, limit in done.too_long:
        label = context.words(f"export.field_{name}")
        sys.stderr.write(context.words("export.limit_note", field=label, count=count, limit=limit) + "\n")


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
