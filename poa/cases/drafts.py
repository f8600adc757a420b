"""What was typed into forms and not confirmed; kept apart from the answers, of which it is none.

``.poa/drafts.json`` holds, by form, what stood in each of its fields; where two windows had the same form open, a list
of both, oldest first. It may be deleted: no answer is lost with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from poa.cases.alone import alone
from poa.cases.files import make_folder, told, write_atomic
from poa.cases.layout import INNER, inner

DRAFTS = "drafts.json"
GUARD = "drafts.guard"
# Field -> what stood there.
Fields = dict[str, str]


def drafts(folder: Path) -> dict[str, tuple[Fields, ...]]:
    """What is kept by form, oldest first; nothing where the file is damaged."""
    try:
        return _drafts(folder)
    except OSError:
        return {}


def change_draft(folder: Path, form: str, before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> None:
    """Put what stands in a form now in the place of what this window knew of it; all else stays as it is.

    Args:
        folder: a case, or another folder of the user's.
        form: the name of the form.
        before: what this window last read or kept; another window's is left where it is.
        after: what stands there now; None where it was confirmed or given up.

    Raises:
        CaseError: it cannot be written.
    """
    make_folder(folder / INNER)
    with told(inner(folder, DRAFTS)), alone(inner(folder, GUARD)):
        # What cannot be read at the moment is not written over.
        kept = _drafts(folder)
        others = [fields for fields in kept.get(form, ()) if fields not in (before, after)]
        of_form = (*others, dict(after)) if after is not None else tuple(others)
        if of_form != kept.get(form, ()):
            _write(folder, {**kept, form: of_form})


def drop_drafts(folder: Path) -> None:
    """Keep none any longer.

    Raises:
        CaseError: the file cannot be removed.
    """
    path = inner(folder, DRAFTS)
    with told(path):
        path.unlink(missing_ok=True)


def _drafts(folder: Path) -> dict[str, tuple[Fields, ...]]:
    try:
        found = json.loads(inner(folder, DRAFTS).read_bytes())
        return {form: _read(kept) for form, kept in found.items()}
    except (FileNotFoundError, ValueError, AttributeError, RecursionError):
        return {}


def _read(kept: Mapping[str, object] | list[Mapping[str, object]]) -> tuple[Fields, ...]:
    several = kept if isinstance(kept, list) else [kept]
    return tuple({field: str(text) for field, text in fields.items()} for fields in several)


def _write(folder: Path, kept: Mapping[str, tuple[Fields, ...]]) -> None:
    content = {form: fields[0] if len(fields) == 1 else fields for form, fields in kept.items() if fields}
    if content:
        # Half characters, as some names of files hold them, come back as they were: else no window knows its own.
        write_atomic(inner(folder, DRAFTS), json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    else:
        drop_drafts(folder)
