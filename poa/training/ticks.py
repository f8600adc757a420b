"""Ticks on checklists, kept per list, person and date: ``<folder>/training/ticks.yaml``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from poa.cases.files import make_folder, write_atomic
from poa.errors import CaseError, InputError
from poa.library.yamlfile import read_yaml, write_yaml
from poa.model.training import Checklist
from poa.training.store import FOLDER

Ticks = dict[str, dict[str, dict[str, list[str]]]]


def load_ticks(folder: Path) -> Ticks:
    """All ticks: list -> person -> date -> items.

    Raises:
        CaseError: the file does not fit.
    """
    place = folder / FOLDER / "ticks.yaml"
    if not place.is_file():
        return {}
    data = read_yaml(place, CaseError).data
    if not isinstance(data, dict):
        raise CaseError("training.bad_session", file=place, line=1, what="-")
    return data


def tick(folder: Path, checklist: Checklist, person: str, on: date, items: Collection[str]) -> list[str]:
    """Keep ticks; earlier ones of the same person and day stay.

    Returns:
        all items ticked by that person on that day, in the list's order.

    Raises:
        InputError: no such item.
        CaseError: the file cannot be read or written.
    """
    known = [item.id for item in checklist.items]
    for item in items:
        if item not in known:
            raise InputError("training.no_item", name=item, known=", ".join(known))
    ticks = load_ticks(folder)
    day = ticks.setdefault(checklist.id, {}).setdefault(person, {}).setdefault(on.isoformat(), [])
    day[:] = [item for item in known if item in items or item in day]
    make_folder(folder / FOLDER)
    write_atomic(folder / FOLDER / "ticks.yaml", write_yaml(ticks).encode())
    return day
