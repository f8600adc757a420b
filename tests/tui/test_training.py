"""Step 7: the sessions of the case with figures and doubts, and a record that goes into the case by one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load
from poa.model.case import Text
from poa.model.training import Attendee, Session
from poa.training.store import save_session

from .conftest import settle, shows
from .test_screens import full_case, press

HELD = Session(
    id="basics",
    topic=Text(en="Messages to buyers", zh="给买家的消息"),
    trainer="Li Wei",
    on=date(2026, 3, 13),
    attendees=(
        Attendee(id="1", name="Dana Novak", present=True),
        Attendee(id="2", name="Ana Silva", present=False),
    ),
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("2 on the list, 1 present", "Ana Silva was absent and has no make-up date.", "poa training session")),
        ("zh-Hans", ("给买家的消息", "AnaSilva", "poatrainingsession")),
    ],
)
async def test_a_held_session_goes_into_the_case_by_one_key(
    make_app: Callable[..., Any], home: Path, language: str, words: tuple[str, ...]
) -> None:
    folder = full_case(home)
    save_session(folder, HELD)
    app = make_app(language)
    async with app.run_test(size=(100, 80)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "7")
        assert shows(app, *words)
        app.screen.query_one("#rows").select("session:basics")
        await press(pilot, "enter")
        case = load(folder)
        assert case.training == ("basics",)
        assert case.exhibits[-1].file
        assert (folder / case.exhibits[-1].file).is_file()
        assert case.actions[-1].slots["present"] == 1
        assert app.screen.session.case == case
        await press(pilot, "home", "enter")
        assert load(folder).training == ("basics",)


async def test_a_session_in_the_future_stays_out(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    folder = full_case(home)
    save_session(folder, msgspec.structs.replace(HELD, on=date(2026, 4, 1)))
    app = make_app()
    async with app.run_test(size=(100, 80)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "7")
        assert shows(app, "in the future", "stand under actions")
        app.screen.query_one("#rows").select("session:basics")
        await press(pilot, "enter")
    assert load(folder).training == ()
