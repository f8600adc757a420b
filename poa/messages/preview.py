"""The first rows of a table, for a person who is to say which column is what."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from poa.errors import InputError
from poa.text.clean import clean
from poa.wording.system import unreadable

ROWS = 6
_WIDTH = 200


def first_rows(path: Path, count: int = ROWS) -> tuple[tuple[str, ...], ...]:
    """The first rows that hold anything, the header among them; cells cleaned and cut, all rows of one length.

    Raises:
        InputError: the file is gone, is no table, or is damaged.
    """
    from poa.messages.sheet import csv_rows, table_limit, xlsx_rows

    try:
        table_limit(path.stat().st_size, path)
        with path.open("rb") as stream:
            rows = xlsx_rows(path) if path.suffix.lower() in (".xlsx", ".xlsm") else csv_rows(stream, str(path))
            filled = (cells for _, cells in rows if any(cell.strip() for cell in cells))
            found = [[clean(cell).strip()[:_WIDTH] for cell in cells] for cells in islice(filled, count)]
    except OSError as wrong:
        raise unreadable(path, wrong) from None
    if not found:
        raise InputError("messages.empty_table", file=path)
    width = max(len(cells) for cells in found)
    return tuple(tuple(cells + [""] * (width - len(cells))) for cells in found)
