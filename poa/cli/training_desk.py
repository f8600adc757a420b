"""The parts of ``poa training`` that make, change, show and write out sessions."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from poa.cli.run import Context
from poa.errors import InputError, PoaError
from poa.model.case import Text
from poa.model.training import Module, Result, Session
from poa.training import desk, people
from poa.training.find import find
from poa.training.quiz import draw_paper, suggest_modules
from poa.training.session import Doubt
from poa.training.store import change_session, load_session, new_session, session_id, sessions


def session(args: argparse.Namespace, context: Context) -> int:
    """Make, show or change a session."""
    folder = args.case or context.places.home
    if not args.id and not args.new:
        for name in sessions(folder):
            held = load_session(folder, name)
            _say(f"{name:<28} {held.on or '–'!s:<12} {held.topic.of(context.language) or held.topic.en}")
        return 0
    now = datetime.now(UTC)
    if args.new or _says_something(args):
        try:
            held = _kept(args, context, folder, now)
        except PoaError:
            if len(_told_values(args)) > 1:
                sys.stderr.write(context.words("training.kept_nothing") + "\n")
            raise
    else:
        held = load_session(folder, args.id)
    _show(held, args, context)
    return 0


def _kept(args: argparse.Namespace, context: Context, folder: Path, now: datetime) -> Session:
    """The session with all that was given, which is kept as a whole or not at all."""
    if args.new:
        held = _changed(_new(args, context, folder), args, context)
        new_session(folder, held, now)
        return held
    return change_session(folder, args.id, lambda found: _changed(found, args, context), now)


def _says_something(args: argparse.Namespace) -> bool:
    """Whether there is something to change; to look at a session needs no right to write."""
    return bool(_told_values(args)) or args.content is not None


def _told_values(args: argparse.Namespace) -> list[object]:
    """What was given to be kept, value by value."""
    many = (args.module, args.set, args.present, args.absent, args.made_up, args.remove, args.policy)
    return [value for values in many for value in values or ()] + [one for one in (args.roster, args.paper) if one]


def _new(args: argparse.Namespace, context: Context, folder: Path) -> Session:
    from poa.library.training import load_modules

    name = args.id or session_id(args.new, sessions(folder))
    modules = list(args.module)
    made_for: tuple[str, ...] = ()
    if args.case and not modules:
        from poa.cases.store import load

        broken = {rule for incident in load(args.case).incidents for rule in incident.rules}
        modules, made_for = suggest_modules(load_modules(context.guidance), broken), tuple(sorted(broken))
    chosen = chosen_modules(modules, context) if modules else []
    fresh = Session(id=name, topic=desk.written(args.new), made_for=made_for)
    return desk.set_modules(fresh, chosen, load_modules(context.guidance))


def _changed(held: Session, args: argparse.Namespace, context: Context) -> Session:
    from poa.library.training import load_modules
    from poa.training.roster import read_roster

    if args.module and not args.new:
        held = desk.set_modules(held, chosen_modules(args.module, context), load_modules(context.guidance))
    if args.content is not None:
        held = desk.set_own_content(held, args.content, load_modules(context.guidance))
    for pair in args.set:
        name, _, value = pair.partition("=")
        held = desk.set_field(held, name.strip(), value.strip())
    if any(pair.partition("=")[0].strip() in desk.TIMES for pair in args.set):
        desk.refuse_impossible_times(held)
    if args.roster:
        held = people.add_people(held, read_roster(args.roster, context.guidance))
    for name in args.present:
        held = people.set_presence(held, name, present=True)
    for pair in args.absent:
        name, _, day = pair.partition("=")
        held = people.set_presence(held, name, present=False, make_up=desk.parse_date(day) if day else None)
    for name in args.made_up:
        held = people.made_up(held, name, today=date.today())
    for name in args.remove:
        held = people.remove_person(held, name)
    held = _with_policies(held, args.policy, context)
    return _with_paper(held, args, context) if args.paper else held


def _with_policies(held: Session, told: list[str], context: Context) -> Session:
    """``RULE=2026-03-15@shown 3 Feb 2026``: a page, the day it was read, the version or date that it shows."""
    from poa.library.rules import load_rules
    from poa.training.policies import policy_pages, policy_read

    if not told:
        return held
    rules = load_rules(context.guidance)
    pages = policy_pages(context.guidance, rules)
    for pair in told:
        name, _, rest = pair.partition("=")
        day, _, version = rest.partition("@")
        on = desk.parse_date(day) if day else None
        held = desk.add_policy(held, policy_read(name, pages, rules, on=on, version=version), today=date.today())
    return held


def _with_paper(held: Session, args: argparse.Namespace, context: Context) -> Session:
    from poa.library.rules import load_rules

    modules, rules = chosen_modules(list(held.modules), context), load_rules(context.guidance)
    paper = draw_paper(
        modules, args.paper, seed=args.seed, rules=held.made_for, used=desk.used_questions(held), guidance_rules=rules
    )
    return desk.add_paper(held, paper)


def _show(held: Session, args: argparse.Namespace, context: Context) -> None:
    from poa.training.session import doubts, figures

    said = context.words
    _say(f"{held.id}  {held.topic.of(context.language) or held.topic.en}")
    count = figures(held, date.today())
    _say(
        said("training.figures", invited=count.invited, present=count.present, tested=count.tested, passed=count.passed)
    )
    bank = chosen_modules([], context) if held.papers else []
    for paper in held.papers:
        _say(said("training.paper", name=paper.id, count=len(paper.questions), n=len(paper.questions)))
        altered = desk.changed_since(paper, bank)
        if altered:
            _say("  " + said("training.bank_changed", ids=", ".join(altered)))
    for doubt in doubts(held, today=date.today(), **_of_case(args.case)):
        _say(f"- {_told(doubt, context)}")


def _told(doubt: Doubt, context: Context) -> str:
    values = {key: _shown(value, context) for key, value in doubt.values.items()}
    return context.words(f"training.doubt_{doubt.key}", **values)


def _shown(value: object, context: Context) -> object:
    """A day or a text in two languages as it is read; anything else as it is."""
    from poa.text.dates import told_day

    if isinstance(value, date):
        return told_day(value, context.words)
    return (value.of(context.language) or value.en or value.zh) if isinstance(value, Text) else value


def chosen_modules(names: list[str], context: Context) -> list[Module]:
    """The named modules, or all.

    Raises:
        InputError: there is none of that id.
    """
    from poa.library.training import load_modules

    modules = load_modules(context.guidance)
    return [find(modules, name, "training.no_module") for name in names] if names else list(modules.values())


def _of_case(folder: Path | None) -> dict[str, Any]:
    """Dates of the case that a training is held against: of the breaches, the notice, the letter."""
    if folder is None:
        return {}
    from poa.cases.store import load
    from poa.training.into_case import breaches

    case = load(folder)
    received = case.notice.received
    notice = received.date() if received else None
    return {"incidents": breaches(case), "notice": notice, "letter": case.letter.on}


def record(args: argparse.Namespace, context: Context) -> int:
    """Enter results of paper quizzes, and take the record into the case."""
    folder = args.case or context.places.home
    now = datetime.now(UTC)
    if args.result:
        held = change_session(folder, args.id, lambda found: _with_results(found, args.result), now)
    else:
        held = load_session(folder, args.id)
    if args.into_case:
        from poa.training.into_case import take_into_case

        if not args.case:
            raise InputError("training.needs_case")
        written = take_into_case(args.case, held, context.guidance, today=date.today(), now=now)
        for file in written:
            _say(context.words("export.written", file=file))
        _say(context.words("training.in_case" if written else "training.in_case_already", folder=args.case))
    _show(held, args, context)
    return 0


def _with_results(held: Session, told: list[str]) -> Session:
    for text in told:
        held = desk.add_result(held, _result(text, held), today=date.today())
    return held


def _result(text: str, held: Session) -> Result:
    """``Li Wei=18/20@2026-03-15`` as a result."""
    name, _, rest = text.partition("=")
    points, _, day = rest.partition("@")
    got, _, out_of = points.partition("/")
    if not (got.isdecimal() and out_of.isdecimal() and day):
        raise InputError("training.odd_result", value=text)
    person = people.find_person(held, name.strip())
    paper = held.papers[-1].id if held.papers else ""
    return Result(attendee=person.id, paper=paper, on=desk.parse_date(day), points=int(got), out_of=int(out_of))


def export(args: argparse.Namespace, context: Context) -> int:
    """Write every document of a session."""
    from poa.export.write import write_files
    from poa.training.documents import session_documents
    from poa.training.session import left_out

    folder = args.case or context.places.home
    held = load_session(folder, args.id)
    files = session_documents(held, context.guidance, context.words, every_months=args.every, today=date.today())
    for file in write_files(files, args.out or folder / "training" / held.id):
        _say(context.words("export.written", file=file))
    for doubt in left_out(held, date.today()):
        _say(f"- {context.words('training.left_out', what=_told(doubt, context))}")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
