"""What lies in a case's folder beside its answers: whether documents hold them, whether something was sent."""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from pathlib import Path

from poa.cases.layout import CASE_FILE, ROUNDS, SUMMARY, inner
from poa.model.standing import Beside, Standing

OUT = "out"
_HEAD, _MOST = 300, 1_000_000


def standing_of(folder: Path, read: str = "", beside: Beside | None = None) -> Standing:
    """How far a case is beyond its answers; a folder that cannot be read counts as empty.

    Args:
        folder: the case.
        read: the band of the review, where it was made of the present answers.
        beside: what reading its messages and records found (poa.cases.beside), where it was read.
    """
    last = _last_round(folder / ROUNDS)
    answered = last is not None and (last / "answer").is_dir()
    return Standing(read, _is_written(folder), last is not None, answered, beside or Beside())


def _is_written(folder: Path) -> bool:
    """Whether documents were written after the last answer of the letter was saved, and are more than a draft."""
    try:
        since = answers_since(folder)
        with os.scandir(folder / OUT) as entries:
            files = [e for e in entries if e.is_file() and not e.name.startswith(".")]
        fresh = [Path(e.path) for e in files if e.stat().st_mtime_ns >= since]
        return bool(fresh) and not any(map(_is_draft, fresh))
    except OSError:
        return False


def _is_draft(file: Path) -> bool:
    """Whether a document that was written says that facts are missing: in its first line, or above each page."""
    from poa.wording import LANGUAGES, Wording

    kind = file.suffix.lower()
    if kind in (".txt", ".md"):
        with file.open("rb") as stream:
            said = stream.read(_HEAD)
    elif kind == ".docx":
        said = _page_heads(file)
    else:
        return False
    return any(Wording(language)("export.draft_line").encode() in said for language in LANGUAGES)


def _page_heads(file: Path) -> bytes:
    """What stands above the pages of a Word file; nothing where it is none."""
    try:
        with zipfile.ZipFile(file) as parts:
            names = [part for part in parts.infolist() if part.filename.startswith("word/header")]
            return b"".join(parts.read(part) for part in names if part.file_size < _MOST)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, zlib.error):
        return b""


def answers_since(folder: Path) -> int:
    """When the answers of the letter last changed: ticks, notes and what was looked at again are none of them."""
    saved = (folder / CASE_FILE).stat().st_mtime_ns
    try:
        kept = json.loads(inner(folder, SUMMARY).read_bytes())
        # Of a file that a hand has changed since nothing is known.
        return int(kept["since"]) if kept["at"] == saved else saved
    except (OSError, ValueError, KeyError, TypeError):
        return saved


def _last_round(place: Path) -> Path | None:
    try:
        numbers = [name for name in os.listdir(place) if name.isdigit()]  # noqa: PTH208
    except OSError:
        return None
    return place / max(numbers, key=int) if numbers else None
