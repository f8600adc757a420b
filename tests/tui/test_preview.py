"""The letter's key does the same at every width: one language, both, back to the step."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
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


@pytest.mark.parametrize("shown", [1, 2])
async def test_a_page_of_the_letter_is_a_page_and_its_sentence_is_in_view(
    make_app: Callable[..., Any], home: Path, shown: int
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *["ctrl+r"] * shown)
        view = app.screen.query("LetterView").first()
        tops = [0]
        while view.scroll_offset.y < view.max_scroll_y and len(tops) < 30:
            await press(pilot, "pagedown")
            tops.append(view.scroll_offset.y)
            line = view._line_of(view.place)
            assert tops[-1] <= line < tops[-1] + view.size.height
        steps = [after - before for before, after in pairwise(tops)]
        assert min(steps[:-1]) >= view.size.height // 2, steps
        await press(pilot, "pagedown")
        assert view.at == len(view.places) - 1
        await press(pilot, *["pageup"] * (len(tops) + 1))
        assert (view.at, view.scroll_offset.y) == (0, 0)
