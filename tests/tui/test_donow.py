"""The card of the first ten minutes: its line of keys says how to tick and how to leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load

from .conftest import settle, shows
from .test_screens import full_case, press


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ("enter Tick", "^n To the steps", "esc Back")), ("zh-Hans", ("enter打勾", "^n到步骤", "esc返回"))],
)
async def test_the_keys_to_tick_and_to_leave_are_said(
    make_app: Callable[..., Any], home: Path, language: str, said: tuple[str, ...]
) -> None:
    full_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+d")
        assert shows(app, *said)


@pytest.mark.parametrize("key", ["tab", "escape", "ctrl+n"])
async def test_each_of_these_keys_leads_to_the_steps(make_app: Callable[..., Any], home: Path, key: str) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+d", "down", "enter")
        assert load(folder).do_now == ("stop_automation", "save_messages")
        await press(pilot, key)
        assert type(app.screen).__name__ == "CaseScreen"


async def test_hours_that_count_from_an_unknown_time_are_told(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    from poa.cases.store import save

    from .conftest import NOW

    folder = full_case(home)
    case = load(folder)
    notice = msgspec.structs.replace(case.notice, received=None, deadline_at=None)
    save(folder, msgspec.structs.replace(case, notice=notice), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert shows(app, "72 h, start unknown")
        await press(pilot, "enter", "ctrl+d")
        assert shows(app, "The notice leaves 72 hours", "72 h, start unknown")
