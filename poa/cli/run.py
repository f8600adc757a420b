"""Parses the words of the command line, calls one command, and turns every error into one sentence."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from poa.cli import COMMANDS, streams
from poa.errors import GuidanceError, InputError, PoaError
from poa.library.guidance import Guidance, compiled, with_additions
from poa.places import Places, places, user_path
from poa.resources import root
from poa.wording import Language, Wording, choose_language, language_named
from poa.wording.system import reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from poa.library.own import LeftOut


# The settings that every command reads.
_READ_HERE = {"language", "cases"}
# The disk, or what the system lends, is used up: no fault of the program, and none of a file's.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.ENOMEM}


@dataclass
class Context:
    """What every command gets beside its arguments."""

    language: Language
    places: Places = field(default_factory=places)
    _told: set[object] = field(default_factory=set, init=False)

    @cached_property
    def words(self) -> Wording:
        """The program's words in the chosen language."""
        return Wording(self.language, self.places.cache)

    @property
    def cases(self) -> Path:
        """The folder of cases: the one in the settings, else the usual one."""
        chosen = _chosen(self.places, "cases")
        return user_path(chosen) if chosen else self.places.cases

    @cached_property
    def guidance(self) -> Guidance:
        """The product's guidance with what is sound of the user's additions."""
        return with_additions(root("guidance"), self.places.additions, self.places.cache)

    @property
    def left_out(self) -> Iterator[LeftOut]:
        """What is left out of the user's additions as far as they were asked for, each told once."""
        for fault in self.guidance.left_out if "guidance" in self.__dict__ else ():
            if (name := (fault.file, fault.line, fault.key)) not in self._told:
                self._told.add(name)
                yield fault


def run(words: list[str]) -> int:
    """Run the command in ``words``; see poa.cli.main."""
    streams.prepare()
    try:
        return _run(words)
    finally:
        streams.finish()


def _run(words: list[str]) -> int:
    wanted, words = _take_language(words)
    found = places()
    context = Context(choose_language(wanted, saved=_chosen(found, "language")), found)
    try:
        refuse_unknown_language(wanted)
        if not wanted:
            _refuse_unknown_variable()
        code = _dispatch(words, context)
        sys.stdout.flush()
        return code
    except PoaError as problem:
        sys.stderr.write(f"poa: {problem.told(context.words)}{_way_on(problem, context)}\n")
        return problem.exit_code
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{context.words('cli.interrupted')}\n")
        return 130
    except RecursionError:
        sys.stderr.write(f"poa: {PoaError('cli.too_deep').told(context.words)}\n")
        return PoaError.exit_code
    except PermissionError as wrong:
        # Whoever looks into a folder that he may not read has made no fault, and the program has none.
        unreadable = InputError("files.unreadable", file=wrong.filename, why=reason(wrong))
        sys.stderr.write(f"poa: {unreadable.told(context.words)}\n")
        return unreadable.exit_code
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
            sys.stderr.write(f"poa: {PoaError('cli.no_room', why=reason(fault)).told(context.words)}\n")
            return PoaError.exit_code
        if os.environ.get("POA_DEBUG"):
            raise
        sys.stderr.write(f"poa: {PoaError('cli.fault', place=_place(fault)).told(context.words)}\n")
        return 70


def _way_on(problem: PoaError, context: Context) -> str:
    """How to go on at once where a user's own template is at fault: a deadline does not wait for its repair."""
    folder = context.places.templates
    if problem.file is not None and isinstance(problem, GuidanceError) and problem.file.is_relative_to(folder):
        return context.words("cli.without_own", folder=folder, aside=f"{folder.name}-off")
    return ""


def _chosen(found: Places, key: str) -> str | None:
    """A setting, read through the cache since every command needs it; a broken file is told after the command."""
    if not found.settings.is_file():
        return None
    try:
        data = compiled(found.settings, found.cache, "settings")
    except PoaError:
        return None
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) and value != "system" else None


def _unread_settings(context: Context) -> PoaError | None:
    """What is at fault in the file of settings, which no command heeds as long as it is."""
    file = context.places.settings
    if not file.is_file():
        return None
    try:
        data = compiled(file, context.places.cache, "settings")
        if data is not None and (not isinstance(data, dict) or data.keys() & _READ_HERE):
            from poa.cases.settings import fits, load_settings

            if not fits(data):
                load_settings(file)  # tells what is at fault, and in which line
    except PoaError as problem:
        return problem
    return None


def _dispatch(words: list[str], context: Context) -> int:
    if not words:
        return _open(context)
    name = words[0]
    if name in ("--version", "-V"):
        from poa import __version__

        sys.stdout.write(f"poa {__version__}\n")
        return 0
    if name in ("-h", "--help", "help"):
        sys.stdout.write(_overview(context))
        return 0
    if name not in COMMANDS:
        if folder := _case_folder(words):
            return _open(context, folder)
        raise PoaError("cli.no_command", name=name, known=", ".join(COMMANDS))
    # The screen needs no parser, so it is imported for a command only.
    from poa.cli.parser import make_parser

    module = _module(name)
    said = context.words
    parser = make_parser(f"poa {name}", said(f"cli.{name}"), said(f"cli.{name}_examples"), said)
    module.add_arguments(parser, context)
    unread = _unread_settings(context)
    try:
        code: int = module.run(parser.parse_args(words[1:]), context)
    except PoaError as problem:
        # What the command itself says of the settings is not to be said twice.
        unread = None if problem.file == context.places.settings else unread
        raise
    finally:
        if unread is not None:
            sys.stderr.write(f"poa: {said('cli.settings_unread', told=unread.told(said))}\n")
        for fault in context.left_out:
            sys.stderr.write(f"poa: {fault.told(said)}\n")
    return code


def _open(context: Context, case: Path | None = None) -> int:
    """The assistant, with a case or with the list of cases."""
    if not streams.on_terminal():
        raise PoaError("cli.no_terminal")
    from poa.tui import open_app

    return open_app(context.places, context.language, case)


def _case_folder(words: list[str]) -> Path | None:
    """The folder of a case, where that is all that was named."""
    from poa.cases.layout import is_case

    folder = user_path(words[0])
    return folder.absolute() if len(words) == 1 and is_case(folder) else None


def _place(fault: BaseException) -> str:
    """What failed and where, without any of the data: reports must hold no message text."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(fault).__name__}, {where}"


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"poa.cli.{COMMANDS[name]}")


def _overview(context: Context) -> str:
    rows = "\n".join(f"  poa {name:<10} {context.words(f'cli.{name}')}" for name in COMMANDS)
    return context.words("cli.overview", commands=rows) + "\n"


def _take_language(words: list[str]) -> tuple[str | None, list[str]]:
    """``--language zh`` may stand before the command."""
    if words and words[0].startswith("--language="):
        words = ["--language", words[0].partition("=")[2], *words[1:]]
    if len(words) >= 2 and words[0] == "--language":
        return words[1], words[2:]
    return None, words


def refuse_unknown_language(wanted: str | None) -> None:
    """Say which languages there are, rather than answer in another than was asked for.

    Raises:
        PoaError: ``wanted`` is none of them.
    """
    if wanted is not None and language_named(wanted) is None:
        raise PoaError("cli.no_language", name=wanted)


def _refuse_unknown_variable() -> None:
    named = os.environ.get("POA_LANG", "")
    if named and language_named(named) is None:
        raise PoaError("cli.no_language_set", name=named)


def existing(path: str) -> Path:
    """An argument that must name an existing file or folder.

    Raises:
        PoaError: nothing is there.
    """
    found = user_path(path)
    if not found.exists():
        from poa.wording.system import not_there

        raise not_there(found)
    return found


def existing_folder(path: str) -> Path:
    """An argument that must name an existing folder.

    Raises:
        PoaError: nothing is there, or a file.
    """
    found = existing(path)
    if found.is_file():
        raise PoaError("cases.is_a_file", file=found)
    return found


def zone_named(text: str) -> bool:
    """Whether an argument that names a time names its zone, too; see moment_of."""
    from poa.notice.headers import read_time

    found = read_time(text)
    return found is not None and found.tzinfo is not None


def moment_of(text: str | None) -> datetime | None:
    """An argument that names a time; without a zone it is the user's own clock.

    Raises:
        InputError: it names none.
    """
    from poa.notice.headers import read_time

    if text is None:
        return None
    found = read_time(text)
    if found is None:
        raise InputError("notice.bad_time", value=text)
    return found if found.tzinfo else found.astimezone()
