"""From a path in the case to the step that asks for it, and to words for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poa.model.question import STEPS, Question, Step
from poa.tui.flow import shortened
from poa.tui.paths import value_at

if TYPE_CHECKING:
    from poa.model.case import Case
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
    "alleged": "messages",
    "conversation": "messages",
    "decided": "messages",
    "rounds": "answer",
    "closed_on": "answer",
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


# The states of a step in which something is to be done.
_OPEN = ("empty", "part", "problem", "open")
_LISTED = re.compile(r"(?P<list>audit\.ledger|audit\.streams|conversation)(\[(?P<number>\d+)\])?(?![a-z_])")
_ENTRY = re.compile(r"(?P<list>[a-z]+)\[(?P<number>\d+)\]")


def entry_of(path: str) -> tuple[str, int] | None:
    """The list and the place in it that a path leads into (``actions[2].on`` -> actions, 2)."""
    found = _ENTRY.match(path)
    return (found["list"], int(found["number"])) if found else None


def lasting_path(case: Case, path: str) -> str:
    """``path`` with its entry by name instead of by place, so that it stays the same when entries before it go."""
    entry = entry_of(path)
    item = value_at(case, f"{entry[0]}[{entry[1]}]") if entry else None
    parts = (str(getattr(item, name, "") or "") for name in ("id", "entry", "order_id", "source"))
    named = " ".join(part for part in parts if part)
    return path.replace(f"[{entry[1]}]", f"[{named}]", 1) if entry and named else path


def entry_name(session: Session, path: str) -> str:
    """What the entry that a path leads into is called: "Test before access"; nothing where it is in no list."""
    entry = entry_of(path)
    item = value_at(session.case, f"{entry[0]}[{entry[1]}]") if entry else None
    if entry is None or item is None:
        return ""
    if entry[0] == "incidents":
        return session.desk.words("tui_steps.messages.incident_short", number=entry[1] + 1, order=item.order_id or "?")
    if entry[0] == "people":
        from poa.model.case import Text

        return session.desk.tell(Text(en=item.en, zh=item.zh))
    known = getattr(session.desk.playbook, entry[0], {}).get(getattr(item, "entry", ""))
    told = (getattr(one, kind, None) for one, kind in ((item, "title"), (known, "title"), (item, "text")))
    return next((session.desk.tell(words) for words in told if words), "")


def place_name(session: Session, path: str, step: str) -> str:
    """Where a path is answered, for below a question: the step, and the entry where it has one."""
    step_name = session.desk.words(f"tui_steps.{step}.name") if step in STEPS else ""
    parts = [part for part in (step_name, shortened(entry_name(session, path), 90)) if part]
    return " – ".join(parts)


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
    return best or _listed(session, path)


def _listed(session: Session, path: str) -> Question | None:
    """The question of an entry that is asked in a form of its own: an order, a body of messages, a turn."""
    from poa.plan.entries import entry_questions

    found = _LISTED.match(path)
    place = f"{found['list']}[{found['number'] or 0}]" if found else ""
    if not place or value_at(session.case, place) is None:
        return None
    asked = entry_questions(session.case, session.desk.playbook, place)
    return next((question for question in asked if question.path == path), asked[0])


def step_of(session: Session, path: str) -> Step:
    """The step in which ``path`` is answered."""
    found = question_of(session, path)
    if found:
        return found.step
    return _STEPS.get(_word(path), "notice")


def _word(path: str) -> str:
    return re.split(r"[.\[ ]", path)[0]


def place_left(session: Session) -> Step:
    """Where to go on in a case: the step of the answer that was kept last, or where that is whole the next open one."""
    from poa.cases.versions import history

    reasons = (version.why.removeprefix("undo ").removeprefix("- ") for version in history(session.folder))
    last = next((why for why in reasons if not why.startswith("looked ")), "")
    if _word(last) not in _STEPS:
        return "notice"
    here, states = step_of(session, last), session.progress
    return next((step for step in STEPS[STEPS.index(here) :] if states.get(step) in _OPEN), here)
