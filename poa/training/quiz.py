"""Draws papers from the question bank and marks answers. Pure: seed, dates and the message check are passed in."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from poa.errors import InputError
from poa.model.case import Text
from poa.model.rule import Bilingual, Rule, Verdict
from poa.model.training import Asked, Module, Paper, QuizItem, Result

# A rewritten message of fewer bytes says nothing, so it mends nothing; a Chinese sign, which says more, has three.
SHORTEST_REWRITE = 25

Judge = Callable[[str, Mapping[str, object]], Verdict]


def suggest_modules(modules: Mapping[str, Module], rules: Collection[str]) -> list[str]:
    """The modules that teach the rules that were broken, the closest first.

    Args:
        modules: all modules by id.
        rules: ids of the broken rules.

    Returns:
        ids of modules that share at least one rule, most shared rules first.
    """
    shared = {name: len(set(_taught(module)) & set(rules)) for name, module in modules.items()}
    return sorted((name for name, count in shared.items() if count), key=lambda name: -shared[name])


def draw_paper(
    modules: Sequence[Module],
    count: int,
    *,
    seed: int,
    rules: Collection[str] = (),
    used: Collection[str] = (),
    guidance_rules: Mapping[str, Rule] | None = None,
    drawn: date | None = None,
    name: str = "",
) -> Paper:
    """A set of questions: those on the broken rules first, new ones before used ones, otherwise by lot.

    Args:
        modules: where the questions come from.
        count: how many, at least 1.
        seed: the same seed draws the same paper.
        rules: broken rules; questions about them are preferred.
        used: ids of questions that were put before; they come only when no others are left.
        guidance_rules: for the link of each answer.
        drawn: the day, noted on the paper.
        name: the paper's id; ``paper-<seed>`` by default.

    Raises:
        InputError: fewer questions than asked for.
    """
    bank = {item.id: item for module in modules for item in module.quiz}
    if not 0 < count <= len(bank):
        raise InputError("training.too_few_questions", count=count, n=len(bank))
    lot = random.Random(seed)
    order = list(bank.values())
    lot.shuffle(order)
    order.sort(key=lambda item: (item.id in used, not set(item.rules) & set(rules)))
    chosen = order[:count]
    lot.shuffle(chosen)
    questions = tuple(_asked(item, lot, guidance_rules or {}) for item in chosen)
    return Paper(id=name or f"paper-{seed}", questions=questions, drawn=drawn)


def _asked(item: QuizItem, lot: random.Random, rules: Mapping[str, Rule]) -> Asked:
    options = list(item.options)
    lot.shuffle(options)
    link = next((link_of(rules[rule]) for rule in item.rules if rule in rules), "")
    fields = {key: value for key, value in (item.message.fields if item.message else {}).items() if _plain(value)}
    return Asked(
        id=item.id,
        kind=item.kind,
        question=_text(item.question),
        options=tuple(_text(option.text) for option in options),
        right=tuple(place for place, option in enumerate(options) if option.right),
        message=item.message.text if item.message else "",
        fields=fields,  # type: ignore[arg-type]
        verdict=item.verdict or "",
        model=item.model_answer.text if item.model_answer else "",
        needs=item.needs,
        rules=item.rules,
        why=_text(item.why),
        url=link,
    )


def practice_paper(
    module: Module, questions: Mapping[bool, Bilingual], rules: Mapping[str, Rule], *, name: str = "practice"
) -> Paper:
    """The practice messages of a module, each to be judged.

    Args:
        module: whose messages.
        questions: what is asked of a message that the seller starts (True) and of an answer (False).
        rules: for the links.
        name: the paper's id.
    """
    items = [
        QuizItem(
            id=one.id,
            module=module.id,
            kind="judge",
            question=questions[bool(one.message.fields.get("proactive"))],
            rules=one.rules,
            why=one.why,
            message=one.message,
            verdict=one.verdict,
        )
        for one in module.practice
    ]
    return Paper(id=name, questions=tuple(_asked(item, random.Random(0), rules) for item in items))


def link_of(rule: Rule) -> str:
    """The page to read: the best English one where there is one, since the team's record is read in English."""
    return next((source.url for source in rule.sources if source.language == "en" and source.url), rule.url)


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _text(both: Bilingual) -> Text:
    return Text(en=both.en, zh=both.zh)


def _taught(module: Module) -> Iterable[str]:
    yield from module.rules
    for item in module.quiz:
        yield from item.rules


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer, marked.

    Of a rewritten message the audit judges what it says; ``lacks`` are order numbers and figures that are not in it.
    ``unsure`` are facts of which none of the usual words is in it: other words may tell them, so they cost nothing and
    are left to whoever reads it.
    """

    question: Asked
    answer: str
    right: bool
    verdict: Verdict | None = None
    lacks: tuple[tuple[str, ...], ...] = ()
    unsure: tuple[tuple[str, ...], ...] = ()


def mark(paper: Paper, answers: Mapping[str, str], judge: Judge) -> tuple[Marked, ...]:
    """Mark every question of a paper; an unanswered one is wrong.

    Args:
        paper: the questions.
        answers: question id -> ``A`` or ``AC`` (choose), ``send``/``fix``/``stop`` (judge), the new text (rewrite).
        judge: the audit: text and message fields -> verdict.
    """
    return tuple(_mark(question, answers.get(question.id, "").strip(), judge) for question in paper.questions)


def read_answer(question: Asked, typed: str, verdicts: Mapping[str, Verdict]) -> str | None:
    """What was typed as an answer that ``mark`` takes; None where it answers nothing that is asked.

    Args:
        question: what is asked.
        typed: one line.
        verdicts: how the verdicts are said, in small letters, with what they mean.
    """
    text = typed.strip()
    if question.kind == "choose":
        letters = "".join(sign for sign in text.upper() if sign not in " ,.;、，；")
        known = {chr(ord("A") + place) for place in range(len(question.options))}
        return letters if letters and set(letters) <= known else None
    if question.kind == "judge":
        return verdicts.get(text.casefold().rstrip(".!。"))
    return text


def _mark(question: Asked, answer: str, judge: Judge) -> Marked:
    if question.kind == "choose":
        chosen = {ord(letter) - ord("A") for letter in answer.upper() if letter.isascii() and letter.isalpha()}
        return Marked(question, answer, chosen == set(question.right))
    if question.kind == "judge":
        return Marked(question, answer, answer.lower() == question.verdict)
    verdict = judge(answer, question.fields) if answer else "stop"
    said = answer.casefold()
    unseen = [words for words in question.needs if not any(word.casefold() in said for word in words)]
    lacks = tuple(words for words in unseen if _is_figure(words))
    mended = verdict == "send" and len(answer.encode()) >= SHORTEST_REWRITE and answer != question.message and not lacks
    unsure = tuple(words for words in unseen if not _is_figure(words)) if answer else ()
    return Marked(question, answer, mended, verdict, lacks, unsure)


def _is_figure(words: Sequence[str]) -> bool:
    """Whether a fact is told by its figures in every language, as an order number is; other facts have many words."""
    return all(any(sign.isdigit() for sign in word) for word in words)


def told_facts(lacks: Sequence[Sequence[str]], language: str) -> str:
    """Missing facts, each by a word in the reader's language where there is one."""
    from poa.text.pinyin import has_han

    chinese = language.startswith("zh")
    named = (next((word for word in words if has_han(word) == chinese), words[0]) for words in lacks)
    return ("、" if chinese else ", ").join(named)


def result_of(marked: Sequence[Marked], attendee: str, paper: Paper, on: date) -> Result:
    """The marked paper as a line of the record.

    Args:
        marked: of ``mark``.
        attendee: whose answers they are.
        paper: which paper.
        on: the day the answers were given, entered by a person.
    """
    return Result(
        attendee=attendee,
        paper=paper.id,
        on=on,
        answers={one.question.id: one.answer for one in marked},
        points=sum(one.right for one in marked),
        out_of=len(marked),
        missed=tuple(one.question.id for one in marked if not one.right),
    )
