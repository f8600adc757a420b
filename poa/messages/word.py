"""The words of a Word document in reading order: paragraphs, list items with their marks, tables row by row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from poa.errors import InputError
from poa.messages.archive import BROKEN, check_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text that was moved away or deleted while changes were tracked is not in the document any more.
_GONE = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MAX_NESTING = 50


def read_word(raw: bytes) -> str:
    """The text of a .docx.

    Args:
        raw: the file's content.

    Raises:
        InputError: damaged, encrypted or a bomb.
    """
    check_archive(raw)
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(io.BytesIO(raw))
        return "\n".join(_Lists(document).lines(document.element.body, 0)).strip()
    except PackageNotFoundError:
        raise InputError("messages.broken_document") from None
    except BROKEN:
        raise InputError("messages.broken_document") from None


class _Lists:
    """Walks the body and counts numbered items as Word does."""

    def __init__(self, document: Any) -> None:
        self.bullets = _bullet_lists(document)
        self.styles = {style.style_id: style.name or "" for style in document.styles}
        self.counts: dict[tuple[str, str], int] = {}

    def lines(self, parent: Any, depth: int) -> Iterator[str]:
        """The lines below one element."""
        for child in parent:
            if child.tag == f"{_W}p":
                text = _text(child)
                yield f"{self._mark(child)}{text}" if text.strip() else ""
            elif child.tag == f"{_W}tbl":
                yield from self._table(child, depth)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins") and depth < _MAX_NESTING:
                yield from self.lines(child, depth + 1)

    def _table(self, table: Any, depth: int) -> Iterator[str]:
        for row in table.iter(f"{_W}tr"):
            cells = [
                " ".join(line for line in self.lines(cell, depth + 1) if line.strip())
                for cell in row.findall(f"{_W}tc")
                if depth < _MAX_NESTING
            ]
            yield "\t".join(cells)

    def _mark(self, paragraph: Any) -> str:
        """``- `` or ``3. `` before a list item, else nothing."""
        place = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style_name = self.styles.get(style.get(f"{_W}val"), "") if style is not None else ""
        if place is None:
            if style_name.startswith("List Bullet"):
                return "- "
            return f"{self._count(style_name, '0')}. " if style_name.startswith("List Number") else ""
        number, level = (place.find(f"{_W}{name}") for name in ("numId", "ilvl"))
        list_id = number.get(f"{_W}val") if number is not None else "0"
        depth = level.get(f"{_W}val") if level is not None else "0"
        if list_id == "0":
            return ""
        return "- " if (list_id, depth) in self.bullets else f"{self._count(list_id, depth)}. "

    def _count(self, name: str, level: str) -> int:
        self.counts[name, level] = self.counts.get((name, level), 0) + 1
        return self.counts[name, level]


def _text(paragraph: Any) -> str:
    """All words of a paragraph, also those in links and tracked insertions."""
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag in _GONE:
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        elif element.tag == f"{_W}pPr":
            continue
        waiting.extend(reversed(element))
    return "".join(parts)


def _bullet_lists(document: Any) -> set[tuple[str, str]]:
    """The lists and levels whose mark is a bullet: (numId, ilvl)."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return set()
    levels: dict[str, list[str]] = {}
    for abstract in numbering.findall(f"{_W}abstractNum"):
        name = abstract.get(f"{_W}abstractNumId")
        for level in abstract.findall(f"{_W}lvl"):
            form = level.find(f"{_W}numFmt")
            if form is not None and form.get(f"{_W}val") == "bullet":
                levels.setdefault(name, []).append(level.get(f"{_W}ilvl"))
    found: set[tuple[str, str]] = set()
    for number in numbering.findall(f"{_W}num"):
        abstract = number.find(f"{_W}abstractNumId")
        name = abstract.get(f"{_W}val") if abstract is not None else ""
        found.update((number.get(f"{_W}numId"), level) for level in levels.get(name, ()))
    return found
