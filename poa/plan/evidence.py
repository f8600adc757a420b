"""Exhibits that the letter will list and that nobody has put a file to yet."""

from __future__ import annotations

from poa.model.case import Case


def without_file(case: Case) -> tuple[int, ...]:
    """The numbers of the exhibits that have no file, in order; Amazon would look for them in vain."""
    return tuple(sorted({exhibit.number for exhibit in case.exhibits if not exhibit.file.strip()}))
