"""Whether the last two steps are done: a review that was read as ready, documents that hold the present answers."""

from __future__ import annotations

from pathlib import Path

from poa.cases.layout import CASE_FILE
from poa.model.question import StepState


def review_state(by_answers: StepState, band: str | None) -> StepState:
    """Ready only where the strict reader has read this very letter and found it ready."""
    return "ready" if by_answers == "ready" and band == "ready" else "part" if by_answers == "ready" else by_answers


def export_state(by_answers: StepState, folder: Path) -> StepState:
    """Ready only where documents were written after the last answer was saved."""
    if by_answers != "ready":
        return by_answers
    try:
        saved = (folder / CASE_FILE).stat().st_mtime_ns
        written = [p.stat().st_mtime_ns for p in (folder / "out").iterdir() if not p.name.startswith(".")]
    except OSError:
        return "part"
    return "ready" if any(moment >= saved for moment in written) else "part"
