"""What is planned and stands in no letter: one tells what is planned with its day, and in the seller's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from poa.library.playbook import Playbook
from poa.model.case import Action, Case, Measure
from poa.model.question import Step
from poa.model.rule import Bilingual


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something planned: ``path`` leads to the answer that it lacks, ``name`` is what it is called."""

    path: str
    step: Step
    name: Bilingual


def left_out(case: Case, playbook: Playbook) -> Iterator[LeftOut]:
    """What is planned without a day, and planned actions of the playbook: their sentence tells what was done."""
    for index, action in enumerate(case.actions):
        dated = bool(action.on or action.until)
        if action.status == "planned" and not (dated and action.text):
            path = f"actions[{index}].{'text' if dated else 'on'}"
            yield LeftOut(path, "actions", _name(action, playbook, index))
    for index, measure in enumerate(case.measures):
        if measure.status == "planned" and measure.since is None:
            yield LeftOut(f"measures[{index}].since", "measures", _name(measure, playbook, index))


def _name(item: Action | Measure, playbook: Playbook, index: int) -> Bilingual:
    entries = playbook.actions if isinstance(item, Action) else playbook.measures
    entry = entries.get(item.entry)
    own = item.title if isinstance(item, Measure) and item.title else None
    for told in (own, entry.title if entry else None, item.text):
        if told:
            return Bilingual(told.en or told.zh, told.zh or told.en)
    return Bilingual(str(index + 1), str(index + 1))
