"""``poa training``: modules, checklists, quizzes, sessions, records and their documents."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from poa.cli.run import Context
from poa.errors import InputError
from poa.model.rule import Bilingual
from poa.model.training import Checklist, Module
from poa.wording import Wording


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the sub-commands and their arguments."""
    words = context.words
    subs = parser.add_subparsers(dest="what", required=True, metavar="WHAT")

    def sub(name: str) -> argparse.ArgumentParser:
        text = words(f"training.help_{name}")
        made: argparse.ArgumentParser = subs.add_parser(name, help=text, description=text)
        return made

    def case(made: argparse.ArgumentParser) -> None:
        made.add_argument("--case", type=Path, metavar="DIR", help=words("training.help_case"))

    listing = sub("list")
    listing.add_argument("--format", choices=("text", "json"), default="text")
    show = sub("show")
    show.add_argument("module", metavar="MODULE")
    checklist = sub("checklist")
    checklist.add_argument("id", nargs="?", metavar="LIST")
    checklist.add_argument("--by", metavar="NAME", help=words("training.help_by"))
    checklist.add_argument("--on", metavar="DATE", help=words("training.help_on"))
    checklist.add_argument("--tick", metavar="ITEMS", help=words("training.help_tick"))
    checklist.add_argument("--untick", metavar="ITEMS", help=words("training.help_untick"))
    checklist.add_argument("--out", type=Path, metavar="FILE.docx", help=words("training.help_print"))
    case(checklist)
    quiz = sub("quiz")
    _quiz_arguments(quiz, words)
    case(quiz)
    session = sub("session")
    _session_arguments(session, words)
    case(session)
    record = sub("record")
    record.add_argument("id", metavar="ID")
    record.add_argument("--result", action="append", default=[], metavar="NAME=POINTS/OF@DATE",
                        help=words("training.help_result"))  # fmt: skip
    record.add_argument("--into-case", action="store_true", help=words("training.help_into_case"))
    case(record)
    export = sub("export")
    export.add_argument("id", metavar="ID")
    export.add_argument("--out", type=Path, metavar="DIR", help=words("training.help_out"))
    export.add_argument("--every", type=months, default=6, metavar="MONTHS", help=words("training.help_every"))
    case(export)


def months(text: str) -> int:
    """How many months may lie between a training and its refresher.

    Raises:
        ValueError: too few or too many; argparse says it with the name of this function.
    """
    number = int(text)
    if not 1 <= number <= 60:
        raise ValueError
    return number


def _quiz_arguments(quiz: argparse.ArgumentParser, words: Wording) -> None:
    quiz.add_argument("--module", action="append", default=[], metavar="MODULE", help=words("training.help_module"))
    quiz.add_argument("--practice", action="store_true", help=words("training.help_practice"))
    quiz.add_argument("--count", type=int, metavar="N", help=words("training.help_count"))
    quiz.add_argument("--seed", type=int, default=1, metavar="N", help=words("training.help_seed"))
    quiz.add_argument("--session", metavar="ID", help=words("training.help_session_id"))
    quiz.add_argument("--by", metavar="NAME", help=words("training.help_by"))
    quiz.add_argument("--on", metavar="DATE", help=words("training.help_on"))


def _session_arguments(session: argparse.ArgumentParser, words: Wording) -> None:
    session.add_argument("id", nargs="?", metavar="ID")
    session.add_argument("--new", metavar="TOPIC", help=words("training.help_new"))
    session.add_argument("--module", action="append", default=[], metavar="MODULE", help=words("training.help_module"))
    session.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help=words("training.help_set"))
    session.add_argument("--content", metavar="TEXT", help=words("training.help_content"))
    session.add_argument("--roster", type=Path, metavar="FILE.csv", help=words("training.help_roster"))
    session.add_argument("--present", action="append", default=[], metavar="NAME", help=words("training.help_present"))
    session.add_argument(
        "--absent", action="append", default=[], metavar="NAME[=DATE]", help=words("training.help_absent")
    )
    session.add_argument("--made-up", action="append", default=[], metavar="NAME", help=words("training.help_made_up"))
    session.add_argument("--remove", action="append", default=[], metavar="NAME", help=words("training.help_remove"))
    session.add_argument("--paper", type=int, metavar="N", help=words("training.help_paper"))
    session.add_argument("--seed", type=int, default=1, metavar="N", help=words("training.help_seed"))
    session.add_argument(
        "--policy", action="append", default=[], metavar="RULE=DATE@VERSION", help=words("training.help_policy")
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Run one sub-command."""
    from poa.cli import training_desk, training_quiz

    actions = {
        "list": _list,
        "show": _show,
        "checklist": _checklist,
        "quiz": training_quiz.quiz,
        "session": training_desk.session,
        "record": training_desk.record,
        "export": training_desk.export,
    }
    return actions[args.what](args, context)


def _list(args: argparse.Namespace, context: Context) -> int:
    from poa.library.training import load_modules

    modules = load_modules(context.guidance).values()
    if args.format == "json":
        rows = [
            {
                "id": module.id,
                "title": {"en": module.title.en, "zh": module.title.zh},
                "rules": list(module.rules),
                "questions": len(module.quiz),
                "practice": len(module.practice),
                "minutes": module.minutes,
            }
            for module in modules
        ]
        _say(json.dumps({"modules": rows}, ensure_ascii=False, indent=2))
        return 0
    for module in modules:
        _say(module.id)
        _say(f"  {_of(module.title, context)}")
        _say("  " + _counts(module, context))
    return 0


def _counts(module: Module, context: Context) -> str:
    """How many questions a module has, and how long it takes."""
    words, questions = context.words, len(module.quiz)
    minutes = words("training.minutes", n=module.minutes, count=module.minutes)
    return words("training.counts", n=questions, questions=questions, minutes=minutes)


def _show(args: argparse.Namespace, context: Context) -> int:
    from poa.library.rules import load_rules
    from poa.library.training import load_modules
    from poa.training.find import find
    from poa.training.quiz import link_of

    module = find(load_modules(context.guidance), args.module, "training.no_module")
    rules = load_rules(context.guidance)
    _say(_of(module.title, context))
    _say("")
    for number, point in enumerate(module.know, 1):
        _say(f"{number}. {_of(point.text, context)}")
        for rule in point.rules:
            if rule in rules:
                _say(f"   {rule}  {link_of(rules[rule])}")
    _say("")
    for item in module.checklist:
        _say(f"[ ] {_of(item, context)}")
    for pair in module.pairs:
        _say("")
        _say(context.words("training.dont", text=pair.dont.text))
        _say(context.words("training.do", text=pair.do.text))
        _say(f"   {_of(pair.why, context)}")
    if module.practice:
        _say("")
        _say(context.words("training.to_practise", n=len(module.practice), count=len(module.practice), name=module.id))
    return 0


def _checklist(args: argparse.Namespace, context: Context) -> int:
    from poa.library.training import load_checklists
    from poa.training.find import find

    lists = load_checklists(context.guidance)
    if not args.id:
        for one in lists.values():
            _say(f"{one.id:<16} {_of(one.title, context)}")
        return 0
    chosen = find(lists, args.id, "training.no_checklist")
    done = _ticks(chosen, args, context)
    if args.out:
        if args.out.suffix.lower() != ".docx":
            raise InputError("training.checklist_kind", file=args.out)
        from poa.export.write import write_files
        from poa.training.desk import parse_date
        from poa.training.papers import checklist_page

        on = parse_date(args.on) if args.on else None
        page = checklist_page(chosen, person=args.by or "", on=on, ticked=done)
        for file in write_files({args.out.name: page}, args.out.parent):
            _say(context.words("export.written", file=file))
        return 0
    _say(_of(chosen.title, context))
    _say(_of(chosen.when, context))
    _say("")
    for item in chosen.items:
        mark = "x" if item.id in done else " "
        _say(f"[{mark}] {item.id:>3}  {_of(item.text, context)}")
    return 0


def _ticks(chosen: Checklist, args: argparse.Namespace, context: Context) -> list[str]:
    """Keep what is ticked, and say what that person has ticked on that day."""
    from poa.training.desk import parse_date
    from poa.training.ticks import tick, ticked

    folder = args.case or context.places.home
    on = parse_date(args.on) if args.on else None
    if args.tick or args.untick:
        if not args.by or on is None:
            raise InputError("training.who")
        more, less = ([i.strip() for i in (items or "").split(",") if i.strip()] for items in (args.tick, args.untick))
        return tick(folder, chosen, args.by, on, more, now=datetime.now(UTC), untick=less)
    return ticked(folder, chosen, args.by, on) if args.by and on else []


def _of(text: Bilingual, context: Context) -> str:
    return text.of(context.language)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
