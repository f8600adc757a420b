"""Where the steps stand that follow from the answers and from what lies in the case's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DONE_WITH = frozenset({"ready", "later", "waiting", "unneeded"})


@dataclass(frozen=True, slots=True)
class Beside:
    """What takes reading to find out.

    ``undecided``: messages with findings on which the seller has not decided yet. ``outdated``: trainings of which the
    letter tells what their records no longer say. ``sessions``: trainings that are planned or recorded. ``unfinished``:
    files with messages that were to be taken in, which was never brought to its end. ``misquoted``: quotations that are
    not what the kept messages say.
    """

    undecided: int = 0
    outdated: tuple[str, ...] = ()
    sessions: int = 0
    unfinished: tuple[str, ...] = ()
    misquoted: int = 0


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
    beside: Beside = Beside()


def settled(steps: Mapping[str, str], standing: Standing, *, closed: bool) -> dict[str, str]:
    """The states of all steps, as they stand with what lies in the folder.

    Messages that nobody has looked at keep their step from being ready; a training told otherwise than its record
    tells it, and a message quoted otherwise than it was sent, are problems. A letter that stands on any is not whole.

    Args:
        steps: states by step; export is ``open`` or ``ready`` where the answers make a whole letter, and review
            ``later`` or ``empty`` where there is none to read.
        standing: what is known beside the answers.
        closed: the case is closed.
    """
    found = dict(steps)
    if (standing.beside.undecided or standing.beside.unfinished) and steps.get("messages") in ("empty", "ready"):
        found["messages"] = "part"
    if standing.beside.misquoted:
        found["messages"] = "problem"
    if standing.beside.outdated and steps.get("training") == "ready":
        found["training"] = "problem"
    if standing.beside.sessions and steps.get("training") == "empty":
        found["training"] = "part"
    beside = standing.beside
    wrong = beside.undecided or beside.outdated or beside.unfinished or beside.misquoted
    whole = steps.get("export") in ("open", "ready") and not wrong
    begun = steps.get("review", "empty") not in ("empty", "later")
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
