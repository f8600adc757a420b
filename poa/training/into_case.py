"""A training record becomes an exhibit of a case, and its true figures become facts of the letter."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from msgspec import to_builtins
from msgspec.structs import replace

from poa.errors import RefusedError
from poa.library.guidance import Guidance
from poa.model.case import Action, Case, Exhibit, Measure, Person, Slot, Text
from poa.model.training import Session
from poa.training.desk import both_names
from poa.training.papers import record_sheet
from poa.training.session import figures, may_stand_as_done
from poa.wording import Wording

ACTION, MEASURE = "training-recorded", "training-refresher"
Standing = Literal["no", "yes", "old"]
FILE = "record.docx"
# The file as an exhibit, told from others that the seller added to the same action.
_IS_RECORD = re.compile(r"/\d+-record(?:-\d+)?\.docx$")


def standing_in(case: Case, session: Session) -> Standing:
    """Whether the case has the record: not, yes, or with figures that the record no longer has."""
    action = _action_of(case, session)
    if action is None:
        return "no"
    wanted = to_builtins(_slots(session))
    told = to_builtins(action.slots)
    same = action.on == session.on and all(told.get(name) == value for name, value in wanted.items())
    return "yes" if same else "old"


def take_into_case(folder: Path, session: Session, guidance: Guidance, *, today: date, now: datetime) -> list[Path]:
    """Write the record into the case as an exhibit and save its figures as an action and, with a next date, a measure.

    A record that the case has already is renewed where its figures have changed since; the earlier file stays.

    Args:
        folder: the case.
        session: the record, with its date.
        guidance: the modules.
        today: a training after it has not been held.
        now: when the exhibit was taken in.

    Returns:
        the exhibit that was written; nothing if the case has the record as it is.

    Raises:
        RefusedError: the training has no date, lies in the future, or came before the last breach of the case.
        CaseError: the case cannot be read or written.
    """
    from poa.cases.exhibits import add_exhibit
    from poa.cases.store import load, save
    from poa.export.write import write_files
    from poa.library.training import load_modules

    case = load(folder)
    if not may_stand_as_done(session, today=today, incidents=breaches(case)):
        raise RefusedError("training.not_done_yet", name=session.id)
    if standing_in(case, session) == "yes":
        return []
    files = {FILE: record_sheet(session, load_modules(guidance))}
    written = write_files(files, folder / "training" / session.id)
    earlier = _action_of(case, session)
    added, exhibit = add_exhibit(folder, case, written[0], title=_title(session.topic), now=now)
    changed = (
        with_record(added, session, exhibit.number) if earlier is None else _renewed(case, earlier, session, exhibit)
    )
    save(folder, changed, now=now, why=f"training {session.id}")
    return [folder / exhibit.file]


def breaches(case: Case) -> list[date]:
    """The last day of each of the incidents of the case, as far as it is known."""
    return [day for incident in case.incidents if (day := incident.until or incident.on)]


def _action_of(case: Case, session: Session) -> Action | None:
    """The action that tells of this record."""
    return next((action for action in case.actions if action.id == _action_id(session)), None)


def _action_id(session: Session) -> str:
    return f"training-{session.id}"


def _renewed(case: Case, earlier: Action, session: Session, exhibit: Exhibit) -> Case:
    """The case with the record's present figures and file under the numbers they had."""
    actions = tuple(
        replace(action, on=session.on, slots=_slots(session)) if action is earlier else action
        for action in case.actions
    )
    cited = (one for one in case.exhibits if one.number in earlier.exhibits)
    number = next((one.number for one in cited if _IS_RECORD.search(one.file)), None)
    if number is None:
        fresh = replace(earlier, on=session.on, slots=_slots(session), exhibits=(*earlier.exhibits, exhibit.number))
        actions = tuple(fresh if action is earlier else action for action in case.actions)
        return replace(case, actions=actions, exhibits=(*case.exhibits, exhibit))
    exhibits = tuple(replace(one, file=exhibit.file) if one.number == number else one for one in case.exhibits)
    return replace(case, actions=actions, exhibits=exhibits)


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
    action = Action(
        id=_action_id(session), entry=ACTION, status="done", on=session.on, by=by, slots=_slots(session),
        exhibits=(exhibit,),
    )  # fmt: skip
    training = tuple(dict.fromkeys((*case.training, session.id)))
    case = replace(case, training=training, actions=(*case.actions, action))
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
            english = ", ".join(person.name for person in count.second_try)
            chinese = "、".join(person.name_zh or person.name for person in count.second_try)
            slots["second_try"] = Text(en=english, zh=chinese)
    return slots


def _with_trainer(case: Case, name: str) -> tuple[Case, str]:
    """The id by which the case knows the trainer; somebody new is added by name."""
    if not name:
        return case, ""
    for person in case.people:
        if name in (person.id, person.en, person.zh):
            return case, person.id or person.en
    latin, chinese = both_names(name)
    return replace(case, people=(*case.people, Person(en=latin, zh=chinese))), latin
