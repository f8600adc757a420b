"""Changes to a session, each a plain function: session in, session out. What people say goes in; nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from poa.errors import InputError, RefusedError
from poa.model.case import Text
from poa.model.training import Asked, Module, Paper, PolicyRead, QuizItem, Result, Session
from poa.text.pinyin import has_han
from poa.training.people import find_person

FIELDS = (
    "topic",
    "topic_zh",
    "trainer",
    "on",
    "start",
    "end",
    "place",
    "pass_mark",
    "follow_up",
    "follow_up_zh",
    "next_on",
)


DATES, TIMES, TEXTS = ("on", "next_on"), ("start", "end"), ("topic", "follow_up")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：.]([0-5]\d)")


def set_field(session: Session, name: str, value: str) -> Session:
    """Enter one fact about the session; nothing takes it out again.

    Args:
        session: the session.
        name: of FIELDS.
        value: as typed; dates as 2026-03-15, times as 14:30.

    Raises:
        InputError: no such field, or a value that is no date, time or number.
    """
    if name not in FIELDS:
        raise InputError("training.no_field", name=name, known=", ".join(FIELDS))
    value = value.strip()
    if name in DATES:
        return replace(session, **{name: parse_date(value) if value else None})
    if name in TIMES:
        return replace(session, **{name: parse_time(value) if value else ""})
    if name == "pass_mark":
        if value and not value.isdecimal():
            raise InputError("training.no_number", name=name, value=value)
        return replace(session, pass_mark=int(value) if value else None)
    base, language = name.removesuffix("_zh"), "zh" if name.endswith("_zh") else "en"
    if base in TEXTS:
        old: Text = getattr(session, base)
        return replace(session, **{base: replace(old, **{language: value})})
    return replace(session, **{name: value})


def written(text: str) -> Text:
    """A text in the language it is written in."""
    text = text.strip()
    return Text(zh=text) if has_han(text) else Text(en=text)


def refuse_impossible_times(session: Session) -> None:
    """Refuse a session that ends when it begins or before.

    Raises:
        InputError: with both times.
    """
    if session.start and session.end and session.end <= session.start:
        raise InputError("training.ends_before", start=session.start, end=session.end)


def parse_time(text: str) -> str:
    """Hours and minutes as 09:30.

    Raises:
        InputError: anything else.
    """
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise InputError("training.no_time_value", value=text)
    return f"{int(found[1]):02}:{found[2]}"


def parse_date(text: str) -> date:
    """A date as 2026-03-15.

    Raises:
        InputError: anything else.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("training.no_date_value", value=text) from None


def set_modules(session: Session, chosen: Sequence[Module], known: Mapping[str, Module]) -> Session:
    """Say what is taught: the modules, and their titles in the list of contents; lines of one's own stay there."""
    content = (*(_title(module) for module in chosen), *own_content(session, known))
    return replace(session, modules=tuple(module.id for module in chosen), content=content)


def own_content(session: Session, known: Mapping[str, Module]) -> tuple[Text, ...]:
    """What is taught beside the modules."""
    titles = [_title(module) for module in known.values()]
    return tuple(line for line in session.content if line not in titles)


def set_own_content(session: Session, text: str, known: Mapping[str, Module]) -> Session:
    """Say what is taught beside the modules, semicolons between the lines; nothing takes them out.

    A line that is there already keeps the words of its other language.
    """
    own = own_content(session, known)
    parts = [part.strip() for part in re.split(r"[;；]", text) if part.strip()]
    lines = (next((line for line in own if part in (line.en, line.zh)), written(part)) for part in parts)
    return replace(session, content=(*(line for line in session.content if line not in own), *lines))


def _title(module: Module) -> Text:
    return Text(en=module.title.en, zh=module.title.zh)


def add_paper(session: Session, paper: Paper) -> Session:
    """Keep a paper with the session, whole, so that a later change of the bank alters nothing."""
    taken = {one.id for one in session.papers}
    name = paper.id if paper.id not in taken else f"{paper.id}-{len(taken) + 1}"
    return replace(session, papers=(*session.papers, replace(paper, id=name)))


def used_questions(session: Session) -> set[str]:
    """Ids of the questions that were put in this session already."""
    return {asked.id for paper in session.papers for asked in paper.questions}


def find_paper(session: Session, name: str = "") -> Paper:
    """The paper of that id, or the latest.

    Raises:
        InputError: none.
    """
    for paper in reversed(session.papers):
        if name in ("", paper.id):
            return paper
    raise InputError("training.no_paper", name=name or "–")


def refuse_result_day(on: date, today: date) -> None:
    """Refuse a result of a day that is still to come; one from before the training stays, and counts nowhere.

    Raises:
        InputError: with the day.
    """
    if on > today:
        raise InputError("training.result_to_come", date=on)


def add_result(session: Session, result: Result, *, today: date) -> Session:
    """Keep a result. Earlier tries stay.

    Raises:
        InputError: more points than questions, a person who is not on the list, or a day to come.
    """
    find_person(session, result.attendee)
    refuse_result_day(result.on, today)
    if not 0 <= result.points <= result.out_of:
        raise InputError("training.odd_points", points=result.points, out_of=result.out_of)
    return replace(session, results=(*session.results, result))


def remove_result(session: Session, number: int) -> Session:
    """Take out a result that was typed wrongly.

    Raises:
        RefusedError: it was given on the screen; such a result stays, whatever it is.
    """
    if session.results[number].answers:
        raise RefusedError("training.own_answers")
    return replace(session, results=session.results[:number] + session.results[number + 1 :])


def remove_paper(session: Session, name: str) -> Session:
    """Take out a paper that nobody has taken.

    Raises:
        RefusedError: there are results of it.
    """
    if any(result.paper == name for result in session.results):
        raise RefusedError("training.paper_taken", name=name)
    return replace(session, papers=tuple(paper for paper in session.papers if paper.id != name))


def add_policy(session: Session, policy: PolicyRead, *, today: date) -> Session:
    """Note a policy page that was studied; what is noted of the same page without a day is completed.

    Raises:
        InputError: the day is still to come.
    """
    if policy.on and policy.on > today:
        raise InputError("training.read_in_future", date=policy.on)
    kept = [one for one in session.policies if (one.url, one.on) not in ((policy.url, None), (policy.url, policy.on))]
    return replace(session, policies=(*kept, policy))


def remove_policy(session: Session, number: int) -> Session:
    """Take out a note of a policy page."""
    return replace(session, policies=session.policies[:number] + session.policies[number + 1 :])


def changed_since(paper: Paper, modules: Sequence[Module]) -> tuple[str, ...]:
    """Questions of a paper that are put or answered otherwise in the bank today, or are gone; the paper stays."""
    bank = {item.id: item for module in modules for item in module.quiz}
    return tuple(asked.id for asked in paper.questions if asked.id not in bank or not _same(asked, bank[asked.id]))


def _same(asked: Asked, item: QuizItem) -> bool:
    options = {(text.en, text.zh, place in asked.right) for place, text in enumerate(asked.options)}
    today = {(option.text.en, option.text.zh, option.right) for option in item.options}
    message = item.message.text if item.message else ""
    words = (asked.question.en, asked.question.zh, asked.message, asked.verdict)
    return options == today and words == (item.question.en, item.question.zh, message, item.verdict or "")
