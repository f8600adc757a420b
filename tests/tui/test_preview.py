"""The letter's key does the same at every width: one language, both, back to the step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import settle
from .test_screens import full_case, press


@pytest.mark.parametrize("width", [60, 80, 100, 120, 140])
async def test_the_letters_key_twice_shows_both_languages_and_once_more_leads_back(
    make_app: Callable[..., Any], home: Path, width: int
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(width, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        step = app.screen
        await press(pilot, "ctrl+r")
        assert sum(view.display for view in app.screen.query("LetterView")) == 1
        await press(pilot, "ctrl+r")
        english, chinese = (view.region for view in app.screen.query("LetterView"))
        assert english.height and chinese.height
        if width > 70:
            assert (english.y, english.right) == (chinese.y, chinese.x), "side by side"
        else:
            assert (english.x, english.bottom) == (chinese.x, chinese.y), "one below the other"
        await press(pilot, "ctrl+r")
        assert app.screen is step
        assert not app.screen.query("LetterView")


async def test_both_letters_begin_where_the_one_was_read(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+r", *["down"] * 8)
        block = app.screen.place.block
        assert block > 2
        await press(pilot, "ctrl+r")
        assert [view.place.block for view in app.screen.query("LetterView")] == [block, block]
        assert app.screen.place.block == block, "what it stands on is told of the same place"


async def test_letters_move_below_each_other_when_the_window_becomes_narrow(
    make_app: Callable[..., Any], home: Path
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+r", "ctrl+r")
        await pilot.resize_terminal(60, 30)
        await settle(pilot)
        english, chinese = (view.region for view in app.screen.query("LetterView"))
        assert english.bottom == chinese.y
