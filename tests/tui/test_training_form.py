"""A form of two languages: what is typed stands where it belongs."""

from __future__ import annotations

import pytest

from poa.tui.screens.training_form import in_their_fields


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
