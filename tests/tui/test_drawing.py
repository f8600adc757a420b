"""A screen is drawn once when it opens and once when it comes back, and begins only once to count and to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.tui.screens.case import CaseScreen
from poa.tui.screens.cases import TICK, CasesScreen
from poa.tui.screens.donow import DoNowScreen
from poa.tui.screens.suspects import SuspectsScreen
from poa.tui.screens.waiting import EVERY

from .conftest import settle
from .test_screens import full_case, press

SHOWN = (CasesScreen, CaseScreen, SuspectsScreen, DoNowScreen)


async def test_each_screen_is_drawn_once_when_it_opens_and_once_when_it_comes_back(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: Counter[str] = Counter()

    def counted(screen: Any) -> None:
        redraw = screen.redraw

        def once_more(self: Any) -> None:
            drawn[screen.__name__] += 1
            redraw(self)

        monkeypatch.setattr(screen, "redraw", once_more)

    for screen in SHOWN:
        counted(screen)
    full_case(home)
    app = make_app()

    async def after(*keys: str) -> dict[str, int]:
        drawn.clear()
        await press(pilot, *keys)
        return dict(drawn)

    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert drawn == {"CasesScreen": 1}
        assert await after("enter") == {"CaseScreen": 1}
        assert await after("ctrl+d") == {"DoNowScreen": 1}
        assert await after("escape") == {"CaseScreen": 1}
        assert await after("2") == {"CaseScreen": 1}
        assert await after("home", "down", "enter") == {"SuspectsScreen": 1}
        assert await after("escape", "escape") == {"CaseScreen": 1, "CasesScreen": 1}


def ticking(screen: Any) -> list[float]:
    return [timer._interval for timer in screen._timers if timer._repeat is None]


async def test_one_clock_ticks_and_one_look_is_taken_at_who_holds_the_case(
    make_app: Callable[..., Any], home: Path
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert ticking(app.screen).count(TICK) == 1
        await press(pilot, "enter")
        assert (ticking(app.screen).count(EVERY), ticking(app.screen).count(30.0)) == (1, 1)
