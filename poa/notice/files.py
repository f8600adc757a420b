"""A notice from a file: text, mail, Word, a web page or a picture."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.model.notice import Notice
from poa.notice.read import read_notice
from poa.wording.system import unreadable

if TYPE_CHECKING:
    from poa.messages.documents import SourceDocument

MAX_BYTES = 10_000_000


def open_document(path: Path) -> SourceDocument:
    """The document in a file, opened once: the words of a picture are recognised here and nowhere else.

    Args:
        path: .txt, .eml, .docx, .html, .png or .jpg.

    Raises:
        InputError: no such file, empty, too large, or not what its name says; with file and remedy.
    """
    from poa.messages.piped import is_stream, read_stream

    try:
        if is_stream(path):
            return _opened(read_stream(path, MAX_BYTES))
        size = path.stat().st_size
    except OSError as problem:
        raise unreadable(path, problem) from None
    if size >= MAX_BYTES:
        raise InputError("files.too_large", file=path, megabytes=MAX_BYTES // 1_000_000)
    try:
        return _opened(path if size else b"")
    except InputError as problem:
        problem.file = problem.file or path
        raise


def notice_in(
    document: SourceDocument, guidance: Guidance, *, received: datetime | None = None, file: Path | None = None
) -> Notice:
    """Read the notice in a document.

    Args:
        document: of open_document.
        guidance: as for read_notice.
        received: when it came in; without it the date of the notice's own mail is taken, which in a forwarded mail
            stands above the mail inside.
        file: named in the error.

    Raises:
        InputError: nothing to read, or far too much.
    """
    try:
        return read_notice(
            document.text,
            guidance,
            sender=document.sender or "",
            subject=document.subject or "",
            received=received,
            sent=_sent(document),
        )
    except InputError as problem:
        problem.file = problem.file or file
        raise


def read_notice_file(path: Path, guidance: Guidance, *, received: datetime | None = None) -> Notice:
    """Read the notice in a file; see open_document and notice_in."""
    return notice_in(open_document(path), guidance, received=received, file=path)


def read_notice_bytes(raw: bytes, guidance: Guidance, *, received: datetime | None = None) -> Notice:
    """Read the notice in ``raw``, as it came through standard input; see open_document."""
    if len(raw) >= MAX_BYTES:
        raise InputError("files.too_large", megabytes=MAX_BYTES // 1_000_000)
    return notice_in(_opened(raw), guidance, received=received)


def _opened(source: Path | bytes) -> SourceDocument:
    from poa.messages.documents import read_document

    if isinstance(source, bytes) and not source.strip():
        raise InputError("notice.empty")
    return read_document(source)


def _sent(document: SourceDocument) -> datetime | None:
    """When the document says that it was sent, in the zone as written; a mail without one counts as in UTC."""
    from poa.notice.headers import read_time

    written = read_time(document.date) if document.date else None
    return document.sent if written is None or (document.kind == "mail" and written.tzinfo is None) else written
