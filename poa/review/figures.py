"""Figures and words of a plan that a reader at Amazon would set beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from poa.letter.people import find_person, is_office
from poa.letter.totals import totals
from poa.library.playbook import CauseEntry, Playbook
from poa.model.case import Action, Case, Measure, Text
from poa.model.review import Remark
from poa.model.rule import Bilingual
from poa.review.naming import offices
from poa.review.remarks import remark
from poa.review.view import View

# Slots of a measure that say what this one measure does; the same words in several are asked about.
_OF_ITS_OWN = ("compared",)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def figure_remarks(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Counts that differ from what is confirmed or named, trainings that left out senders, repeated checks."""
    for index, cause in enumerate(case.causes):
        entry = playbook.causes.get(cause.entry)
        if entry and not cause.text:
            yield from _counts(view, case, index, entry)
    yield from _orders_named(view, case)
    yield from _trained(view, case, playbook)
    yield from _repeated(view, case)


def _counts(view: View, case: Case, index: int, entry: CauseEntry) -> Iterator[Remark]:
    """The number of orders that a cause names, beside the orders of the messages that broke its rules.

    Fewer messages may be told than were found, so a greater number is doubted only where all that was found is told.
    """
    typed = case.causes[index].slots.get("orders")
    rules = {rule for rule in entry.rules if not rule.startswith("notice.")}
    orders = {incident.order_id for incident in case.incidents if rules & set(incident.rules) and incident.order_id}
    if not isinstance(typed, int) or isinstance(typed, bool) or not orders or typed == len(orders):
        return
    found = case.audit.messages_in_breach
    if typed > len(orders) and (found is None or found > len(case.incidents)):
        return
    told = remark(view, "cause_count", number=index + 1, typed=typed, counted=len(orders))
    yield replace(told, path=f"causes[{index}].slots.orders", step="causes")


def _orders_named(view: View, case: Case) -> Iterator[Remark]:
    """The number of orders that the audit found, beside those that the letter names for messages in breach.

    Where the list of orders is complete the program counts them itself.
    """
    counts = totals(case)
    sent = {incident.order_id for incident in case.incidents if incident.channel != "package_insert"}
    named = (sent | {row.order_id for row in case.audit.ledger}) & view.orders
    told = counts.orders
    if told is None or case.audit.ledger_complete or counts.clash or not counts.same:
        return
    fewer = len(named) < told and not case.audit.exhibits
    if fewer or len(named) > told:
        path = "audit.streams" if case.audit.orders_in_breach is None else "audit.orders_in_breach"
        found = remark(view, "orders_unnamed" if fewer else "orders_beyond", told=told, named=len(named))
        yield replace(found, path=path, step="messages")


def senders(view: View, case: Case) -> Counter[str]:
    """Who sent how many of the messages in breach, by the name that means him alone."""
    found: Counter[str] = Counter()
    for incident in case.incidents:
        if not incident.by or is_office(case, incident.by, offices(view)):
            continue
        person = find_person(case, incident.by)
        found[(person.zh or person.en) if person else incident.by] += 1
    return found


def _trained(view: View, case: Case, playbook: Playbook) -> Iterator[Remark]:
    """Who sent messages in breach, beside those whom the trainings reached."""
    held = [(i, a) for i, a in enumerate(case.actions) if a.status == "done" and _is_training(a, playbook)]
    counts = senders(view, case)
    if not held or not counts or any(action.text for _, action in held):
        return
    index = held[0][0]
    named = {name for _, action in held for name in _people(case, action)}
    present = max((n for _, a in held if isinstance(n := a.slots.get("present"), int)), default=0)
    left_out = [name for name, _ in counts.most_common() if name not in named and not _gone(case, name, playbook)]
    told: Remark | None = None
    if named and left_out and not present:
        told = remark(view, "untrained_named", words=_names(case, left_out))
    elif present and not named and present < len(left_out):
        told = remark(view, "untrained", present=present, count=len(left_out), words=_names(case, left_out[:1]))
    if told:
        yield replace(told, path=f"actions[{index}]", step="training")


def _is_training(action: Action, playbook: Playbook) -> bool:
    entry = playbook.actions.get(action.entry)
    asked = {slot.id for slot in entry.slots} if entry else set()
    return {"topic", "present"} <= asked or {"people", "topics"} <= asked


def _people(case: Case, action: Action) -> Iterator[str]:
    """Whom a training names."""
    names = action.slots.get("people")
    for name in names if isinstance(names, tuple | list) else ():
        person = find_person(case, str(name))
        yield (person.zh or person.en) if person else str(name)


def _gone(case: Case, name: str, playbook: Playbook) -> bool:
    """Whether somebody's access was withdrawn, so that he need not be trained."""
    for action in case.actions:
        entry = playbook.actions.get(action.entry)
        taken = action.slots.get(entry.withdraws) if entry and entry.withdraws and action.status == "done" else None
        people = [find_person(case, str(one)) for one in taken] if isinstance(taken, tuple | list) else []
        if any(person and name in (person.zh, person.en) for person in people):
            return True
    return False


def _names(case: Case, names: list[str]) -> Bilingual:
    people = [find_person(case, name) for name in names]
    english = [person.en if person else name for person, name in zip(people, names, strict=True)]
    return Bilingual(", ".join(english), "、".join(names))


def _repeated(view: View, case: Case) -> Iterator[Remark]:
    """What is said word for word of several measures, although each compares something of its own."""
    places: dict[str, list[int]] = {}
    shown: dict[str, Text] = {}
    order = _in_letter(case)
    for index in order:
        for text in _checks(case.measures[index]):
            key = " ".join((text.en or text.zh).casefold().split())
            places.setdefault(key, []).append(index)
            shown[key] = text
    for key, found in places.items():
        if len(found) > 1:
            text = shown[key]
            letters = [_LETTERS[order.index(index) % 26] for index in found]
            words = Bilingual(", ".join(letters), "、".join(letters))
            told = remark(view, "same_words", words=words, phrase=Bilingual(text.en or text.zh, text.zh or text.en))
            yield replace(told, path=f"measures[{found[1]}]", step="measures")


def _in_letter(case: Case) -> list[int]:
    """The measures as the letter lists them: those in force, then those that start later."""
    told = [(i, m) for i, m in enumerate(case.measures) if m.status != "not_true"]
    running = [index for index, measure in told if measure.status != "planned"]
    return running + [index for index, measure in told if measure.status == "planned" and measure.since]


def _checks(measure: Measure) -> Iterator[Text]:
    values = [measure.check, *(measure.slots.get(name) for name in _OF_ITS_OWN)]
    return (value for value in values if isinstance(value, Text) and value)
