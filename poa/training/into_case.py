"""A training record becomes an exhibit of a case, and its true figures become facts of the letter."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from msgspec import to_builtins
from msgspec.structs import replace

from poa.errors import PoaError, RefusedError
from poa.letter.people import find_person, reference
from poa.library.guidance import Guidance
from poa.model.case import Action, Case, Exhibit, Measure, Person, Slot, Text
from poa.model.training import Session
from poa.training.names import letter_name, listed
from poa.training.papers import record_sheet
from poa.training.people import both_names
from poa.training.session import Doubt, bars, figures, lasted
from poa.wording import Wording

ACTION, MEASURE = "training-recorded", "training-refresher"
Standing = Literal["no", "yes", "old"]
FILE = "record.docx"
# Slots that come from the record alone: what it no longer holds may not stand in the case either.
COUNTED = ("topic", "present", "passed", "questions", "pass_mark", "second_try")
LENGTH, RETOOK = "minutes", "second_try"
# What each doubt that keeps a record out is refused with.
_REFUSED = {
    "nobody": "attendance_open", "presence_unknown": "attendance_open", "nobody_there": "nobody_came",
    "no_trainer": "trainer_open", "trainer_titled": "trainer_open", "result_in_the_future": "record_in_future",
    "policy_in_the_future": "record_in_future", "make_up_early": "make_up_too_early",
    "ends_early": "times_impossible",
}  # fmt: skip
# The file as an exhibit, told from others that the seller added to the same action.
_IS_RECORD = re.compile(r"/\d+-record(?:-\d+)?\.docx$")


def standing_in(case: Case, session: Session) -> Standing:
    """Whether the case has the record: not, yes, or with figures that the record no longer has."""
    action = _action_of(case, session)
    if action is None:
        return "no"
    wanted = to_builtins(_slots(session))
    told = to_builtins(action.slots)
    # The case may have learned since by which Chinese name it calls somebody; the record is the same one.
    names = (wanted.get(RETOOK), to_builtins(_slots(session, case)).get(RETOOK))
    same = action.on == session.on and told.get(RETOOK) in names
    same = same and all(told.get(name) == wanted.get(name) for name in COUNTED if name != RETOOK)
    # A letter need not say how long it took; where it does, it says so of this record.
    same = same and told.get(LENGTH, wanted.get(LENGTH)) == wanted.get(LENGTH)
    return "yes" if same and (not session.trainer or _with_trainer(case, session.trainer)[1] in action.by) else "old"


def refuse_unfit(case: Case, session: Session, today: date) -> None:
    """Refuse a record that cannot stand under "actions taken".

    Raises:
        RefusedError: says which of its facts is missing or cannot be.
    """
    found = bars(session, today=today, incidents=breaches(case))
    if found:
        raise RefusedError(f"training.{_REFUSED.get(found[0].key, 'not_done_yet')}", name=session.id)


def disproved(case: Case, session: Session, today: date) -> list[Doubt]:
    """What the record holds against the sentence that the case has of it; nothing where the case has none."""
    action = _action_of(case, session)
    if action is None or action.status != "done":
        return []
    return bars(session, today=today, incidents=breaches(case))


def outdated(folder: Path, case: Case, today: date) -> tuple[str, ...]:
    """Trainings of which the case tells what their records on the disk no longer say.

    Args:
        folder: the case.
        case: the answers.
        today: the user's own date.
    """
    from poa.training.store import load_session, session_file

    found = []
    for name in case.training:
        try:
            if session_file(folder, name).is_file():
                session = load_session(folder, name)
                if standing_in(case, session) == "old" or disproved(case, session, today):
                    found.append(name)
        except PoaError:
            # A record that cannot be read is told about where records are shown.
            continue
    return tuple(found)


def refuse_disproved(folder: Path, case: Case, today: date) -> None:
    """Refuse a case that calls a training done whose record on the disk says otherwise.

    Args:
        folder: the case.
        case: the answers.
        today: the user's own date.

    Raises:
        RefusedError: the record cannot stand as done, or its date, trainer or figures are others by now.
        CaseError: a record cannot be read.
    """
    from poa.training.store import load_session, session_file

    for name in case.training:
        if not session_file(folder, name).is_file():
            continue
        session = load_session(folder, name)
        action = _action_of(case, session)
        if action is None or action.status != "done":
            continue
        refuse_unfit(case, session, today)
        if standing_in(case, session) == "old":
            raise RefusedError("training.record_differs", name=name)


def without_record(case: Case, session: Session) -> Case:
    """The case without the sentence of a record and the refresher that came with it; the exhibit stays."""
    action = _action_of(case, session)
    if action is None:
        return case
    measures = tuple(
        one for one in case.measures if one.entry != MEASURE or not set(one.exhibits) & set(action.exhibits)
    )
    return replace(
        case,
        actions=tuple(one for one in case.actions if one is not action),
        measures=measures,
        training=tuple(name for name in case.training if name != session.id),
    )


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
        RefusedError: the training has no date, lies in the future, came before the last breach of the case, names no
            trainer, or leaves open who was there.
        CaseError: the case cannot be read or written.
    """
    from poa.cases.exhibits import add_exhibit
    from poa.cases.store import load, save
    from poa.export.write import write_files
    from poa.library.training import load_modules

    case = load(folder)
    refuse_unfit(case, session, today)
    if standing_in(case, session) == "yes":
        return []
    files = {FILE: record_sheet(session, load_modules(guidance), today=today)}
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
    case, trainer = _with_trainer(case, session.trainer)
    by = earlier.by if trainer in earlier.by else (trainer,)
    cited = (one for one in case.exhibits if one.number in earlier.exhibits)
    number = next((one.number for one in cited if _IS_RECORD.search(one.file)), None)
    numbers = earlier.exhibits if number is not None else (*earlier.exhibits, exhibit.number)
    fresh = replace(earlier, on=session.on, by=by, slots=_slots(session, case), exhibits=numbers)
    actions = tuple(fresh if action is earlier else action for action in case.actions)
    if number is None:
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
        id=_action_id(session), entry=ACTION, status="done", on=session.on, by=by, slots=_slots(session, case),
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


def _slots(session: Session, case: Case | None = None) -> dict[str, Slot]:
    """What the record holds and nothing else: figures without a test or pass mark are left out.

    Whom the case knows by a name in characters is called by it in the mirror.
    """
    count = figures(session)
    slots: dict[str, Slot] = {"topic": session.topic, "present": count.present}
    if minutes := lasted(session):
        slots[LENGTH] = minutes
    if count.tested and count.questions and count.pass_mark is not None:
        slots |= {"passed": count.passed, "questions": count.questions, "pass_mark": count.pass_mark}
        if count.second_try:
            names = [letter_name(session, person) for person in count.second_try]
            slots[RETOOK] = listed([_as_known(name, case) for name in names])
    return slots


def _as_known(name: Text, case: Case | None) -> Text:
    known = find_person(case, name.en) if case else None
    return replace(name, zh=known.zh) if known and known.zh and name.zh == name.en else name


def _with_trainer(case: Case, name: str) -> tuple[Case, str]:
    """The id by which the case knows the trainer; somebody new is added by name."""
    if not name:
        return case, ""
    known = next((p for told in ("id", "zh", "en") for p in case.people if getattr(p, told) == name), None)
    if known is None:
        latin, chinese = both_names(name)
        known = Person(en=latin, zh=chinese)
        case = replace(case, people=(*case.people, known))
    return case, reference(case, known)
