"""A key that is pressed again while its work is under way begins it no second time; what is ready interrupts nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import TextArea

from poa.tui import newcase

from .conftest import NOTICE, settle
from .test_screens import full_case, press


def pressed(app: Any, *keys: str) -> None:
    """All at once, as by a key that is held down."""
    for key in keys:
        app.post_message(Key(key, None))


def slowed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As on a slow computer, or at the first start."""
    work = getattr(newcase, name)

    def slow(*args: Any) -> Any:
        time.sleep(0.2)
        return work(*args)

    monkeypatch.setattr(newcase, name, slow)


def open_screens(app: Any) -> list[str]:
    return [type(screen).__name__ for screen in app.screen_stack]


async def test_a_warning_that_is_handed_in_twice_becomes_one_case(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowed(monkeypatch, "draft_from_text")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#notice-text", TextArea).load_text(NOTICE)
        pressed(app, "ctrl+s", "ctrl+s")
        await settle(pilot)
        assert open_screens(app) == ["CasesScreen", "CaseScreen", "DoNowScreen"]
    assert len([path for path in (home / "cases").iterdir() if path.is_dir()]) == 1


async def test_the_practice_case_is_opened_once(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowed(monkeypatch, "practice_folder")
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pressed(app, "ctrl+e", "ctrl+e")
        await settle(pilot)
        assert open_screens(app) == ["CasesScreen", "CaseScreen"]
        assert not app.screen.session.read_only


async def test_a_case_that_is_ready_late_does_not_come_before_another_screen(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowed(monkeypatch, "draft_from_text")
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        app.screen.query_one("#notice-text", TextArea).load_text(NOTICE)
        pressed(app, "ctrl+s", "ctrl+k")
        await settle(pilot)
        assert open_screens(app)[-1] == "CheckScreen"
        await press(pilot, "escape")
        assert open_screens(app) == ["CasesScreen", "CaseScreen", "DoNowScreen"]


async def test_the_count_of_cases_changes_with_those_that_were_put_away(
    make_app: Callable[..., Any], home: Path
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert "1 case" not in app.screen.query_one("#top").right
        await press(pilot, "s")
        assert app.screen.query_one("#top").right == "1 case"
        await press(pilot, "s")
        assert "1 case" not in app.screen.query_one("#top").right
