"""Dates as people type them, as screens tell them, and as letters write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from poa.text.dates import (
    format_days,
    format_month,
    month_of,
    read_date,
    read_month,
    told_date,
    told_day,
    told_month,
    told_time,
)
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
        ("2 Nov", date(2025, 11, 2)),
        ("April 10", date(2026, 4, 10)),
        ("29 February", date(2024, 2, 29)),
        ("三 天 前", date(2026, 3, 11)),
        ("2026 年 3 月 1 日", date(2026, 3, 1)),
        ("3月1号", date(2026, 3, 1)),
        ("２０２６－０３－１３", date(2026, 3, 13)),
        ("３天前", date(2026, 3, 11)),
    ],
)
def test_what_people_type_is_read(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "31 February", "2026-13-40", "99999 days ago", "13", "三天", "(", "[/b]", "3 blorps ago", "12:30"],
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read_date(typed, TODAY) is None


def test_a_month_before_the_31st_is_the_last_day_of_that_month() -> None:
    assert read_date("a month ago", date(2026, 3, 31)) == date(2026, 2, 28)


def test_a_date_is_said_back_with_its_weekday() -> None:
    assert told_date(date(2026, 3, 13), Wording("en")) == "Friday, 13 March 2026"
    assert told_date(date(2026, 3, 13), Wording("zh-Hans")) == "2026 年 3 月 13 日，星期五"


def test_a_day_in_a_list_has_no_weekday_and_a_moment_names_its_zone() -> None:
    moment = datetime(2026, 3, 16, 8, 20, tzinfo=UTC)
    assert told_day(date(2026, 3, 13), Wording("en")) == "13 March 2026"
    assert told_day(date(2026, 3, 13), Wording("zh-Hans")) == "2026 年 3 月 13 日"
    assert told_time(moment, Wording("en")) == "16 March 2026, 08:20 UTC"
    assert told_time(moment, Wording("zh-Hans")) == "2026 年 3 月 16 日 08:20 UTC"
    assert told_time(moment.replace(tzinfo=None), Wording("en")) == "16 March 2026, 08:20"


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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("May 2019", "2019-05"),
        ("may, 2019", "2019-05"),
        ("Sept. 2020", "2020-09"),
        ("2019-05", "2019-05"),
        ("5/2019", "2019-05"),
        ("05.2019", "2019-05"),
        ("2019年5月", "2019-05"),
        ("２０１９ 年 ５ 月", "2019-05"),
        ("13 May 2019", None),
        ("2019-13", None),
        ("0000-05", None),
        ("2019", None),
        ("in spring 2019", None),
        ("", None),
    ],
)
def test_a_month_with_its_year_is_read(typed: str, meant: str | None) -> None:
    assert read_month(typed) == meant


def test_a_month_is_told_in_lists_and_letters() -> None:
    month = month_of("2019-05")
    assert month == date(2019, 5, 1) and month_of("2019-05-14") is None and month_of("x") is None
    assert [told_month(month, Wording(language)) for language in ("en", "zh-Hans")] == ["May 2019", "2019 年 5 月"]
    assert [format_month(month, locale) for locale in ("en_US", "en_GB", "zh_Hans_CN")] == [
        "May 2019",
        "May 2019",
        "2019年5月",
    ]
