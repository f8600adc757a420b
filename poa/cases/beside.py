"""What stands beside the answers of a case and takes reading to find out, kept for as long as no file of it changes.

``.poa/beside.json`` is derived and safe to delete. It is good while case.yaml, the index of the messages and the
records of trainings have the sizes and times they had, on the same day.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cases.layout import CASE_FILE, INNER, MAIL_INDEX, inner
from poa.cases.unfinished import unfinished
from poa.errors import PoaError
from poa.model.standing import Beside

if TYPE_CHECKING:
    from poa.model.case import Case

FILE = "beside.json"
_NOTHING = Beside()


def beside(folder: Path, today: date) -> Beside:
    """Suspects that are still to be decided, trainings, records that say otherwise than the case does, messages that
    were never taken in, and quotations that are not what the messages say.

    Args:
        folder: the case; one that cannot be read has nothing beside it.
        today: the user's own date, against which records of trainings are held.
    """
    # Whether somebody is still reading them changes without any file, so it is never kept.
    left = unfinished(folder)
    found = _known(folder, today)
    return replace(found, unfinished=left) if left else found


def _known(folder: Path, today: date) -> Beside:
    state = _state(folder, today)
    if state is None:
        return _NOTHING
    try:
        kept = json.loads(inner(folder, FILE).read_bytes())
        if kept["of"] == state:
            outdated = tuple(map(str, kept["outdated"]))
            return Beside(int(kept["undecided"]), outdated, int(kept["sessions"]), misquoted=int(kept["misquoted"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return _read(folder, today, state)


def _read(folder: Path, today: date, state: list[Any]) -> Beside:
    from poa.cases.caseyaml import parse_case, read_small
    from poa.cases.files import write_atomic

    try:
        path = folder / CASE_FILE
        found = beside_of(folder, parse_case(read_small(path), path), today)
    except PoaError:
        return _NOTHING
    content = {"of": state, **asdict(found)}
    with contextlib.suppress(OSError, PoaError):
        write_atomic(inner(folder, FILE), json.dumps(content).encode(), durable=False)
    return found


def beside_of(folder: Path, case: Case, today: date) -> Beside:
    """The same for answers that are at hand.

    Raises:
        CaseError: the index of the messages is damaged.
    """
    from poa.cases.mail import CaseMail
    from poa.cases.misquoted import wrong_quotes
    from poa.cases.suspects import undecided
    from poa.training.into_case import outdated
    from poa.training.store import sessions

    return Beside(
        undecided(folder, case),
        outdated(folder, case, today),
        sum(1 for _ in sessions(folder)),
        misquoted=sum(1 for _ in wrong_quotes(case, CaseMail(folder))),
    )


def _state(folder: Path, today: date) -> list[Any] | None:
    """What the kept answer depends on; None where there is nothing to read."""
    # Asked for each case of a long list, of which most have neither: Path objects would cost more than the answer.
    root, records = str(folder), []
    mail = _stat(os.path.join(root, INNER, MAIL_INDEX))  # noqa: PTH118
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(os.path.join(root, "training"))):  # noqa: PTH118, PTH208
            records.append([name, _stat(os.path.join(root, "training", name, "session.yaml"))])  # noqa: PTH118
    if mail is None and not records:
        return None
    return [today.isoformat(), _stat(os.path.join(root, CASE_FILE)), mail, records]  # noqa: PTH118


def _stat(path: str) -> list[int] | None:
    try:
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return [stat.st_size, stat.st_mtime_ns]
