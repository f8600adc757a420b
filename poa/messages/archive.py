"""Looks into Office documents (zip archives) before anything opens them. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from poa.errors import InputError
from poa.messages.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, MB

_ENCRYPTED = 0x1
# Office never writes a document type into its XML; whoever does wants entities to swell or files to be read.
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
# What the libraries for Office documents raise on damaged ones: anything that data can cause, but no fault of ours.
BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, IndexError,
    TypeError, AttributeError, SyntaxError, OSError, AssertionError, ArithmeticError, struct.error,
)  # fmt: skip


def check_archive(document: Path | bytes, most: int = MAX_UNPACKED) -> None:
    """Refuse an archive that would unpack to more than a document can hold.

    Args:
        document: a file, or its content.
        most: largest unpacked size in bytes, all members together.

    Raises:
        InputError: no archive, encrypted, too many members, too large, packed too tightly, or XML with a document type.
    """
    name = document if isinstance(document, Path) else None
    source = io.BytesIO(document) if isinstance(document, bytes) else document
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > most:
                raise InputError("messages.bomb", file=name)
            for member in members:
                if member.flag_bits & _ENCRYPTED:
                    raise InputError("messages.encrypted", file=name)
                if member.file_size > MB and member.file_size > MAX_RATIO * max(member.compress_size, 1):
                    raise InputError("messages.bomb", file=name)
                if member.filename.endswith((".xml", ".rels")) and _declares(archive, member):
                    raise InputError("messages.bomb", file=name)
    except BROKEN:
        raise InputError("messages.broken_document", file=name) from None


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    with archive.open(member) as content:
        head = content.read(4096)
    return any(mark in head for mark in _DECLARATIONS)
