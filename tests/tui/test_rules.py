"""The rules on the screen: with a case open, a rule says what in the case stands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load

from .conftest import screen_lines, settle, shows
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


@pytest.mark.parametrize("typed", ["微信", "wechat", "Telegram", "抖音"])
async def test_the_name_of_a_messenger_finds_rules_and_what_else_is_said_of_it(
    make_app: Callable[..., Any], home: Path, typed: str
) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f3")
        app.screen.query_one("#rule-words").value = typed
        await settle(pilot)
        assert shows(app, "留站外账号", "站外联系买家", "索要站外联系方式", "别处也讲到")
        kinds = [getattr(item.key, "kind", "") for item in app.screen.query_one("#rules").items]
        assert "training" in kinds and "causes" in kinds
        await press(pilot, "enter", "end", "enter")
        assert type(app.screen).__name__ == "ModuleScreen"


async def test_an_entry_of_the_playbook_is_read_and_says_where_it_is_chosen(
    make_app: Callable[..., Any], home: Path
) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f3")
        app.screen.query_one("#rule-words").value = "微信"
        await settle(pilot)
        rules = app.screen.query_one("#rules")
        rules.select(next(item.key for item in rules.items if getattr(item.key, "kind", "") == "causes"))
        app.screen.action_show_details()
        await settle(pilot)
        assert shows(app, "第3步", "向买家索要WhatsApp、微信")


@pytest.mark.parametrize("opened", [True, False])
async def test_a_step_that_is_found_opens_in_the_case(make_app: Callable[..., Any], home: Path, opened: bool) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *(["enter"] if opened else []), "f3")
        app.screen.query_one("#rule-words").value = "evidence"
        await settle(pilot)
        rules = app.screen.query_one("#rules")
        rules.select(next(item.key for item in rules.items if getattr(item.key, "id", "") == "evidence"))
        app.screen.action_show_details()
        await settle(pilot)
        if opened:
            assert app.screen.step == "evidence"
        else:
            assert any("step 6" in told.message for told in app._notifications)


async def test_examples_in_the_readers_language_come_first(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await show_rule(pilot, "coc.ask-contact-details")
        lines = [line for line in screen_lines(app) if line.strip().startswith("x ")]
        assert "微信" in lines[0]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Nothing here speaks of “cuopon”"), ("zh-Hans", "没有内容提到“cuopon”")]
)
async def test_a_search_without_a_hit_says_why(
    make_app: Callable[..., Any], home: Path, language: str, said: str
) -> None:
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f3", *"cuopon")
        assert shows(app, said, "coupons")


@pytest.mark.parametrize(
    ("typed", "first"), [("coupons", "type.marketing-coupons"), ("view", "reason.review-or-feedback")]
)
async def test_the_nearest_rule_is_under_the_cursor_whatever_was_typed_on_the_way(
    make_app: Callable[..., Any], home: Path, typed: str, first: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f3", *typed)
        assert app.screen.query_one("#rules").key == first
