"""Each worked case opens: every step, the letter, the review, without a fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import NOW, screen_lines, settle

CASES = Path(__file__).parents[1] / "data" / "cases"
WORKED = sorted(place.name for place in CASES.glob("*") if (place / "notice.txt").is_file())


@pytest.mark.parametrize("name", WORKED)
async def test_a_worked_case_can_be_gone_through(make_app: Callable[..., Any], home: Path, name: str) -> None:
    from poa.cases.begin import begin
    from poa.library.guidance import Guidance
    from poa.resources import root

    source = CASES / name
    begin(
        home / "cases" / name,
        source / "notice.txt",
        Guidance([root("guidance")]),
        answers=source / "answers.yaml",
        now=NOW,
    )
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("enter", *"1234567890", "ctrl+r", "down", "v"):
            await pilot.press(key)
            await settle(pilot)
        assert type(app.screen).__name__ == "PreviewScreen"
        assert any("Plan of Action" in line for line in screen_lines(app))
