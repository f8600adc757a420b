"""Attachments: only product instructions, warranty papers and invoices, judged by name, type and context."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.audit.hit import Hit
from poa.audit.normal import fold

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.view import MessageView
    from poa.model.message import Attachment

_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".heic", ".svg", ".tif", ".tiff")
_PAPERS = (".pdf", ".doc", ".docx", ".odt", ".txt", ".rtf", ".xls", ".xlsx", ".html", ".xml")


def find(view: MessageView, detect: Detect) -> Iterator[Hit]:
    """Attachments that may not be there, and pictures of the wrong kind."""
    attachments = view.message.attachments
    alone = len(attachments) == 1
    limits = detect.data["looks.limits"]
    if len(attachments) > limits["attachments"]:
        yield Hit("limit.attachments-5", where="message")
    if sum(attachment.size_kb for attachment in attachments) > limits["attachments_kb"]:
        yield Hit("limit.attach-10mb", where="message")
    for index, attachment in enumerate(attachments):
        name = fold(attachment.name)
        place = {"where": "attachment", "values": {"excerpt": attachment.name}}
        for rule in _rules(view, detect, attachment, name, alone):
            yield Hit(rule, index, index + 1, **place)  # type: ignore[arg-type]


def _rules(view: MessageView, detect: Detect, attachment: Attachment, name: str, alone: bool) -> Iterator[str]:
    if attachment.mime == "image/gif" or name.endswith(".gif"):
        yield "style.gif"
    picture = attachment.mime.startswith("image/") or name.endswith(_IMAGES)
    if _named(detect, "looks.forbidden-file", name):
        yield "content.attachment"
        return
    if _named(detect, "looks.allowed-file", name):
        return
    if picture:
        yield from _picture(view, detect, name)
        return
    paper = name.endswith(_PAPERS) or attachment.mime == "application/pdf"
    excused = _named(detect, "looks.other-paper", name) or (alone and "looks.attached-words" in view.found)
    if not (paper and excused):
        yield "content.attachment"


def _picture(view: MessageView, detect: Detect, name: str) -> Iterator[str]:
    if _named(detect, "looks.unrelated", name) or view.found.spans("looks.unrelated-words"):
        yield "content.unrelated-image"
        yield "content.attachment"
    elif _named(detect, "looks.proof", name) or "looks.proof-words" in view.found or _named(detect, "looks.logo", name):
        return
    elif _named(detect, "looks.product-image", name) or view.found.spans("looks.sending-picture"):
        yield "content.purchased-product-image"
        yield "content.attachment"
    elif not _named(detect, "looks.other-paper", name):
        yield "content.attachment"


def _named(detect: Detect, entry: str, name: str) -> bool:
    return any(pattern.search(name) for pattern in detect.compiled(entry))
