"""Choices that say another thing of the messages than the messages that were confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from poa.letter.totals import totals
from poa.library.playbook import Playbook
from poa.model.case import Case
from poa.model.rule import Bilingual


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The choice at ``path`` (``label``) says of the messages what none of the confirmed ones did."""

    path: str
    label: Bilingual


def contradicted(case: Case, playbook: Playbook) -> Iterator[Contradiction]:
    """The choices of causes that no confirmed message bears out.

    Nothing is held against a choice where the messages show neither it nor another one of its question, or where more
    messages were in breach than those that are told one by one: they may have done what is chosen.

    Args:
        case: the answers.
        playbook: says which rules were broken where a choice is true.
    """
    counts = totals(case)
    if counts.messages is not None and counts.messages > counts.incidents:
        return
    broken = {rule for incident in case.incidents for rule in incident.rules}
    for index, cause in enumerate(case.causes):
        known = playbook.causes.get(cause.entry)
        for slot in known.slots if known else ():
            broke, given = dict(slot.broke), str(cause.slots.get(slot.id) or "")
            mine = {rule for value, rules in slot.broke if value == given for rule in rules}
            shown = {value for value, rules in broke.items() if broken & set(rules)}
            # A choice that names no rules of its own ("both") stands for all the others.
            wanted = {given} if mine else set(broke)
            if given and shown and not wanted <= shown:
                label = dict(slot.choices).get(given, Bilingual(given, given))
                yield Contradiction(f"causes[{index}].slots.{slot.id}", label)
