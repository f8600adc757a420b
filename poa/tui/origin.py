"""What a sentence of the letter stands on, in words: the question, and the answer as people call it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from poa.tui.answers import cause_label, plain, told_value
from poa.tui.flow import shortened
from poa.tui.paths import value_at
from poa.tui.wayfinding import entry_name, question_of, step_of

if TYPE_CHECKING:
    from poa.tui.session import Session

LONGEST = 300
_PART = re.compile(r"(causes|actions|measures)\[\d+\](\.entry)?")
# Answers that are a name of guidance, and the catalogue's words for them.
_NAMED = {"notice.kind": "tui.kinds", "notice.severity": "tui.severities", "notice.asks": "tui.asks"}


def fact_told(session: Session, path: str) -> tuple[str, str]:
    """What was asked, and what was answered; where nothing was, the step in which it belongs.

    Args:
        session: the open case.
        path: a fact of a claim (poa.model.letter).
    """
    tell, words = session.desk.tell, session.desk.words
    question = question_of(session, path)
    step = words(f"tui_steps.{step_of(session, path)}.name")
    label = tell(question.prompt) if question else _field(session, path) or step
    told = _value(session, path)
    if not told and question is not None and question.path == path:
        told = told_value(question, value_at(session.case, path), session.case, session.desk)
    if not told:
        value = value_at(session.case, path)
        told = plain(value, session.desk) if value is not None else ""
    return label, shortened(told, LONGEST) or step


def _field(session: Session, path: str) -> str:
    """What step 1 calls a field of the notice."""
    place, _, name = path.rpartition(".")
    fields = session.desk.words.area("tui_steps")["notice"]
    return str(fields.get(f"field_{name}", "")) if place in ("notice", "store") else ""


def _value(session: Session, path: str) -> str:
    """An answer that is an id, a number of something, or counted: as people call it, with the id behind."""
    case, desk = session.case, session.desk
    value = value_at(case, path)
    if _PART.fullmatch(path):
        return _entry(session, path.removesuffix(".entry"))
    if path.endswith(".causes"):
        return desk.words("tui.listed").join(_cause(session, name) for name in value or ())
    if path == "store.marketplace" and value in desk.marketplaces:
        return desk.words("tui.aside", text=desk.marketplaces[value].name, note=value)
    if path in _NAMED and value:
        names = (value,) if isinstance(value, str) else value
        return desk.words("tui.between").join(_named(session, path, name) for name in names)
    return _counted(session, path) if value is None else ""


def _entry(session: Session, path: str) -> str:
    """The short title of a cause, action or measure, and the id of the entry of guidance that it is."""
    title, entry = entry_name(session, path), getattr(value_at(session.case, path), "entry", "")
    if title and entry:
        return session.desk.words("tui.aside", text=title, note=entry)
    return title or entry


def _cause(session: Session, name: int | str) -> str:
    from poa.letter.refs import cause_numbers

    number = cause_numbers(session.case).get(name)
    return cause_label(session.case.causes[number - 1], number, session.desk) if number else str(name)


def _named(session: Session, path: str, name: Any) -> str:
    known = session.desk.words.area("tui")[_NAMED[path].partition(".")[2]]
    return str(known.get(name, name))


def _counted(session: Session, path: str) -> str:
    """A total that nobody typed: counted from what is listed."""
    from poa.letter.totals import totals

    found = totals(session.case)
    number = {"audit.messages_in_breach": found.messages, "audit.orders_in_breach": found.orders,
              "audit.messages_read": found.read}.get(path)  # fmt: skip
    return "" if number is None else session.desk.words("tui_preview.counted", count=number)
