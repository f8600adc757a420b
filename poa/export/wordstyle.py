"""The look of our Word files: fonts (East Asian too), headings, lists, page numbers, language, paper.

python-docx has no public way to set East Asian fonts, hyperlinks, fields or list restarts (its issues 74, 154, 25,
498); the few XML elements needed are built here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ACCENT = "1F4E79"
MUTED = "595959"
GAP = "yellow"

_LETTER_PAPER = {"US", "CA", "MX"}
_LANG = {"en": "en-US", "zh": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Look:
    """Fonts, language and paper of one document."""

    language: str = "en"
    marketplace: str = ""
    latin: str = "Calibri"
    east_asian: str = "Microsoft YaHei"

    @property
    def locale(self) -> str:
        """The language tag written into the document."""
        if self.language == "en" and self.marketplace not in (*_LETTER_PAPER, ""):
            return "en-GB"
        return _LANG.get(self.language, "en-US")


def dress(document: Any, look: Look, *, own_reference: bool = False) -> None:
    """Set the styles of a fresh document.

    Args:
        document: a python-docx Document.
        look: fonts, language and paper.
        own_reference: the user's own reference document rules over fonts and paper; only language and lists are set.
    """
    from docx.shared import Pt

    _language(document, look)
    if own_reference:
        return
    _paper(document, look)
    size = 10.5
    _font(document.styles["Normal"], look, size)
    normal = document.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(5), 1.08
    _font(document.styles["Title"], look, 20, bold=True, color=ACCENT)
    title = document.styles["Title"].paragraph_format
    title.space_before, title.space_after = Pt(0), Pt(6)
    _no_border(document.styles["Title"])
    for level, points in ((1, 13.5), (2, 11.5), (3, 10.5)):
        style = document.styles[f"Heading {level}"]
        _font(style, look, points, bold=True, color=ACCENT)
        style.paragraph_format.space_before = Pt(16 if level == 1 else 10)
        style.paragraph_format.space_after = Pt(5)
        style.paragraph_format.keep_with_next = True
    _font(document.styles["Quote"], look, size, italic=look.language == "en")
    _quote(document.styles["Quote"])
    for name in ("Header", "Footer"):
        _font(document.styles[name], look, 9, color=MUTED)
    _font(document.styles["List Paragraph"], look, size)
    _spaced(document.styles["List Paragraph"], after=2.5)
    _font(document.styles["Subtitle"], look, size, color=MUTED)
    _spaced(document.styles["Subtitle"], after=0)


def _spaced(style: Any, after: float) -> None:
    """Space behind each paragraph of a style, also between neighbours of the same style."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(after)
    properties = style.element.get_or_add_pPr()
    for contextual in properties.findall(qn("w:contextualSpacing")):
        properties.remove(contextual)


def _paper(document: Any, look: Look) -> None:
    from docx.shared import Mm

    for section in document.sections:
        us = look.marketplace in _LETTER_PAPER
        section.page_width, section.page_height = (Mm(215.9), Mm(279.4)) if us else (Mm(210), Mm(297))
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin, section.bottom_margin = Mm(22), Mm(20)


def _font(
    style: Any, look: Look, points: float, *, bold: bool = False, italic: bool = False, color: str | None = None
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.italic = look.latin, Pt(points), bold, italic
    if color:
        font.color.rgb = RGBColor.from_string(color)
    looks = style.element.get_or_add_rPr()
    for spread in looks.findall(qn("w:spacing")):
        looks.remove(spread)
    fonts = looks.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), look.latin)
    fonts.set(qn("w:eastAsia"), look.east_asian)


def _language(document: Any, look: Look) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        return
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    lang.set(qn("w:val"), look.locale if look.language == "en" else "en-US")
    lang.set(qn("w:eastAsia"), "zh-CN")


def _no_border(style: Any) -> None:
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _quote(style: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt, RGBColor

    style.font.color.rgb = RGBColor.from_string("262626")
    style.paragraph_format.left_indent = Mm(8)
    style.paragraph_format.right_indent = Mm(8)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(5)
    properties = style.element.get_or_add_pPr()
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
    )
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


class Lists:
    """Real Word lists: one abstract definition a style, a fresh numbering instance a list.

    Args:
        document: the document whose numbering part receives them.
    """

    _FORMATS = (("bullet", "bullet", "•"), ("number", "decimal", "%1."), ("letter", "upperLetter", "%1."))

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        self._abstract: dict[str, int] = {}

    def start(self, style: str, at: int = 1) -> int:
        """A new list of ``style`` (bullet, number, letter) counting from ``at``; returns its numbering id."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        abstract = self._abstract_id(style)
        number = 1 + max((int(n.get(qn("w:numId"))) for n in self._numbering.findall(qn("w:num"))), default=0)
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{at}"/></w:lvlOverride>'
        self._numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
                f"{'' if style == 'bullet' else override}</w:num>"
            )
        )
        return number

    def _abstract_id(self, style: str) -> int:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        if style not in self._abstract:
            fmt, text = next((fmt, text) for name, fmt, text in self._FORMATS if name == style)
            known = self._numbering.findall(qn("w:abstractNum"))
            number = 1 + max((int(a.get(qn("w:abstractNumId"))) for a in known), default=-1)
            element = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
            )
            # The schema wants every abstractNum before the first num.
            first = self._numbering.find(qn("w:num"))
            if first is None:
                self._numbering.append(element)
            else:
                first.addprevious(element)
            self._abstract[style] = number
        return self._abstract[style]


def number_paragraph(paragraph: Any, list_id: int) -> None:
    """Make a paragraph an item of the list ``list_id``."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = list_id


def add_link(paragraph: Any, text: str, address: str) -> Any:
    """Append a live hyperlink and return its run (python-docx issue 74)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string("0563C1")
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_field(paragraph: Any, instruction: str, shown: str = "1") -> None:
    """Append a field such as PAGE or NUMPAGES."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def mark(kind: str) -> None:
        char = OxmlElement("w:fldChar")
        char.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(char)

    mark("begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    mark("separate")
    paragraph.add_run(shown)
    mark("end")
