"""How far each step of a case is."""

from __future__ import annotations

from collections.abc import Iterator

from poa.letter.totals import totals
from poa.library.playbook import Playbook
from poa.model.case import Case
from poa.model.question import STEPS, Step, StepState
from poa.plan.branch import choose_branch
from poa.plan.questions import questions

_OWN_WORK: tuple[Step, ...] = ("notice", "messages", "causes", "actions", "measures", "evidence")


def progress(case: Case, playbook: Playbook) -> dict[Step, StepState]:
    """Each step as ``empty``, ``part``, ``ready`` or ``problem`` (answers that contradict each other).

    Evidence and training are ready as soon as something is there, since nothing in them is asked of everybody.
    Review and export follow from the steps before them; an answer from Amazon is recorded elsewhere.
    """
    troubled = set(_problems(case))
    states: dict[Step, StepState] = {step: _state(case, playbook, step) for step in STEPS}
    branch = case.branch or choose_branch(case, playbook)
    if branch == "dispute":
        states.update({"causes": "ready", "actions": "ready", "measures": "ready"})
    done = all(states[step] == "ready" for step in _OWN_WORK if step != "evidence")
    begun = any(states[step] != "empty" for step in _OWN_WORK[1:])
    states["review"] = "ready" if done and not troubled else "part" if begun else "empty"
    states["export"] = "ready" if done and not troubled else "empty"
    states["answer"] = "ready" if case.closed_on else "empty"
    states.update(dict.fromkeys(troubled, "problem"))
    return states


def _state(case: Case, playbook: Playbook, step: Step) -> StepState:
    asked = questions(case, playbook, step)
    given = [question for question in asked if question.answered]
    if step == "evidence":
        return "ready" if case.exhibits and not _open(asked) else "part" if case.exhibits else "empty"
    if step == "training":
        return "ready" if case.training else "empty"
    if not given:
        return "empty"
    return "part" if _open(asked) else "ready"


def _open(asked: tuple[object, ...]) -> bool:
    return any(getattr(question, "required", False) and not getattr(question, "answered", True) for question in asked)


def _problems(case: Case) -> Iterator[Step]:
    """Steps whose answers cannot all be true."""
    if totals(case).clash:
        yield "messages"
    on = case.letter.on
    if on and any(a.status == "done" and a.on and (a.until or a.on) > on for a in case.actions):
        yield "actions"
    if on and any(s.place == "done" and s.on and s.on > on for s in case.statements):
        yield "actions"
    if on and any(m.status == "in_force" and m.since and m.since > on for m in case.measures):
        yield "measures"
    numbers = [exhibit.number for exhibit in case.exhibits]
    if len(numbers) != len(set(numbers)):
        yield "evidence"
