"""Who takes part in a session, each change a plain function: session in, session out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from poa.errors import InputError, RefusedError
from poa.model.case import Text
from poa.model.training import Attendee, Session
from poa.text.pinyin import has_han, name_in_pinyin


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
