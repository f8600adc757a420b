"""Ticks on checklists, kept per list, person and date: ``<folder>/training/ticks.yaml``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from poa.cases.files import make_folder, write_atomic
from poa.errors import CaseError, InputError
from poa.library.yamlfile import read_yaml, write_yaml
from poa.model.training import Checklist
from poa.training.store import FOLDER, writing

Ticks = dict[str, dict[str, dict[str, list[str]]]]
FILE = "ticks.yaml"


def load_ticks(folder: Path) -> Ticks:
    """All ticks: list -> person -> date -> items.

    Raises:
        CaseError: the file does not fit; with the line.
    """
    place = folder / FOLDER / FILE
    if not place.is_file():
        return {}
    document = read_yaml(place, CaseError)
    if document.data is None:
        return {}
    ticks: Ticks = {}
    for path, items in _days(document.data):
        if len(path) != 3 or not isinstance(items, list):
            raise CaseError("training.bad_ticks", file=place, line=document.line(path))
        name, person, day = path
        if not _is_day(day):
            raise CaseError("training.bad_ticks", file=place, line=document.line(path))
        ticks.setdefault(name, {}).setdefault(person, {})[day] = [str(item) for item in items]
    return ticks


def _days(data: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object]]:
    """What stands at the third level of maps, or earlier where a map is missing."""
    if len(path) < 3 and isinstance(data, dict):
        return [found for key, value in data.items() for found in _days(value, (*path, str(key)))]
    return [(path, data)]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def ticked(folder: Path, checklist: Checklist, person: str, on: date) -> list[str]:
    """What a person ticked on a day.

    Raises:
        CaseError: the file does not fit.
    """
    return load_ticks(folder).get(checklist.id, {}).get(person, {}).get(on.isoformat(), [])


def tick(
    folder: Path,
    checklist: Checklist,
    person: str,
    on: date,
    items: Collection[str],
    *,
    now: datetime,
    untick: Collection[str] = (),
) -> list[str]:
    """Keep ticks; earlier ones of the same person and day stay, except those taken back.

    Args:
        folder: of the case, or the user's own.
        checklist: the list.
        person: who ticks.
        on: the day, entered by a person.
        items: what is ticked.
        now: when, for the lock.
        untick: what was ticked by mistake.

    Returns:
        all items ticked by that person on that day, in the list's order.

    Raises:
        InputError: no such item.
        LockedError: another window holds the case.
        CaseError: the file cannot be read or written.
    """
    known = [item.id for item in checklist.items]
    for item in (*items, *untick):
        if item not in known:
            raise InputError("training.no_item", name=item, known=", ".join(known))
    with writing(folder, now):
        ticks = load_ticks(folder)
        day = ticks.setdefault(checklist.id, {}).setdefault(person, {}).setdefault(on.isoformat(), [])
        day[:] = [item for item in known if (item in items or item in day) and item not in untick]
        make_folder(folder / FOLDER)
        write_atomic(folder / FOLDER / FILE, write_yaml(ticks).encode())
    return day
