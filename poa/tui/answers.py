"""What an answer may be chosen from, and how a given answer is told in a line."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from poa.model.question import Question
from poa.tui.dates import told_date
from poa.tui.times import told_moment

if TYPE_CHECKING:
    from poa.model.case import Case
    from poa.tui.desk import Desk


def choices_of(question: Question, case: Case, desk: Desk) -> list[tuple[str, str]]:
    """``(value, label)`` for each thing to pick."""
    if question.type == "yes_no":
        return [("yes", desk.words("tui_fields.yes")), ("no", desk.words("tui_fields.no"))]
    if question.type in ("person", "people"):
        return [(person.en, _both(person.en, person.zh)) for person in case.people]
    if question.type == "exhibits":
        return [(str(exhibit.number), exhibit_label(exhibit, desk)) for exhibit in case.exhibits]
    if question.type == "causes":
        return [(cause.id or str(n), cause_label(cause, n, desk)) for n, cause in enumerate(case.causes, 1)]
    return [(value, desk.tell(label)) for value, label in question.choices]


def exhibit_label(exhibit: Any, desk: Desk) -> str:
    """``Exhibit 3: ...``."""
    return desk.words("tui_fields.exhibit", number=exhibit.number, title=desk.tell(exhibit.title))


def cause_label(cause: Any, number: int, desk: Desk) -> str:
    """``1. ...`` with the cause's own title, or its entry's, or its words."""
    entry = desk.playbook.causes.get(cause.entry)
    told = desk.tell(cause.title) or (desk.tell(entry.title) if entry else desk.tell(cause.text))
    return f"{number}. {told}"


def told_value(question: Question, value: Any, case: Case, desk: Desk) -> str:
    """The answer in one line; nothing where there is none."""
    if value is None or value == "" or value == () or value == []:
        return ""
    if question.type in ("choice", "yes_no", "channel", "exhibits", "causes"):
        labels = dict(choices_of(question, case, desk))
        if isinstance(value, bool):
            return labels["yes" if value else "no"]
        values = value if isinstance(value, tuple | list) else (value,)
        return "; ".join(labels.get(str(item), str(item)) for item in values)
    return plain(value, desk)


def plain(value: Any, desk: Desk) -> str:
    """Any value of a case in one line."""
    if isinstance(value, datetime):
        return told_moment(value, desk.zone)
    if isinstance(value, date):
        return told_date(value, desk.words)
    if isinstance(value, str):
        return _dated(value, desk)
    if hasattr(value, "en"):
        return desk.tell(value)
    if isinstance(value, tuple | list):
        return ", ".join(plain(item, desk) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _dated(text: str, desk: Desk) -> str:
    """A date in a slot stands as ISO text."""
    try:
        return told_date(date.fromisoformat(text), desk.words) if len(text) == 10 else text
    except ValueError:
        return text


def _both(english: str, chinese: str) -> str:
    return f"{english} ({chinese})" if chinese else english
