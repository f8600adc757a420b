"""The letter as a Word document. Same letter, same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from poa.errors import InputError
from poa.export.bytes import fixed_zip
from poa.export.wordstyle import GAP, Lists, Look, add_field, add_link, dress, number_paragraph
from poa.model.letter import Block, Claim, Letter, Run
from poa.wording import Wording

# What XML 1.0 cannot hold, whatever a fact contained.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIXED_TIME = datetime(2020, 1, 1)


def build_docx(letter: Letter, words: Wording, *, reference: Path | None = None, pictures: Sequence[Any] = ()) -> bytes:
    """Build the Word file.

    Args:
        letter: what to write.
        words: the program's words in the letter's language (page numbers, the draft mark).
        reference: a .docx of the user's own whose letterhead and styles are taken over.
        pictures: exhibits to show in an appendix (poa.export.appendix.Picture).

    Raises:
        InputError: the reference document cannot be read.
    """
    look = Look(letter.language, letter.marketplace)
    document, lists = new_document(look, reference)
    _properties(document, letter)
    furnish(document, words, draft=letter.draft)
    list_id = 0
    around = (None, *letter.blocks, None)
    for previous, block, following in zip(around, letter.blocks, around[2:], strict=False):
        if block.kind == "item" and _starts_list(previous, block):
            list_id = lists.start(block.list_style or "bullet", block.number or 1)
        if block.kind != "quote":
            block = _kept_together(block, words)
        paragraph = _write(document, block, list_id, after_meta=previous is not None and previous.kind == "meta")
        if block.kind == "paragraph" and following is not None and following.kind in _LED_TO:
            paragraph.paragraph_format.keep_with_next = True
    if pictures:
        from poa.export.appendix import add_pictures

        add_pictures(document, pictures, words)
    return finish(document)


def new_document(look: Look, reference: Path | None = None) -> tuple[Any, Lists]:
    """A fresh document in our look (or the user's reference document, emptied) and its lists."""
    import docx

    if reference is None:
        document = docx.Document()
    else:
        try:
            document = docx.Document(str(reference))
        except Exception as problem:  # noqa: BLE001 - whatever python-docx meets in a foreign file
            raise InputError("export.bad_reference", file=reference, why=type(problem).__name__) from None
        body = document.element.body
        for element in list(body):
            if not element.tag.endswith("}sectPr"):
                body.remove(element)
    dress(document, look, own_reference=reference is not None)
    return document, Lists(document)


def furnish(document: Any, words: Wording, *, draft: bool = False, footer: str = "") -> None:
    """Page numbers on every page, and the draft mark where it applies."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import RGBColor

    section = document.sections[0]
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if footer:
        paragraph.add_run(f"{footer} · ")
    before, between, after = words("export.page").split("#")
    paragraph.add_run(before)
    add_field(paragraph, "PAGE")
    paragraph.add_run(between)
    add_field(paragraph, "NUMPAGES")
    if after:
        paragraph.add_run(after)
    if draft:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = head.add_run(words("export.draft_line"))
        run.bold = True
        run.font.color.rgb = RGBColor.from_string("C00000")


def finish(document: Any) -> bytes:
    """The document's bytes, the same for the same content (python-docx stamps the clock into the zip)."""
    buffer = BytesIO()
    document.save(buffer)
    return fixed_zip(buffer.getvalue())


def set_properties(document: Any, title: str, author: str, language: str) -> None:
    """Title, author and language; times are fixed so that the same content gives the same bytes."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = legal(title)[:250], legal(author)[:250], language
    properties.comments, properties.last_modified_by, properties.revision = "", "", 1
    properties.created = properties.modified = _FIXED_TIME


def legal(text: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return _ILLEGAL.sub("", text)


def _kept_together(block: Block, words: Wording) -> Block:
    """A block in which no line ends between "Exhibit" and its number. What is copied and searched stays as it is:
    numbers of orders keep their hyphens, since a hyphen that holds them together would be copied as another sign."""
    numbered = re.compile(rf"(?<![A-Za-z])({words('export.before_number')}) (?=\d)")

    def kept(claim: Claim) -> Claim:
        if claim.origin == "own":
            return claim
        return replace(claim, runs=tuple(replace(run, text=numbered.sub("\\1\u00a0", run.text)) for run in claim.runs))

    return replace(block, claims=tuple(map(kept, block.claims)))


def _properties(document: Any, letter: Letter) -> None:
    title = next((block.text for block in letter.blocks if block.kind == "title"), "")
    set_properties(document, title, letter.store, Look(letter.language, letter.marketplace).locale)


def _starts_list(previous: Block | None, block: Block) -> bool:
    if previous is None or previous.kind != "item" or previous.list_style != block.list_style:
        return True
    return block.number is not None and previous.number is not None and block.number != previous.number + 1


_STYLE = {"title": "Title", "quote": "Quote", "item": "List Paragraph", "paragraph": "Normal", "meta": "Subtitle"}

_LED_TO = ("item", "quote")
"""What a sentence before it leads to; the two are not parted by the end of a page."""


def _write(document: Any, block: Block, list_id: int, *, after_meta: bool) -> Any:
    from docx.shared import Pt

    style = f"Heading {block.level}" if block.kind == "heading" else _STYLE[block.kind]
    paragraph = document.add_paragraph(style=style)
    for claim in block.claims:
        add_claim(paragraph, claim)
    if block.kind == "item":
        number_paragraph(paragraph, list_id)
    elif after_meta and block.kind != "meta":
        paragraph.paragraph_format.space_before = Pt(10)
    return paragraph


def add_claim(paragraph: Any, claim: Claim) -> None:
    """Append a sentence with its looks and links."""
    for run in claim.runs:
        _add_run(paragraph, run)


def _add_run(paragraph: Any, run: Run) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    text = legal(run.text)
    written = add_link(paragraph, text, run.link) if run.link else paragraph.add_run(text)
    if run.bold:
        written.bold = True
    if run.italic:
        written.italic = True
    if run.gap:
        written.font.highlight_color = getattr(WD_COLOR_INDEX, GAP.upper())
