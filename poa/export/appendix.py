"""Pictures of exhibits in the Word file, with the relevant area framed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from poa.wording import Wording

_FRAME = "C00000"


@dataclass(frozen=True, slots=True)
class Picture:
    """An exhibit's picture. ``area`` is what to frame, in percent of the picture (left, top, right, bottom)."""

    number: int
    title: str
    data: bytes
    area: tuple[float, float, float, float] | None = None


def add_pictures(document: Any, pictures: Sequence[Picture], words: Wording) -> None:
    """Append an appendix with one captioned picture an exhibit."""
    document.add_page_break()
    document.add_paragraph(words("export.appendix"), style="Heading 1")
    for place, picture in enumerate(pictures):
        document.add_paragraph(
            words("export.exhibit_label", number=picture.number, title=picture.title), style="Heading 2"
        )
        _add(document, picture, place)


def _add(document: Any, picture: Picture, place: int) -> None:
    section = document.sections[0]
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(BytesIO(picture.data))
    room = section.page_width - section.left_margin - section.right_margin
    tall = int((section.page_height - section.top_margin - section.bottom_margin) * 0.75)
    scale = min(1.0, room / shape.width, tall / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    if picture.area:
        _frame(paragraph, shape.width, shape.height, picture.area, place)


def _frame(paragraph: Any, width: int, height: int, area: tuple[float, float, float, float], place: int) -> None:
    """Draw a rectangle over the picture: a floating shape, anchored to the picture's own paragraph."""
    from docx.oxml import parse_xml

    left, top, right, bottom = (max(0.0, min(100.0, side)) / 100 for side in area)
    x, y = int(width * left), int(height * top)
    cx, cy = max(1, int(width * (right - left))), max(1, int(height * (bottom - top)))
    # The letters in the ids: a document's drawing ids must differ; pictures count from 1 upwards.
    drawing = f"""
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
     xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{251660000 + place}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{9000 + place}" name="frame {place + 1}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>
<a:ln w="28575"><a:solidFill><a:srgbClr val="{_FRAME}"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""
    paragraph._p.append(parse_xml(drawing))
