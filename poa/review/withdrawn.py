"""People whose access was withdrawn, and who are named as doing or keeping something afterwards.

Only what the answers say is compared: actions that are done, by an entry of the playbook that takes somebody's access
away (``withdraws``), or by words of the seller's own that name the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from poa.letter.people import find_person, mentions
from poa.library.playbook import Playbook
from poa.model.case import Action, Case, Measure, Person
from poa.model.review import Remark
from poa.model.rule import Bilingual
from poa.review.remarks import remark
from poa.review.view import View
from poa.text.dates import told_day
from poa.wording import LANGUAGES, Wording

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Withdrawn:
    """Whose access which action took away."""

    person: Person
    number: int
    title: Bilingual
    on: date | None


def withdrawn_remarks(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Measures whose owner or checker has no access any more, and later actions by such a person.

    Args:
        view: the letter.
        case: its answers.
        playbook: says which actions take access away.
    """
    gone = list(_withdrawn(view, case, playbook))
    for index, measure in enumerate(case.measures):
        found = _of(case, measure.owner, gone) if measure.status != "not_true" else None
        if found:
            yield replace(_told(view, "withdrawn_owner", found), path=f"measures[{index}].owner", step="measures")
        for slot in _people_of(measure, playbook):
            found = _of(case, str(measure.slots.get(slot) or ""), gone)
            if found:
                path = f"measures[{index}].slots.{slot}"
                yield replace(_told(view, "withdrawn_checker", found), path=path, step="measures")
    for index, action in enumerate(case.actions):
        for name in action.by:
            found = _of(case, name, [one for one in gone if _after(action, index, one)])
            if found:
                yield replace(_told(view, "withdrawn_by", found), path=f"actions[{index}].by", step="actions")


def _people_of(measure: Measure, playbook: Playbook) -> list[str]:
    """The answers of a measure that name who approves or checks; none where it is told in own words or is not true."""
    entry = playbook.measures.get(measure.entry)
    told = entry is not None and not measure.text and measure.status != "not_true"
    return [slot.id for slot in entry.slots if slot.type == "person"] if entry and told else []


def _withdrawn(view: View, case: Case, playbook: Playbook) -> Iterator[_Withdrawn]:
    for index, action in enumerate(case.actions):
        entry = playbook.actions.get(action.entry)
        if action.status != "done":
            continue
        title = entry.title if entry and not action.text else _words(action)
        names = action.slots.get(entry.withdraws) if entry else None
        people = [find_person(case, str(name)) for name in names] if isinstance(names, tuple | list) else []
        for person in (*people, *_told_of(view, case, action)):
            if person is not None:
                yield _Withdrawn(person, index, title, action.on)


def _told_of(view: View, case: Case, action: Action) -> list[Person]:
    """Who is named between the verb and the access that was taken away, in words of the seller's own."""
    readings = (one for one in view.known.field("feature") if one.value == "withdraws_access")
    signals = [signal for one in readings for signal in one.of(frozenset({"en", "zh"}))]
    texts = (action.text.en, action.text.zh)
    taken = [match[0] for signal in signals for text in texts for match in signal.find.finditer(text)]
    return [person for person in case.people if any(mentions(text, person) for text in taken)]


def _words(action: Action) -> Bilingual:
    """What the seller's own words say was done, in a line."""
    return Bilingual(_line(action.text.en or action.text.zh), _line(action.text.zh or action.text.en))


def _line(text: str) -> str:
    text = text.strip().rstrip(".。")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


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
