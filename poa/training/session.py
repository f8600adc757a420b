"""What a session's record says and lacks: who passed, who is absent, and what may not stand in a letter yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from poa.model.case import Text
from poa.model.training import Attendee, Result, Session
from poa.training.names import label, titled

_IMPOSSIBLE = ("ends_early", "result_in_the_future", "result_before_session", "result_while_absent")


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
    """One person in the record, and whether the pass mark was reached (None: no mark, or no test).

    ``results`` are all tries by date; ``counted`` those of the day of the training and later, since a test before it
    says nothing of what was learnt, none of a day that is still to come, and none of an absent person before the
    training was made up.
    """

    attendee: Attendee
    results: tuple[Result, ...]
    counted: tuple[Result, ...]
    passed: bool | None

    @property
    def was_there(self) -> bool:
        """At the session, or tested on the make-up date or later; a date to come proves nothing."""
        person = self.attendee
        made_up = person.make_up is not None and any(result.on >= person.make_up for result in self.counted)
        return bool(person.present) or made_up

    @property
    def best(self) -> Result | None:
        """The result that counts with the most points, the earliest of equals."""
        return max(self.counted, key=lambda result: result.points, default=None)


def standings(session: Session, today: date | None = None) -> tuple[Standing, ...]:
    """Every attendee with their results, in the order of the list; a result after ``today`` does not count."""
    rows = []
    for attendee in session.attendees:
        mine = (result for result in session.results if result.attendee == attendee.id)
        results = tuple(sorted(mine, key=lambda result: result.on))
        counted = tuple(one for one in results if _can_be(session, one, today) and not _untaught(attendee, one))
        best = max((result.points for result in counted), default=None)
        passed = None if best is None or session.pass_mark is None else best >= session.pass_mark
        rows.append(Standing(attendee, results, counted, passed))
    return tuple(rows)


def _can_be(session: Session, result: Result, today: date | None) -> bool:
    return (session.on is None or result.on >= session.on) and (today is None or result.on <= today)


def _untaught(attendee: Attendee, result: Result) -> bool:
    """Whether a test was taken by somebody who was absent, before the training was made up."""
    return attendee.present is False and (attendee.make_up is None or result.on < attendee.make_up)


def ends_early(session: Session) -> bool:
    """Whether the session is said to end when it begins or before: then one of the two is wrong."""
    return bool(session.start and session.end and session.end <= session.start)


def lasted(session: Session) -> int | None:
    """How many minutes it took, where both times are known and can be."""
    if not (session.start and session.end) or ends_early(session):
        return None
    (begun, at), (hour, minute) = (map(int, time.split(":")) for time in (session.start, session.end))
    return (hour - begun) * 60 + minute - at


def left_out(session: Session, today: date) -> list[Doubt]:
    """What the papers of a session leave out, since it cannot be: such times, and results of such days."""
    return [doubt for doubt in doubts(session, today=today) if doubt.key in _IMPOSSIBLE]


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
        *_about_people(session, today),
        *_about_results(session, today),
    ]
    if letter and session.on and letter < session.on <= today:
        found.append(Doubt("after_the_letter", "ask", {"date": session.on, "letter": letter}))
    if ends_early(session):
        found.append(Doubt("ends_early", "bar", {"start": session.start, "end": session.end}))
    if not session.content:
        found.append(Doubt("no_content", "ask"))
    if session.topic and not (session.topic.en and session.topic.zh):
        found.append(Doubt("topic_one_language", "ask"))
    found.extend(_about_the_trainer(session))
    found.extend(_only_chinese(session))
    if not session.policies:
        found.append(Doubt("no_policy", "ask"))
    found.extend(
        Doubt("policy_undated", "ask", {"title": policy.title}) for policy in session.policies if policy.on is None
    )
    found.extend(
        Doubt("policy_in_the_future", "bar", {"title": policy.title, "date": policy.on})
        for policy in session.policies
        if policy.on and policy.on > today
    )
    return found


def bars(session: Session, *, today: date, incidents: Collection[date] = ()) -> list[Doubt]:
    """What keeps the training out of "actions taken".

    It stands there only with its date, not in the future and not before the last breach, with a trainer, and with the
    attendance of everybody on the list answered and somebody present: an unanswered question is not a nought.
    """
    return [doubt for doubt in doubts(session, today=today, incidents=incidents) if doubt.weight == "bar"]


def _only_chinese(session: Session) -> list[Doubt]:
    """What the reader of the record, who reads English, cannot read."""
    from poa.text.pinyin import has_han

    found = [Doubt("place_chinese", "ask", {"place": session.place})] if has_han(session.place) else []
    if session.follow_up.zh and not session.follow_up.en:
        found.append(Doubt("follow_up_chinese", "ask"))
    return found


def _about_the_trainer(session: Session) -> list[Doubt]:
    if not session.trainer:
        return [Doubt("no_trainer", "bar")]
    return [Doubt("trainer_titled", "bar", {"name": session.trainer})] if titled(session.trainer) else []


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


def _about_people(session: Session, today: date) -> list[Doubt]:
    if not session.attendees:
        return [Doubt("nobody", "bar")]
    alike = Counter((person.name, person.name_zh, person.role, person.number) for person in session.attendees)
    found = [
        Doubt("same_name", "note", {"name": Text(en=key[0], zh=key[1] or key[0]), "count": count})
        for key, count in alike.items()
        if count > 1
    ]
    for attendee in session.attendees:
        if attendee.present is None:
            found.append(Doubt("presence_unknown", "bar", _who(session, attendee)))
        elif not attendee.present and attendee.make_up is None:
            found.append(Doubt("no_make_up", "ask", _who(session, attendee)))
        if attendee.make_up and session.on and attendee.make_up < session.on:
            values = {**_who(session, attendee), "date": attendee.make_up, "training": session.on}
            found.append(Doubt("make_up_early", "bar", values))
        if titled(attendee.name_zh or attendee.name):
            found.append(Doubt("name_titled", "ask", _who(session, attendee)))
    if not any(row.was_there for row in standings(session, today)) and all(
        a.present is False for a in session.attendees
    ):
        found.append(Doubt("nobody_there", "bar"))
    return found


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
            found.append(Doubt("result_before_session", "ask", {**_of(session, result), "date": result.on}))
        elif any(_untaught(one, result) for one in session.attendees if one.id == result.attendee):
            found.append(Doubt("result_while_absent", "ask", {**_of(session, result), "date": result.on}))
    for standing in standings(session, today):
        person = standing.attendee
        if person.make_up and person.make_up <= today and not standing.was_there:
            found.append(Doubt("make_up_open", "ask", {**_who(session, person), "date": person.make_up}))
        elif session.papers and person.present and not standing.counted:
            found.append(Doubt("no_result", "ask", _who(session, person)))
        if standing.passed is False:
            found.append(Doubt("not_passed", "ask", _who(session, person)))
    return found


def _who(session: Session, person: Attendee) -> dict[str, Any]:
    """A person's name, told apart from others of that name; and the id alone, for screens."""
    return {"name": label(session, person), "who": person.id}


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


def figures(session: Session, today: date | None = None) -> Figures:
    """Count what the record holds; nothing is estimated. Who passed counts once it is said that he was there.

    Args:
        session: the record.
        today: results of later days are not counted; a record whose bars were looked at first has none.
    """
    rows = standings(session, today)
    sizes = {result.out_of for row in rows for result in row.counted}
    return Figures(
        invited=len(rows),
        present=sum(row.was_there for row in rows),
        tested=sum(bool(row.counted) for row in rows),
        passed=sum(row.passed is True and row.was_there for row in rows),
        questions=sizes.pop() if len(sizes) == 1 else None,
        pass_mark=session.pass_mark,
        second_try=tuple(
            row.attendee for row in rows if row.passed and row.was_there and _later_try(row.counted, session.pass_mark)
        ),
    )


def _later_try(results: Sequence[Result], pass_mark: int | None) -> bool:
    return pass_mark is not None and len(results) > 1 and results[0].points < pass_mark
