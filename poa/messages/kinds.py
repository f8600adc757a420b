"""What a file really is, by its first bytes; a name is only a hint."""

from __future__ import annotations

# (offset, signature, kind, MIME type). From the formats' published file signatures.
_SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (0, b"\xff\xd8\xff", "jpeg", "image/jpeg"),
    (0, b"GIF87a", "gif", "image/gif"),
    (0, b"GIF89a", "gif", "image/gif"),
    (0, b"%PDF-", "pdf", "application/pdf"),
    (0, b"PK\x03\x04", "zip", "application/zip"),
    (0, b"PK\x05\x06", "zip", "application/zip"),
    (0, b"Rar!\x1a\x07", "rar", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "seven_zip", "application/x-7z-compressed"),
    (0, b"\x1f\x8b\x08", "gzip", "application/gzip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office", "application/x-ole-storage"),
    (0, b"II*\x00", "tiff", "image/tiff"),
    (0, b"MM\x00*", "tiff", "image/tiff"),
    (8, b"WEBP", "webp", "image/webp"),
    (4, b"ftypheic", "heic", "image/heic"),
    (4, b"ftypmif1", "heic", "image/heic"),
    (4, b"ftyp", "video", "video/mp4"),
    (0, b"ID3", "sound", "audio/mpeg"),
    (0, b"\x7fELF", "program", "application/x-executable"),
    (0, b"MZ\x90\x00", "program", "application/vnd.microsoft.portable-executable"),
    (0, b"SQLite format 3\x00", "database", "application/vnd.sqlite3"),
    (0, b"{\\rtf", "rtf", "application/rtf"),
)
# Nearly all files are text: one look at the first byte spares the comparison with each signature.
_FIRST = frozenset(mark[0] for offset, mark, _, _ in _SIGNATURES if not offset) | {0x42}
_LATER = tuple((offset, mark) for offset, mark, _, _ in _SIGNATURES if offset)
_IN_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_BITMAP_HEADERS = (12, 40, 52, 56, 64, 108, 124)


def signature(head: bytes) -> tuple[str, str]:
    """Kind and MIME type of bytes that begin with a known signature, else ``("", "")``.

    Args:
        head: the file's first bytes; a few thousand tell Word and Excel files from other archives.
    """
    if not head or (head[0] not in _FIRST and not any(head.startswith(mark, offset) for offset, mark in _LATER)):
        return "", ""
    for offset, mark, kind, mime in _SIGNATURES:
        if head.startswith(mark, offset):
            return _zip_kind(head) if kind == "zip" else (kind, mime)
    if head.startswith(b"BM") and len(head) > 18 and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return "bmp", "image/bmp"
    return "", ""


def _zip_kind(head: bytes) -> tuple[str, str]:
    for mark, kind, mime in _IN_ZIP:
        if mark in head:
            return kind, mime
    return "zip", "application/zip"
