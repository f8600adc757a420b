"""A closed case tells how it ended and when, where others tell the time that is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.rounds import record_answer, say_outcome, submit
from poa.cases.store import load, save

from .conftest import NOW, screen_lines, settle, shows
from .test_screens import full_case, press

HEADS = {
    ("accepted", "en"): "Accepted by Amazon · closed 12 March 2026",
    ("accepted", "zh-Hans"): "亚马逊已接受 · 2026 年 3 月 12 日结案",
    ("final", "en"): "Refused for good · closed 12 March 2026",
    ("", "zh-Hans"): "2026 年 3 月 12 日结案",
}


def closed_case(home: Path, outcome: str) -> Path:
    """A case that was closed two days ago, with Amazon's answer or without one."""
    folder = full_case(home)
    if outcome:
        letter = home / "letter.txt"
        letter.write_text("We sent a plan.", encoding="utf-8")
        submit(folder, [letter], sent=NOW - timedelta(days=3), now=NOW)
        record_answer(folder, 1, received=NOW - timedelta(days=2), now=NOW, text="It is what it is.")
        say_outcome(folder, 1, outcome, now=NOW)
    notice = msgspec.structs.replace(load(folder).notice, deadline_at=None, deadline_hours=None)
    on = (NOW - timedelta(days=2)).date()
    save(folder, msgspec.structs.replace(load(folder), notice=notice, closed_on=on), now=NOW)
    return folder


@pytest.mark.parametrize(("outcome", "language"), HEADS, ids=lambda part: part or "closed by the seller")
async def test_a_closed_case_shows_its_outcome_and_its_day(
    make_app: Callable[..., Any], home: Path, outcome: str, language: str
) -> None:
    closed_case(home, outcome)
    app = make_app(language)
    head = HEADS[outcome, language]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not shows(app, app.desk.words("tui.time.none"))
        assert shows(app, "2026-03-12", app.desk.words(f"tui.cases.closed_{outcome or 'by_you'}")), "the list"
        await press(pilot, "enter")
        assert head in screen_lines(app)[0]
        assert not shows(app, app.desk.words("tui.time.none"))
