"""What was recorded wrongly is put aside: it stays as it came, and counts no more.

An answer: ``rounds/01/answer/`` becomes ``rounds/01/withdrawn-1/``, in one step; the next answer is recorded as the
first one was. A submission: ``rounds/02/`` becomes ``rounds/withdrawn-02-1/``, as long as nothing answers it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from poa.atomic import sync_folder
from poa.cases.files import told, write_atomic
from poa.cases.layout import ROUNDS, need_case
from poa.cases.lock import refuse_if_held_by_another
from poa.cases.rounds import ANSWER, OUTCOME_FILE, Answer, Round, read_answer, read_round, rounds
from poa.errors import CaseError
from poa.library.yamlfile import write_yaml

NOTED = "withdrawn.yaml"
_PLACE = re.compile(r"withdrawn-(\d{1,6})")
_ROUND = re.compile(r"withdrawn-\d{1,6}-(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An answer that was put aside, and where it lies."""

    answer: Answer
    folder: Path


def withdraw_answer(folder: Path, number: int, *, now: datetime) -> Path:
    """Put the answer to a round aside.

    Args:
        folder: the case.
        number: of the round.
        now: when.

    Returns:
        Where it lies from now on.

    Raises:
        CaseError: no such round, no answer yet, or it could not be done; then the answer is where it was.
    """
    return _put_aside(_round(folder, number).folder, now)


def bring_back(folder: Path, number: int, *, now: datetime) -> None:
    """Make the answer that was put aside last the answer again; one that was recorded since is put aside.

    Raises:
        CaseError: nothing was put aside, or it could not be done.
    """
    found = _round(folder, number, answered=False)
    places = _places(found.folder)
    if not places:
        raise CaseError("cases.no_round", file=folder, number=number)
    if found.answer is not None:
        _put_aside(found.folder, now)
    with told(places[-1]):
        places[-1].rename(found.folder / ANSWER)
        sync_folder(found.folder)


def withdraw_round(folder: Path, *, now: datetime) -> Path:
    """Put the last submission aside, which has no answer yet.

    Returns:
        Where it lies from now on.

    Raises:
        CaseError: there is no round, it has its answer, or it could not be done; then it is where it was.
    """
    need_case(folder)
    refuse_if_held_by_another(folder)
    last = rounds(folder)[-1:]
    if not last or last[0].answer is not None:
        raise CaseError("cases.no_open_round", file=folder)
    place = last[0].folder
    number = max((int(match[1]) for match, _ in _rounds_aside(folder)), default=0) + 1
    target = place.parent / f"withdrawn-{place.name}-{number}"
    write_atomic(place / NOTED, write_yaml({"withdrawn": now.isoformat()}).encode())
    with told(place):
        place.rename(target)
        sync_folder(target.parent)
    return target


def withdrawn_rounds(folder: Path) -> tuple[Round, ...]:
    """The submissions of a case that were put aside, in the order in which they were.

    Raises:
        CaseError: a record cannot be read.
    """
    return tuple(read_round(entry, int(match[0].split("-")[1])) for match, entry in _rounds_aside(folder))


def _rounds_aside(folder: Path) -> list[tuple[re.Match[str], Path]]:
    place = folder / ROUNDS
    entries = place.iterdir() if place.is_dir() else ()
    found = [(match, entry) for entry in entries if (match := _ROUND.fullmatch(entry.name)) and entry.is_dir()]
    return sorted(found, key=lambda one: int(one[0][1]))


def withdrawn(found: Round) -> tuple[Withdrawn, ...]:
    """The answers to a round that were put aside, the first first.

    Raises:
        CaseError: a record cannot be read.
    """
    told_there = ((read_answer(place), place) for place in _places(found.folder))
    return tuple(Withdrawn(answer, place) for answer, place in told_there if answer is not None)


def _round(folder: Path, number: int, *, answered: bool = True) -> Round:
    need_case(folder)
    refuse_if_held_by_another(folder)
    found = next((entry for entry in rounds(folder) if entry.number == number), None)
    if found is None or (answered and found.answer is None):
        raise CaseError("cases.no_round", file=folder, number=number)
    return found


def _places(place: Path) -> list[Path]:
    found = ((match, entry) for entry in place.iterdir() if (match := _PLACE.fullmatch(entry.name)))
    return [entry for match, entry in sorted(found, key=lambda one: int(one[0][1])) if entry.is_dir()]


def _put_aside(place: Path, now: datetime) -> Path:
    answer, taken = place / ANSWER, _places(place)
    number = int(taken[-1].name.rpartition("-")[2]) + 1 if taken else 1
    target = place / f"withdrawn-{number}"
    write_atomic(answer / NOTED, write_yaml({"withdrawn": now.isoformat()}).encode())
    with told(answer):
        if (place / OUTCOME_FILE).is_file():
            # What the seller said of it goes with it; until it has gone whole, it is found there too.
            (place / OUTCOME_FILE).replace(answer / OUTCOME_FILE)
        answer.rename(target)
        sync_folder(place)
    return target
