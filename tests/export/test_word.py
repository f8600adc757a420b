"""The Word file: styles, lists, links, fonts, page numbers, language; the same bytes for the same letter."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.export.appendix import Picture
from poa.export.word import build_docx
from poa.model.letter import Block
from poa.wording import Wording
from tests.export.letters import say, small_letter

WORDS = Wording("en")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000156a5d4530000000049454e44ae426082"
)


def read(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def xml(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_headings_title_and_quotes_have_styles() -> None:
    document = read(build_docx(small_letter(), WORDS))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["Plan of Action: contact outside Amazon"] == "Title"
    assert styles["1. Root cause"] == "Heading 1"
    assert styles["Please give me your WhatsApp number 😊"] == "Quote"


def test_lists_are_real_and_each_list_counts_from_one() -> None:
    document = read(build_docx(small_letter(), WORDS))
    items = [p for p in document.paragraphs if p.style.name == "List Paragraph"]
    ids = [p._p.pPr.numPr.numId.val for p in items]
    assert len(ids) == 6
    assert ids[1] == ids[2] and ids[3] == ids[4]
    assert len({ids[0], ids[1], ids[3], ids[5]}) == 4
    numbering = document.part.numbering_part.element
    formats = {a.get(qn("w:abstractNumId")): a.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val"))
               for a in numbering.findall(qn("w:abstractNum"))}  # fmt: skip
    nums = {
        n.get(qn("w:numId")): n.find(qn("w:abstractNumId")).get(qn("w:val")) for n in numbering.findall(qn("w:num"))
    }
    assert [formats[nums[str(i)]] for i in (ids[0], ids[1], ids[3])] == ["bullet", "decimal", "upperLetter"]


def test_a_sentence_that_leads_to_a_list_stays_with_it() -> None:
    letter = small_letter()
    lead = Block("paragraph", (say("In force since 15 March."),), "measures")
    at = next(n for n, block in enumerate(letter.blocks) if block.text.startswith("Test before access"))
    told = replace(letter, blocks=(*letter.blocks[:at], lead, *letter.blocks[at:], replace(lead, part="exhibits")))
    kept = [p.paragraph_format.keep_with_next for p in read(build_docx(told, WORDS)).paragraphs if p.text == lead.text]
    assert kept == [True, None]


def test_every_abstract_list_stands_before_the_first_instance() -> None:
    data = build_docx(small_letter(), WORDS)
    names = [child.tag for child in read(data).part.numbering_part.element]
    first = names.index(qn("w:num"))
    assert qn("w:abstractNum") not in names[first:]


def test_links_are_live() -> None:
    document = read(build_docx(small_letter(), WORDS))
    targets = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert targets == ["https://sellercentral.amazon.com/help/hub/reference/G1701"]
    assert "w:hyperlink" in xml(build_docx(small_letter(), WORDS))


def test_styles_name_an_east_asian_font_and_no_theme_font() -> None:
    styles = xml(build_docx(small_letter(), WORDS), "word/styles.xml")
    document = read(build_docx(small_letter(), WORDS))
    for name in ("Normal", "Title", "Heading 1", "Quote", "List Paragraph"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert 'w:eastAsia="zh-CN"' in styles


def test_the_language_follows_the_marketplace() -> None:
    from dataclasses import replace

    assert 'w:val="en-US"' in xml(build_docx(small_letter(), WORDS), "word/styles.xml")
    british = build_docx(replace(small_letter(), marketplace="UK"), WORDS)
    assert 'w:val="en-GB"' in xml(british, "word/styles.xml")
    assert read(british).core_properties.language == "en-GB"


def test_every_page_has_its_number() -> None:
    footer = xml(build_docx(small_letter(), WORDS), "word/footer1.xml")
    assert "PAGE" in footer and "NUMPAGES" in footer


def test_a_draft_says_so_on_every_page() -> None:
    assert "DRAFT" in read(build_docx(small_letter(draft=True), WORDS)).sections[0].header.paragraphs[0].text
    assert read(build_docx(small_letter(), WORDS)).sections[0].header.paragraphs[0].text == ""


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert build_docx(small_letter(), WORDS) == build_docx(small_letter(), WORDS)


def test_awkward_facts_survive() -> None:
    fact = "A&B <店> ‏שלום 😀 ＜x＞ ]]>"
    assert fact in "\n".join(p.text for p in read(build_docx(small_letter(fact), WORDS)).paragraphs)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_no_fact_can_break_the_file(fact: str) -> None:
    document = read(build_docx(small_letter(f"[{fact}]"), WORDS))
    kept = "".join(c for c in fact if c.isprintable() and not "\ud800" <= c <= "\udfff")
    text = "".join(p.text for p in document.paragraphs)
    assert all(c in text for c in kept)


def test_a_reference_document_keeps_its_letterhead(tmp_path: Path) -> None:
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "Lumen GmbH"
    own.add_paragraph("old text")
    place = tmp_path / "own.docx"
    own.save(str(place))
    document = read(build_docx(small_letter(), WORDS, reference=place))
    assert document.sections[0].header.paragraphs[0].text == "Lumen GmbH"
    assert "old text" not in "\n".join(p.text for p in document.paragraphs)


def test_a_reference_document_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    place = tmp_path / "own.docx"
    place.write_bytes(b"no zip")
    with pytest.raises(InputError, match=r"own\.docx"):
        build_docx(small_letter(), WORDS, reference=place)


def test_pictures_come_in_an_appendix_with_their_area_framed() -> None:
    data = build_docx(small_letter(), WORDS, pictures=[Picture(2, "User page", PIXEL, (10, 10, 60, 40))])
    text = "\n".join(p.text for p in read(data).paragraphs)
    assert "Appendix: exhibits" in text and "Exhibit 2: User page" in text
    assert "wps:wsp" in xml(data) and 'prst="rect"' in xml(data)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "as seen (Cause 1; Exhibits 2, 3)"), ("zh-Hans", "见附件 2（原因 1）")]
)
def test_no_line_ends_before_the_number_of_an_exhibit_and_orders_keep_plain_hyphens(language: Any, told: str) -> None:
    order = " 113-5550176-2204831"
    letter = replace(small_letter(), blocks=(Block("paragraph", (say(told), say(order))), Block("quote", (say(told),))))
    kept, quoted = (p.text for p in read(build_docx(letter, Wording(language))).paragraphs)
    assert kept.replace("\u00a0", " ") == told + order and kept.endswith(order)
    assert "\u00a02" in kept and "\u00a01" in kept
    assert quoted == told, "a quotation stands as it was written"
