"""Answering on the screen: no question is passed over, no example becomes a fact by itself, no answer is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from poa.cases.store import load, save
from poa.model.case import Incident, Person, Text

from .conftest import NOW, settle, shows
from .test_screens import press

PEOPLE = tuple(Person(en=name) for name in ("Yang Liu", "Fang Chen", "Qiang Wang"))


async def asked(pilot: Any, path: str) -> Any:
    """The question at ``path`` of the first case's notice step, open."""
    await settle(pilot)
    await press(pilot, "enter", "1")
    pilot.app.screen.view.choose(f"q:{path}")
    await settle(pilot)
    return pilot.app.screen


def with_people(folder: Path, *people: Person) -> None:
    save(folder, msgspec.structs.replace(load(folder), people=people), now=NOW)


async def test_the_role_of_each_person_is_asked_for_by_name_and_none_is_passed_over(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    with_people(case_folder, *PEOPLE)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "people[0].role")
        for name in ("Yang Liu", "Fang Chen", "Qiang Wang"):
            assert shows(app, f"What is the role of {name}?")
            screen.query_one("#answer-en").load_text(f"agent {name}")
            screen.query_one("#answer-zh").load_text("客服")
            await press(pilot, "ctrl+s")
    assert [p.role.en for p in load(case_folder).people] == ["agent Yang Liu", "agent Fang Chen", "agent Qiang Wang"]


async def test_the_english_of_a_known_role_is_proposed_and_taken_by_one_key(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    with_people(case_folder, PEOPLE[0])
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "people[0].role")
        screen.query_one("#answer-zh").load_text("客服主管")
        await settle(pilot)
        assert shows(app, "customer service lead")
        await press(pilot, "f8", "ctrl+s")
    assert load(case_folder).people[0].role == Text(en="customer service lead", zh="客服主管")


async def test_an_example_taken_over_unchanged_is_kept_only_when_it_is_confirmed_again(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    path = "incidents[0].act"
    save(case_folder, msgspec.structs.replace(load(case_folder), incidents=(Incident(),)), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        app.screen.view.ask(path)
        await settle(pilot)
        assert app.screen.question.path == path
        await press(pilot, "f8", "ctrl+s")
        assert shows(app, "This is still the example")
        assert not load(case_folder).incidents[0].act
        await press(pilot, "ctrl+s")
        assert load(case_folder).incidents[0].act


async def test_going_back_to_correct_an_answer_goes_on_from_there(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    with_people(case_folder, *PEOPLE)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "people[0].role")
        for area, text in (("answer-en", "agent"), ("answer-zh", "客服")):
            screen.query_one(f"#{area}").load_text(text)
        await press(pilot, "ctrl+s", "ctrl+b")
        assert shows(app, "What is the role of Yang Liu?")
        screen.query_one("#answer-en").load_text("customer service agent")
        await press(pilot, "ctrl+s")
        assert shows(app, "What is the role of Fang Chen?")
    assert load(case_folder).people[0].role.en == "customer service agent"


async def test_who_went_back_goes_through_the_answers_in_order_and_then_to_open_questions(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    with_people(
        case_folder, *(msgspec.structs.replace(p, role=Text(en="agent", zh="客服")) for p in PEOPLE[:2]), PEOPLE[2]
    )
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "people[2].role")
        await press(pilot, "ctrl+b", "ctrl+b")
        assert screen.path == "people[0].role"
        for path in ("people[1].role", "people[2].role"):
            await press(pilot, "ctrl+s")
            assert screen.path == path
        for area in ("answer-en", "answer-zh"):
            screen.query_one(f"#{area}").load_text("x")
        await press(pilot, "ctrl+s")
        assert app.screen is not screen or not screen.question.answered


async def test_after_a_name_the_next_one_can_be_typed_at_once(make_app: Callable[..., Any], case_folder: Path) -> None:
    with_people(case_folder)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "people")
        await press(pilot, *"Ann", "enter", "enter", *"Bob", "enter", "enter")
    assert [person.en for person in load(case_folder).people] == ["Ann", "Bob"]


async def test_no_single_letter_takes_an_answer_back(make_app: Callable[..., Any], case_folder: Path) -> None:
    with_people(case_folder, *PEOPLE)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1", *"undo")
    assert len(load(case_folder).people) == 3


async def test_typing_narrows_a_list_to_choose_from_at_once(make_app: Callable[..., Any], case_folder: Path) -> None:
    from poa.tui.screens.choose import ChooseScreen, Option

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        picked: list[str | None] = []
        options = [Option(name, name) for name in ("Automatic", "Nobody", "Refund one", "Somebody", "Refund two")]
        app.push_screen(ChooseScreen("Which?", options), picked.append)
        await settle(pilot)
        await press(pilot, "down", "down", "down", "down", *"refund")
        assert shows(app, "› Refund one") or shows(app, "›   Refund one"), "the first that fits is marked"
        await press(pilot, "enter")
        app.push_screen(ChooseScreen("Which?", options), picked.append)
        await settle(pilot)
        await press(pilot, *"refund", "down", "enter")
        app.push_screen(ChooseScreen("Which?", options), picked.append)
        await settle(pilot)
        await press(pilot, *"xyz", "enter")
        assert shows(app, "No entry has these words.")
        assert picked == ["Refund one", "Refund two"]


async def test_a_time_is_told_beside_its_field_as_it_was_understood(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "notice.received")
        screen.query_one("#answer").value = "2026年3月12日 上午9点"
        await settle(pilot)
        assert shows(app, "12 March 2026 09:00") or shows(app, "12 March 2026, 09:00")


async def test_chinese_in_the_english_field_is_asked_about_once(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    with_people(case_folder, PEOPLE[0])
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "people[0].role")
        screen.query_one("#answer-en").load_text("在她上一家公司")
        await settle(pilot)
        assert shows(app, "这一栏写英文")
        await press(pilot, "ctrl+s")
        assert shows(app, "英文一栏里有中文：在她上一家公司")
        assert not load(case_folder).people[0].role
        await press(pilot, "ctrl+s")
    assert load(case_folder).people[0].role.en == "在她上一家公司"


async def test_a_name_that_is_to_be_spelled_is_not_taken_in_characters(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    with_people(case_folder, Person(en="李伟", zh="李伟"))
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "people[0].en")
        await press(pilot, "ctrl+s")
        assert shows(app, "例如：Li Wei")
    assert load(case_folder).people[0].en == "李伟"
