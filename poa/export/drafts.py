"""Tells an exported draft, which still lacks facts, from a letter that can be sent."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from poa.errors import PoaError
from poa.review.blanks import has_blanks, without_draft_line

_LETTERS = (".txt", ".docx", ".md")


def drafts_among(files: Iterable[Path]) -> tuple[Path, ...]:
    """Those of the exported files that say that they are drafts, or mark what is missing.

    Of a Word file the line that says so stands above every page, where it is not read. What cannot be read at all is
    passed over.
    """
    letters = ((file, _text(file)) for file in files if file.suffix.lower() in _LETTERS)
    return tuple(file for file, text in letters if without_draft_line(text)[1] or has_blanks(text))


def _text(file: Path) -> str:
    from poa.messages.documents import read_document

    try:
        return read_document(file).text
    except PoaError:
        return ""
