"""Who stands as a person is a person, and one whom nothing names can go again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from poa.cases.people import refuse_no_name
from poa.cases.store import load, save
from poa.errors import InputError
from poa.model.case import Action, Case, Person, Store

from .conftest import NOW, make_case, settle
from .test_screens import press


@pytest.mark.parametrize(
    "name", ["2026/13/45", "2026年3月4日", "12", '"review script"', "“改评话术”", "'review script'", "haojia home", "-"]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        refuse_no_name(name, Case(store=Store(name="HaoJia Home", team_size=4)))


@pytest.mark.parametrize("name", ["Wang Li", "王丽", "Sinéad O'Neil", "Agent 3", "客服2", "J. R. Müller-Lang", ""])
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
