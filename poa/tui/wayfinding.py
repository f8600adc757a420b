"""From a path in the case to the step that asks for it, and to words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.model.question import STEPS, Question, Step

if TYPE_CHECKING:
    from poa.tui.session import Session

_STEPS: dict[str, Step] = {
    "store": "notice",
    "notice": "notice",
    "branch": "notice",
    "earlier": "notice",
    "earlier_none": "notice",
    "why_earlier_failed": "notice",
    "people": "notice",
    "incidents": "messages",
    "audit": "messages",
    "opening": "messages",
    "dispute": "messages",
    "causes": "causes",
    "actions": "actions",
    "measures": "measures",
    "in_force_since": "measures",
    "statements": "actions",
    "exhibits": "evidence",
    "training": "training",
    "letter": "export",
}


def question_of(session: Session, path: str) -> Question | None:
    """The question whose answer stands at ``path`` or around it."""
    best: Question | None = None
    for step in STEPS:
        for question in session.questions(step):
            if path == question.path:
                return question
            inside = path.startswith((f"{question.path}.", f"{question.path}["))
            if inside and (best is None or len(question.path) > len(best.path)):
                best = question
    return best


def step_of(session: Session, path: str) -> Step:
    """The step in which ``path`` is answered."""
    found = question_of(session, path)
    if found:
        return found.step
    return _STEPS.get(path.split(".")[0].split("[")[0], "notice")
