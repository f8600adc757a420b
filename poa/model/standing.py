"""Where the last three steps stand: they follow from the answers, and from what lies in the case's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DONE_WITH = frozenset({"ready", "later", "waiting"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known beside the answers.

    ``read``: the band in which the review found this very letter, empty while nobody read it. ``written``: documents
    hold the present answers. ``sent``: a round is recorded. ``answered``: Amazon's answer to the last round is, too.
    """

    read: str = ""
    written: bool = False
    sent: bool = False
    answered: bool = False


def settled(steps: Mapping[str, str], standing: Standing, *, closed: bool) -> dict[str, str]:
    """The states of all steps with those of review, export and answer as they stand.

    Args:
        steps: states by step; export is ``open`` or ``ready`` where the answers make a whole letter, and review
            ``later`` or ``empty`` where there is none to read.
        standing: what is known beside the answers.
        closed: the case is closed.
    """
    whole = steps.get("export") in ("open", "ready")
    begun = steps.get("review", "empty") not in ("empty", "later")
    found = dict(steps)
    found["review"] = "ready" if whole and standing.read == "ready" else "open" if begun else "later"
    found["export"] = "later" if not whole else "ready" if standing.written else "open"
    found["answer"] = _answer(standing, whole=whole, closed=closed)
    return found


def _answer(standing: Standing, *, whole: bool, closed: bool) -> str:
    """What was sent waits for Amazon; what came back, or is written and not yet told as sent, is to be dealt with."""
    if closed:
        return "ready"
    if standing.sent:
        return "open" if standing.answered else "waiting"
    return "open" if whole and standing.written else "later"
