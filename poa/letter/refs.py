"""References in brackets: causes by number, exhibits by number, both checked."""

from __future__ import annotations

from collections.abc import Sequence

from poa.letter.desk import Desk
from poa.letter.marks import Mark, Value
from poa.model.case import Case


def cause_numbers(case: Case) -> dict[int | str, int]:
    """How causes can be referred to (by number or id) and the number each has in the letter."""
    found: dict[int | str, int] = {}
    for number, cause in enumerate(case.causes, 1):
        found[number] = number
        found[str(number)] = number
        for name in (cause.id, cause.entry):
            if name:
                found.setdefault(name, number)
    return found


def causes_of(desk: Desk, named: Sequence[int | str], path: str) -> list[int]:
    """The cause numbers behind references; an unknown one is a gap."""
    known = cause_numbers(desk.case)
    numbers = []
    for name in named:
        if name in known:
            numbers.append(known[name])
        else:
            desk.need(f"{path}.causes", desk.fixed("unknown_cause", name=name), desk.step_of(path))
    return sorted(set(numbers))


def exhibits_of(desk: Desk, named: Sequence[int], path: str) -> list[int]:
    """The exhibit numbers that exist; one that is not in the list is a gap."""
    known = {exhibit.number for exhibit in desk.case.exhibits}
    for number in named:
        if number not in known:
            desk.need(f"{path}.exhibits", desk.fixed("unknown_exhibit", number=number), "evidence")
    return [number for number in named if number in known]


def refs(
    desk: Desk, path: str, *, causes: Sequence[int] = (), exhibits: Sequence[int] = (), who: Value | None = None
) -> str:
    """``(Causes 1, 3; Exhibit 2)``; nothing where there is nothing to refer to."""
    words, parts = desk.words, []
    cause_words = words.references("cause", [str(number) for number in causes])
    exhibit_words = words.references("exhibit", [str(number) for number in exhibits])
    if cause_words:
        parts.append(desk.record.add(Mark("text", cause_words, facts=(f"{path}.causes",))))
    if exhibit_words:
        mark = Mark("text", exhibit_words, facts=(f"{path}.exhibits",), exhibits=tuple(exhibits))
        parts.append(desk.record.add(mark))
    if who:
        parts.insert(0, who)
    if not parts:
        return ""
    return words.pattern("refs", items=words.data["labels"]["between_refs"].join(parts))
