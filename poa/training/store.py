"""Sessions on disk: ``<folder>/training/<id>/session.yaml``, editable by hand, written whole or not at all.

``<folder>`` is a case folder, or the user's own folder for trainings that belong to no case. A change is always made
to what the file holds at that moment, by whoever holds the case (or, for a moment, the user's own folder): so two
windows and the command line see one state, and none overwrites what another has entered.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import INNER, inside, is_case, safe_name
from poa.cases.lock import acquire, holder
from poa.errors import CaseError, InputError, LockedError, RefusedError
from poa.library.yamlfile import read_yaml, write_yaml
from poa.model.training import Session

FOLDER = "training"
FILE = "session.yaml"
# Another window holds the user's own folder only while it writes one file.
_TRIES, _PAUSE = 20, 0.05


def session_file(folder: Path, name: str) -> Path:
    """Where the session ``name`` of ``folder`` is kept.

    Raises:
        RefusedError: the name leads out of the folder.
    """
    return inside(folder / FOLDER, name) / FILE


def sessions(folder: Path) -> Iterator[str]:
    """The ids of all sessions of ``folder``, in alphabetical order."""
    root = folder / FOLDER
    if root.is_dir():
        yield from sorted(place.parent.name for place in root.glob(f"*/{FILE}"))


def load_session(folder: Path, name: str) -> Session:
    """Read a session.

    Raises:
        InputError: there is none of that name.
        CaseError: the file cannot be read or does not fit; with file and line.
    """
    from poa.cases.convert import to_struct

    place = session_file(folder, name)
    if not place.is_file():
        known = ", ".join(sessions(folder)) or "–"
        raise InputError("training.no_session", file=folder, name=name, known=known)
    document = read_yaml(place, CaseError)
    if not isinstance(document.data, dict):
        raise CaseError("training.bad_session", file=place, line=1)
    newest = Session().schema
    schema = document.data.get("schema", newest)
    if isinstance(schema, int) and schema > newest:
        raise CaseError("training.newer_session", file=place, line=document.line(("schema",)))
    return to_struct(document.data, Session, document, place)


def save_session(folder: Path, session: Session) -> Path:
    """Write a session as it is; whoever changes one uses ``change_session``.

    Raises:
        RefusedError: the id leads out of the folder.
        CaseError: the disk is full, the folder is read-only, ...; the old file is as it was.
    """
    place = session_file(folder, session.id)
    make_folder(place.parent)
    write_atomic(place, write_yaml(msgspec.to_builtins(session)).encode())
    return place


def new_session(folder: Path, session: Session, now: datetime) -> Path:
    """Write a session that must not exist yet.

    Raises:
        RefusedError: one of that id exists; nothing is overwritten.
        LockedError: another window holds the case.
        CaseError: it cannot be written.
    """
    with writing(folder, now):
        if session_file(folder, session.id).exists():
            raise RefusedError("training.session_exists", file=session_file(folder, session.id), name=session.id)
        return save_session(folder, session)


def change_session(folder: Path, name: str, change: Callable[[Session], Session], now: datetime) -> Session:
    """Change a session as it stands on the disk now.

    Args:
        folder: of the case, or the user's own.
        name: the session.
        change: makes the new session of the present one; what it refuses leaves the file as it was.
        now: when, for the lock.

    Returns:
        the session as written.

    Raises:
        LockedError: another window holds the case.
        InputError, CaseError: there is no such session, it cannot be read or written, or ``change`` refuses.
    """
    with writing(folder, now):
        held = load_session(folder, name)
        changed = change(held)
        if changed != held:
            save_session(folder, changed)
    return changed


@contextlib.contextmanager
def writing(folder: Path, now: datetime) -> Iterator[None]:
    """Hold a folder for one change, unless this process holds it already.

    Raises:
        LockedError: another window holds the case (or, for longer than a second, the user's own trainings).
        CaseError: the folder cannot be written.
    """
    place = folder if is_case(folder) else folder / FOLDER
    make_folder(place / INNER)
    for left in range(_TRIES, 0, -1):
        found = holder(place)
        if found and found.is_us:
            yield
            return
        try:
            lock = acquire(place, "poa training", now)
        except LockedError:
            if place == folder or left == 1:
                raise
            time.sleep(_PAUSE)
            continue
        with lock:
            yield
        return


def session_id(title: str, taken: Iterable[str]) -> str:
    """A folder name made of a title, not used yet."""
    base = safe_name(re.sub(r"\W+", "-", title.casefold()).strip("-")[:40], "session")
    used = set(taken)
    return next(
        name for number in range(1, len(used) + 2) if (name := base if number == 1 else f"{base}-{number}") not in used
    )
