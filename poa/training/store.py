"""Sessions on disk: ``<folder>/training/<id>/session.yaml``, editable by hand, written whole or not at all.

``<folder>`` is a case folder, or the user's own folder for trainings that belong to no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import inside, safe_name
from poa.errors import CaseError, InputError, RefusedError
from poa.library.yamlfile import read_yaml, write_yaml
from poa.model.training import Session

FOLDER = "training"
FILE = "session.yaml"
_PLACE = re.compile(r"[A-Za-z_]\w*|\d+")


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
    place = session_file(folder, name)
    if not place.is_file():
        known = ", ".join(sessions(folder)) or "–"
        raise InputError("training.no_session", file=folder, name=name, known=known)
    document = read_yaml(place, CaseError)
    if not isinstance(document.data, dict):
        raise CaseError("training.bad_session", file=place, line=1, what="-")
    if int(document.data.get("schema", 1)) > 1:
        raise CaseError("training.newer_session", file=place, line=document.line(("schema",)))
    try:
        return msgspec.convert(document.data, Session)
    except msgspec.ValidationError as problem:
        what, _, where = str(problem).partition(" - at ")
        path = tuple(int(step) if step.isdigit() else step for step in _PLACE.findall(where))
        raise CaseError("training.bad_session", file=place, line=document.line(path), what=what) from None


def save_session(folder: Path, session: Session) -> Path:
    """Write a session.

    Raises:
        RefusedError: the id leads out of the folder.
        CaseError: the disk is full, the folder is read-only, ...; the old file is as it was.
    """
    place = session_file(folder, session.id)
    make_folder(place.parent)
    write_atomic(place, write_yaml(msgspec.to_builtins(session)).encode())
    return place


def new_session(folder: Path, session: Session) -> Path:
    """Write a session that must not exist yet.

    Raises:
        RefusedError: one of that id exists; nothing is overwritten.
    """
    if session_file(folder, session.id).exists():
        raise RefusedError("training.session_exists", file=session_file(folder, session.id), name=session.id)
    return save_session(folder, session)


def session_id(title: str, taken: Iterator[str]) -> str:
    """A folder name made of a title, not used yet."""
    base = safe_name(re.sub(r"\W+", "-", title.casefold()).strip("-")[:40], "session")
    used = set(taken)
    return next(
        name for number in range(1, len(used) + 2) if (name := base if number == 1 else f"{base}-{number}") not in used
    )
