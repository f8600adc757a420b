"""A form of two languages: what is typed stands where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from poa.training.store import load_session, save_session, sessions
from poa.tui.screens.training_form import in_their_fields

from .conftest import settle, shows
from .training import go_to, press, typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"topic": "只用一个渠道", "topic_zh": "One channel"}, {"topic": "One channel", "topic_zh": "只用一个渠道"}),
        ({"topic": "只用一个渠道", "topic_zh": ""}, {"topic": "", "topic_zh": "只用一个渠道"}),
        ({"topic": "One channel", "topic_zh": "只用一个渠道"}, {"topic": "One channel", "topic_zh": "只用一个渠道"}),
        ({"topic": "One channel", "topic_zh": ""}, {"topic": "One channel", "topic_zh": ""}),
        ({"topic": "渠道 WhatsApp", "topic_zh": "渠道"}, {"topic": "渠道 WhatsApp", "topic_zh": "渠道"}),
        ({"role_en": "客服", "role_zh": ""}, {"role_en": "", "role_zh": "客服"}),
        ({"name": "李伟", "name_zh": ""}, {"name": "李伟", "name_zh": ""}),
    ],
)  # fmt: skip
def test_texts_in_each_others_field_are_put_where_they_belong(typed: dict[str, str], kept: dict[str, str]) -> None:
    assert in_their_fields(typed) == kept


async def test_the_users_own_language_is_asked_first_and_chinese_in_the_english_field_once_more(
    make_app: Callable[..., Any], home: Path
) -> None:
    app = make_app(language="zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "n")
        assert [field.id for field in app.screen.query(Input)] == ["f-topic_zh", "f-topic"]
        await typed(pilot, "渠道\n渠道 A\n")
        assert shows(app, "英文一栏里有中文") and app.screen.query_one("#f-topic").has_focus
        await press(pilot, "enter")
        await press(pilot, "ctrl+s")
        (name,) = sessions(home)
        assert load_session(home, name).topic.en == "渠道 A"


@pytest.mark.parametrize(("language", "first"), [("en", "f-topic"), ("zh-Hans", "f-topic_zh")])
async def test_a_fact_in_two_languages_opens_at_the_users_own(
    make_app: Callable[..., Any], home: Path, language: str, first: str
) -> None:
    from .test_training import HELD

    save_session(home, HELD)
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape", "f5", "end", "up", "enter")
        await go_to(pilot, "#session", "fact:topic")
        await press(pilot, "enter")
        assert app.screen.focused.id == first
