"""What people are called: two who share a name are told apart, and a title behind a surname is no given name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from poa.model.case import Text
from poa.model.training import Attendee, Session

# How Chinese speaks of somebody by post; behind a surname alone it hides the given name.
_TITLE = re.compile(
    r"[\u3400-\u9fff]{1,2}?(?:主管|经理|总监|老师|组长|店长|主任|部长|科长|课长|总|董|工|老板|班长|师傅|女士|先生|小姐|姐|哥|同学)"
)
_SHORT = ("总", "董", "工", "姐", "哥")


def titled(name: str) -> bool:
    """Whether a Chinese name is a surname with a title ("陈主管"), so that the given name is still to be asked for."""
    name = name.strip()
    if name.endswith(_SHORT):
        # "李建工" may be a whole name; two signs, "李工", are not.
        return len(name) == 2 and bool(_TITLE.fullmatch(name))
    return bool(_TITLE.fullmatch(name))


def both_forms(person: Attendee) -> Text:
    """A name as each language writes it."""
    return Text(en=person.name, zh=person.name_zh or person.name)


def twins(session: Session, person: Attendee) -> list[Attendee]:
    """Others on the list who are called the same in English or in Chinese."""
    return [
        other
        for other in session.attendees
        if other.id != person.id and (other.name == person.name or (person.name_zh and other.name_zh == person.name_zh))
    ]


def label(session: Session, person: Attendee) -> Text:
    """A person's name, with role and number where somebody else is called the same."""
    name = both_forms(person)
    if not twins(session, person):
        return name
    english = [part for part in (person.role.en or person.role.zh, person.number) if part]
    chinese = [part for part in (person.role.zh or person.role.en, person.number) if part]
    if not english:
        english = chinese = [person.id]
    return Text(en=f"{name.en} ({', '.join(english)})", zh=f"{name.zh}（{'，'.join(chinese)}）")


def letter_name(session: Session, person: Attendee) -> Text:
    """A person's name for a letter; whoever shares it is told apart by what each language can say."""
    name = both_forms(person)
    if not twins(session, person):
        return name
    english, chinese = person.role.en or person.number, person.role.zh or person.number or person.role.en
    return Text(
        en=f"{name.en} ({english})" if english else name.en, zh=f"{name.zh}（{chinese}）" if chinese else name.zh
    )


def listed(names: Sequence[Text]) -> Text:
    """Names one after the other, as a sentence says them in each language."""
    english = [name.en for name in names]
    last = " and ".join(english[-2:])
    return Text(en=", ".join([*english[:-2], last]), zh="、".join(name.zh for name in names))
