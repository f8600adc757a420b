"""``poa rounds``: what was submitted, what Amazon answered, and what the answer asks for."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.clock import told_at
from poa.cli.run import Context, moment_of
from poa.errors import InputError, PoaError
from poa.export.drafts import drafts_among
from poa.text.clean import clean
from poa.text.dates import told_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poa.cases.rounds import Answer, Round, SentFile
    from poa.model.case import Case
    from poa.review.answered import Heard

_TOLD = ("accepted", "final", "refusal")
_QUOTED = 2


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dir", metavar="DIR", type=Path, help=words("rounds.help_dir"))
    parser.add_argument("--submit", nargs="*", metavar="FILE", type=Path, help=words("rounds.help_submit"))
    parser.add_argument("--answer", metavar="FILE", type=Path, help=words("rounds.help_answer"))
    parser.add_argument("--outcome", choices=("accepted", "refused", "more"), help=words("rounds.help_outcome"))
    parser.add_argument("--withdraw", action="store_true", help=words("rounds.help_withdraw"))
    parser.add_argument("--unsend", action="store_true", help=words("rounds.help_unsend"))
    parser.add_argument("--again", action="store_true", help=words("rounds.help_again"))
    parser.add_argument("--on", metavar="TIME", help=words("rounds.help_on"))
    parser.add_argument("--note", default="", metavar="TEXT", help=words("rounds.help_note"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("rounds.help_format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Record what is new, then tell all rounds.

    Raises:
        InputError: a time or a note is given of nothing.
    """
    from poa.cases.layout import need_case

    need_case(args.dir)
    if args.on is not None and args.submit is None and args.answer is None:
        raise InputError("rounds.on_alone")
    if args.note and args.submit is None:
        raise InputError("rounds.note_alone")
    if args.again and args.submit is None:
        raise InputError("rounds.again_alone")
    if args.unsend and (args.submit is not None or args.answer or args.outcome or args.withdraw):
        raise InputError("rounds.unsend_with")
    if args.withdraw and (args.submit is not None or (args.outcome and args.answer is None)):
        raise InputError("rounds.withdraw_with")
    if args.format == "json":
        with redirect_stdout(sys.stderr):
            _new(args, context)
        sys.stdout.write(json.dumps({"rounds": _rows(args.dir)}, ensure_ascii=False, indent=2) + "\n")
        return 0
    _new(args, context)
    _tell(args.dir, context)
    return 0


def _new(args: argparse.Namespace, context: Context) -> None:
    """Record what the arguments name."""
    from poa.cases.rounds import submit
    from poa.cases.store import load
    from poa.cli.landing import landed

    now = datetime.now(UTC)
    when = moment_of(args.on) or now
    if args.submit is not None:
        files, mirror = (list(args.submit), []) if args.submit else _exported(args.dir, context)
        made = submit(args.dir, files, sent=when, now=now, note=args.note, again=args.again, mirror=mirror)
        _tell_early(args.dir, when, context)
        _say(context.words("rounds.submitted", number=made.number, n=len(made.files), count=len(made.files)))
        if made.mirror:
            _say(f"  {context.words('rounds.mirror', files=_names(made.mirror))}")
    if args.answer is not None:
        with landed(args.answer, "answer") as answer:
            _record(args, answer, now, context)
    elif args.withdraw:
        _put_aside(args.dir, load(args.dir), _answered(args.dir), now, context)
    elif args.unsend:
        _unsend(args.dir, now, context)
    elif args.outcome:
        _say_otherwise(args, now, context)


def _tell_early(folder: Path, sent: datetime, context: Context) -> None:
    """Say it where a letter is told as sent before the day that stands on it; what was recorded stays."""
    from poa.cases.store import load

    try:
        dated = load(folder).letter.on
    except PoaError:
        # The submission is recorded: a fault told here would have it recorded once more.
        return
    if dated and sent.astimezone().date() < dated:
        told = context.words("rounds.before_letter", sent=told_at(sent), dated=told_day(dated, context.words))
        sys.stderr.write(f"poa: {told}\n")


def _rows(folder: Path) -> list[dict[str, Any]]:
    """The rounds for scripts."""
    from poa.cases.rounds import altered, rounds
    from poa.cases.withdrawing import withdrawn

    return [
        {
            "number": one.number,
            "sent": one.sent.isoformat(),
            "files": [file.name for file in one.files],
            "mirror": [file.name for file in one.mirror],
            "altered": [file.name for file in altered(one)],
            "note": one.note,
            "answer": one.answer and _answer_row(one.answer),
            "withdrawn": [{**_answer_row(old.answer), "folder": old.folder.name} for old in withdrawn(one)],
        }
        for one in rounds(folder)
    ]


def _answer_row(answer: Answer) -> dict[str, Any]:
    return {
        "received": answer.received.isoformat(),
        "kind": answer.kind or None,
        "files": [file.name for file in answer.files],
    }


def _names(files: Sequence[SentFile]) -> str:
    return ", ".join(file.name for file in files)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _exported(folder: Path, context: Context) -> tuple[list[Path], list[Path]]:
    """What ``poa export`` wrote for this case: what goes to Amazon, and the mirror; drafts, and files older than the
    answers, are to be named."""
    from poa.cases.sent import documents
    from poa.cases.store import load

    found = documents(folder)
    files, mirror = list(found.sent), list(found.mirror)
    if not files:
        raise InputError("rounds.nothing_exported", file=folder)
    if drafts := drafts_among([*files, *mirror]):
        raise InputError("rounds.draft", file=drafts[0])
    from poa.export.case import outdated

    old = outdated(folder, load(folder), context.guidance, templates=context.places.own_templates())
    if stale := [file for file in (*files, *mirror) if file in old]:
        raise InputError("rounds.outdated", file=stale[0])
    return files, mirror


def _record(args: argparse.Namespace, file: Path, now: datetime, context: Context) -> None:
    """Keep an answer, say what it was read as and from which words, and let the case follow."""
    from poa.cases.guard import refuse_answer_date
    from poa.cases.rounds import record_answer, rounds
    from poa.cases.store import load
    from poa.notice.files import notice_in, open_document
    from poa.notice.own import answered_at
    from poa.review.answered import hear
    from poa.review.gather import sent_text

    found = rounds(args.dir)
    if not found:
        raise InputError("rounds.none_to_answer", file=args.dir)
    # What is recorded stays on disk, so the case that it changes must be one that can be read.
    case = load(args.dir)
    document, received, dated = open_document(file), moment_of(args.on), False
    if received is None:
        own = answered_at(notice_in(document, context.guidance, file=file), found[-1].sent)
        received, dated = own or now, own is not None
    answer = notice_in(document, context.guidance, received=received, file=file)
    heard = hear(answer, sent_text(found[-1]), context.guidance, said=args.outcome or "")
    if args.withdraw:
        # All that could keep the new answer from being recorded is looked at before the old one is put aside.
        refuse_answer_date(received, now, found[-1].sent)
        case = _put_aside(args.dir, case, _answered(args.dir), now, context)
    answered = record_answer(
        args.dir, found[-1].number, received=received, now=now, files=[file], kind=heard.holds
    )  # fmt: skip
    _say(context.words("rounds.answered", number=found[-1].number))
    if args.on is None:
        _say(f"  {context.words('rounds.dated' if dated else 'rounds.undated', at=told_at(received))}")
    _into_case(args.dir, case, answered, heard, now, context, said=bool(args.outcome))


def _answered(folder: Path) -> Round:
    """The last round, which must have its answer."""
    from poa.cases.rounds import rounds

    last = rounds(folder)[-1:]
    if not last or last[0].answer is None:
        raise InputError("rounds.no_answer_yet", file=folder)
    return last[0]


def _unsend(folder: Path, now: datetime, context: Context) -> None:
    """Put aside the last submission, which was none; one that has its answer stays."""
    from poa.cases.withdrawing import withdraw_round

    _say(context.words("rounds.withdrawn_round", folder=withdraw_round(folder, now=now)))


def _put_aside(folder: Path, case: Case, last: Round, now: datetime, context: Context) -> Case:
    """Put a wrongly recorded answer aside, take back what it had changed, and say where it lies."""
    from poa.cases.store import save
    from poa.cases.withdrawing import withdraw_answer
    from poa.review.answered import without_answer

    changed = without_answer(case, last)
    if changed != case:
        save(folder, changed, now=now, why="answer")
    place = withdraw_answer(folder, last.number, now=now)
    _say(context.words("rounds.withdrawn", number=last.number, folder=place))
    if "notice" in set(changed.look_again) - set(case.look_again):
        _say(f"  {context.words('rounds.withdrawn_deadline')}")
    _tell_deadline(case, changed, context)
    return changed


def _tell_deadline(before: Case, case: Case, context: Context) -> None:
    """Until when an answer is due, where that has become another time."""
    until = case.notice.deadline_at
    if until is not None and until != before.notice.deadline_at:
        _say_deadline(case, until, context)


def _say_deadline(case: Case, until: datetime, context: Context) -> None:
    """Until when it is to be answered; of a day, where it ends."""
    from poa.cases.summary import aware
    from poa.library.marketplaces import load_marketplaces
    from poa.notice.told import told_end_of_day

    _say(context.words("rounds.deadline", until=told_at(aware(until, case.notice.time_zone))))
    shop = load_marketplaces(context.guidance).get(case.store.marketplace)
    if day := told_end_of_day(until, context.words, shop.time_zone if shop else ""):
        _say(f"  {day}")


def _say_otherwise(args: argparse.Namespace, now: datetime, context: Context) -> None:
    """The seller says of the last answer what it is; what an earlier reading changed in the case is taken back."""
    from poa.cases.rounds import say_outcome
    from poa.cases.store import load
    from poa.review.answered import hear_seller

    last = _answered(args.dir)
    case = load(args.dir)
    heard = hear_seller(last, args.outcome, context.guidance)
    say_outcome(args.dir, last.number, heard.kind, now=now)
    _into_case(args.dir, case, last, heard, now, context, said=True)


def _into_case(
    folder: Path, case: Case, found: Round, heard: Heard, now: datetime, context: Context, *, said: bool
) -> None:
    """What an answer changes in the case is saved and told: closed, earlier letters, deadline, steps to look at."""
    from poa.cases.store import save
    from poa.review.answered import ACCEPTED, after

    words = context.words
    quoted = context.words("status.comma").join(words("rounds.quoted", words=said) for said in heard.words[:_QUOTED])
    kind = heard.kind if heard.kind in _TOLD else "unclear"
    if heard.answer.is_phishing and not heard.kind:
        kind = "phishing"
    how = words("rounds.as_said" if said else "rounds.as_read")
    _say(words("rounds.proposed") if heard.proposed else words(f"rounds.heard_{kind}", **{"as": how}))
    if quoted:
        _say(f"  {words('rounds.read_from', words=quoted)}")
    if heard.proposed:
        _say(f"  {words('rounds.confirm')}")
    _say(f"  {words('rounds.not_said' if said else 'rounds.otherwise')}")
    changed = after(case, found, heard)
    if changed != case:
        save(folder, changed, now=now, why="answer")
    until = changed.notice.deadline_at
    if until is not None and changed.notice != case.notice and heard.kind != ACCEPTED:
        _say_deadline(changed, until, context)


def _tell(folder: Path, context: Context) -> None:
    from poa.cases.rounds import altered, rounds
    from poa.cases.withdrawing import withdrawn, withdrawn_rounds
    from poa.review.answered import proposal

    words = context.words
    found = rounds(folder)
    if not found:
        _say(words("rounds.none"))
    for one in found:
        _say(words("rounds.round", number=one.number, sent=told_at(one.sent), files=_names(one.files)))
        if one.note:
            _say("  " + clean(one.note).replace("\n", "\n  "))
        for file in altered(one):
            _say(f"  {words('rounds.altered', file=file.name)}")
        for old in withdrawn(one):
            told = words("rounds.put_aside", received=told_at(old.answer.received), folder=old.folder)
            _say(f"  {told}")
        if one.answer is None:
            _say(f"  {words('rounds.waiting')}")
        else:
            _say(f"  {words('rounds.answer', received=told_at(one.answer.received))}")
            if proposal(one, context.guidance):
                _say(f"  {words('rounds.proposed')} {words('rounds.confirm')}")
            if one.answer.kind in ("accepted", "final"):
                _say(f"  {words(f'rounds.heard_{one.answer.kind}', **{'as': words('rounds.as_kept')})}")
            _tell_gaps(one, context)
    for gone in withdrawn_rounds(folder):
        _say(words("rounds.round_put_aside", number=gone.number, sent=told_at(gone.sent), folder=gone.folder))


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
