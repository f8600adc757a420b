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
    from poa.messages.documents import read_document

    try:
        size = path.stat().st_size
    except OSError as problem:
        raise InputError("files.unreadable", file=path, why=problem.strerror or problem) from None
    if size >= MAX_BYTES:
        raise InputError("files.too_large", file=path, megabytes=MAX_BYTES // 1_000_000)
    if size == 0:
        raise InputError("notice.empty", file=path)
    document = read_document(path)
    try:
        return read_notice(
            document.text,
            guidance,
            sender=document.sender or "",
            subject=document.subject or "",
            received=received or document.sent,
        )
    except InputError as problem:
        raise InputError(problem.key, file=path, line=problem.line, **problem.values) from None
