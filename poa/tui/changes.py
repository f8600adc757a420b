"""A change of a case in words: what was answered where, whether an earlier answer became another, where it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa.model.question import STEPS, Step
from poa.tui.paths import value_at
from poa.tui.wayfinding import entry_name, entry_of, question_of, step_of

if TYPE_CHECKING:
    from poa.model.case import Case
    from poa.tui.session import Session

_ROWS = {"causes": "entry", "actions": "entry", "measures": "entry", "statements": "statement",
         "incidents": "incident", "exhibits": "exhibit"}  # fmt: skip
_COUNTED = ("audit.ledger", "audit.streams", "conversation")
_GIVEN_FACTS = ("causes", "incidents")


def told_change(session: Session, why: str) -> str:
    """``Root cause – Which written rule existed?``; the step alone where no question has these words.

    Args:
        session: as long as the change still stands in it, since questions come and go with the answers.
        why: the reason under which the change was saved: a path, or "- " and a path for what was taken out.
    """
    path = why.removeprefix("- ")
    words, tell = session.desk.words, session.desk.tell
    if path == "do_now":
        return words("tui_now.title")
    if path.startswith("letter.edits "):
        return words("tui_preview.edited")
    step = words(f"tui_steps.{step_of(session, path)}.name")
    if path == "decided":
        return words("tui_steps.general.place", step=step, what=words("tui_mail.decision"))
    question = question_of(session, path)
    told = tell(question.prompt) if question is not None and question.path == path else ""
    if not told:
        told = entry_name(session, path) or _notice_field(session, path) or _list_name(session, path)
    return words("tui_steps.general.place", step=step, what=told) if told else step


def _list_name(session: Session, path: str) -> str:
    """``Orders in breach``: the list that a change of several fields at once belongs to."""
    found = next((name for name in _COUNTED if path.startswith(name)), "")
    return session.desk.words(f"tui_scope.{found.rpartition('.')[2]}.name") if found else ""


def _notice_field(session: Session, path: str) -> str:
    fields = session.desk.words.area("tui_steps")["notice"]
    found = fields.get(f"field_{path.rpartition('.')[2]}", "") if path.startswith(("notice.", "store.")) else ""
    return found if isinstance(found, str) else ""


def place_of(session: Session, why: str) -> tuple[Step, Sequence[str]]:
    """The step that shows a change, and the keys of the lines that may stand for it, the nearest first."""
    path = why.removeprefix("- ")
    entry = entry_of(path)
    keys = ["suspects"] if path == "decided" else ["outcome"] if path.startswith("rounds ") else [f"q:{path}", path]
    if entry and entry[0] in _ROWS:
        keys.append(f"{_ROWS[entry[0]]}:{entry[1]}")
    return ("notice" if path == "do_now" else step_of(session, path)), keys


def became_another(before: Case, after: Case, why: str) -> bool:
    """Whether what was said already is said otherwise now, so that later answers may no longer fit.

    A first answer to an open question, a proposal that is kept as it was proposed, and the words in a language in
    which there were none yet change nothing that stood.
    """
    from poa.model.case import Text

    if any(len(getattr(before, name)) != len(getattr(after, name)) for name in _GIVEN_FACTS):
        return True
    path = why.removeprefix("- ")
    if not re.fullmatch(r"[a-z_]+([.\[].*)?", path):
        return True
    old, new = value_at(before, path), value_at(after, path)
    if isinstance(old, Text) and isinstance(new, Text):
        return any(said and said != now for said, now in ((old.en, new.en), (old.zh, new.zh)))
    return bool(old) and old != new


def later_steps(step: Step) -> tuple[Step, ...]:
    """The steps after ``step``."""
    return STEPS[STEPS.index(step) + 1 :]
