"""The parser of a command's words: argparse, with the program's own sentences for errors."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from typing import Any, NoReturn

from poa.errors import PoaError
from poa.wording import Wording

# argparse's own English -> the key of the program's words for it, in area ``cli``.
_SAID = {
    "usage: ": "parse_usage",
    "positional arguments": "parse_positional",
    "options": "parse_options",
    "show this help message and exit": "parse_help",
    "the following arguments are required: %s": "parse_required",
    "unrecognized arguments: %s": "parse_unrecognized",
    "expected one argument": "parse_expected_one",
    "expected at least one argument": "parse_expected_some",
    "argument %(argument_name)s: %(message)s": "parse_argument",
    "invalid choice: %(value)r (choose from %(choices)s)": "parse_choice",
    "invalid %(type)s value: %(value)r": "parse_value",
}

_PATHS = ("DIR", "FILE", "PATH")
"""How the places of files and folders are called, alone or as the beginning."""
_SHOWN = 30
"""So many letters of what cannot be a path are told."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """argparse asks ``shutil`` for the width, which loads every compressor there is, and that at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=max(_columns() - 2, 40))


def _columns() -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 80


class Parser(argparse.ArgumentParser):
    """argparse, with errors as one sentence like all others."""

    def error(self, message: str) -> NoReturn:
        raise PoaError("cli.usage", message=message, command=self.prog)

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        if str(action.metavar).startswith(_PATHS):
            _refuse_no_path(arg_string, str(action.metavar))
        return super()._get_value(action, arg_string)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leave after the help was printed; that it could not be is told."""
        sys.stdout.flush()
        super().exit(status, message)


def _refuse_no_path(text: str, name: str) -> None:
    """Refuse what is no path: nothing, which to the system is the present folder, and a text instead of its file."""
    if not text.strip():
        raise PoaError("cli.empty_path", name=name)
    try:
        os.lstat(text)
    except OSError as wrong:
        if wrong.errno == errno.ENAMETOOLONG:
            raise PoaError("cli.long_path", name=name, text=text[:_SHOWN].strip()) from None


def make_parser(prog: str, description: str, epilog: str, words: Wording) -> Parser:
    """The parser of one command, still without its arguments; it says everything in the language of ``words``."""
    # argparse asks a function of this name for each of its words, as gettext's users do.
    argparse.__dict__["_"] = lambda text: words(f"cli.{_SAID[text]}") if text in _SAID else text
    return Parser(prog=prog, description=description, epilog=epilog, formatter_class=Formatter)
