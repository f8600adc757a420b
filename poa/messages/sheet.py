"""Opens tables: .csv of any delimiter and encoding, and .xlsx."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from poa.errors import InputError
from poa.messages.encoding import decode
from poa.messages.limits import MAX_LINE, MAX_TABLE, MB
from poa.messages.unclosed import QuotedRows

_SAMPLE = 1 << 16
_DELIMITERS = ",;\t|，"


def csv_rows(
    stream: BinaryIO, source: str, problem: Callable[[InputError], None] | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row of a .csv or .tsv; a formula stays the text it is.

    Args:
        stream: its bytes.
        source: the file, for errors.
        problem: gets an InputError for each quotation mark that is not closed; its row is read as well as possible.

    Raises:
        InputError: no text, too large, or a line without end.
    """
    text = _opened(stream, source)
    sample = text.read(_SAMPLE)
    text.seek(0)
    csv.field_size_limit(MAX_LINE)
    yield from QuotedRows(text, _delimiter(sample), source, problem or _ignored)


def _ignored(problem: InputError) -> None:
    """Whoever looks at a few rows only is told nothing of the others."""


def _opened(stream: BinaryIO, source: str) -> TextIO:
    """The encoding is told by the first block that is not plain ASCII."""
    head = telling = stream.read(_SAMPLE)
    while telling.isascii() and (block := stream.read(_SAMPLE)):
        telling = block
    try:
        _, encoding = decode(telling)
    except InputError as wrong:
        raise InputError(wrong.key, file=source, **wrong.values) from None
    if encoding == "utf-8":
        encoding = "utf-8-sig"
    if encoding.startswith("utf-16") and head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def _delimiter(sample: str) -> str:
    """The delimiter that cuts the first lines into the most columns of one number."""
    lines = [line for line in sample.split("\n")[:10] if line.strip()]
    best, score = ",", 0
    for delimiter in _DELIMITERS:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            continue
        head = counts[0] if counts else 1
        same = sum(1 for count in counts if count == head)
        if head > 1 and same * head > score:
            best, score = delimiter, same * head
    return best


def xlsx_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row of the first sheet that holds any; formulas as their text.

    Raises:
        InputError: openpyxl is not installed, the file is no workbook, or it unpacks to more than a workbook can be.
    """
    from poa.messages.archive import BROKEN, check_archive

    try:
        from openpyxl import load_workbook
    except ImportError:
        raise InputError("messages.needs_xlsx", file=path, python=sys.executable) from None
    check_archive(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except BROKEN:
        raise InputError("messages.broken_document", file=path) from None
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            found = False
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                cells = ["" if cell is None else str(cell) for cell in row[:200]]
                found = found or any(cells)
                yield number, cells
            if found:
                return
    except BROKEN:
        raise InputError("messages.broken_document", file=path) from None
    finally:
        book.close()


def table_limit(size: int, path: Path) -> None:
    """Refuse a table that is larger than any export."""
    if size > MAX_TABLE:
        raise InputError("messages.too_large", file=path, megabytes=MAX_TABLE // MB)
