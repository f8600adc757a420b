"""What an entry still lacks before its sentence can be attested, and whether an answer has opened it again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from poa.model.case import Case
from poa.model.question import Question
from poa.plan.answers import answer_at

_ENTRY = re.compile(r"(?:causes|actions|measures)\[\d+\](?=\.)")


def status_of(path: str) -> str:
    """Where it is asked whether the sentence is true to which the answer at ``path`` belongs; empty where nowhere."""
    found = _ENTRY.match(path)
    return f"{found[0]}.status" if found else ""


def lacking_of(questions: Iterable[Question], status: str) -> Question | None:
    """The first question that the sentence needs answered; None where it is whole, its causes and exhibits left out.

    Args:
        questions: the list as it stands now.
        status: the path by which it is attested (``actions[0].status``).
    """
    entry = status.removesuffix("status")
    chosen = (status, f"{entry}causes", f"{entry}exhibits")
    mine = (q for q in questions if q.path.startswith(entry) and q.path not in chosen)
    return next((q for q in mine if q.required and not q.answered), None)


def became_open(before: Case, case: Case, path: str) -> bool:
    """Whether the answer at ``path`` has opened the attestation of its entry again."""
    status = status_of(path)
    if not status or path == status:
        return False
    try:
        was = answer_at(before, status)
    except (IndexError, KeyError, AttributeError):
        return False
    return bool(was) and not answer_at(case, status)
