"""What was typed into the forms of a case and not confirmed; kept apart from the answers, of which it is none.

``.poa/drafts.json`` holds, by form, what stood in each of its fields. It may be deleted: no answer is lost with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from poa.cases.files import make_folder, told, write_atomic
from poa.cases.layout import INNER, inner

DRAFTS = "drafts.json"
# Form -> field -> what stood there.
Typed = Mapping[str, Mapping[str, str]]


def drafts(folder: Path) -> dict[str, dict[str, str]]:
    """What is kept; nothing where the file is damaged."""
    try:
        found = json.loads(inner(folder, DRAFTS).read_bytes())
        return {form: {field: str(text) for field, text in fields.items()} for form, fields in found.items()}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def keep_drafts(folder: Path, typed: Typed) -> None:
    """Keep these and no others; without any the file goes.

    Raises:
        CaseError: it cannot be written.
    """
    path = inner(folder, DRAFTS)
    if typed:
        make_folder(folder / INNER)
        write_atomic(path, json.dumps(typed, ensure_ascii=False).encode("utf-8", "replace"))
        return
    with told(path):
        path.unlink(missing_ok=True)
