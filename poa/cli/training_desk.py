"""The parts of ``poa training`` that read and write sessions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from poa.cli.run import Context
from poa.errors import InputError
from poa.model.case import Text
from poa.model.rule import Verdict
from poa.model.training import Asked, Module, Paper, PolicyRead, Result, Session
from poa.training import desk
from poa.training.find import find
from poa.training.quiz import Marked, draw_paper, mark, result_of, suggest_modules
from poa.training.store import load_session, new_session, save_session, session_id, sessions

USUAL_COUNT = 10


def quiz(args: argparse.Namespace, context: Context) -> int:
    """Ask the questions on the terminal, explain each answer, and keep the result if a session and person are named."""
    folder = args.case or context.places.home
    held = load_session(folder, args.session) if args.session else None
    person = None
    if held:
        if not args.by or not args.on:
            raise InputError("training.who_and_when")
        person = desk.find_person(held, args.by)
    paper = _paper(args, context, held)
    marked = _ask(paper, context)
    points = sum(one.right for one in marked)
    _say("")
    _say(context.words("training.score", points=points, out_of=len(marked)))
    if held and person:
        result = result_of(marked, person.id, paper, desk.parse_date(args.on))
        save_session(folder, desk.add_result(held, result))
        _say(context.words("training.kept", name=person.name, session=held.id))
    return 0


def _paper(args: argparse.Namespace, context: Context, held: Session | None) -> Paper:
    from poa.library.rules import load_rules

    if held and held.papers and not args.module:
        return desk.find_paper(held)
    chosen = _modules(args.module or (list(held.modules) if held else []), context)
    bank = sum(len(module.quiz) for module in chosen)
    count = args.count or min(USUAL_COUNT, bank)
    used = {asked.id for paper in held.papers for asked in paper.questions} if held else set()
    return draw_paper(chosen, count, seed=args.seed, used=used, guidance_rules=load_rules(context.guidance))


def _modules(names: list[str], context: Context) -> list[Module]:
    from poa.library.training import load_modules

    modules = load_modules(context.guidance)
    return [find(modules, name, "training.no_module") for name in names] if names else list(modules.values())


def _ask(paper: Paper, context: Context) -> tuple[Marked, ...]:
    judge = _judge(context)
    marked: list[Marked] = []
    for number, asked in enumerate(paper.questions, 1):
        _say("")
        _say(f"{number}/{len(paper.questions)}  {asked.question.of(context.language)}")
        if asked.message:
            _say(f"    | {asked.message}")
        for place, option in enumerate(asked.options):
            _say(f"    {chr(ord('A') + place)}. {option.of(context.language)}")
        sys.stdout.write(context.words(f"training.prompt_{asked.kind}"))
        sys.stdout.flush()
        answer = sys.stdin.readline()
        one = mark(Paper(id=paper.id, questions=(asked,)), {asked.id: answer}, judge)[0]
        _explain(one, asked, context)
        marked.append(one)
    return tuple(marked)


def _explain(one: Marked, asked: Asked, context: Context) -> None:
    _say("    " + context.words("training.right" if one.right else "training.wrong"))
    if not one.right and asked.right:
        _say("    " + context.words("training.answer", answer=", ".join(chr(ord("A") + n) for n in asked.right)))
    if not one.right and asked.verdict:
        _say("    " + context.words("training.answer", answer=context.words(f"training.verdict_{asked.verdict}")))
    _say(f"    {asked.why.of(context.language)}")
    if asked.url:
        _say(f"    {asked.url}")


def _judge(context: Context) -> Callable[[str, Mapping[str, object]], Verdict]:
    """The audit as the judge of rewritten messages; loaded when the first rewriting is marked."""
    from poa.training.judge import judge_with

    return judge_with(context.guidance)


def session(args: argparse.Namespace, context: Context) -> int:
    """Make, show or change a session."""
    folder = args.case or context.places.home
    if not args.id and not args.new:
        for name in sessions(folder):
            held = load_session(folder, name)
            _say(f"{name:<28} {held.on or '–'!s:<12} {held.topic.of(context.language) or held.topic.en}")
        return 0
    held = _new(args, context, folder) if args.new else load_session(folder, args.id)
    changed = _changed(held, args, context, folder)
    if args.new:
        new_session(folder, changed)
    elif changed != held:
        save_session(folder, changed)
    _show(changed, args, context, folder)
    return 0


def _new(args: argparse.Namespace, context: Context, folder: Path) -> Session:
    name = args.id or session_id(args.new, sessions(folder))
    modules = list(args.module)
    made_for: tuple[str, ...] = ()
    if args.case and not modules:
        from poa.cases.store import load
        from poa.library.training import load_modules

        broken = {rule for incident in load(args.case).incidents for rule in incident.rules}
        modules, made_for = suggest_modules(load_modules(context.guidance), broken), tuple(sorted(broken))
    chosen = _modules(modules, context) if modules else []
    content = tuple(Text(en=module.title.en, zh=module.title.zh) for module in chosen)
    return Session(id=name, topic=Text(en=args.new), modules=tuple(modules), content=content, made_for=made_for)


def _changed(held: Session, args: argparse.Namespace, context: Context, folder: Path) -> Session:
    from poa.library.rules import load_rules
    from poa.training.roster import read_roster

    for pair in args.set:
        name, _, value = pair.partition("=")
        held = desk.set_field(held, name.strip(), value.strip())
    if args.roster:
        held = desk.add_people(held, read_roster(args.roster, context.guidance))
    for name in args.present:
        held = desk.set_presence(held, name, present=True)
    for pair in args.absent:
        name, _, day = pair.partition("=")
        held = desk.set_presence(held, name, present=False, make_up=desk.parse_date(day) if day else None)
    rules = load_rules(context.guidance)
    for pair in args.policy:
        name, _, day = pair.partition("=")
        rule = find(rules, name, "training.no_rule")
        title = Text(en=rule.sources[0].title if rule.sources else rule.title.en, zh=rule.title.zh)
        held = desk.add_policy(held, PolicyRead(title=title, url=rule.url, on=desk.parse_date(day) if day else None))
    if args.paper:
        used = {asked.id for paper in held.papers for asked in paper.questions}
        paper = draw_paper(
            _modules(list(held.modules), context),
            args.paper,
            seed=args.seed,
            rules=held.made_for,
            used=used,
            guidance_rules=rules,
        )
        held = desk.add_paper(held, paper)
    return held


def _show(held: Session, args: argparse.Namespace, context: Context, folder: Path) -> None:
    from poa.training.session import doubts, figures

    said = context.words
    _say(f"{held.id}  {held.topic.of(context.language) or held.topic.en}")
    count = figures(held)
    _say(
        said("training.figures", invited=count.invited, present=count.present, tested=count.tested, passed=count.passed)
    )
    for paper in held.papers:
        _say(said("training.paper", name=paper.id, count=len(paper.questions), n=len(paper.questions)))
        altered = desk.changed_since(paper, _modules([], context))
        if altered:
            _say("  " + said("training.bank_changed", ids=", ".join(altered)))
    incidents, notice = _of_case(args.case)
    for doubt in doubts(held, today=date.today(), incidents=incidents, notice=notice):
        _say(f"- {said(f'training.doubt_{doubt.key}', **doubt.values)}")


def _of_case(folder: Path | None) -> tuple[list[date], date | None]:
    """Dates of the case that a training is held against: of the breaches, and of the notice."""
    if folder is None:
        return [], None
    from poa.cases.store import load

    case = load(folder)
    received = case.notice.received
    return [incident.on for incident in case.incidents if incident.on], received.date() if received else None


def record(args: argparse.Namespace, context: Context) -> int:
    """Enter results of paper quizzes, and take the record into the case."""
    folder = args.case or context.places.home
    held = load_session(folder, args.id)
    for text in args.result:
        held = desk.add_result(held, _result(text, held))
    if args.result:
        save_session(folder, held)
    if args.into_case:
        from poa.training.into_case import take_into_case

        if not args.case:
            raise InputError("training.needs_case")
        for file in take_into_case(args.case, held, context.guidance, today=date.today()):
            _say(context.words("export.written", file=file))
    _show(held, args, context, folder)
    return 0


def _result(text: str, held: Session) -> Result:
    """``Li Wei=18/20@2026-03-15`` as a result."""
    name, _, rest = text.partition("=")
    points, _, day = rest.partition("@")
    got, _, out_of = points.partition("/")
    if not (got.isdecimal() and out_of.isdecimal() and day):
        raise InputError("training.odd_result", value=text)
    person = desk.find_person(held, name.strip())
    paper = held.papers[-1].id if held.papers else ""
    return Result(attendee=person.id, paper=paper, on=desk.parse_date(day), points=int(got), out_of=int(out_of))


def export(args: argparse.Namespace, context: Context) -> int:
    """Write every document of a session."""
    from poa.export.write import write_files
    from poa.training.documents import session_documents

    folder = args.case or context.places.home
    held = load_session(folder, args.id)
    files = session_documents(held, context.guidance, context.words, every_months=args.every, today=date.today())
    for file in write_files(files, args.out or folder / "training" / held.id):
        _say(context.words("export.written", file=file))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
