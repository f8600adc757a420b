"""Who stands as a person is a person, and one whom nothing names can go again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.events import Key

from poa.cases.people import refuse_no_name
from poa.cases.store import load, save
from poa.errors import InputError
from poa.model.case import Action, Case, Person, Store, Text

from .conftest import NOW, make_case, settle, shows
from .test_screens import full_case, press


@pytest.mark.parametrize(
    "name",
    [
        "2026/13/45",
        "2026年3月4日",
        "12",
        '"review script"',
        "“改评话术”",
        "'review script'",
        "haojia home",
        "-",
        "五十",
        "二十个人",
        "三月十三日",
        "昨天",
        "李伟、周敏",
        "Li Wei; Zhou Min",
    ],
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        refuse_no_name(name, Case(store=Store(name="HaoJia Home", team_size=4)))


@pytest.mark.parametrize(
    "name", ["Wang Li", "王丽", "Sinéad O'Neil", "Agent 3", "客服2", "J. R. Müller-Lang", "", "万一", "May"]
)
def test_names_are_kept(name: str) -> None:
    refuse_no_name(name, Case(store=Store(name="HaoJia Home", team_size=4)))


async def test_a_person_whom_nothing_names_is_removed_and_one_that_is_named_stays(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = make_case(home)
    people = (Person(en="He Wen", zh="何文"), Person(en="Zhou Min"))
    done = Action(text=load(folder).opening, by=("He Wen",))
    save(folder, replace(load(folder), people=people, actions=(done,)), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        for index, left in ((0, ["He Wen", "Zhou Min"]), (1, ["He Wen"])):
            app.screen.query_one("#rows").select(f"q:people[{index}].role")
            await press(pilot, "delete")
            assert [person.en for person in load(folder).people] == left
        await press(pilot, "ctrl+z")
        assert len(load(folder).people) == 2


@pytest.mark.parametrize(
    ("typed", "name", "role"),
    [
        ("Marcus Oyelaran, operations manager", "Marcus Oyelaran", Text(en="operations manager")),
        ("王丽，客服主管", "Wang Li", Text(zh="客服主管")),
    ],
)
async def test_a_role_typed_behind_the_name_is_the_role(
    make_app: Callable[..., Any], home: Path, typed: str, name: str, role: Text
) -> None:
    folder = make_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.view.ask("people")
        await settle(pilot)
        app.screen.query_one("#new-en").value = typed
        await settle(pilot)
        assert shows(app, "role:")
        await press(pilot, "ctrl+s")
        added = load(folder).people[-1]
        assert (added.en, added.role) == (name, role)


@pytest.mark.parametrize(("language", "said"), [("en", "delete takes one out"), ("zh-Hans", "按 delete 删除")])
async def test_a_listed_person_is_removed_or_given_a_role_where_names_are_asked(
    make_app: Callable[..., Any], home: Path, language: str, said: str
) -> None:
    folder = make_case(home)
    save(folder, replace(load(folder), people=(Person(en="Zhou Min"), Person(en="He Wen"))), now=NOW)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.view.ask("people")
        await settle(pilot)
        assert shows(app, said)
        await press(pilot, "shift+tab", "delete")
        assert [person.en for person in load(folder).people] == ["He Wen"]
        await press(pilot, "shift+tab", "enter")
        assert app.screen.path == "people[0].role"


@pytest.mark.parametrize("keep", ["enter", "ctrl+s"])
async def test_people_typed_one_after_the_other_without_a_pause_are_all_there(
    make_app: Callable[..., Any], home: Path, keep: str
) -> None:
    folder = make_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.view.ask("people")
        await settle(pilot)
        for typed in ("李伟，运营经理", "周敏, 客服主管", "陈晓语"):
            for character in typed:
                app.post_message(Key(character, character))
            app.post_message(Key(keep, None))
        await settle(pilot)
        assert [person.zh for person in load(folder).people] == ["李伟", "周敏", "陈晓语"]
        assert [person.role.zh for person in load(folder).people] == ["运营经理", "客服主管", ""]


@pytest.mark.parametrize(("first", "second"), [("李伟，运营经理", "周敏"), ("Li Wei", "Zhou Min")])
async def test_two_names_in_the_two_fields_of_one_person_are_refused(
    make_app: Callable[..., Any], home: Path, first: str, second: str
) -> None:
    folder = make_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.view.ask("people")
        await settle(pilot)
        app.screen.query_one("#new-en").value = first
        app.screen.query_one("#new-zh").value = second
        await settle(pilot)
        assert shows(app, "两个人的名字")
        await press(pilot, "ctrl+s")
        assert load(folder).people == ()


async def test_enter_keeps_a_name_in_characters_and_asks_for_the_characters_of_another(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = make_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.view.ask("people")
        await settle(pilot)
        await press(pilot, *"李伟")
        assert shows(app, "= 李伟（Li Wei）")
        assert shows(app, "按回车保存，然后可以写下一个人")
        await press(pilot, "enter", *"He Wen")
        assert shows(app, "按回车到中文名一栏")
        await press(pilot, "enter")
        assert app.screen.focused.id == "new-zh"
        await press(pilot, *"何文", "enter", *"李伟")
        assert shows(app, "名单里已经有这个人")
        assert [(person.en, person.zh) for person in load(folder).people] == [("Li Wei", "李伟"), ("He Wen", "何文")]


async def test_people_who_are_ticked_are_told(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "4")
        app.screen.view.open("actions[0].by")
        await settle(pilot)
        assert shows(app, "= Li Wei")
