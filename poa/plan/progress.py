"""How far each step of a case is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from poa.letter.totals import totals
from poa.library.playbook import Playbook
from poa.model.case import Case
from poa.model.question import STEPS, Step, StepState
from poa.model.standing import Standing, settled
from poa.plan.branch import choose_branch
from poa.plan.contradicted import contradicted
from poa.plan.doubts import doubts
from poa.plan.questions import questions

_ANSWERS_ALONE = Standing()
_OWN_WORK: tuple[Step, ...] = ("notice", "messages", "causes", "actions", "measures", "evidence")


def progress(case: Case, playbook: Playbook, standing: Standing = _ANSWERS_ALONE) -> dict[Step, StepState]:
    """Each step as ``empty``, ``part``, ``ready`` or ``problem`` (answers that contradict each other).

    Nothing of evidence and training is asked of everybody: training is ready as soon as it is there, evidence once
    each exhibit has its file and an answer names one. A dispute explains no breach: causes, actions and measures are
    ``unneeded``.
    Review, export and Amazon's answer are ``open``, ``ready``, ``waiting`` or for ``later``: they follow from the
    steps before them, and from what lies in the case's folder.

    Args:
        case: the answers.
        playbook: what is asked.
        standing: what is known beside the answers (poa.cases.standing).
    """
    troubled = {doubt.step for doubt in doubts(case)} | {step for step, _, _ in problems(case, playbook)}
    states: dict[Step, StepState] = {step: _state(case, playbook, step) for step in STEPS}
    branch = case.branch or choose_branch(case, playbook)
    if branch == "dispute":
        states.update({"causes": "unneeded", "actions": "unneeded", "measures": "unneeded"})
    done = all(states[step] in ("ready", "unneeded") for step in _OWN_WORK if step != "evidence")
    begun = any(states[step] != "empty" for step in _OWN_WORK[1:])
    states["review"] = "open" if begun else "later"
    states["export"] = "open" if done and not troubled else "later"
    states.update(dict.fromkeys(troubled, "problem"))
    last = settled({str(step): state for step, state in states.items()}, standing, closed=case.closed_on is not None)
    return cast("dict[Step, StepState]", last)


def _state(case: Case, playbook: Playbook, step: Step) -> StepState:
    asked = questions(case, playbook, step)
    given = [question for question in asked if question.answered]
    if step == "evidence":
        return "empty" if not case.exhibits else "ready" if _proven(case) and not _open(asked) else "part"
    if step == "training":
        return "ready" if case.training else "empty"
    if not given:
        return "empty"
    return "part" if _open(asked) else "ready"


def _proven(case: Case) -> bool:
    """Whether each exhibit has its file, and an answer names one of them."""
    parts: tuple[Any, ...] = (
        case.audit, *case.incidents, *case.causes, *case.actions, *case.measures, *case.statements, *case.conversation,
    )  # fmt: skip
    named = {number for part in parts for number in part.exhibits}
    return all(one.file for one in case.exhibits) and any(one.number in named for one in case.exhibits)


def _open(asked: tuple[object, ...]) -> bool:
    return any(getattr(question, "required", False) and not getattr(question, "answered", True) for question in asked)


def problems(case: Case, playbook: Playbook) -> Iterator[tuple[Step, str, str]]:
    """Answers that cannot all be true, without those of days (poa.plan.doubts): the step, the path of one of them, and
    the words of ``tui_steps.problems``."""
    yield from (("causes", one.path, "other_than_messages") for one in contradicted(case, playbook))
    if totals(case).clash:
        yield "messages", "audit", "clash"
    numbers = [exhibit.number for exhibit in case.exhibits]
    if len(numbers) != len(set(numbers)):
        yield "evidence", "exhibits", "same_number"
