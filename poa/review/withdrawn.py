"""People whose access was withdrawn, and who are named as doing or keeping something afterwards.

Only what the answers say is compared: entries of the playbook that take somebody's access away (``withdraws``), done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from poa.letter.people import find_person
from poa.library.playbook import Playbook
from poa.model.case import Action, Case, Person
from poa.model.review import Remark
from poa.model.rule import Bilingual
from poa.review.remarks import remark
from poa.review.view import View
from poa.text.dates import told_day
from poa.wording import LANGUAGES, Wording


@dataclass(frozen=True, slots=True)
class _Withdrawn:
    """Whose access which action took away."""

    person: Person
    number: int
    title: Bilingual
    on: date | None


def withdrawn_remarks(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Measures whose owner has no access any more, and later actions by such a person.

    Args:
        view: the letter.
        case: its answers.
        playbook: says which actions take access away.
    """
    gone = list(_withdrawn(case, playbook))
    for index, measure in enumerate(case.measures):
        found = _of(case, measure.owner, gone) if measure.status != "not_true" else None
        if found:
            yield replace(_told(view, "withdrawn_owner", found), path=f"measures[{index}].owner", step="measures")
    for index, action in enumerate(case.actions):
        for name in action.by:
            found = _of(case, name, [one for one in gone if _after(action, index, one)])
            if found:
                yield replace(_told(view, "withdrawn_by", found), path=f"actions[{index}].by", step="actions")


def _withdrawn(case: Case, playbook: Playbook) -> Iterator[_Withdrawn]:
    for index, action in enumerate(case.actions):
        entry = playbook.actions.get(action.entry)
        names = action.slots.get(entry.withdraws) if entry and action.status == "done" else None
        for name in names if entry and isinstance(names, tuple | list) else ():
            person = find_person(case, str(name))
            if person is not None and entry:
                yield _Withdrawn(person, index, entry.title, action.on)


def _of(case: Case, name: str, gone: list[_Withdrawn]) -> _Withdrawn | None:
    person = find_person(case, name)
    return next((one for one in gone if one.person == person), None)


def _after(action: Action, index: int, one: _Withdrawn) -> bool:
    """Whether an action comes after the access was taken away; both days must be known, unless it is only planned."""
    if index == one.number or action.status == "not_true":
        return False
    return action.status == "planned" or bool(action.on and one.on and action.on > one.on)


def _told(view: View, id: str, found: _Withdrawn) -> Remark:
    person = Bilingual(found.person.en or found.person.zh, found.person.zh or found.person.en)
    en, zh = (told_day(found.on, Wording(name)) if found.on else "" for name in LANGUAGES)
    title = found.title
    action = Bilingual(f"{title.en}, {en}" if en else title.en, f"{title.zh}，{zh}" if zh else title.zh)
    return remark(view, id, person=person, action=action)
