"""``poa restore``: brings back an earlier version of a case, as a new version."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from poa.cli.run import Context, existing_folder


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    parser.add_argument("dir", metavar="DIR", help=context.words("cases.cli.dir"))
    parser.add_argument("version", metavar="VERSION", type=int, help=context.words("cases.cli.version"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=context.words("cases.cli.format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Make the version the present one."""
    from datetime import UTC, datetime

    from poa.cases.store import history, restore

    folder: Path = existing_folder(args.dir)
    restore(folder, args.version, datetime.now(UTC))
    newest = history(folder)[0].number
    if args.format == "json":
        sys.stdout.write(json.dumps({"restored": args.version, "version": newest}) + "\n")
        return 0
    sys.stdout.write(context.words("cases.cli.restored", version=args.version, newest=newest) + "\n")
    return 0
