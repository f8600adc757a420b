"""What the review found stands until an answer changes, also when the case is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa.tui.following import Following


def band_of(session: Following) -> str:
    """What the review found of the answers as they stand, now or when it was last read; nothing if it never was."""
    from poa.cases.reviewed import answers_digest, kept_band

    if session.read:
        return str(session.review.band)
    return kept_band(session.folder, session.derived("answers", lambda: answers_digest(session.case)))


def keep_review(session: Following) -> None:
    """Keep what the review finds of the answers as they stand."""
    from poa.cases.reviewed import keep_band

    if not session.read_only:
        keep_band(session.folder, session.case, session.review.band)
