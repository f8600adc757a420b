"""What was typed into forms and not confirmed; kept apart from the answers, of which it is none.

``.poa/drafts/`` holds a file for each form and each window that it was typed in, written by that window alone: none
waits for another, and none loses what stands in another. It may be deleted: no answer is lost with it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from poa.cases.files import make_folder, remove_tree, sweep_place, told, write_atomic
from poa.cases.layout import inner

DRAFTS = "drafts"
# Field -> what stood there.
Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """What one window put by of one form; ``at`` is when, in nanoseconds since 1970."""

    form: str
    fields: Fields
    at: int
    file: Path


def drafts(folder: Path, form: str | None = None) -> tuple[Draft, ...]:
    """What is kept, oldest first; of one form, or of all. What is damaged or cannot be read at the moment is left out.

    Args:
        folder: a case, or another folder of the user's.
        form: the name of the form.
    """
    found = (_read(file) for file in _files(folder, "*" if form is None else _name(form)))
    return tuple(sorted((draft for draft in found if draft and form in (None, draft.form)), key=lambda one: one.at))


def put_draft(folder: Path, window: str, form: str, fields: Mapping[str, str], at: int) -> Draft:
    """Put what stands in a form now in the place of what the same window had put by of it.

    Args:
        folder: a case, or another folder of the user's.
        window: what tells it from all other windows; part of a file's name.
        form: the name of the form.
        fields: what stands there.
        at: the present, in nanoseconds since 1970.

    Raises:
        CaseError: it cannot be written.
    """
    place = inner(folder, DRAFTS)
    make_folder(place)
    draft = Draft(form, dict(fields), at, place / f"{_name(form)}.{window}.json")
    content = {"form": form, "at": at, "fields": draft.fields}
    # Half characters, as some names of files hold them, come back as they were.
    write_atomic(draft.file, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return draft


def drop_draft(draft: Draft) -> None:
    """Keep it no longer, unless more was typed in its window since it was read.

    Raises:
        CaseError: the file cannot be removed.
    """
    if (now := _read(draft.file)) is not None and now.at == draft.at:
        with told(draft.file):
            draft.file.unlink(missing_ok=True)


def drop_drafts(folder: Path) -> None:
    """Keep none any longer.

    Raises:
        CaseError: a file cannot be removed.
    """
    for file in _files(folder, "*"):
        with told(file):
            file.unlink(missing_ok=True)
    remove_tree(inner(folder, DRAFTS))


def drop_drafts_before(folder: Path, at: int) -> None:
    """Keep none that was put by before a time, and nothing half written by a program that was killed.

    Args:
        folder: a case, or another folder of the user's.
        at: nanoseconds since 1970.

    Raises:
        CaseError: a file cannot be removed.
    """
    sweep_place(inner(folder, DRAFTS))
    for draft in drafts(folder):
        if draft.at < at:
            drop_draft(draft)


def _files(folder: Path, name: str) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        # A name that begins with a point is not whole yet.
        yield from [file for file in inner(folder, DRAFTS).glob(f"{name}.*.json") if not file.name.startswith(".")]


def _read(file: Path) -> Draft | None:
    try:
        found = json.loads(file.read_bytes())
        fields = {str(field): str(text) for field, text in found["fields"].items()}
        return Draft(str(found["form"]), fields, int(found["at"]), file)
    except (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None


def _name(form: str) -> str:
    """A name of files for a form, whatever the form is called."""
    import hashlib

    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:20]
