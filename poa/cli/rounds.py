"""``poa rounds``: what was submitted, what Amazon answered, and what the answer asks for."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from poa.cli.run import Context
from poa.errors import InputError

if TYPE_CHECKING:
    from poa.cases.rounds import Round

_SENT = ("letter.en.docx", "letter.en.txt", "letter.zh.docx", "letter.zh.txt", "fields.en.txt", "pack.zip")


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dir", metavar="DIR", type=Path, help=words("rounds.help_dir"))
    parser.add_argument("--submit", nargs="*", metavar="FILE", type=Path, help=words("rounds.help_submit"))
    parser.add_argument("--answer", metavar="FILE", type=Path, help=words("rounds.help_answer"))
    parser.add_argument("--on", metavar="TIME", help=words("rounds.help_on"))
    parser.add_argument("--note", default="", metavar="TEXT", help=words("rounds.help_note"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Record what is new, then tell all rounds."""
    from poa.cases.rounds import record_answer, rounds, submit

    now = datetime.now(UTC)
    when = _time(args.on) or now
    if args.submit is not None:
        files = list(args.submit) or _exported(args.dir)
        made = submit(args.dir, files, sent=when, now=now, note=args.note)
        _say(context.words("rounds.submitted", number=made.number, n=len(made.files), count=len(made.files)))
    if args.answer is not None:
        found = rounds(args.dir)
        if not found:
            raise InputError("rounds.none_to_answer", file=args.dir)
        received = _time(args.on) or _received(args.answer) or now
        kind = _kind(args.answer, context)
        record_answer(args.dir, found[-1].number, received=received, now=now, files=[args.answer], kind=kind)
        _say(context.words("rounds.answered", number=found[-1].number))
    _tell(args.dir, context)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _time(text: str | None) -> datetime | None:
    from poa.notice.headers import read_time

    if text is None:
        return None
    found = read_time(text)
    if found is None:
        raise InputError("notice.bad_time", value=text)
    return found if found.tzinfo else found.astimezone()


def _exported(folder: Path) -> list[Path]:
    """The files that ``poa export`` wrote for this case."""
    from poa.cases.layout import OUT

    files = [folder / OUT / name for name in _SENT if (folder / OUT / name).is_file()]
    if not files:
        raise InputError("rounds.nothing_exported", file=folder)
    return files


def _received(file: Path) -> datetime | None:
    from poa.messages.documents import read_document

    sent = read_document(file).sent
    return sent if sent and sent.tzinfo else None


def _kind(file: Path, context: Context) -> str:
    from poa.notice.files import read_notice_file

    return read_notice_file(file, context.guidance).severity or ""


def _tell(folder: Path, context: Context) -> None:
    from poa.cases.rounds import altered, rounds

    words = context.words
    found = rounds(folder)
    if not found:
        _say(words("rounds.none"))
    for one in found:
        files = ", ".join(file.name for file in one.files)
        _say(words("rounds.round", number=one.number, sent=one.sent.strftime("%Y-%m-%d %H:%M"), files=files))
        if one.note:
            _say(f"  {one.note}")
        for file in altered(one):
            _say(f"  {words('rounds.altered', file=file.name)}")
        if one.answer is None:
            _say(f"  {words('rounds.waiting')}")
        else:
            _say(f"  {words('rounds.answer', received=one.answer.received.strftime('%Y-%m-%d %H:%M'))}")
            _tell_gaps(one, context)


def _tell_gaps(one: Round, context: Context) -> None:
    """What the answer still asks for, part by part, in Amazon's own words."""
    from poa.review.gather import answer_text, sent_text
    from poa.review.refusal import read_refusal

    text = answer_text(one)
    if not text.strip() or (one.answer is not None and one.answer.kind != "refusal"):
        return
    gaps = read_refusal(text, sent_text(one), context.guidance)
    _say(f"  {context.words('rounds.whole' if gaps.whole else 'rounds.gaps')}")
    for part, quotes in gaps.gaps.items():
        name = gaps.names[part].of(context.language)
        said = " ".join(dict.fromkeys(quote.text.strip(" -*•") for quote in quotes))
        _say(f"    - {name}: {said}" if said else f"    - {name}")
