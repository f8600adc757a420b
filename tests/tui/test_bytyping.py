"""A typed letter chooses: by label, by English name, as a Chinese label is spelled; else it is said how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load
from poa.tui.bytyping import meant_by
from poa.tui.widgets.choice import Choice

from .conftest import settle, shows
from .test_question import ask
from .test_screens import full_case, press

STATES = [("done", "已完成"), ("planned", "计划中"), ("none", "没有")]


@pytest.mark.parametrize(
    ("typed", "present", "meant"),
    [
        ("没", "done", "none"),
        ("j", "done", "planned"),
        ("p", "done", "planned"),
        ("meiyou", None, "none"),
        ("d", "planned", "done"),
        ("x", "done", None),
        (" ", "done", None),
    ],
)
def test_a_choice_is_found_by_how_it_begins(typed: str, present: str | None, meant: str | None) -> None:
    assert meant_by(typed, STATES, present) == meant


def test_the_same_letter_again_goes_on() -> None:
    options = [("a", "May"), ("b", "March"), ("c", "June")]
    assert meant_by("m", options, "a") == "b"
    assert meant_by("M", options, "b") == "a"


async def test_letters_turn_a_choice_and_one_without_a_value_says_how(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        app.screen.view.choose("details")
        await settle(pilot)
        field = app.screen.query_one("#f-channel", Choice)
        field.focus()
        before = field.value
        value, label = next((v, label) for v, label in field.options if v[0] not in (before[0], "q"))
        await press(pilot, value[0])
        assert field.value[0] == value[0], label
        assert not shows(app, "拼音首字母")
        field.value = before
        await press(pilot, "7")
        assert field.value == before
        assert shows(app, "拼音首字母")


async def test_a_letter_goes_to_an_answer_that_enter_keeps(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await ask(pilot, 1, "earlier_none")
        await press(pilot, "n")
        assert screen.query_one("#choices").key == "no"
        assert load(folder).earlier_none is not False, "nothing is kept by a letter"
        await press(pilot, "s")
        assert screen.query_one("#choices").key == "yes"
        await press(pilot, "enter")
        assert load(folder).earlier_none is True
