"""Reads a performance notice: text -> Notice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa.library.guidance import Guidance
    from poa.model.notice import Notice

__all__ = ["read_notice"]


def read_notice(
    text: str,
    guidance: Guidance,
    *,
    sender: str = "",
    subject: str = "",
    received: datetime | None = None,
    sent: datetime | None = None,
) -> Notice:
    """Read a performance notice; what reads it is loaded here, since a case keeps its notice as read.

    See ``poa.notice.read.read_notice`` for the arguments, what is returned, and the errors.
    """
    from poa.notice.read import read_notice as read

    return read(text, guidance, sender=sender, subject=subject, received=received, sent=sent)
