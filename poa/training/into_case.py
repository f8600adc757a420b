"""A training record becomes an exhibit of a case, and its true figures become facts of the letter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from poa.errors import RefusedError
from poa.library.guidance import Guidance
from poa.model.case import Action, Case, Measure, Person, Slot, Text
from poa.model.training import Session
from poa.training.papers import record_sheet
from poa.training.session import figures, may_stand_as_done
from poa.wording import Wording

ACTION, MEASURE = "training-recorded", "training-refresher"


def take_into_case(folder: Path, session: Session, guidance: Guidance, *, today: date) -> list[Path]:
    """Write the record into the case as an exhibit and save its figures as an action and, with a next date, a measure.

    Args:
        folder: the case.
        session: the record, with its date.
        guidance: the modules.
        today: a training after it has not been held.

    Returns:
        the exhibit that was written; nothing if the record is in the case already.

    Raises:
        RefusedError: the training has no date or lies in the future.
        CaseError: the case cannot be read or written.
    """
    from poa.cases.exhibits import add_exhibit
    from poa.cases.store import load, save
    from poa.export.write import write_files
    from poa.library.training import load_modules

    if not may_stand_as_done(session, today=today):
        raise RefusedError("training.not_done_yet", name=session.id)
    case = load(folder)
    if session.id in case.training:
        return []
    now = datetime.now(UTC)
    files = {"record.docx": record_sheet(session, load_modules(guidance))}
    written = write_files(files, folder / "training" / session.id)
    case, exhibit = add_exhibit(folder, case, written[0], title=_title(session.topic), now=now)
    save(folder, with_record(case, session, exhibit.number), now=now, why=f"training {session.id}")
    return [folder / exhibit.file]


def _title(topic: Text) -> Text:
    """What the exhibit is called in the letter's two languages."""
    english, chinese = Wording("en"), Wording("zh-Hans")
    if not topic:
        return Text(en=english("training.exhibit_plain"), zh=chinese("training.exhibit_plain"))
    return Text(
        en=english("training.exhibit", topic=topic.en or topic.zh),
        zh=chinese("training.exhibit", topic=topic.zh or topic.en),
    )


def with_record(case: Case, session: Session, exhibit: int) -> Case:
    """The case with the record's figures as facts.

    Args:
        case: the answers.
        session: the record; its date must not lie in the future.
        exhibit: the number of the exhibit that holds the record.
    """
    case, trainer = _with_trainer(case, session.trainer)
    by = (trainer,) if trainer else ()
    action = Action(entry=ACTION, status="done", on=session.on, by=by, slots=_slots(session), exhibits=(exhibit,))
    case = replace(case, training=(*case.training, session.id), actions=(*case.actions, action))
    if not session.next_on:
        return case
    slots: dict[str, Slot] = {"next_on": session.next_on.isoformat()}
    if session.pass_mark is not None:
        slots["pass_mark"] = session.pass_mark
    measure = Measure(entry=MEASURE, owner=trainer, slots=slots, exhibits=(exhibit,))
    return replace(case, measures=(*case.measures, measure))


def _slots(session: Session) -> dict[str, Slot]:
    """What the record holds and nothing else: figures without a test or pass mark are left out."""
    count = figures(session)
    slots: dict[str, Slot] = {"topic": session.topic, "present": count.present}
    if count.tested and count.questions and count.pass_mark is not None:
        slots |= {"passed": count.passed, "questions": count.questions, "pass_mark": count.pass_mark}
        if count.second_try:
            slots["second_try"] = ", ".join(count.second_try)
    return slots


def _with_trainer(case: Case, name: str) -> tuple[Case, str]:
    """The id by which the case knows the trainer; somebody new is added by name."""
    if not name:
        return case, ""
    for person in case.people:
        if name in (person.id, person.en, person.zh):
            return case, person.id or person.en
    return replace(case, people=(*case.people, Person(en=name))), name
