"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from poa.tui.dates import read_date, told_date
from poa.wording import Wording

TODAY = date(2026, 3, 14)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-13", date(2026, 3, 13)),
        ("2026/3/2", date(2026, 3, 2)),
        ("2026年3月13日", date(2026, 3, 13)),
        ("3月13日", date(2026, 3, 13)),
        ("13 March", date(2026, 3, 13)),
        ("13 March 2025", date(2025, 3, 13)),
        ("March 13, 2026", date(2026, 3, 13)),
        ("13th Mar.", date(2026, 3, 13)),
        ("today", TODAY),
        ("yesterday", date(2026, 3, 13)),
        ("3 days ago", date(2026, 3, 11)),
        ("two weeks ago", date(2026, 2, 28)),
        ("a month ago", date(2026, 2, 14)),
        ("in 3 days", date(2026, 3, 17)),
        ("last Monday", date(2026, 3, 2)),
        ("前天", date(2026, 3, 12)),
        ("大前天", date(2026, 3, 11)),
        ("昨天", date(2026, 3, 13)),
        ("3天前", date(2026, 3, 11)),
        ("两周前", date(2026, 2, 28)),
        ("三个月前", date(2025, 12, 14)),
        ("5天后", date(2026, 3, 19)),
        ("上周五", date(2026, 3, 6)),
        ("12月30日", date(2025, 12, 30)),
    ],
)
def test_what_people_type_is_read(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "31 February", "2026-13-40", "99999 days ago", "13", "三天", "(", "[/b]"]
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read_date(typed, TODAY) is None


def test_a_month_before_the_31st_is_the_last_day_of_that_month() -> None:
    assert read_date("a month ago", date(2026, 3, 31)) == date(2026, 2, 28)


def test_a_date_is_said_back_with_its_weekday() -> None:
    assert told_date(date(2026, 3, 13), Wording("en")) == "Friday, 13 March 2026"
    assert told_date(date(2026, 3, 13), Wording("zh-Hans")) == "2026 年 3 月 13 日，星期五"
