"""Tells an exported draft, which still lacks facts, from a letter that can be sent."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from poa.errors import PoaError
from poa.wording import LANGUAGES, Wording

_LETTERS = (".txt", ".docx", ".md")


def drafts_among(files: Iterable[Path]) -> tuple[Path, ...]:
    """Those of the exported files that say of themselves that they are drafts; what cannot be read is passed over."""
    marks = [Wording(language)("export.draft_line") for language in LANGUAGES]
    return tuple(file for file in files if file.suffix in _LETTERS and any(mark in _text(file) for mark in marks))


def _text(file: Path) -> str:
    from poa.messages.documents import read_document

    try:
        return read_document(file).text
    except PoaError:
        return ""
