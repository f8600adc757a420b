"""The rules on the screen: with a case open, a rule says what in the case stands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load

from .conftest import settle, shows
from .test_screens import full_case, press


async def show_rule(pilot: Any, rule: str) -> None:
    await press(pilot, "f3", *rule, "enter", "enter")
    assert pilot.app.screen.rule.id == rule


@pytest.mark.parametrize(
    ("language", "head", "kinds"),
    [("en", "In the open case, Harbor Lamps", ("Incident", "Message")), ("zh-Hans", "HarborLamps", ("事件", "消息"))],
)
async def test_a_rule_names_the_incidents_and_messages_of_the_open_case(
    make_app: Callable[..., Any], home: Path, language: str, head: str, kinds: tuple[str, str]
) -> None:
    folder = full_case(home)
    rules = load(folder).incidents[0].rules
    app = make_app(language)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await show_rule(pilot, rules[0])
        assert not shows(app, "113-5550741-3306128")
        await press(pilot, "escape", "escape", "enter")
        await show_rule(pilot, rules[0])
        assert shows(app, head, *kinds, "113-5550741-3306128", "WhatsApp")


async def test_a_rule_that_nothing_in_the_case_breaks_says_so(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    broken = load(folder).incidents[0].rules
    app = make_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        other = next(rule for rule in app.desk.rules if rule not in broken)
        await show_rule(pilot, other)
        assert shows(app, "No incident cites it")
