"""A suggested cause, action or measure is shown first; it comes into the case only when the user says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import history, load, save

from .conftest import NOW, settle, shows
from .test_screens import full_case, press


def first_suggestion(app: Any) -> str:
    rows = app.screen.query_one("#rows")
    key = next(i.key for i in rows.items if str(i.key).startswith("take:") and i.key != "take:own")
    rows.select(key)
    return str(key).partition(":")[2]


@pytest.mark.parametrize(("step", "place"), [("3", "causes"), ("4", "actions"), ("5", "measures")])
async def test_opening_shows_and_adds_nothing_and_enter_adds(
    make_app: Callable[..., Any], home: Path, step: str, place: str
) -> None:
    import msgspec

    from poa.model.case import Cause
    from poa.places import Places
    from poa.tui.desk import Desk

    folder = full_case(home)
    book = Desk(Places(home), "en").playbook
    named = next(cause for cause in book.causes.values() if cause.actions and cause.measures and not cause.denies)
    case = msgspec.structs.replace(load(folder), causes=(Cause(id="x", entry=named.id),))
    save(folder, case, now=NOW)
    before, versions = load(folder), len(list(history(folder)))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", step)
        entry = first_suggestion(app)
        await press(pilot, "enter")
        title = app.desk.playbook.__dict__[place][entry].title.en
        assert shows(app, title[:1].upper() + title[1:], "Only shown so far.", "Add to the case")
        assert load(folder) == before, "a program that is killed now leaves nothing behind"
        await press(pilot, "ctrl+l")
        assert shows(app, "现在只是查看")
        await press(pilot, "ctrl+l", "escape")
        assert load(folder) == before and len(list(history(folder))) == versions
        assert app.screen.query_one("#rows").key == f"take:{entry}"
        await press(pilot, "enter", "enter")
        assert getattr(load(folder), place)[-1].entry == entry
        assert type(app.screen).__name__ == "QuestionScreen"


async def test_from_the_list_of_all_one_looks_at_several_before_one_is_added(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    before = load(folder)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3")
        app.screen.query_one("#rows").select("all")
        await press(pilot, "enter", "down", "down")
        looked_at = app.screen.query_one("#options").key
        await press(pilot, "enter", "escape")
        assert app.screen.query_one("#options").key == looked_at, "back in the list, where one was"
        await press(pilot, "down", "enter", "escape", "escape")
        assert app.screen.id == "case-screen" and load(folder) == before
        await press(pilot, "enter", "down", "enter", "ctrl+s")
        assert len(load(folder).causes) == len(before.causes) + 1


async def test_what_is_in_the_case_already_says_so(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3")
        app.screen.view.take(first_suggestion(app))
        await settle(pilot)
        await press(pilot, "escape")
        entry = app.screen.session.case.causes[-1].entry
        app.screen.view.show(entry, lambda: None)
        await settle(pilot)
        assert shows(app, "It is in your case already.")
