"""What a session's record says and lacks: who passed, who is absent, and what may not stand in a letter yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from poa.model.training import Attendee, Result, Session


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a record to be cleared up.

    ``weight``: ``bar`` keeps the training out of "actions taken", ``ask`` must be answered, ``note`` informs.
    ``key`` names the words (wording area ``training``).
    """

    key: str
    weight: Literal["bar", "ask", "note"]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in the record: results, and whether the pass mark was reached (None: no mark, or no test)."""

    attendee: Attendee
    results: tuple[Result, ...]
    passed: bool | None

    @property
    def was_there(self) -> bool:
        """At the session, or tested on the make-up date or later; a date to come proves nothing."""
        person = self.attendee
        made_up = person.make_up is not None and any(result.on >= person.make_up for result in self.results)
        return bool(person.present) or made_up

    @property
    def best(self) -> Result | None:
        """The result with the most points, the earliest of equals."""
        return max(self.results, key=lambda result: result.points, default=None)


def standings(session: Session) -> tuple[Standing, ...]:
    """Every attendee with their results, in the order of the list."""
    rows = []
    for attendee in session.attendees:
        results = tuple(result for result in session.results if result.attendee == attendee.id)
        best = max((result.points for result in results), default=None)
        known = best is not None and session.pass_mark is not None
        rows.append(Standing(attendee, results, best >= session.pass_mark if known else None))  # type: ignore[operator]
    return tuple(rows)


def doubts(
    session: Session,
    *,
    today: date,
    incidents: Collection[date] = (),
    notice: date | None = None,
    letter: date | None = None,
) -> list[Doubt]:
    """What to clear up before the record can prove anything.

    Args:
        session: the record.
        today: a training after it has not been held yet.
        incidents: dates of the breaches; a training before the last of them did not prevent it.
        notice: date of the notice.
        letter: date of the letter, which cannot tell of what came after it.
    """
    found = [
        *_about_the_date(session, today, incidents, notice),
        *_about_people(session),
        *_about_results(session, today),
    ]
    if letter and session.on and letter < session.on <= today:
        found.append(Doubt("after_the_letter", "ask", {"date": session.on, "letter": letter}))
    if session.start and session.end and session.end <= session.start:
        found.append(Doubt("ends_early", "ask", {"start": session.start, "end": session.end}))
    if not session.content:
        found.append(Doubt("no_content", "ask"))
    if session.topic and not (session.topic.en and session.topic.zh):
        found.append(Doubt("topic_one_language", "ask"))
    if not session.trainer:
        found.append(Doubt("no_trainer", "ask"))
    if not session.policies:
        found.append(Doubt("no_policy", "ask"))
    found.extend(
        Doubt("policy_undated", "ask", {"title": policy.title}) for policy in session.policies if policy.on is None
    )
    return found


def may_stand_as_done(session: Session, *, today: date, incidents: Collection[date] = ()) -> bool:
    """Whether the training may stand under "actions taken": dated, not in the future, not before the last breach."""
    return not any(doubt.weight == "bar" for doubt in _about_the_date(session, today, incidents, None))


def _about_the_date(session: Session, today: date, incidents: Collection[date], notice: date | None) -> list[Doubt]:
    if session.on is None:
        return [Doubt("no_date", "bar")]
    if session.on > today:
        return [Doubt("in_the_future", "bar", {"date": session.on})]
    last = max(incidents, default=None)
    if last and session.on < last:
        return [Doubt("before_the_incident", "bar", {"date": session.on, "incident": last})]
    if last and session.on == last:
        return [Doubt("on_the_day", "note", {"date": session.on})]
    if notice and session.on < notice:
        return [Doubt("before_the_notice", "note", {"date": session.on, "notice": notice})]
    return []


def _about_people(session: Session) -> list[Doubt]:
    if not session.attendees:
        return [Doubt("nobody", "ask")]
    names = Counter(attendee.name for attendee in session.attendees)
    found = [
        Doubt("same_name", "note", {"name": name, "count": count, "ids": _ids(session, name)})
        for name, count in names.items()
        if count > 1
    ]
    for attendee in session.attendees:
        if attendee.present is None:
            found.append(Doubt("presence_unknown", "ask", _who(session, attendee)))
        elif not attendee.present and attendee.make_up is None:
            found.append(Doubt("no_make_up", "ask", _who(session, attendee)))
    return found


def _ids(session: Session, name: str) -> str:
    return ", ".join(attendee.id for attendee in session.attendees if attendee.name == name)


def _about_results(session: Session, today: date) -> list[Doubt]:
    found = []
    if session.results and session.pass_mark is None:
        found.append(Doubt("no_pass_mark", "ask"))
    if session.pass_mark is not None and session.papers:
        most = max(len(paper.questions) for paper in session.papers)
        if session.pass_mark > most:
            found.append(Doubt("pass_mark_high", "ask", {"mark": session.pass_mark, "count": most}))
    for result in session.results:
        if result.on > today:
            found.append(Doubt("result_in_the_future", "bar", {**_of(session, result), "date": result.on}))
        elif session.on and result.on < session.on:
            found.append(Doubt("result_before_session", "note", {**_of(session, result), "date": result.on}))
    for standing in standings(session):
        person = standing.attendee
        if person.make_up and person.make_up <= today and not standing.was_there:
            found.append(Doubt("make_up_open", "ask", {**_who(session, person), "date": person.make_up}))
        elif session.papers and person.present and not standing.results:
            found.append(Doubt("no_result", "ask", _who(session, person)))
        if standing.passed is False:
            found.append(Doubt("not_passed", "ask", _who(session, person)))
    return found


def _who(session: Session, person: Attendee) -> dict[str, Any]:
    """A person's name, with the id where somebody else is called the same; and the id alone, for screens."""
    twins = sum(other.name == person.name for other in session.attendees) > 1
    return {"name": f"{person.name} ({person.id})" if twins else person.name, "who": person.id}


def _of(session: Session, result: Result) -> dict[str, Any]:
    person = next((attendee for attendee in session.attendees if attendee.id == result.attendee), None)
    return _who(session, person) if person else {"name": result.attendee, "who": result.attendee}


@dataclass(frozen=True, slots=True)
class Figures:
    """The record's true figures, counted, for the letter."""

    invited: int
    present: int
    tested: int
    passed: int
    questions: int | None
    pass_mark: int | None
    second_try: tuple[Attendee, ...]


def figures(session: Session) -> Figures:
    """Count what the record holds; nothing is estimated. Who passed counts once it is said that he was there."""
    rows = standings(session)
    sizes = {result.out_of for result in session.results}
    return Figures(
        invited=len(rows),
        present=sum(row.was_there for row in rows),
        tested=sum(bool(row.results) for row in rows),
        passed=sum(row.passed is True and row.was_there for row in rows),
        questions=sizes.pop() if len(sizes) == 1 else None,
        pass_mark=session.pass_mark,
        second_try=tuple(
            row.attendee for row in rows if row.passed and row.was_there and _later_try(row.results, session.pass_mark)
        ),
    )


def _later_try(results: Sequence[Result], pass_mark: int | None) -> bool:
    return pass_mark is not None and len(results) > 1 and results[0].points < pass_mark
