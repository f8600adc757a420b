"""Which column of a table is what, as the user said it once: kept by the table's headings, for the next export."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from poa.cases.files import make_folder, write_atomic
from poa.messages.vocabulary import folded

FILE = "columns.json"
_MOST = 200


def signature(headings: Sequence[str]) -> str:
    """What tables with the same headings have in common; empty columns at the end make no difference."""
    return "|".join(folded(name) for name in headings).rstrip("|")


def remembered(home: Path, headings: Sequence[str]) -> dict[str, str] | None:
    """What was said of a table with these headings; None where nothing was, or the file cannot be read."""
    found = _all(home).get(signature(headings))
    return dict(found) if found else None


def remember(home: Path, headings: Sequence[str], columns: Mapping[str, str]) -> None:
    """Keep what was said; the oldest are forgotten beyond some hundred.

    Raises:
        CaseError: it could not be written.
    """
    known = _all(home)
    known.pop(signature(headings), None)
    kept = [*known.items(), (signature(headings), dict(columns))][-_MOST:]
    make_folder(home)
    write_atomic(home / FILE, json.dumps(dict(kept), ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def _all(home: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads((home / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {
        str(key): {str(field): str(column) for field, column in value.items()}
        for key, value in content.items()
        if isinstance(value, dict)
    }
