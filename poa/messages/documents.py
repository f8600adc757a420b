"""Reads one notice or letter, whatever kind of file it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from poa.errors import InputError
from poa.messages.encoding import decode
from poa.messages.kinds import signature
from poa.messages.limits import MAX_MAIL, MAX_TEXT_FILE, MB
from poa.messages.piped import is_stream, read_stream
from poa.text.clean import clean
from poa.wording.system import unreadable

Kind = Literal["text", "mail", "word", "page", "picture"]
_NAMED: dict[str, Kind] = {".eml": "mail", ".html": "page", ".htm": "page"}
_WORKBOOKS = (".xlsx", ".xlsm")
_BY_CONTENT: dict[str, Kind] = {"docx": "word", "png": "picture", "jpeg": "picture"}


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The words of a document, clean, and what its headers say. ``sender`` holds name and address as written, ``date``
    the date line as written, since ``sent`` does not tell which zone stood there, if any.

    ``needs_confirmation``: the words were recognised in a picture, so a person must compare them first.
    """

    text: str
    kind: Kind
    subject: str = ""
    sender: str = ""
    sent: datetime | None = None
    date: str = ""
    needs_confirmation: bool = False


def read_document(source: Path | str | bytes) -> SourceDocument:
    """Read a .txt, .eml, .docx, .html, .png or .jpg; the kind is told by the content, then by the name.

    Args:
        source: the file, or its content.

    Raises:
        InputError: missing, empty, too large, damaged or of a kind that cannot be read; with file and remedy.
    """
    if isinstance(source, bytes):
        return _read(source, "")
    path = Path(source)
    try:
        if is_stream(path):
            return _read(read_stream(path, MAX_MAIL), path.suffix.lower())
        size = path.stat().st_size
        if size > MAX_MAIL:
            raise InputError("messages.too_large", file=path, megabytes=MAX_MAIL // MB)
        return _read(path.read_bytes(), path.suffix.lower())
    except InputError as wrong:
        wrong.file = wrong.file or path
        raise
    except OSError as wrong:
        raise unreadable(path, wrong) from None


def _read(raw: bytes, suffix: str) -> SourceDocument:
    if not raw.strip():
        raise InputError("messages.empty_file")
    content = _content_kind(raw)
    if content == "xlsx" or suffix in _WORKBOOKS:
        raise InputError("messages.workbook_as_letter")
    kind = _BY_CONTENT.get(content) or _NAMED.get(suffix)
    if suffix == ".docx" and kind != "word":
        raise InputError("messages.broken_document")
    document = _by_kind(raw, kind or "text")
    if not document.text.strip():
        raise InputError("messages.empty_file")
    return document


def _content_kind(raw: bytes) -> str:
    kind, _ = signature(raw[:4096])
    if kind == "zip" and b"word/document.xml" in raw:
        return "docx"
    return kind


def _by_kind(raw: bytes, kind: Kind) -> SourceDocument:
    if kind == "word":
        from poa.messages.word import read_word

        return SourceDocument(clean(read_word(raw)), kind)
    if kind == "picture":
        from poa.messages.picture import read_picture

        return SourceDocument(clean(read_picture(raw)), kind, needs_confirmation=True)
    if len(raw) > MAX_TEXT_FILE and kind != "mail":
        raise InputError("messages.too_large", megabytes=MAX_TEXT_FILE // MB)
    if kind == "mail":
        return _mail(raw)
    text = clean(decode(raw)[0])
    if kind == "page":
        from poa.messages.html import MAX_SOURCE, read_html

        page = read_html(text)
        if page.cut and not page.text.strip():
            raise InputError("messages.words_too_far", kilobytes=MAX_SOURCE // 1000)
        return SourceDocument(page.text, kind)
    return _plain(text)


def _mail(raw: bytes) -> SourceDocument:
    from poa.messages.mail import contents, header, headers, sent_of
    from poa.messages.mime import parse_mail

    mail, _ = parse_mail(raw)
    fields = headers(mail)
    sender, subject, date = (header(fields, name) for name in ("from", "subject", "date"))
    if not (sender or subject or date):
        return _plain(clean(decode(raw)[0]))
    text = contents(mail)[0]
    if not text.strip() and any(part.get_content_type() == "message/rfc822" for part in mail.walk()):
        raise InputError("messages.only_attached")
    return SourceDocument(text, "mail", subject, sender, sent_of(date), date)


def _plain(text: str) -> SourceDocument:
    """Text that may begin with the headers of a copied mail."""
    from poa.messages.headers import leading_headers

    headers, body = leading_headers(text)
    date, sent = headers.get("date", ""), None
    if date:
        from poa.messages.mail import sent_of

        sent = sent_of(date)
    return SourceDocument(body.strip("\n"), "text", headers.get("subject", ""), headers.get("from", ""), sent, date)
