"""The time left, in words and with its degree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from poa.places import Places
from poa.text.dates import told_time
from poa.text.width import cells
from poa.tui.desk import Desk
from poa.tui.times import time_left, told_moment
from poa.wording import Language, Wording

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "words", "urgency"),
    [
        (100, "4 d 4 h left", "calm"),
        (50, "2 d 2 h left", "soon"),
        (23, "23 h 0 min left", "today"),
        (0.5, "30 min left", "today"),
        (-3, "3 h 0 min overdue", "over"),
        (-24 * 251 - 17, "251 d overdue", "over"),
    ],
)
def test_the_time_left_is_said_and_weighed(hours: float, words: str, urgency: str) -> None:
    left = time_left(NOW + timedelta(hours=hours), NOW, Wording("en"))
    assert (left.words, left.urgency) == (words, urgency)


def test_no_deadline_is_said_too() -> None:
    assert time_left(None, NOW, Wording("zh-Hans")).words == "未写明期限"


@pytest.mark.parametrize(("language", "told"), [("en", "72 h, start unknown"), ("zh-Hans", "限 72 小时，起点未知")])
def test_hours_without_a_beginning_are_told_and_fit_the_list(language: Language, told: str) -> None:
    left = time_left(None, NOW, Wording(language), 72.0)
    assert (left.words, left.style) == (told, "warn")
    assert cells(told) <= 20


def test_a_time_is_told_on_the_users_own_clock() -> None:
    china = timezone(timedelta(hours=8), "CST")
    assert told_moment(NOW, china, Wording("en")) == "14 March 2026, 17:30 China time"


def test_a_period_of_one_day_is_told_as_that_day(tmp_path: Path) -> None:
    desk = Desk(Places(tmp_path), "zh-Hans", zone=UTC)
    first, last = date(2026, 3, 10), date(2026, 3, 12)
    assert desk.days(first, first) == "2026 年 3 月 10 日"
    assert desk.days(first, last) == "2026 年 3 月 10 日至 2026 年 3 月 12 日"


def test_the_zone_of_china_is_not_told_by_letters_that_another_zone_has() -> None:
    moment = datetime(2026, 11, 20, 17, 0, tzinfo=timezone(timedelta(hours=8), "CST"))
    assert told_time(moment, Wording("en")).endswith("17:00 China time")
    american = datetime(2026, 11, 20, 17, 0, tzinfo=timezone(timedelta(hours=-6), "CST"))
    assert told_time(american, Wording("en")).endswith("17:00 CST")
