"""Whether an incident that the seller told by hand is one message, or another one on the same order."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from poa.model.case import Case, Incident
    from poa.model.message import Message
    from poa.model.rule import Audited

_LEFT_OUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…+|\.{3,}|\n")
"""Where words of a message are left out."""
_MOST = 2_000
"""So many letters are compared where none of the texts stands in the other."""
_ALIKE = 0.8
"""From here on two texts are one: names and numbers in a kept message may be hidden, and a quotation be shortened."""


def by_hand(case: Case) -> Iterator[Incident]:
    """The messages that the seller told by hand; a card in parcels is none."""
    return (i for i in case.incidents if not i.source and i.channel != "package_insert")


def tells(case: Case, audited: Audited, message: Message | None) -> bool:
    """Whether what was told by hand may be this very message, so that it would stand in the answers twice.

    Args:
        case: the answers.
        audited: the message as it was audited.
        message: as it was kept.
    """
    file = audited.id.rpartition("#")[0]
    on_order = [i for i in by_hand(case) if i.order_id and i.order_id == audited.order_id]
    of_file = [i for i in case.incidents if file and i.source == file]
    sent = message.sent if message else None
    # Whoever tells a day by hand tells it of his own clock, or as the message stands in the case.
    days = {sent.astimezone().date(), sent.astimezone(UTC).date(), sent.date()} if sent else set()
    return any(_same(incident, audited.text, days) for incident in (*on_order, *of_file))


def _same(incident: Incident, text: str, days: Collection[date]) -> bool:
    """By the words where both have some, else by the day; what names neither may be any message of its order."""
    if _letters(incident.quote) and _letters(text):
        return alike(incident.quote, text)
    return incident.on is None or not days or incident.on in days


def alike(quote: str, text: str) -> bool:
    """Whether a quotation, or each piece of one that leaves words out, stands in a text, give or take a few letters."""
    whole = _letters(text)
    pieces = [piece for piece in map(_letters, _LEFT_OUT.split(quote)) if piece]
    if all(piece in whole for piece in pieces):
        return True
    told = "".join(pieces)
    if whole in told:
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, told[:_MOST], whole[:_MOST], autojunk=False).ratio() >= _ALIKE


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
