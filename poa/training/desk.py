"""Changes to a session, each a plain function: session in, session out. What people say goes in; nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from poa.errors import InputError, RefusedError
from poa.model.case import Text
from poa.model.training import Asked, Attendee, Module, Paper, PolicyRead, QuizItem, Result, Session
from poa.text.pinyin import has_han, name_in_pinyin

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


def slug(*parts: str) -> str:
    """An id made of a name and what tells its bearer from others of that name."""
    return "--".join(re.sub(r"\W+", "-", part.casefold()).strip("-") for part in parts if part)


def add_people(session: Session, people: Sequence[Attendee]) -> Session:
    """Add people; who is on the list already stays as entered, another person of that name gets an id of their own."""
    listed = list(session.attendees)
    names = Counter(person.name for person in people)
    for person in people:
        before = session.attendees if names[person.name] == 1 else ()
        known = [other for other in listed if other.id == person.id]
        known += [other for other in before if other.name == person.name and other not in known]
        if any(not _are_two(other, person) for other in known):
            continue
        apart = slug(person.name, person.number or person.role.en or person.role.zh or person.name_zh)
        apart = apart if known else person.id
        if all(other.id != apart for other in listed):
            listed.append(replace(person, id=apart))
    return replace(session, attendees=tuple(listed))


def _are_two(first: Attendee, second: Attendee) -> bool:
    """Whether number, role or Chinese name tells two people of one name apart."""
    if _others(first.number, second.number):
        return True
    return _others(first.role, second.role) or _others(first.name_zh, second.name_zh)


def _others(first: Text | str, second: Text | str) -> bool:
    return bool(first) and bool(second) and first != second


def both_names(name: str, name_zh: str = "") -> tuple[str, str]:
    """A name in Latin letters and its Chinese form; what is given in Chinese alone is spelled as an offer to change.

    A surname with a title ("陈主管") is not spelled: its title is no given name.
    """
    from poa.training.names import titled

    name, name_zh = name.strip(), name_zh.strip()
    if has_han(name):
        name, name_zh = "", name_zh or name
    return name or (name_zh if titled(name_zh) else name_in_pinyin(name_zh)), name_zh


def add_person(
    session: Session, name: str, *, name_zh: str = "", role: Text | None = None, number: str = ""
) -> Session:
    """Add one person by hand.

    Raises:
        InputError: no name, a surname with a title instead of a name, or a person of that name whom neither number,
            role nor Chinese name tells apart.
    """
    from poa.training.names import titled

    if not (name.strip() or name_zh.strip()):
        raise InputError("training.nameless")
    name, name_zh = both_names(name, name_zh)
    if titled(name):
        raise InputError("training.titled_name", name=name)
    named = slug(name_zh or name) or "person"
    person = Attendee(id=named, name=name, name_zh=name_zh, role=role or Text(), number=number.strip())
    added = add_people(session, [person])
    if len(added.attendees) == len(session.attendees):
        raise InputError("training.same_person", name=name)
    return added


def change_person(session: Session, name: str, **changes: object) -> Session:
    """Enter something about one person (role, time_in, time_out, name_zh ...)."""
    found = find_person(session, name)
    changed = replace(found, **changes)
    return replace(session, attendees=tuple(changed if a.id == found.id else a for a in session.attendees))


def remove_person(session: Session, name: str) -> Session:
    """Take a person off the list.

    Raises:
        RefusedError: there are results under that name; they are part of the record.
    """
    found = find_person(session, name)
    if any(result.attendee == found.id for result in session.results):
        raise RefusedError("training.has_results", name=found.name)
    return replace(session, attendees=tuple(a for a in session.attendees if a.id != found.id))


def set_presence(session: Session, name: str, *, present: bool, make_up: date | None = None) -> Session:
    """Enter who was there, or an absentee's make-up date.

    Raises:
        InputError: a make-up before the training itself.
    """
    if make_up and session.on and make_up < session.on:
        raise InputError("training.make_up_before", date=make_up, training=session.on)
    return change_person(session, name, present=present, make_up=make_up)


def made_up(session: Session, name: str, *, today: date) -> Session:
    """Enter that an absentee's make-up was held on its date.

    Raises:
        InputError: there is no date, it is still to come, or it lies before the training.
    """
    found = find_person(session, name)
    if found.make_up and session.on and found.make_up < session.on:
        raise InputError("training.make_up_before", date=found.make_up, training=session.on)
    if found.make_up is None or found.make_up > today:
        raise InputError("training.make_up_to_come", name=found.name)
    return change_person(session, name, present=True)


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
    if not session.attendees:
        raise InputError("training.no_list", name=name)
    ids = ", ".join(a.id for a in (named or session.attendees))
    raise InputError("training.two_of_one_name" if named else "training.no_such_person", name=name, known=ids)


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
