"""The evidence pack: letter, fields, numbered exhibits, the index claim -> rule -> link -> exhibit, and hashes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from poa.export.bytes import zip_of
from poa.export.word import finish, furnish, legal, new_document, set_properties
from poa.export.wordstyle import Look, add_link
from poa.model.letter import Claim, Letter
from poa.wording import Wording


@dataclass(frozen=True, slots=True)
class ExhibitFile:
    """An exhibit with its content; ``data`` is None where the exhibit has no file."""

    number: int
    title: str
    name: str = ""
    data: bytes | None = None
    # The title that names the file in the pack, where the index is in another language.
    packed_title: str = ""

    @property
    def packed_name(self) -> str:
        """``exhibits/03-user-permissions.png``: the number first, then the title, safe on every system."""
        suffix = PurePosixPath(self.name.replace("\\", "/")).suffix.lower()
        suffix = suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
        plain = unicodedata.normalize("NFKC", self.packed_title or self.title)
        slug = re.sub(r"[^\w]+", "-", plain, flags=re.UNICODE).strip("-").lower()[:60].strip("-")
        return f"exhibits/{self.number:02d}-{slug or 'exhibit'}{suffix}"


@dataclass(frozen=True, slots=True)
class RuleLink:
    """A rule as the index names it."""

    title: str
    url: str


def build_pack(
    documents: Mapping[str, bytes], exhibits: Sequence[ExhibitFile], extras: Mapping[str, bytes] | None = None
) -> bytes:
    """The zip. Same input, same bytes.

    Args:
        documents: letter and index files by name, in the order they should stand.
        exhibits: the exhibits, in number order.
        extras: further files, such as training records, by name.
    """
    files = dict(documents)
    files.update({e.packed_name: e.data for e in exhibits if e.data is not None})
    files.update(extras or {})
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    files["SHA256SUMS.txt"] = sums.encode()
    return zip_of(files)


def build_index(
    letter: Letter,
    rules: Mapping[str, RuleLink],
    exhibits: Sequence[ExhibitFile],
    words: Wording,
    records: str = "",
) -> bytes:
    """The index as Word: each claim that stands on a rule or an exhibit, then the exhibits and the message records."""
    look = Look(letter.language, letter.marketplace)
    document, _ = new_document(look)
    title = words("export.index_title")
    set_properties(document, title, letter.store, look.locale)
    furnish(document, words, draft=letter.draft)
    document.add_paragraph(title, style="Title")
    heads = [words(f"export.index_{name}") for name in ("claim", "rule", "exhibit")]
    table = _table(document, heads, (0.55, 0.28, 0.17))
    for claim in _claims(letter):
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(legal(claim.text.strip()))
        _rules(cells[1].paragraphs[0], claim, rules, words("export.between_rules"))
        cells[2].paragraphs[0].add_run(words("export.between_numbers").join(str(n) for n in claim.exhibits))
    document.add_paragraph(words("export.exhibits_heading"), style="Heading 1")
    for exhibit in exhibits:
        name = exhibit.packed_name if exhibit.data is not None else words("export.file_missing")
        label = words("export.exhibit_label", number=exhibit.number, title=exhibit.title)
        document.add_paragraph(legal(words("export.exhibit_packed", exhibit=label, file=name)))
    if records:
        document.add_paragraph(legal(words("export.records_packed", file=records)))
    _widths(table, (0.55, 0.28, 0.17), document)
    return finish(document)


def _claims(letter: Letter) -> list[Claim]:
    return [
        claim
        for block in letter.blocks
        if block.kind in ("paragraph", "item", "quote") and block.part != "exhibits"
        for claim in block.claims
        if claim.rules or claim.exhibits
    ]


def _rules(paragraph: Any, claim: Claim, rules: Mapping[str, RuleLink], joint: str) -> None:
    for place, key in enumerate(claim.rules):
        rule = rules.get(key)
        if place:
            paragraph.add_run(joint)
        if rule and rule.url:
            add_link(paragraph, legal(rule.title), rule.url)
        else:
            paragraph.add_run(legal(rule.title if rule else key))


def _table(document: Any, heads: Sequence[str], shares: Sequence[float]) -> Any:
    table = document.add_table(rows=1, cols=len(shares))
    table.style = document.styles["Table Grid"]
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    return table


def _widths(table: Any, shares: Sequence[float], document: Any) -> None:
    """Set widths on grid and cells: some readers look at one, some at the other."""
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(room * share)
        for cell in column.cells:
            cell.width = int(room * share)
