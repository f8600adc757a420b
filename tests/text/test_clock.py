"""The hour beside a day is read as a whole or not at all."""

from __future__ import annotations

import pytest

from poa.text.clock import with_clock


@pytest.mark.parametrize(
    ("typed", "day", "hour"),
    [
        ("前天上午9点30分", "前天", "上午9:30"),
        ("昨天傍晚6点半", "昨天", "晚上6:30"),
        ("今晚8点三刻", "今天", "晚上8:45"),
        ("昨天二十三点", "昨天", "23:00"),
        ("last Friday at 9 p.m.", "last Friday", "9:00 pm"),
        ("Nov 22, 9:30 am", "Nov 22", "9:30 am"),
        ("at 21:05 yesterday", "yesterday", "21:05"),
        ("昨天 9:30 UTC", "昨天", "9:30 UTC"),
    ],
)
def test_a_day_is_parted_from_its_hour(typed: str, day: str, hour: str) -> None:
    assert list(with_clock(typed)) == [(day, hour)]


@pytest.mark.parametrize("typed", ["昨天", "昨天25点", "昨天 9:75", "yesterday 13 pm", "昨天 9:30 之后", "9:30"])
def test_what_is_no_hour_or_only_part_of_what_was_typed_parts_nothing(typed: str) -> None:
    assert list(with_clock(typed)) == []
