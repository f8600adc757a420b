"""The audit report on the screen: four ways to count, and the messages behind each line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load

from .conftest import NOW, make_case, settle, shows
from .test_scope import ROWS, folder, imported, opened, press

__all__ = ["folder", "imported"]


def counts(app: Any) -> str:
    drawn = app.screen.query_one("#report")._drawn
    return " ".join(" ".join(text for lines in drawn for line in lines for text, _ in line).split())


async def test_one_key_leads_from_the_suspects_through_the_counts_and_back(
    make_app: Callable[..., Any], folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "suspects")
        await press(pilot, "v")
        assert shows(app, "[by rule]", "4 messages read, 3 of them sent by you")
        assert "coc.ask-contact-details" in counts(app)
        await press(pilot, "v")
        assert "2/2" in counts(app)
        assert "0/1" in counts(app)
        await press(pilot, "v")
        assert "this text went to 2 orders · 2 with findings" in counts(app)
        await press(pilot, "v")
        assert "2/3 ▇▇▇▇▇▇▇▇▇▇▇▇ 2026-03" in counts(app)
        await press(pilot, "v")
        assert type(app.screen).__name__ == "SuspectsScreen"
        await press(pilot, "escape")
        assert type(app.screen).__name__ == "CaseScreen"


async def test_enter_on_a_line_shows_its_messages_and_one_of_them_becomes_an_incident(
    make_app: Callable[..., Any], folder: Path
) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "report")
        await press(pilot, "right", "enter")
        assert shows(app, "2 条消息", "Dana")
        await press(pilot, "i")
        assert len(load(folder).incidents) == 1
        await press(pilot, "v")
        assert type(app.screen).__name__ == "ReportScreen"


async def test_texts_are_put_together_once_and_show_messages_without_findings_too(
    make_app: Callable[..., Any], folder: Path, monkeypatch: Any
) -> None:
    import poa.cases.mailgroups as groups

    asked: list[int] = []
    real = groups.group_texts
    monkeypatch.setattr(groups, "group_texts", lambda *given: asked.append(1) or real(*given, least=1))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "report")
        await press(pilot, "left", "left")
        await settle(pilot)
        assert "E27" in counts(app)
        await press(pilot, "left", "right")
        assert asked == [1]
        app.screen.query_one("#report").action_edge(1)
        await press(pilot, "enter")
        assert shows(app, "1 message", "E27", "fine")
        await press(pilot, "r", "o")
        assert type(app.screen).__name__ == "SuspectsScreen", "a message without finding has no rule to show"


@pytest.mark.parametrize(
    ("undated", "said"),
    [
        (1, "（2026 年 3 月 11 日至 2026 年 3 月 12 日；其中 1 条没有日期，不在任何一个月里）"),
        (4, "这些消息都没有日期"),
    ],
)
async def test_messages_without_a_date_are_counted_in_the_head(
    make_app: Callable[..., Any], home: Path, undated: int, said: str
) -> None:
    from poa.cases.mail import import_messages
    from poa.library.guidance import Guidance
    from poa.resources import root

    folder, source = make_case(home), home / "m.jsonl"
    rows = [{**row, "sent": ""} if number < undated else row for number, row in enumerate(ROWS)]
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "report")
        assert shows(app, said.replace(" ", ""))
