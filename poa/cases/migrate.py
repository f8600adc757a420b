"""Brings an older case.yaml up to the present format, one step of the format's number at a time.

A file without ``schema`` is taken as of the present format, since hands and answers files leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from poa.errors import CaseError
from poa.library.yamlfile import Document

SCHEMA = 1

_WRITTEN = re.compile(rb"^schema:[ \t]*([0-9]{1,6})[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def schema_of(raw: bytes) -> int:
    """The format's number as written in a case.yaml, without parsing the whole."""
    found = _WRITTEN.search(raw)
    return int(found[1]) if found else SCHEMA


def migrate(data: dict[str, Any], document: Document, file: Path | str) -> dict[str, Any]:
    """``data`` in the present format.

    Raises:
        CaseError: the number is none, or a newer program wrote the file.
    """
    found = data.get("schema", SCHEMA)
    line = document.line(("schema",))
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise CaseError("cases.wrong_whole_number", file=file, line=line, place="schema", value=str(found)[:40])
    if found > SCHEMA:
        raise CaseError("cases.newer", file=file, line=line, found=found, known=SCHEMA)
    for step in range(found, SCHEMA):
        data = _STEPS[step](data, document, file)
    return {**data, "schema": SCHEMA}


# The first trial files named these parts otherwise.
_NAMES_IN_0 = {
    "seller": "store",
    "warning": "notice",
    "team": "people",
    "breaches": "incidents",
    "controls": "measures",
}


def _from_0(data: dict[str, Any], document: Document, file: Path | str) -> dict[str, Any]:
    renamed: dict[str, Any] = {}
    for key, value in data.items():
        fresh = _NAMES_IN_0.get(key, key)
        if fresh in renamed or (fresh != key and fresh in data):
            raise CaseError("cases.both_names", file=file, line=document.line((key,)), old=key, new=fresh)
        renamed[fresh] = value
        if fresh != key:
            _move_lines(document, key, fresh)
    return renamed


def _move_lines(document: Document, old: str, new: str) -> None:
    """Errors found later still name the line that the user wrote."""
    for path in [path for path in document.lines if path and path[0] == old]:
        document.lines[(new, *path[1:])] = document.lines[path]


_STEPS: dict[int, Callable[[dict[str, Any], Document, Path | str], dict[str, Any]]] = {0: _from_0}
