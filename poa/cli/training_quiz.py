"""``poa training quiz``: questions on the terminal, each answer explained, the result kept for a person."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import count

from poa.cli.run import Context
from poa.cli.training_desk import chosen_modules
from poa.errors import InputError
from poa.model.rule import Bilingual, Rule, Verdict
from poa.model.training import Asked, Module, Paper, Session
from poa.training import desk, people
from poa.training.quiz import Marked, draw_paper, mark, practice_paper, read_answer, result_of, told_facts
from poa.training.store import change_session, load_session
from poa.wording import Wording

USUAL_COUNT = 10
MOST_SLIPS = 3
VERDICTS: tuple[Verdict, ...] = ("send", "fix", "stop")


def quiz(args: argparse.Namespace, context: Context) -> int:
    """Ask the questions on the terminal, explain each answer, and keep the result if a session and person are named.

    Raises:
        InputError: the answers end before the questions do, or answer nothing; then no result is kept.
    """
    folder = args.case or context.places.home
    held = load_session(folder, args.session) if args.session else None
    person, on = None, None
    if held:
        if not args.by or not args.on:
            raise InputError("training.who_and_when")
        # Before the questions: an answer must not be lost to a slip on the command line.
        person, on = people.find_person(held, args.by), desk.parse_date(args.on)
        desk.refuse_result_day(on, date.today())
    paper = _paper(args, context, held)
    marked = _ask(paper, context)
    if marked:
        _say("")
        _say(context.words("training.score", points=sum(one.right for one in marked), out_of=len(marked)))
        _recall(marked, context)
    if len(marked) < len(paper.questions):
        _say("")
        raise InputError("training.unfinished")
    if held and person and on:
        result = result_of(marked, person.id, paper, on)
        change_session(
            folder, held.id, lambda found: desk.add_result(found, result, today=date.today()), datetime.now(UTC)
        )
        _say(context.words("training.kept", name=person.name, session=held.id))
    return 0


def _paper(args: argparse.Namespace, context: Context, held: Session | None) -> Paper:
    from poa.library.rules import load_rules

    if held and held.papers and not args.module and not args.practice:
        return desk.find_paper(held)
    chosen = chosen_modules(args.module or (list(held.modules) if held else []), context)
    if args.practice:
        return _practice(chosen, load_rules(context.guidance))
    bank = sum(len(module.quiz) for module in chosen)
    wanted = min(USUAL_COUNT, bank) if args.count is None else args.count
    if wanted < 1:
        raise InputError("training.no_questions", count=wanted)
    used = desk.used_questions(held) if held else set()
    return draw_paper(chosen, wanted, seed=args.seed, used=used, guidance_rules=load_rules(context.guidance))


def _practice(modules: Sequence[Module], rules: Mapping[str, Rule]) -> Paper:
    """The practice messages of the modules."""
    said = {True: "training.practice_own", False: "training.practice_answer"}
    english, chinese = Wording("en"), Wording("zh-Hans")
    questions = {own: Bilingual(en=english(key), zh=chinese(key)) for own, key in said.items()}
    asked = [one for module in modules for one in practice_paper(module, questions, rules).questions]
    if not asked:
        raise InputError("training.no_practice")
    return Paper(id="practice", questions=tuple(asked))


def _recall(marked: Sequence[Marked], context: Context) -> None:
    """What was answered wrongly, to look at again."""
    missed = [one.question for one in marked if not one.right]
    if missed:
        _say(context.words("training.missed_ones"))
    for asked in missed:
        _say(f"  - {asked.question.of(context.language)}")
        if asked.message:
            _say(f"    | {asked.message}")
        if asked.url:
            _say(f"    {asked.url}")


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
        answer = _answer(asked, context)
        if answer is None:
            break
        one = mark(Paper(id=paper.id, questions=(asked,)), {asked.id: answer}, judge)[0]
        _explain(one, asked, context)
        marked.append(one)
    return tuple(marked)


def _answer(asked: Asked, context: Context) -> str | None:
    """What is answered; a slip of the keys is asked again, not counted. None where the answers end.

    Raises:
        InputError: a file or a program answers, and nothing of it is an answer.
    """
    verdicts: dict[str, Verdict] = {}
    for words in (Wording("en"), Wording("zh-Hans")):
        for verdict in VERDICTS:
            verdicts[words(f"training.said_{verdict}")] = verdict
    # A person is asked until it is right; what comes from a file or a program will not think better of it.
    for _ in count() if sys.stdin.isatty() else range(MOST_SLIPS):
        sys.stdout.write(context.words(f"training.prompt_{asked.kind}"))
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return None
        answer = read_answer(asked, line, verdicts)
        if answer is not None:
            return answer
        _say("    " + context.words(f"training.again_{asked.kind}"))
    raise InputError("training.not_answered", count=MOST_SLIPS)


def _explain(one: Marked, asked: Asked, context: Context) -> None:
    _say("    " + context.words("training.right" if one.right else "training.wrong"))
    if not one.right and asked.right:
        _say("    " + context.words("training.answer", answer=", ".join(chr(ord("A") + n) for n in asked.right)))
    if not one.right and asked.verdict:
        _say("    " + context.words("training.answer", answer=context.words(f"training.verdict_{asked.verdict}")))
    if asked.kind == "rewrite":
        if one.verdict and one.answer:
            _say("    " + _judged(one, context))
        if asked.model and (not one.right or one.unsure):
            _say("    " + context.words("training.model", text=asked.model))
    _say(f"    {asked.why.of(context.language)}")
    if asked.url:
        _say(f"    {asked.url}")


def _judged(one: Marked, context: Context) -> str:
    """What was judged of a rewritten message, and what of it nobody judged."""
    words = context.words
    if one.verdict == "send" and one.lacks:
        return words("training.lacks", facts=told_facts(one.lacks, context.language))
    if one.right and one.unsure:
        return words("training.unsure", facts=told_facts(one.unsure, context.language))
    if one.right:
        return words("training.judged")
    return words("training.your_verdict", verdict=words(f"training.verdict_{one.verdict}"))


def _judge(context: Context) -> Callable[[str, Mapping[str, object]], Verdict]:
    """The audit as the judge of rewritten messages; loaded when the first rewriting is marked."""
    from poa.training.judge import judge_with

    return judge_with(context.guidance)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
