"""The parser of a command's words: argparse, with the program's own sentences for errors."""

from __future__ import annotations

import argparse
import os
from typing import NoReturn

from poa.errors import PoaError


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


def make_parser(prog: str, description: str, epilog: str) -> Parser:
    """The parser of one command, still without its arguments."""
    return Parser(prog=prog, description=description, epilog=epilog, formatter_class=Formatter)
