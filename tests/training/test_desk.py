"""What people enter about a session, and what is refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from poa.errors import InputError, RefusedError
from poa.library.rules import load_rules
from poa.library.training import load_modules
from poa.model.case import Text
from poa.model.training import Attendee, Session
from poa.training import desk, people
from poa.training.policies import pages_of, policy_pages, policy_read
from poa.training.quiz import draw_paper, practice_paper
from poa.training.session import doubts, figures
from tests.training.people import GUIDANCE, TODAY, held

MODULES, RULES = load_modules(GUIDANCE), load_rules(GUIDANCE)


def test_two_people_of_one_name_are_told_apart_by_role_or_chinese_name() -> None:
    session = people.add_person(Session(), "Li Na", role=Text(en="agent"))
    with pytest.raises(InputError):
        people.add_person(session, "Li Na")
    with pytest.raises(InputError):
        people.add_person(session, "Li Na", role=Text(en="agent"))
    both = people.add_person(session, "Li Na", role=Text(en="lead"))
    assert [person.id for person in both.attendees] == ["li-na", "li-na--lead"]
    assert people.find_person(both, "li-na--lead").role.en == "lead"


def test_a_roster_adds_whom_it_does_not_know_and_changes_nobody() -> None:
    session = people.set_presence(people.add_person(Session(), "Li Na", role=Text(en="agent")), "Li Na", present=True)
    rows = [Attendee(id="li-na", name="Li Na", role=Text(en="lead")), Attendee(id="li-na", name="Li Na")]
    added = people.add_people(session, rows)
    assert [person.id for person in added.attendees] == ["li-na", "li-na--lead"]
    assert added.attendees[0] == session.attendees[0]


def test_a_person_with_results_stays_and_so_does_a_paper_that_was_taken() -> None:
    session = held()
    with pytest.raises(RefusedError):
        people.remove_person(session, "Zhou Min")
    with pytest.raises(RefusedError):
        desk.remove_paper(session, "paper-7")
    free = people.add_person(session, "New Person")
    assert people.remove_person(free, "New Person") == session


def test_only_typed_results_can_be_taken_out() -> None:
    session = held()
    assert len(desk.remove_result(session, 0).results) == 3
    given_on_screen = replace(session.results[0], answers={"basics-01": "A"})
    with pytest.raises(RefusedError):
        desk.remove_result(replace(session, results=(given_on_screen,)), 0)


def test_modules_bring_their_titles_and_leave_lines_of_ones_own() -> None:
    own = Text(en="How our tool works", zh="工具的用法")
    first, second = list(MODULES.values())[:2]
    session = desk.set_modules(Session(content=(own,)), [first], MODULES)
    changed = desk.set_modules(session, [second], MODULES)
    assert changed.modules == (second.id,)
    assert [line.en for line in changed.content] == [second.title.en, own.en]


def test_what_is_taught_beside_the_modules_is_a_line_of_the_contents() -> None:
    first = next(iter(MODULES.values()))
    both = Text(en="Our tool", zh="我们的工具")
    session = desk.set_modules(Session(content=(both,)), [first], MODULES)
    session = desk.set_own_content(session, "我们的工具；Who answers at night", MODULES)
    assert desk.own_content(session, MODULES) == (both, Text(en="Who answers at night"))
    assert desk.set_own_content(session, "", MODULES).content == (Text(en=first.title.en, zh=first.title.zh),)


def test_a_make_up_counts_once_it_was_held() -> None:
    absent = Attendee(id="wu", name="Wu Tong", present=False, make_up=date(2026, 3, 25))
    session = held(attendees=(absent,), results=())
    assert figures(session).present == 0
    with pytest.raises(InputError):
        people.made_up(session, "Wu Tong", today=TODAY)
    later = people.made_up(session, "Wu Tong", today=date(2026, 3, 25))
    assert figures(later).present == 1
    assert later.attendees[0].make_up == date(2026, 3, 25)


def test_what_contradicts_itself_is_pointed_out() -> None:
    found = doubts(held(start="10:30", end="09:00", pass_mark=9, topic=Text(en="One")), today=TODAY)
    assert {"ends_early", "pass_mark_high", "topic_one_language"} <= {doubt.key for doubt in found}


@pytest.mark.parametrize("value", ["9", "25:00", "09:60", "half past nine"])
def test_a_time_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(InputError):
        desk.set_field(Session(), "start", value)
    assert desk.set_field(Session(start="09:00"), "start", "").start == ""


@settings(max_examples=40, deadline=None)
@given(name=st.text(max_size=30), value=st.text(max_size=30))
def test_whatever_is_typed_is_entered_or_refused_in_words(name: str, value: str) -> None:
    for field in (*desk.FIELDS, name):
        try:
            desk.set_field(Session(), field, value)
        except InputError as problem:
            assert problem.key.startswith("training.")


def test_a_paper_whose_key_has_changed_is_told_too() -> None:
    paper = draw_paper(list(MODULES.values()), 30, seed=3)
    modules = list(MODULES.values())
    assert desk.changed_since(paper, modules) == ()
    asked = next(one for one in paper.questions if one.kind == "choose")
    turned = replace(asked, right=tuple(n for n in range(len(asked.options)) if n not in asked.right))
    changed = replace(paper, questions=tuple(turned if one is asked else one for one in paper.questions))
    assert desk.changed_since(changed, modules) == (asked.id,)


def test_a_rewriting_keeps_an_example_of_a_good_answer() -> None:
    asked = [one for one in draw_paper(list(MODULES.values()), 80, seed=1).questions if one.kind == "rewrite"]
    assert asked and all(one.model for one in asked)


def test_practice_messages_are_asked_as_messages_to_judge() -> None:
    from poa.model.rule import Bilingual

    module = MODULES["communication-basics"]
    said = {True: Bilingual("own", "主动"), False: Bilingual("answer", "回复")}
    paper = practice_paper(module, said, RULES)
    assert [one.verdict for one in paper.questions] == [one.verdict for one in module.practice]
    assert {one.question.en for one in paper.questions} == {"own", "answer"}


def test_a_policy_page_is_noted_by_its_own_name_and_address() -> None:
    pages = policy_pages(GUIDANCE, RULES)
    noted = policy_read("coc.bsm-only", pages, RULES, on=date(2026, 3, 15), version="3 Feb 2026")
    assert noted.title == pages["code-of-conduct"].title and noted.title.zh and noted.url.startswith("https://")
    assert policy_read("code-of-conduct", pages, RULES).url == noted.url
    with pytest.raises(InputError):
        policy_read("no-such-page", pages, RULES)
    assert pages_of(pages, RULES, ["coc.bsm-only"])[0] == "code-of-conduct"
    session = desk.add_policy(desk.add_policy(Session(), replace(noted, on=None), today=TODAY), noted, today=TODAY)
    assert session.policies == (noted,), "the undated note is completed"
