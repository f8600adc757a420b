"""``poa schema``: the JSON Schema of what people write by hand and what scripts read."""

from __future__ import annotations

import argparse
import json
import sys

from poa.cli.run import Context


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    from poa.library.schema import SHAPES

    parser.add_argument("name", metavar="NAME", help=context.words("check.help_name", names=", ".join(SHAPES)))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the schema of one kind of entry.

    Raises:
        InputError: there is no such schema.
    """
    from poa.errors import InputError
    from poa.library.schema import SHAPES, schema_of

    if args.name not in SHAPES:
        raise InputError("check.unknown_schema", name=args.name, known=", ".join(SHAPES))
    sys.stdout.write(json.dumps(schema_of(args.name), ensure_ascii=False, indent=2) + "\n")
    return 0
