"""Decides on messages with findings: each decision is a change of the answers, for a screen or a script to save.

A message that becomes an incident changes what the letter stands on, so the later steps that hold answers are marked to
be looked at again (``marked``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal

import msgspec

from poa.model.case import Case, Incident
from poa.model.question import STEPS

if TYPE_CHECKING:
    from poa.model.message import Message

Kept = Literal["innocent", "aside"]
DECIDED = "decided"
"""What the history says of ``kept``."""
_LATER = frozenset(("causes", "actions", "measures", "evidence", "training"))


def as_incident(case: Case, incident: Incident) -> tuple[Case, str]:
    """The case in which a message is an incident, and what the history says of it.

    Args:
        case: the answers.
        incident: made of the message (poa.cases.mail.CaseMail.incident).
    """
    others = {id: kept for id, kept in case.decided.items() if id != incident.source}
    changed = msgspec.structs.replace(case, decided=others, incidents=(*case.incidents, incident))
    return changed, f"incidents[{len(case.incidents)}]"


def after_notice(case: Case, message: Message | None) -> bool:
    """Whether a message is later than the notice, so that the notice cannot be about it.

    Where one of the two times names no zone, only a later day counts.

    Args:
        case: the answers, with the time of the notice.
        message: as it was kept; None where it is not there any more.
    """
    received, sent = case.notice.received, message.sent if message else None
    if sent is None or received is None:
        return False
    if sent.tzinfo is None or received.tzinfo is None:
        return sent.date() > received.date()
    return sent > received


def maybe_unsent(message: Message | None) -> bool:
    """Whether nothing in a message says that it was ever sent: it may be a script or a note that lay beside the others.

    Args:
        message: as it was kept; None where it is not there any more.
    """
    return message is not None and not (message.sent or message.order_id or message.sender or message.subject)


def no_incident(case: Case, incident: Incident) -> tuple[Case, str]:
    """The case without an incident, and what the history says of it."""
    number = case.incidents.index(incident)
    left = case.incidents[:number] + case.incidents[number + 1 :]
    return msgspec.structs.replace(case, incidents=left), f"- incidents[{number}]"


def kept(case: Case, ids: Collection[str], what: Kept | None) -> Case:
    """The case in which messages break no rule or are left out; with None they are open again."""
    wanted = set(ids)
    others = {id: value for id, value in case.decided.items() if id not in wanted}
    fresh: dict[str, Kept] = {**others, **(dict.fromkeys(ids, what) if what else {})}
    return msgspec.structs.replace(case, decided=fresh)


def marked(before: Case, after: Case, progress: Mapping[str, str]) -> Case:
    """``after``, in which later steps with answers are to be looked at again if an incident came or went.

    Args:
        before: the answers as they were.
        after: the answers with what was decided.
        progress: how far the steps of ``before`` are (poa.plan.progress).
    """
    marks = set(after.look_again) - {"messages"}
    if len(before.incidents) != len(after.incidents):
        marks |= {step for step in _LATER if progress.get(step) not in (None, "empty", "unneeded")}
    return msgspec.structs.replace(after, look_again=tuple(step for step in STEPS if step in marks))
