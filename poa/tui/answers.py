"""What an answer may be chosen from, and how a given answer is told in a line."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from poa.model.question import Question
from poa.text.dates import month_of, told_date, told_month
from poa.tui.fields import EARLIER, PEOPLE, RULES
from poa.tui.paths import value_at
from poa.tui.times import told_moment

if TYPE_CHECKING:
    from poa.model.case import Case, Earlier
    from poa.tui.desk import Desk
    from poa.wording import Wording


def choices_of(question: Question, case: Case, desk: Desk) -> list[tuple[str, str]]:
    """``(value, label)`` for each thing to pick."""
    if question.type == "yes_no":
        return [("yes", desk.words("tui_fields.yes")), ("no", desk.words("tui_fields.no"))]
    if question.path.endswith(RULES):
        return _rules(question, case, desk)
    if question.type in ("person", "people"):
        from poa.letter.people import reference

        known = [(reference(case, person), both_names(person.en, person.zh, desk.words)) for person in case.people]
        return known if question.path == PEOPLE else [*known, *_unknown(question, case)]
    if question.type == "exhibits":
        return [(str(exhibit.number), exhibit_label(exhibit, desk)) for exhibit in case.exhibits]
    if question.type == "causes":
        return [(cause.id or str(n), cause_label(cause, n, desk)) for n, cause in enumerate(case.causes, 1)]
    return [(value, desk.tell(label)) for value, label in question.choices]


def _rules(question: Question, case: Case, desk: Desk) -> list[tuple[str, str]]:
    """Rules that a message can break: those named already, then conduct, then the rest."""
    chosen = set(value_at(case, question.path) or ())
    broken = [rule for rule in desk.rules.values() if rule.severity != "info" and not rule.retired]
    broken.sort(key=lambda rule: (rule.id not in chosen, not rule.stop))
    return [(rule.id, desk.tell(rule.title) or desk.tell(rule.summary)) for rule in broken]


def _unknown(question: Question, case: Case) -> list[tuple[str, str]]:
    """Names that were given but stand in no list of people yet (senders read from messages)."""
    value = value_at(case, question.path) or ()
    names = (value,) if isinstance(value, str) else tuple(value)
    known = {name for person in case.people for name in (person.en, person.id, person.zh)}
    return [(name, name) for name in names if name not in known]


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
    if question.path == PEOPLE:
        return desk.words("tui.between").join(both_names(person.en, person.zh, desk.words) for person in value)
    if question.type in ("person", "people"):
        names = (value,) if isinstance(value, str) else value
        return desk.words("tui.between").join(person_name(str(name), case, desk.words) for name in names)
    if question.path == EARLIER:
        return desk.words("tui.listed").join(_earlier_told(entry, desk) for entry in value)
    if question.type in ("choice", "yes_no", "channel", "exhibits", "causes") or question.path.endswith(RULES):
        labels = dict(choices_of(question, case, desk))
        if isinstance(value, bool):
            return labels["yes" if value else "no"]
        values = value if isinstance(value, tuple | list) else (value,)
        return desk.words("tui.listed").join(labels.get(str(item), str(item)) for item in values)
    return plain(value, desk)


def _earlier_told(entry: Earlier, desk: Desk) -> str:
    """An earlier warning or appeal: its day and its kind."""
    kind = desk.words(f"tui_fields.earlier_{entry.what}").split("|")[0]
    return desk.words("tui_fields.earlier_told", day=desk.day(entry.on), kind=kind)


def plain(value: Any, desk: Desk) -> str:
    """Any value of a case in one line."""
    if isinstance(value, datetime):
        return told_moment(value, desk.zone, desk.words)
    if isinstance(value, date):
        return told_date(value, desk.words)
    if isinstance(value, str):
        return _dated(value, desk)
    if hasattr(value, "of"):
        return desk.tell(value)
    if hasattr(value, "__struct_fields__"):
        return _part_told(value, desk)
    if isinstance(value, tuple | list):
        return desk.words("tui.between").join(plain(item, desk) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _part_told(part: Any, desk: Desk) -> str:
    """A part of a case (an incident, a cause ...) by the first of its words that there are."""
    for name in ("title", "text", "quote", "act", "what", "about", "en", "name", "order_id", "entry", "file"):
        found = getattr(part, name, None)
        if found:
            told = plain(found, desk)
            return desk.words("tui.quoted", text=told) if name == "quote" else told
    return ""


def _dated(text: str, desk: Desk) -> str:
    """A date in a slot stands as ISO text."""
    if month := month_of(text):
        return told_month(month, desk.words)
    try:
        return told_date(date.fromisoformat(text), desk.words) if len(text) == 10 else text
    except ValueError:
        return text


def person_name(name: str, case: Case, words: Wording) -> str:
    """A person by id or either name, as people call him."""
    from poa.letter.people import without_account

    for told in (name, without_account(name)):
        for person in case.people:
            if told in (person.id, person.en, person.zh):
                return both_names(person.en, person.zh, words)
    return name


def both_names(english: str, chinese: str, words: Wording) -> str:
    """Both names of a person, the reader's own first."""
    return words("tui.person", en=english, zh=chinese) if english and chinese else english or chinese


def told_people(question: Question, before: Case, after: Case, desk: Desk) -> str:
    """Whom an answer names, with the role of one whom it adds; of the list of all people only the one who is new."""
    new = next((person for person in after.people if person not in before.people), None)
    names = told_value(question, value_at(after, question.path), after, desk)
    if question.path == PEOPLE:
        names = both_names(new.en, new.zh, desk.words) if new else ""
    role = desk.words("tui.between").join(told for told in (new.role.en, new.role.zh) if told) if new else ""
    return desk.words("tui_fields.name_and_role", name=names, role=role) if role else names


def told_moved(before: Case, after: Case, question: Question, desk: Desk) -> str:
    """That the deadline moves along with an answer, on a line of its own; nothing where it does not."""
    from poa.plan.answers import moved_deadline

    due = moved_deadline(before, after, question.path)
    if due is None:
        return ""
    return "\n" + desk.words("plan.deadline_moved", at=told_moment(due, desk.zone, desk.words))
