"""Keys with an input method switched on; the list of all actions in both languages and by pinyin; the line of keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.tui.narrow import key_of, narrow
from poa.tui.screens.palette import available
from poa.tui.widgets.bars import KeyBar

from .conftest import screen_lines, settle, shows
from .test_screens import SCREENS, full_case, press


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("？", "question_mark"), ("／", "slash"), ("、", "slash"), ("１", "1"), ("［", "left_square_bracket"),
     ("】", "right_square_bracket"), ("＋", "plus"), ("ｎ", "n"), ("；", "semicolon"), ("：", "colon")],
)  # fmt: skip
def test_a_full_width_key_is_the_key_below_it(typed: str, meant: str) -> None:
    assert key_of(narrow(typed)) == meant


@pytest.mark.parametrize("typed", ["n", "?", "卖", "é", "½", "…"])
def test_other_characters_are_no_keys(typed: str) -> None:
    assert narrow(typed) == ""


async def typed(pilot: Any, *characters: str) -> None:
    """Keys as a terminal sends them: with the character, of which the pilot forgets the wide ones."""
    from textual.events import Key
    from textual.keys import _character_to_key

    for character in characters:
        pilot.app.post_message(Key(_character_to_key(character), character))
        await settle(pilot)


async def test_shortcuts_work_with_an_input_method_switched_on(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await typed(pilot, "５")
        assert app.screen.step == "measures"
        await typed(pilot, "】")
        assert app.screen.step == "evidence"
        await typed(pilot, "？")
        assert type(app.screen).__name__ == "HelpScreen"
        await typed(pilot, "？")
        await press(pilot, "escape")
        await typed(pilot, "、")
        assert app.screen.focused.id == "search"
        await typed(pilot, "？", "１")
        assert app.screen.query_one("#search").value == "？１"


def palette_keys(app: Any) -> list[str]:
    """The actions that the list shows."""
    return [item.key for item in app.screen.query_one("#actions").items if item.key]


@pytest.mark.parametrize("name", ["cases", "first", "step-measures", "preview", "rules", "settings", "check", "donow"])
async def test_all_actions_of_a_screen_are_in_the_list(make_app: Callable[..., Any], home: Path, name: str) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await SCREENS[name](pilot)
        screen = app.screen
        offered = [command.name for command in available(screen)]
        assert {c.name for c in screen.ACTIONS if screen.check_action(c.name, ())} <= set(offered)
        await press(pilot, "ctrl+p")
        shown = palette_keys(app)
        assert shown[: len(offered)] == offered
        assert all(command.shown_key() for command in available(screen))


@pytest.mark.parametrize(
    ("language", "typed", "action"),
    [
        ("zh-Hans", "撤销", "undo"),
        ("zh-Hans", "chexiao", "undo"),
        ("zh-Hans", "cx", "undo"),
        ("zh-Hans", "undo", "undo"),
        ("en", "take back", "undo"),
        ("en", "chexiao", "undo"),
        ("zh-Hans", "yufangcuoshi", "go(4)"),
        ("en", "step 5", "go(4)"),
        ("en", "^z", "undo"),
    ],
)
async def test_an_action_is_found_by_words_of_either_language_and_by_pinyin(
    make_app: Callable[..., Any], home: Path, language: str, typed: str, action: str
) -> None:
    full_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+p")
        app.screen.query_one("#palette-words").value = typed
        await settle(pilot)
        assert action in palette_keys(app)


async def test_a_step_is_reached_from_the_list(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+p", *"step 5", "enter")
        assert app.screen.step == "measures"


async def test_nothing_that_fits_is_said(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *"qqqq")
        assert shows(app, "No action is called that.")


@pytest.mark.parametrize("width", [80, 60, 40, 24])
async def test_the_way_back_and_the_help_stay_in_the_line_of_keys(
    make_app: Callable[..., Any], home: Path, width: int
) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        shown = [entry[4] for entry in app.screen.query_one(KeyBar)._fitting()]
        assert {"back", "help"} <= set(shown)
        assert len(screen_lines(app)[-1]) <= width


@pytest.mark.parametrize(("step", "path"), [("3", "causes[0].text"), ("4", "actions[0].by")], ids=["typed", "ticked"])
async def test_the_key_of_the_letter_says_in_a_question_where_the_letter_is(
    make_app: Callable[..., Any], home: Path, step: str, path: str
) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", step)
        app.screen.view.open(path)
        await settle(pilot)
        await press(pilot, "ctrl+r")
        assert any("先按 esc 回去，再按 ^r" in told.message for told in app._notifications)
