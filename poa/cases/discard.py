"""A case that was only just begun, and holds nothing but the text that was pasted, can be removed; no other can."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from poa.cases.files import remove_tree
from poa.cases.layout import EXHIBITS, MESSAGES, OUT, ROUNDS
from poa.cases.lock import acquire
from poa.cases.store import load
from poa.errors import CaseError, RefusedError
from poa.model.case import Case

# What a case says from its notice alone, or from where it stands.
_BEGUN = ("schema", "store", "branch", "notice", "letter", "look_again", "practice", "archived")
_HOLDING = (MESSAGES, EXHIBITS, ROUNDS, OUT, "training")


def holds_nothing(folder: Path, case: Case) -> bool:
    """Whether a case has nothing beyond its notice: no answer of steps 2 to 10, and no file beside it.

    Args:
        folder: the case.
        case: its answers.
    """
    fresh = Case()
    if any(getattr(case, name) != getattr(fresh, name) for name in Case.__struct_fields__ if name not in _BEGUN):
        return False
    return not any(file.is_file() for name in _HOLDING for file in (folder / name).rglob("*"))


def discard(folder: Path, now: datetime) -> None:
    """Remove such a case with its folder.

    Raises:
        RefusedError: it holds more than its notice.
        LockedError: another window holds it.
        CaseError: it cannot be read, or the system keeps its files.
    """
    if not holds_nothing(folder, load(folder)):
        raise RefusedError("cases.holds_work", file=folder)
    with acquire(folder, "poa", now):
        pass
    remove_tree(folder)
    if folder.exists():
        raise CaseError("cases.not_removed", file=folder)
