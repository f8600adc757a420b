"""What a record says, and what it may not claim."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from poa.errors import CaseError, InputError, RefusedError
from poa.library.training import load_modules
from poa.model.case import Text
from poa.training import desk, people
from poa.training.session import bars, doubts, figures, standings
from poa.training.store import load_session, new_session, save_session, session_id, sessions
from tests.training.people import GUIDANCE, TODAY, held

NOW = datetime(2026, 3, 20, tzinfo=UTC)


def keys(session, **context) -> set[str]:  # type: ignore[no-untyped-def]
    return {doubt.key for doubt in doubts(session, today=TODAY, **context)}


def test_a_complete_record_leaves_no_doubt() -> None:
    assert keys(held()) == set()


def test_figures_are_counted_from_the_record() -> None:
    count = figures(held())
    assert (count.invited, count.present, count.tested, count.passed) == (3, 3, 3, 3)
    assert [person.name for person in count.second_try] == ["=Chen"]
    assert (count.questions, count.pass_mark) == (4, 3)


def test_who_is_not_said_to_have_been_there_is_told_neither_as_passed_nor_at_a_later_try() -> None:
    unknown = tuple(replace(one, present=None) if one.id == "chen" else one for one in held().attendees)
    count = figures(held(attendees=unknown))
    assert (count.present, count.passed, count.second_try) == (2, 2, ())


def test_nobody_has_passed_without_a_pass_mark() -> None:
    assert {row.passed for row in standings(held(pass_mark=None))} == {None}
    assert "no_pass_mark" in keys(held(pass_mark=None))


def test_a_training_in_the_future_or_undated_may_not_stand_as_done() -> None:
    assert bars(held(on=date(2026, 3, 21)), today=TODAY)
    assert bars(held(on=None), today=TODAY)
    assert not bars(held(), today=TODAY)
    assert "in_the_future" in keys(held(on=date(2026, 3, 21)))
    assert "no_date" in keys(held(on=None))


def test_a_training_before_the_incident_is_pointed_out() -> None:
    assert "before_the_incident" in keys(held(), incidents=[date(2026, 3, 18)])
    assert "before_the_incident" not in keys(held(), incidents=[date(2026, 3, 10)])


def test_missing_presence_results_and_make_up_dates_are_asked_for() -> None:
    people = held().attendees
    session = held(attendees=(replace(people[0], present=None), replace(people[2], make_up=None)), results=())
    assert {"presence_unknown", "no_make_up"} <= keys(session)
    assert "no_result" in keys(held(results=()))


def test_two_people_of_one_name_are_named() -> None:
    twin = replace(held().attendees[0], id="zhou-min-2")
    session = held(attendees=(*held().attendees, twin))
    assert "same_name" in keys(session)
    with pytest.raises(InputError, match="zhou-min-2"):
        people.find_person(session, "Zhou Min")
    assert people.find_person(session, "zhou-min-2").id == "zhou-min-2"


def test_facts_are_entered_one_by_one() -> None:
    session = desk.set_field(held(), "on", "2026-03-16")
    session = desk.set_field(session, "topic_zh", "渠道")
    session = desk.set_field(session, "pass_mark", "18")
    assert (session.on, session.topic, session.pass_mark) == (date(2026, 3, 16), Text(en="One channel", zh="渠道"), 18)


@pytest.mark.parametrize(("name", "value"), [("on", "16 March"), ("pass_mark", "x"), ("colour", "red")])
def test_a_field_or_value_that_does_not_fit_is_refused(name: str, value: str) -> None:
    with pytest.raises(InputError):
        desk.set_field(held(), name, value)


def test_a_session_survives_the_disk(tmp_path) -> None:  # type: ignore[no-untyped-def]
    new_session(tmp_path, held(), NOW)
    assert load_session(tmp_path, "channels") == held()
    assert list(sessions(tmp_path)) == ["channels"]
    with pytest.raises(RefusedError):
        new_session(tmp_path, held(), NOW)


def test_a_broken_session_file_is_named_with_its_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    place = save_session(tmp_path, held())
    place.write_text(place.read_text().replace("pass_mark: 3", "pass_mark: three"))
    with pytest.raises(CaseError, match=r"session\.yaml:\d+"):
        load_session(tmp_path, "channels")


def test_a_session_name_cannot_lead_out_of_the_folder(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RefusedError):
        load_session(tmp_path, "../../x")


def test_a_free_name_is_found(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert session_id("One channel!", iter(["one-channel", "one-channel-2"])) == "one-channel-3"


def test_a_changed_question_bank_alters_no_paper() -> None:
    session = held()
    paper = session.papers[0]
    asked = replace(paper.questions[0], question=Text(en="old words", zh="旧"))
    older = replace(paper, questions=(asked, *paper.questions[1:]))
    assert desk.changed_since(older, list(load_modules(GUIDANCE).values())) == (asked.id,)
    assert desk.changed_since(paper, list(load_modules(GUIDANCE).values())) == ()


def test_a_result_older_than_the_training_is_no_pass_after_it() -> None:
    tries = held().results
    early = (replace(tries[0], on=date(2026, 3, 13)), *tries[1:])
    count = figures(held(results=early))
    assert (count.tested, count.passed) == (2, 2)
    assert {"result_before_session", "no_result"} <= keys(held(results=early))


@pytest.mark.parametrize("make_up", [date(2026, 3, 17), None])
def test_a_result_of_an_absent_person_before_the_training_was_made_up_counts_for_nothing(make_up: date | None) -> None:
    session = held()
    absent = replace(session.attendees[2], make_up=make_up)
    early = (*session.results[:3], replace(session.results[3], on=date(2026, 3, 15)))
    told = replace(session, attendees=(*session.attendees[:2], absent), results=early)
    row = standings(told)[2]
    assert (row.counted, row.passed, row.was_there) == ((), None, False)
    assert "result_while_absent" in keys(told) and figures(told).tested == 2
    assert "result_while_absent" not in keys(session)


def test_tries_are_ordered_by_their_day_however_they_were_entered() -> None:
    good = replace(held().results[2], on=date(2026, 3, 15))
    bad = replace(held().results[1], on=date(2026, 3, 16))
    assert figures(held(results=(bad, good))).second_try == ()
    assert [row.results for row in standings(held(results=(bad, good)))][1] == (good, bad)


def test_a_make_up_before_the_training_is_refused_and_bars_the_record() -> None:
    with pytest.raises(InputError, match="before the training"):
        people.set_presence(held(), "wu", present=False, make_up=date(2026, 3, 14))
    early = tuple(replace(one, make_up=one.make_up and date(2026, 3, 14)) for one in held().attendees)
    assert [doubt.key for doubt in bars(held(attendees=early), today=TODAY)] == ["make_up_early"]
    with pytest.raises(InputError, match="before the training"):
        people.made_up(held(attendees=early), "wu", today=TODAY)


def test_a_page_cannot_have_been_read_in_the_future() -> None:
    page = replace(held().policies[0], on=date(2026, 3, 21))
    with pytest.raises(InputError, match="in the future"):
        desk.add_policy(held(), page, today=TODAY)
    assert [doubt.key for doubt in bars(held(policies=(page,)), today=TODAY)] == ["policy_in_the_future"]


def test_a_title_behind_a_surname_is_not_spelled_as_a_given_name() -> None:
    assert people.both_names("陈主管") == ("陈主管", "陈主管")
    assert people.both_names("陈晓雨") == ("Chen Xiaoyu", "陈晓雨")
    with pytest.raises(InputError, match="full name"):
        people.add_person(held(), "王老师")
    assert "trainer_titled" in keys(held(trainer="陈经理"))
    assert "trainer_titled" not in keys(held(trainer="李建工"))


def test_people_of_one_name_are_told_apart_by_role_and_number() -> None:
    twin = replace(held().attendees[0], id="zhou-min-2", number="A02", present=None)
    (doubt,) = bars(held(attendees=(*held().attendees, twin)), today=TODAY)
    assert doubt.values["name"] == Text(en="Zhou Min (lead, A02)", zh="周敏（主管，A02）")
    assert "same_name" not in keys(held(attendees=(*held().attendees, twin)))


def test_a_result_of_a_day_to_come_counts_nowhere() -> None:
    late = (replace(held().results[0], on=date(2026, 3, 21)), *held().results[1:])
    count = figures(held(results=late), TODAY)
    assert (count.tested, count.passed) == (2, 2)


def test_a_session_that_ends_before_it_starts_is_kept_out_of_the_case_by_name() -> None:
    assert "ends_early" in {doubt.key for doubt in bars(held(start="10:30", end="09:00"), today=TODAY)}
