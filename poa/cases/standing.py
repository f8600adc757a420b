"""What lies in a case's folder beside its answers: whether documents hold them, whether something was sent."""

from __future__ import annotations

import json
import os
from pathlib import Path

from poa.cases.layout import CASE_FILE, ROUNDS, SUMMARY, inner
from poa.model.standing import Beside, Standing

OUT = "out"


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
    """Whether documents were written after the last answer of the letter was saved."""
    try:
        with os.scandir(folder / OUT) as entries:
            times = [e.stat().st_mtime_ns for e in entries if e.is_file() and not e.name.startswith(".")]
        return bool(times) and max(times) >= _answers_since(folder)
    except OSError:
        return False


def _answers_since(folder: Path) -> int:
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
