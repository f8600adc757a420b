"""Dates as people type them and as letters write them."""

from __future__ import annotations

from datetime import date

import pytest

from poa.errors import InputError
from poa.text.dates import format_days, parse_date

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026/3/1", date(2026, 3, 1)),
        ("13 March 2026", date(2026, 3, 13)),
        ("March 13th, 2026", date(2026, 3, 13)),
        ("2 Nov", date(2025, 11, 2)),
        ("April 10", date(2026, 4, 10)),
        ("3 days ago", date(2026, 3, 12)),
        ("two weeks ago", date(2026, 3, 1)),
        ("yesterday", date(2026, 3, 14)),
        ("前天", date(2026, 3, 13)),
        ("三天前", date(2026, 3, 12)),
        ("2026年3月1日", date(2026, 3, 1)),
        ("2026 年 3 月 1 日", date(2026, 3, 1)),
        ("3月1号", date(2026, 3, 1)),
    ],
)
def test_common_ways_to_name_a_day_are_understood(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "soon", "31 February", "2026-13-01", "99999 days ago", "3 blorps ago", "12:30"])
def test_anything_else_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(InputError):
        parse_date(typed, TODAY)


@pytest.mark.parametrize(
    ("locale", "same_month", "two_years"),
    [
        ("en_GB", "10 and 11 March 2026", "10 December 2025 and 11 March 2026"),
        ("en_US", "March 10 and 11, 2026", "December 10, 2025 and March 11, 2026"),
        ("zh_Hans_CN", "2026年3月10日和11日", "2025年12月10日和2026年3月11日"),
    ],
)
def test_several_days_make_one_phrase(locale: str, same_month: str, two_years: str) -> None:
    assert format_days([date(2026, 3, 11), date(2026, 3, 10)], locale) == same_month
    assert format_days([date(2025, 12, 10), date(2026, 3, 11)], locale) == two_years
