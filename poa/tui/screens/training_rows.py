"""The lines of a session on the screen; each key says what choosing the line does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from poa.text.dates import told_date, told_day
from poa.tui.screens.training_book import Book, full_name, paper_name
from poa.tui.steps.base import Row, State, head

if TYPE_CHECKING:
    from poa.model.training import Session
    from poa.training.session import Standing

# Which fact a doubt asks for, so that choosing the doubt opens its field.
ASKED = {
    "no_date": "fact:on", "in_the_future": "fact:on", "before_the_incident": "fact:on", "on_the_day": "fact:on",
    "before_the_notice": "fact:on", "after_the_letter": "fact:on", "ends_early": "fact:end",
    "no_trainer": "fact:trainer", "trainer_titled": "fact:trainer", "nobody_there": "people",
    "place_chinese": "fact:place", "follow_up_chinese": "fact:follow_up",
    "no_pass_mark": "fact:pass_mark", "pass_mark_high": "fact:pass_mark",
    "topic_one_language": "fact:topic", "no_content": "modules", "nobody": "roster", "no_policy": "policy",
}  # fmt: skip
FACTS = ("topic", "trainer", "on", "time", "place", "pass_mark", "follow_up", "next_on")
_STATES: dict[str, State] = {"bar": "problem", "ask": "todo", "note": "open"}
NEEDED = ("topic", "trainer", "on", "pass_mark")


def session_rows(book: Book, record: Session) -> Iterable[Row]:
    """All lines of a session."""
    words, doubts = book.desk.words, book.doubts(record)
    barred = [doubt for doubt in doubts if doubt.weight == "bar"]
    # Who was there is asked of each person below, and does not push the session off the screen.
    above = [doubt for doubt in barred if doubt.key != "presence_unknown"]
    for doubt in above:
        yield Row(_key_of(doubt.key, doubt.values, record), book.told(doubt), state="problem")
    yield head(words("tui_training.session"))
    yield from _facts(book, record)
    yield from _people(book, record)
    yield from _papers(book, record)
    yield from _policies(book, record)
    open_ones = [doubt for doubt in doubts if doubt not in above]
    if open_ones:
        yield head(words("tui_training.to_clear_up"))
    for doubt in open_ones:
        state = _STATES[doubt.weight]
        yield Row(_key_of(doubt.key, doubt.values, record), book.told(doubt), state=state)
    yield from _documents(book, record, barred=bool(barred))


def _key_of(doubt: str, values: dict[str, object], record: Session) -> str:
    if doubt in ASKED:
        return ASKED[doubt]
    for person in record.attendees:
        if values.get("who") == person.id:
            return f"person:{person.id}"
    return "policy" if doubt.startswith("policy_") else "people"


def _facts(book: Book, record: Session) -> Iterable[Row]:
    from poa.training.desk import own_content

    words, tell = book.desk.words, book.desk.tell
    values = {
        "topic": tell(record.topic),
        "trainer": record.trainer,
        "on": told_date(record.on, words) if record.on else "",
        "time": " – ".join(part for part in (record.start, record.end) if part),
        "place": record.place,
        "pass_mark": "" if record.pass_mark is None else str(record.pass_mark),
        "follow_up": tell(record.follow_up),
        "next_on": told_date(record.next_on, words) if record.next_on else "",
    }
    known = book.desk.modules
    titles = [tell(known[name].title) if name in known else name for name in record.modules]
    taught = words("tui.between_titles").join([*titles, *(tell(line) for line in own_content(record, known))])
    for name in FACTS:
        state: State = "done" if values[name] else "todo" if name in NEEDED else "open"
        key = "start" if name == "time" else name
        title = words(f"tui_training.fact.{name}")
        missing = words("tui_fields.missing") if state == "todo" else "–"
        yield Row(f"fact:{key}", title, values[name] or missing, state=state)
        if name == "topic":
            taught_state: State = "done" if taught else "todo"
            title = words("tui_training.fact.modules")
            yield Row("modules", title, taught or words("tui_fields.missing"), state=taught_state)


def _people(book: Book, record: Session) -> Iterable[Row]:
    from poa.training.names import twins
    from poa.training.session import standings

    words = book.desk.words
    figures = book.figures(record)
    yield head(words("tui_training.people_of", figures=figures) if figures else words("tui_training.people"))
    for standing in standings(record, book.desk.local_now.date()):
        person = standing.attendee
        state: State = "todo" if person.present is None else "done"
        if standing.passed is False or (person.present is False and not person.make_up):
            state = "todo"
        role = book.desk.tell(person.role)
        name = full_name(person)
        for apart in (role, person.number if twins(record, person) else ""):
            name = words("tui_training.with_role", name=name, role=apart) if apart else name
        yield Row(f"person:{person.id}", name, _standing(book, standing), state=state)
    yield Row("people", words("tui_training.add_person"), state="action")
    yield Row("roster", words("tui_training.add_roster"), state="action")


def _standing(book: Book, standing: Standing) -> str:
    """Whether somebody was there, and how the tries ended."""
    words, person = book.desk.words, standing.attendee
    told = [words(f"tui_training.presence_{str(person.present).lower()}")]
    if person.make_up:
        told.append(words("tui_training.make_up", date=told_day(person.make_up, words)))
    tries = ", ".join(f"{result.points}/{result.out_of}" for result in standing.results)
    if tries and standing.passed is not None:
        tries += " " + words("tui_training.passed" if standing.passed else "tui_training.failed")
    return words("tui_training.then").join(part for part in (*told, tries) if part)


def _papers(book: Book, record: Session) -> Iterable[Row]:
    from poa.training.desk import changed_since

    words = book.desk.words
    yield head(words("tui_training.papers"))
    for paper in record.papers:
        count = len(paper.questions)
        taken = sum(result.paper == paper.id for result in record.results)
        told = words("tui_training.paper_note", n=count, count=count, taken=taken)
        altered = changed_since(paper, list(book.desk.modules.values()))
        note = words("training.bank_changed", ids=", ".join(altered)) if altered else ""
        yield Row(f"paper:{paper.id}", words("tui_training.paper", name=paper_name(paper.id)), told, note, state="done")
    yield Row("draw", words("tui_training.draw" if not record.papers else "tui_training.draw_other"), state="action")


def _policies(book: Book, record: Session) -> Iterable[Row]:
    words, tell = book.desk.words, book.desk.tell
    yield head(words("tui_training.policies"))
    for number, policy in enumerate(record.policies):
        parts = (
            told_day(policy.on, words) if policy.on else words("tui_training.undated"),
            policy.version,
            ", ".join(policy.by),
        )
        told = words("tui.between").join(part for part in parts if part)
        state: State = "done" if policy.on else "todo"
        yield Row(f"policy:{number}", tell(policy.title), told, policy.url, state=state)
    yield Row("policy", words("tui_training.add_policy"), state="action")


def _documents(book: Book, record: Session, *, barred: bool) -> Iterable[Row]:
    from poa.training.into_case import disproved, standing_in

    words = book.desk.words
    yield head(words("tui_training.documents"))
    yield Row("write", words("tui_training.write_all"), state="action")
    if book.case is None:
        return
    standing = standing_in(book.case, record)
    if disproved(book.case, record, book.desk.local_now.date()):
        yield Row("", words("tui_training.disproved"), state="problem")
        yield Row("drop", words("tui_training.drop"), state="action")
    elif standing == "yes":
        yield Row("taken", words("tui_training.taken"), state="done")
    elif barred:
        yield Row("", words("tui_training.cannot_take"), state="problem")
    elif standing == "old":
        yield Row("take", words("tui_training.take_again"), state="todo")
    else:
        yield Row("take", words("tui_training.take_in"), state="action")
