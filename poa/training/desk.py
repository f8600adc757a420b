"""Changes to a session, each a plain function: session in, session out. What people say goes in; nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from poa.errors import InputError
from poa.model.case import Text
from poa.model.training import Attendee, Module, Paper, PolicyRead, Result, Session

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


def set_field(session: Session, name: str, value: str) -> Session:
    """Enter one fact about the session.

    Args:
        session: the session.
        name: of FIELDS.
        value: as typed; dates as 2026-03-15.

    Raises:
        InputError: no such field, or a value that is no date or number.
    """
    if name not in FIELDS:
        raise InputError("training.no_field", name=name, known=", ".join(FIELDS))
    if name in ("on", "next_on"):
        return replace(session, **{name: parse_date(value)})
    if name == "pass_mark":
        if not value.isdecimal():
            raise InputError("training.no_number", name=name, value=value)
        return replace(session, pass_mark=int(value))
    base, language = name.removesuffix("_zh"), "zh" if name.endswith("_zh") else "en"
    if base in ("topic", "follow_up"):
        old: Text = getattr(session, base)
        return replace(session, **{base: replace(old, **{language: value})})
    return replace(session, **{name: value})


def parse_date(text: str) -> date:
    """A date as 2026-03-15.

    Raises:
        InputError: anything else.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("training.no_date_value", value=text) from None


def add_people(session: Session, people: Sequence[Attendee]) -> Session:
    """Add people; who is on the list already stays as entered."""
    known = {attendee.id for attendee in session.attendees}
    return replace(session, attendees=(*session.attendees, *(p for p in people if p.id not in known)))


def set_presence(session: Session, name: str, *, present: bool, make_up: date | None = None) -> Session:
    """Enter who was there, or an absentee's make-up date."""
    found = find_person(session, name)
    changed = replace(found, present=present, make_up=make_up)
    return replace(session, attendees=tuple(changed if a.id == found.id else a for a in session.attendees))


def find_person(session: Session, name: str) -> Attendee:
    """The attendee of that id or name.

    Raises:
        InputError: nobody, or more than one person of that name (then the ids are told).
    """
    for attendee in session.attendees:
        if attendee.id == name:
            return attendee
    named = [a for a in session.attendees if name in (a.name, a.name_zh)]
    if len(named) == 1:
        return named[0]
    ids = ", ".join(a.id for a in (named or session.attendees)) or "–"
    raise InputError("training.two_of_one_name" if named else "training.no_such_person", name=name, known=ids)


def add_paper(session: Session, paper: Paper) -> Session:
    """Keep a paper with the session, whole, so that a later change of the bank alters nothing."""
    taken = {one.id for one in session.papers}
    name = paper.id if paper.id not in taken else f"{paper.id}-{len(taken) + 1}"
    return replace(session, papers=(*session.papers, replace(paper, id=name)))


def find_paper(session: Session, name: str = "") -> Paper:
    """The paper of that id, or the latest.

    Raises:
        InputError: none.
    """
    for paper in reversed(session.papers):
        if name in ("", paper.id):
            return paper
    raise InputError("training.no_paper", name=name or "–")


def add_result(session: Session, result: Result) -> Session:
    """Keep a result. Earlier tries stay.

    Raises:
        InputError: more points than questions, or a person who is not on the list.
    """
    find_person(session, result.attendee)
    if not 0 <= result.points <= result.out_of:
        raise InputError("training.odd_points", points=result.points, out_of=result.out_of)
    return replace(session, results=(*session.results, result))


def add_policy(session: Session, policy: PolicyRead) -> Session:
    """Note a policy page that was studied."""
    return replace(session, policies=(*session.policies, policy))


def changed_since(paper: Paper, modules: Sequence[Module]) -> tuple[str, ...]:
    """Questions of a paper whose words in the bank differ today or that are gone; the paper itself stays as it was."""
    bank = {item.id: item.question for module in modules for item in module.quiz}
    return tuple(
        asked.id
        for asked in paper.questions
        if asked.id not in bank or (bank[asked.id].en, bank[asked.id].zh) != (asked.question.en, asked.question.zh)
    )
