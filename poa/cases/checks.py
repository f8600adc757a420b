"""References in a case that lead nowhere: a person, a cause, an exhibit or a rule that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poa.errors import CaseError
from poa.letter.people import find_person
from poa.model.case import Action, Case, Cause, Incident, Measure, Statement

if TYPE_CHECKING:
    from poa.library.playentries import Playbook


def loose_references(
    case: Case,
    file: Path | str,
    rules: Collection[str] | None = None,
    *,
    playbook: Playbook | None = None,
    stores: Collection[str] | None = None,
) -> tuple[CaseError, ...]:
    """What a hand should look at again; each is a sentence with its place, none is raised.

    Args:
        case: the answers.
        file: named in the sentences.
        rules: ids of the rules; None leaves them out.
        playbook: causes, actions and measures that an entry may name; None leaves them out.
        stores: codes of the marketplaces; None leaves them out.
    """
    found = [*_loose(case, rules), *_counts(case)]
    if playbook is not None:
        found += _entries(case, playbook)
    if stores is not None and case.store.marketplace and case.store.marketplace not in stores:
        found.append(("store.marketplace", "marketplace", case.store.marketplace))
    return tuple(CaseError(f"cases.loose_{kind}", file=file, place=place, name=name) for place, kind, name in found)


def _entries(case: Case, playbook: Playbook) -> Iterator[tuple[str, str, str]]:
    groups: dict[str, tuple[Sequence[Cause | Action | Measure], Collection[str]]] = {
        "causes": (case.causes, playbook.causes),
        "actions": (case.actions, playbook.actions),
        "measures": (case.measures, playbook.measures),
    }
    for group, (parts, known) in groups.items():
        for index, part in enumerate(parts):
            if part.entry and part.entry not in known:
                yield f"{group}[{index}].entry", "entry", part.entry


def _counts(case: Case) -> Iterator[tuple[str, str, str]]:
    """Numbers of things of which there cannot be fewer than none."""
    for name in ("messages_read", "sample_of", "messages_in_breach", "orders_in_breach"):
        value = getattr(case.audit, name)
        if value is not None and value < 0:
            yield f"audit.{name}", "count", str(value)
    if case.store.team_size is not None and case.store.team_size < 0:
        yield "store.team_size", "count", str(case.store.team_size)


def _loose(case: Case, rules: Collection[str] | None) -> Iterator[tuple[str, str, str]]:
    yield from ((place, "person", name) for place, name in strangers(case))
    numbers = {exhibit.number for exhibit in case.exhibits}
    for place, wanted in _exhibits(case):
        yield from ((place, "exhibit", str(number)) for number in wanted if number not in numbers)
    causes = {cause.id for cause in case.causes if cause.id}
    citing: dict[str, Sequence[Action | Measure | Statement]] = {
        "actions": case.actions, "measures": case.measures, "statements": case.statements,
    }  # fmt: skip
    for group, parts in citing.items():
        for index, part in enumerate(parts):
            for cause in part.causes:
                known = 1 <= cause <= len(case.causes) if isinstance(cause, int) else cause in causes
                if not known:
                    yield f"{group}[{index}].causes", "cause", str(cause)
    if rules is not None:
        for index, incident in enumerate(case.incidents):
            yield from ((f"incidents[{index}].rules", "rule", rule) for rule in incident.rules if rule not in rules)


def strangers(case: Case) -> Iterator[tuple[str, str]]:
    """Who is named somewhere in the answers and is none of its people: the place, and the name as it stands there."""
    known = {name.casefold() for person in case.people for name in (person.id, person.en, person.zh) if name}
    for place, names in _people(case):
        for name in names:
            if name.strip() and name.strip().casefold() not in known and find_person(case, name) is None:
                yield place, name.strip()


def _people(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((f"incidents[{i}].by", (incident.by,)) for i, incident in enumerate(case.incidents))
    yield "audit.read_by", case.audit.read_by
    yield from ((f"audit.ledger[{i}].by", (row.by,)) for i, row in enumerate(case.audit.ledger))
    yield from ((f"actions[{i}].by", action.by) for i, action in enumerate(case.actions))
    yield from ((f"measures[{i}].owner", (measure.owner,)) for i, measure in enumerate(case.measures))
    yield from ((f"statements[{i}].by", statement.by) for i, statement in enumerate(case.statements))


def _exhibits(case: Case) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "audit.exhibits", case.audit.exhibits
    groups: dict[str, Sequence[Incident | Cause | Action | Measure | Statement]] = {
        "incidents": case.incidents, "causes": case.causes, "actions": case.actions,
        "measures": case.measures, "statements": case.statements,
    }  # fmt: skip
    for group, parts in groups.items():
        yield from ((f"{group}[{index}].exhibits", part.exhibits) for index, part in enumerate(parts))
