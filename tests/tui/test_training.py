"""Trainings on the screen: modules, checklists and sessions, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.cases.store import load, save
from poa.errors import InputError
from poa.model.case import Text
from poa.model.training import Attendee, Session
from poa.training.people import change_person, find_person
from poa.training.store import load_session, save_session, sessions
from poa.training.ticks import load_ticks
from poa.tui.screens.training_book import Book
from poa.tui.screens.training_form import read_field
from poa.tui.screens.training_session import SessionScreen
from poa.wording import Wording

from .conftest import settle, shows
from .test_screens import full_case
from .training import at, go_to, press, said, typed

HELD = Session(
    id="basics",
    topic=Text(en="Messages to buyers", zh="给买家的消息"),
    modules=("communication-basics",),
    trainer="Li Wei",
    on=date(2026, 3, 13),
    attendees=(
        Attendee(id="1", name="Dana Novak", present=True),
        Attendee(id="2", name="Ana Silva", present=False),
    ),
)


async def test_the_first_screen_has_modules_checklists_and_sessions(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    save_session(folder, HELD)
    save_session(home, msgspec.structs.replace(HELD, id="own", topic=Text(en="For all shops", zh="全部店铺")))
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f5")
        assert shows(app, "Communication basics", "Before I send a message", "For all shops")
        assert not shows(app, "Messages to buyers"), "the case is not open"
        await press(pilot, "escape", "enter", "f5")
        assert shows(app, "Sessions of this case", "Messages to buyers", "Your own sessions", "For all shops")
        assert shows(app, "Off-Amazon contact and buyers' data 8 questions, 25 min fits what happened")


async def test_a_line_of_a_module_shows_its_rule(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "enter", "down", "enter")
        assert type(app.screen).__name__ == "RuleScreen"
        assert shows(app, "Buyer-Seller Messages is the only approved way")


async def test_ticks_ask_who_and_when_are_kept_at_once_and_printed(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5")
        await go_to(pilot, "#modules", "checklist:agent")
        await press(pilot, "enter", "down", "enter")
        assert load_ticks(home) == {}, "nobody has said who ticks"
        await typed(pilot, "Li Wei\ntomorrow\n")
        assert shows(app, "in the future")
        await at(pilot, "#f-day", "yesterday\n")
        await press(pilot, "enter", "enter")
        assert load_ticks(home) == {"agent": {"Li Wei": {"2026-03-13": ["1", "2"]}}}
        assert shows(app, "2 of 9 ticked", "Li Wei")
        await press(pilot, "up", "enter")
        assert load_ticks(home)["agent"]["Li Wei"]["2026-03-13"] == ["1"]
        await press(pilot, "w")
        (page,) = (home / "training").glob("checklist-agent-li-wei-20*.docx")
        assert shows(app, page.name)
        await press(pilot, "escape", "b")
        await at(pilot, "#f-person", "Wu Tong")
        await press(pilot, "ctrl+s", "end")
        assert shows(app, "Ticked so far", "Li Wei, 13 March 2026: 1 of 9", "0 of 9 ticked")
        await press(pilot, "enter")
        assert shows(app, "1 of 9 ticked")


async def test_a_damaged_file_of_ticks_is_told_and_stays(make_app: Callable[..., Any], home: Path) -> None:
    (home / "training").mkdir(parents=True)
    place = home / "training" / "ticks.yaml"
    place.write_text("agent: [1, 2]\n", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5")
        await go_to(pilot, "#modules", "checklist:agent")
        await press(pilot, "enter")
        assert shows(app, "ticks.yaml")
        assert place.read_text(encoding="utf-8") == "agent: [1, 2]\n"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("2 on the list, 1 present", "to clear up")),
        ("zh-Hans", ("给买家的消息", "名单2人")),
    ],
)
async def test_a_held_session_goes_into_the_case_by_one_key_and_comes_out_by_undo(
    make_app: Callable[..., Any], home: Path, language: str, words: tuple[str, ...]
) -> None:
    folder = full_case(home)
    save_session(folder, HELD)
    app = make_app(language)
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "7")
        assert shows(app, *words)
        await go_to(pilot, "#rows", "take:basics")
        await press(pilot, "enter")
        case = load(folder)
        assert case.training == ("basics",)
        assert (folder / case.exhibits[-1].file).is_file()
        assert case.actions[-1].slots["present"] == 1
        assert app.screen.session.case == case
        await go_to(pilot, "#rows", "session:basics")
        await press(pilot, "enter")
        await go_to(pilot, "#session", "person:2")
        await press(pilot, "enter", "enter")
        assert load_session(folder, "basics").attendees[1].present is True
        await go_to(pilot, "#session", "take")
        await press(pilot, "enter")
        assert load(folder).actions[-1].slots["present"] == 2, "the record has grown, so the case is renewed"
        await press(pilot, "escape", "ctrl+z", "ctrl+z")
        assert load(folder).training == ()


@pytest.mark.parametrize(("on", "told"), [(date(2026, 4, 1), "in the future"), (date(2026, 3, 1), "came before the")])
async def test_a_session_in_the_future_or_before_the_breach_stays_out(
    make_app: Callable[..., Any], home: Path, on: date, told: str
) -> None:
    folder = full_case(home)
    save_session(folder, msgspec.structs.replace(HELD, on=on))
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "7")
        assert shows(app, told)
        keys = [item.key for item in app.screen.query_one("#rows").items]
        assert "session:basics" in keys and "take:basics" not in keys
        await go_to(pilot, "#rows", "session:basics")
        await press(pilot, "enter", "end")
        assert shows(app, "cannot go into the case")
    assert load(folder).training == ()


async def test_facts_are_read_as_people_write_them_and_refused_in_words(
    make_app: Callable[..., Any], home: Path
) -> None:
    save_session(home, msgspec.structs.replace(HELD, on=None, trainer=""))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter")
        await go_to(pilot, "#session", "fact:on")
        await press(pilot, "enter")
        await typed(pilot, "3 days ago")
        assert shows(app, "11 March 2026")
        await at(pilot, "#f-start", "half past nine")
        await press(pilot, "ctrl+s")
        assert shows(app, "half past nine is not a time", "09:30")
        assert load_session(home, "basics").on is None, "nothing of a form that does not fit is kept"
        await at(pilot, "#f-start", "9:30")
        await press(pilot, "ctrl+s")
        record = load_session(home, "basics")
        assert (record.on, record.start, record.trainer) == (date(2026, 3, 11), "09:30", "")
        await press(pilot, "enter")
        await at(pilot, "#f-place", "Room 5")
        await press(pilot, "escape")
        assert said(app, "not lost")
        assert load_session(home, "basics").place == ""


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=40))
def test_whatever_is_typed_into_a_form_is_read_or_refused_in_words(text: str) -> None:
    for kind in ("text", "date", "time", "count"):
        try:
            value = read_field(kind, text, date(2026, 3, 14))  # type: ignore[arg-type]
        except InputError as problem:
            assert problem.told(Wording("en")) and problem.told(Wording("zh-Hans"))
        else:
            assert read_field(kind, value, date(2026, 3, 14)) == value  # type: ignore[arg-type]


async def test_a_bad_roster_is_told_beside_the_field_and_nothing_is_lost(
    make_app: Callable[..., Any], home: Path
) -> None:
    save_session(home, HELD)
    bad, good = home / "bad.csv", home / "team.csv"
    bad.write_text("colour,size\nred,5\n", encoding="utf-8")
    good.write_text("姓名,职位\nLi Na,agent\nLi Na,lead\nDana Novak,\n", encoding="gb18030")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter")
        await go_to(pilot, "#session", "roster")
        await press(pilot, "enter")
        await typed(pilot, f"{home}/no-such.csv\n")
        assert shows(app, "no-such.csv")
        await at(pilot, "#f-roster", f"{bad}\n")
        assert shows(app, "no column of names", "colour, size")
        assert len(load_session(home, "basics").attendees) == 2
        await at(pilot, "#f-roster", f"{home}/te")
        await press(pilot, "right", "enter")
        assert [person.id for person in load_session(home, "basics").attendees] == [
            "1",
            "2",
            "li-na--agent",
            "li-na--lead",
        ]
        assert said(app, "2 added; 1 were")
        await press(pilot, "end")
        assert shows(app, "Was Li Na (agent) there?")


async def test_a_second_person_of_one_name_needs_what_tells_them_apart(
    make_app: Callable[..., Any], home: Path
) -> None:
    save_session(home, HELD)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter", "plus")
        await typed(pilot, "Chen Xiaoyu\n\n客服\n\n")
        await press(pilot, "plus")
        await typed(pilot, "Chen Xiaoyu\n\n\n\n")
        assert shows(app, "Chen Xiaoyu is on the list already", "tells them apart")
        await at(pilot, "#f-role", "lead\n\n")
        people = load_session(home, "basics").attendees[2:]
        assert [(person.id, person.role.zh, person.role.en) for person in people] == [
            ("chen-xiaoyu", "客服", ""),
            ("chen-xiaoyu--lead", "", "lead"),
        ]


async def test_people_papers_and_pages_are_entered_and_taken_out(make_app: Callable[..., Any], home: Path) -> None:
    save_session(home, HELD)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter")
        await go_to(pilot, "#session", "person:2")
        await press(pilot, "enter", "down", "enter")
        await typed(pilot, "17 March\n")
        assert load_session(home, "basics").attendees[1].make_up == date(2026, 3, 17)
        await go_to(pilot, "#session", "draw")
        await press(pilot, "enter", "enter", "enter")
        paper = load_session(home, "basics").papers[0]
        assert (paper.id, len(paper.questions)) == ("paper-1", 8)
        await go_to(pilot, "#session", "paper:paper-1")
        await press(pilot, "enter")
        assert not shows(app, "✓")
        await press(pilot, "a")
        assert shows(app, "✓")
        await press(pilot, "escape")
        await go_to(pilot, "#session", "policy")
        await press(pilot, "enter", "enter")
        await typed(pilot, "yesterday\nshown 3 Feb 2026\nDana Novak, Ana Silva\n")
        noted = load_session(home, "basics").policies[0]
        assert (noted.on, noted.version, noted.by) == (
            date(2026, 3, 13),
            "shown 3 Feb 2026",
            ("Dana Novak", "Ana Silva"),
        )
        await go_to(pilot, "#session", "person:1")
        await press(pilot, "enter")
        await go_to(pilot, "#options", "result")
        await press(pilot, "enter")
        await typed(pilot, "9\n\nyesterday\n")
        assert shows(app, "9 of 8 points is not possible")
        await at(pilot, "#f-points", "7")
        await press(pilot, "ctrl+s")
        assert [(r.points, r.out_of, r.paper) for r in load_session(home, "basics").results] == [(7, 8, "paper-1")]
        await press(pilot, "delete")
        assert said(app, "Dana Novak has results")
        await go_to(pilot, "#session", "paper:paper-1")
        await press(pilot, "delete")
        assert said(app, "part of the record")
        await go_to(pilot, "#session", "policy:0")
        await press(pilot, "delete")
        assert load_session(home, "basics").policies == ()


async def test_what_was_entered_last_can_be_taken_back(make_app: Callable[..., Any], home: Path) -> None:
    save_session(home, HELD)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter", "ctrl+z")
        assert said(app, "nothing to take back")
        await go_to(pilot, "#session", "person:2")
        await press(pilot, "delete")
        assert len(load_session(home, "basics").attendees) == 1
        await press(pilot, "ctrl+z")
        assert load_session(home, "basics") == HELD
        await go_to(pilot, "#session", "person:1")
        await press(pilot, "delete")
        elsewhere = msgspec.structs.replace(load_session(home, "basics"), place="Room 5")
        save_session(home, elsewhere)
        await press(pilot, "ctrl+z")
        assert said(app, "changed elsewhere")
        assert load_session(home, "basics") == elsewhere


async def test_a_sentence_that_its_record_no_longer_bears_out_is_flagged_and_can_be_taken_out(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    save_session(folder, HELD)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        before = load(folder)
        await press(pilot, "enter", "7")
        await go_to(pilot, "#rows", "take:basics")
        await press(pilot, "enter")
        taken = load(folder).actions
        assert len(taken) == len(before.actions) + 1
        save_session(folder, msgspec.structs.replace(HELD, on=date(2026, 3, 15)))
        await press(pilot, "6", "7")
        assert shows(app, "does not bear it out", "in the future")
        await go_to(pilot, "#rows", "session:basics")
        await press(pilot, "enter")
        assert shows(app, "does not bear it out")
        await go_to(pilot, "#session", "drop")
        await press(pilot, "enter")
        assert load(folder).actions == before.actions
        await press(pilot, "ctrl+z")
        assert said(app, "Taken back: the record in the case")
        assert load(folder).actions == taken
        assert load_session(folder, "basics").on == date(2026, 3, 15)


async def test_undo_after_the_record_went_in_takes_that_back_and_names_what_came_before(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    save_session(folder, HELD)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        before = load(folder)
        await press(pilot, "enter", "7")
        await go_to(pilot, "#rows", "session:basics")
        await press(pilot, "enter")
        await go_to(pilot, "#session", "fact:place")
        await press(pilot, "enter")
        await at(pilot, "#f-place", "Room 5")
        await press(pilot, "ctrl+s")
        await go_to(pilot, "#session", "take")
        await press(pilot, "enter", "ctrl+z")
        assert load(folder).actions == before.actions
        assert load_session(folder, "basics").place == "Room 5"
        await press(pilot, "ctrl+z")
        assert said(app, "Taken back in this session: Place")
        assert load_session(folder, "basics") == HELD


async def test_a_page_read_tomorrow_is_refused_beside_the_field(make_app: Callable[..., Any], home: Path) -> None:
    save_session(home, HELD)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter")
        await go_to(pilot, "#session", "policy")
        await press(pilot, "enter", "enter")
        await typed(pilot, "tomorrow")
        await press(pilot, "ctrl+s")
        assert shows(app, "is in the future")
        assert load_session(home, "basics").policies == HELD.policies


async def test_details_of_a_person_that_were_entered_elsewhere_stay(make_app: Callable[..., Any], home: Path) -> None:
    save_session(home, HELD)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        book = Book(app.desk)
        screen = SessionScreen(book, "basics")
        await app.push_screen(screen)
        await settle(pilot)
        screen.forms.people._details(load_session(home, "basics"), "1")
        await settle(pilot)
        book.change("basics", lambda found: change_person(found, "1", name_zh="陈"))
        await at(pilot, "#f-time_in", "9:05")
        await press(pilot, "ctrl+s")
    person = find_person(load_session(home, "basics"), "1")
    assert (person.name_zh, person.time_in) == ("陈", "09:05")


async def test_a_click_chooses_as_enter_does(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5")
        await pilot.click("#modules", offset=(6, 2))
        await pilot.click("#modules", offset=(6, 2))
        await settle(pilot)
        assert type(app.screen).__name__ == "ModuleScreen"


async def test_another_window_makes_the_session_read_only(make_app: Callable[..., Any], home: Path) -> None:
    from poa.cases.layout import INNER

    folder = full_case(home)
    save_session(folder, HELD)
    before = load_session(folder, "basics")
    (folder / INNER / "lock").write_text(
        '{"token": "t", "who": "the other window", "user": "x", "host": "another-machine", "pid": 1,'
        ' "started": "", "since": "2026-03-14T09:00:00"}',
        encoding="utf-8",
    )
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "7")
        await go_to(pilot, "#rows", "session:basics")
        await press(pilot, "enter")
        await go_to(pilot, "#session", "fact:place")
        await press(pilot, "enter")
        await typed(pilot, "Room 5")
        await press(pilot, "ctrl+s")
        assert shows(app, "the other window", "Room 5"), "what was typed stays"
    assert load_session(folder, "basics") == before


async def test_what_the_command_line_enters_is_seen_here(make_app: Callable[..., Any], home: Path) -> None:
    from poa.cli import main

    save_session(home, HELD)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter")
        assert main(["training", "session", "basics", "--set", "place=Room 5"]) == 0
        await go_to(pilot, "#session", "fact:trainer")
        await press(pilot, "enter")
        await at(pilot, "#f-trainer", "Wu Tong")
        await press(pilot, "ctrl+s")
        record = load_session(home, "basics")
        assert (record.place, record.trainer) == ("Room 5", "Wu Tong")
        assert shows(app, "Room 5", "Wu Tong")


@pytest.mark.parametrize("typed_name", ["Cheng Yun", "程云"])
async def test_a_person_of_the_case_brings_the_other_name_and_the_role_along(
    make_app: Callable[..., Any], home: Path, typed_name: str
) -> None:
    from poa.model.case import Person

    folder = full_case(home)
    person = Person(en="Cheng Yun", zh="程云", role=Text(en="agent", zh="客服"))
    save(folder, msgspec.structs.replace(load(folder), people=(person,)), now=app_now())
    save_session(folder, HELD)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "7")
        await go_to(pilot, "#rows", "session:basics")
        await press(pilot, "enter")
        await go_to(pilot, "#session", "people")
        await press(pilot, "enter")
        app.screen.query_one("#f-name").value = typed_name
        await press(pilot, "ctrl+s")
    added = load_session(folder, "basics").attendees[-1]
    assert (added.name, added.name_zh, added.role) == ("Cheng Yun", "程云", Text(en="agent", zh="客服"))


async def test_a_broken_session_file_is_a_line_in_the_list(make_app: Callable[..., Any], home: Path) -> None:
    place = save_session(home, HELD)
    place.write_text("pass_mark: [", encoding="utf-8")
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up")
        assert shows(app, "basics", "session.yaml")
        await press(pilot, "enter")
        assert shows(app, "session.yaml")


async def test_modules_fit_the_incidents_and_the_user_confirms_them(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    case = load(folder)
    save(folder, case, now=app_now())
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "f5", "n")
        await press(pilot, "ctrl+s")
        assert shows(app, "Topic is missing")
        await typed(pilot, "Contact data")
        await press(pilot, "ctrl+s")
        assert shows(app, "rules that were broken", "fits what happened")
        assert app.screen.picked == set(), "nothing is ticked for anybody"
        await press(pilot, "escape")
        assert list(sessions(folder)) == []
        await press(pilot, "n")
        await typed(pilot, "Contact data")
        await press(pilot, "ctrl+s", "enter", "ctrl+s")
        (name,) = sessions(folder)
        record = load_session(folder, name)
        assert list(record.modules) == app.screen_stack[-1].book.suggested()[:1]
        assert record.on is None and record.pass_mark is None and record.attendees == () and record.results == ()


def app_now() -> Any:
    from .conftest import NOW

    return NOW
