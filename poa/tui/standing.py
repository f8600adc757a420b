"""Whether the written documents of the open case still say what its answers do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa.tui.session import Session


def outdated_files(session: Session) -> tuple[Path, ...]:
    """The written documents that are older than what they are made of; asked again each time, for files change."""
    from poa.export.case import outdated

    if session.case.branch == "phishing":
        return ()
    return outdated(
        session.folder,
        session.case,
        session.desk.guidance,
        templates=session.desk.places.own_templates(),
        letter=session.letter,
    )
