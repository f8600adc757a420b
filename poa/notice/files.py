"""A notice from a file: text, mail, Word, a web page or a picture."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.model.notice import Notice
from poa.notice.read import read_notice

MAX_BYTES = 10_000_000


def read_notice_file(path: Path, guidance: Guidance, *, received: datetime | None = None) -> Notice:
    """Read the notice in a file.

    Args:
        path: .txt, .eml, .docx, .html, .png or .jpg.
        guidance: as for read_notice.
        received: when it came in; without it the mail's own date is taken.

    Raises:
        InputError: no such file, empty, too large, or not what its name says; with file and remedy.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise InputError("files.missing", file=path) from None
    except OSError as problem:
        raise InputError("files.unreadable", file=path, why=problem.strerror or problem) from None
    if size >= MAX_BYTES:
        raise InputError("files.too_large", file=path, megabytes=MAX_BYTES // 1_000_000)
    try:
        return _read(path if size else b"", guidance, received)
    except InputError as problem:
        problem.file = problem.file or path
        raise


def read_notice_bytes(raw: bytes, guidance: Guidance, *, received: datetime | None = None) -> Notice:
    """Read the notice in ``raw``, as it came through standard input; see read_notice_file."""
    if len(raw) >= MAX_BYTES:
        raise InputError("files.too_large", megabytes=MAX_BYTES // 1_000_000)
    return _read(raw, guidance, received)


def _read(source: Path | bytes, guidance: Guidance, received: datetime | None) -> Notice:
    from poa.messages.documents import read_document
    from poa.notice.headers import read_time

    if isinstance(source, bytes) and not source.strip():
        raise InputError("notice.empty")
    document = read_document(source)
    return read_notice(
        document.text,
        guidance,
        sender=document.sender or "",
        subject=document.subject or "",
        received=received or (read_time(document.date) if document.date else None) or document.sent,
    )
