"""When a notice came and when its answer is due: never later than its words allow, and never without saying so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.library.guidance import Guidance
from poa.model.notice import Notice
from poa.notice import read_notice
from poa.notice.files import read_notice_file
from poa.notice.workdays import after_workdays
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
FRIDAY = datetime(2026, 5, 8, 9, 30, tzinfo=UTC)

FORWARDED = """From: Zhou Min <zhou@lamps.example>
To: office@lamps.example
Date: Thu, 7 May 2026 09:00:00 +0800
Subject: Fwd: Policy warning

Please look at this, we only have two days?

{line}
From: Amazon <no-reply@amazon.com>
{date}
Subject: Policy warning
To: <zhou@lamps.example>

Your messages to buyers broke our Communication Guidelines. Please send a plan of action within 48 hours.
"""


def read(text: str, received: datetime | None = None, sender: str = "") -> Notice:
    return read_notice(text, GUIDANCE, sender=sender, received=received)


@pytest.mark.parametrize("line", ["---------- Forwarded message ---------", "Regards, Min"])
@pytest.mark.parametrize("name", ["mail.eml", "mail.txt"])
def test_a_forwarded_notice_counts_from_its_own_date(line: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(FORWARDED.format(line=line, date="Date: Tue, 5 May 2026 06:00:00 +0000"), encoding="utf-8")
    notice = read_notice_file(file, GUIDANCE)
    assert notice.received == datetime(2026, 5, 5, 6, tzinfo=UTC)
    assert notice.deadline_at == datetime(2026, 5, 7, 6, tzinfo=UTC)


def test_a_date_without_zone_above_a_mail_inside_is_in_the_zone_of_the_mail_around_it_and_is_asked(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mail.eml"
    file.write_text(
        FORWARDED.format(line="---- Forwarded message ----", date="Date: Tue, May 5, 2026 at 4:00 PM"), encoding="utf-8"
    )
    notice = read_notice_file(file, GUIDANCE)
    assert notice.received == datetime(2026, 5, 5, 8, tzinfo=UTC)
    assert "time_zone" in notice.unread


@pytest.mark.parametrize(
    "foot",
    [
        "Sent: Saturday, November 21, 2026 9:14 AM",
        "Date: Sat, 21 Nov 2026 09:14:00 -0800",
        "发送时间：2026年11月21日 9:14",
        "From: Amazon <no-reply@amazon.com>\nDate: Nov 21, 2026 9:14 AM\nTo: office@lamps.example",
    ],
)
def test_a_date_line_below_the_last_words_says_when_the_notice_came(foot: str) -> None:
    words = "Your messages broke our policies on Amazon.com. Please send a plan of action within 72 hours."
    notice = read(f"{words}\n\nSeller Performance Team\n\n{foot}\n")
    assert notice.received == datetime(2026, 11, 21, 17, 14, tzinfo=UTC)
    assert notice.deadline_at == datetime(2026, 11, 24, 17, 14, tzinfo=UTC)


def test_a_date_line_below_is_no_date_of_the_notice_where_words_follow_it() -> None:
    notice = read(
        "Send a plan of action within 72 hours.\n\nDate: 21 Nov 2026 09:14\nOrder 113-5550176-2204831 was late."
    )
    assert notice.received is None


def test_what_a_mail_of_amazon_quotes_below_is_not_the_notice() -> None:
    text = (
        "From: Amazon <no-reply@amazon.com>\nDate: Tue, 5 May 2026 06:00:00 +0000\nSubject: Your appeal\n\n"
        "We cannot reactivate your account. Send more detail within 48 hours.\n\n-----Original Message-----\n"
        "From: Zhou Min <zhou@lamps.example>\nDate: Mon, 4 May 2026 01:00:00 +0000\nSubject: Appeal\n\nMy plan.\n"
    )
    notice = read(text)
    assert (notice.received, notice.deadline_hours) == (datetime(2026, 5, 5, 6, tzinfo=UTC), 48)


@pytest.mark.parametrize(
    ("text", "store"),
    [
        ("本メールは Amazon.co.jp 出品者サポートよりお送りしています。", "JP"),
        ("此邮件来自Amazon.de卖家支持", "DE"),
        ("您好，这是亚马逊英国站的通知。", "UK"),
        ("See https://amazon.com.verify.example/login", None),
    ],
)
def test_a_store_is_known_by_its_name_whatever_follows_it(text: str, store: str | None) -> None:
    assert read(text).marketplace == store


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Please send us your plan of action by 15 May 2026.", datetime(2026, 5, 15, 13, 59, tzinfo=UTC)),
        ("2026年5月15日までに改善計画書を提出してください。", datetime(2026, 5, 15, 14, 59, tzinfo=UTC)),
        ("Bitte senden Sie uns Ihren Plan bis zum 15. Mai 2026.", datetime(2026, 5, 15, 21, 59, tzinfo=UTC)),
    ],
)
def test_a_day_of_no_known_store_ends_where_it_ends_first_and_the_store_is_asked(text: str, until: datetime) -> None:
    notice = read(text)
    assert notice.deadline_at == until
    assert "deadline_zone" in notice.unread


def test_a_day_with_a_zone_or_of_a_known_store_is_not_asked_about() -> None:
    for text in ("Send your plan of action by 15 May 2026, 5 pm PST.", "Amazon.de: send your plan by 15 May 2026."):
        notice = read(text)
        assert notice.deadline_at is not None
        assert "deadline_zone" not in notice.unread


@pytest.mark.parametrize(
    ("text", "hour"), [("by 5 PM PST on November 25, 2026", 17), ("before 14:00 PST on 11/25/2026", 14)]
)
def test_a_time_of_day_may_stand_before_its_date(text: str, hour: int) -> None:
    at = read(f"Please submit a plan of action {text}.").deadline_at
    assert at is not None
    assert (at.day, at.hour, at.utcoffset()) == (25, hour, datetime(2026, 1, 1).astimezone(at.tzinfo).utcoffset())


def test_business_days_are_marked_and_count_as_days_which_is_never_too_late() -> None:
    for text in ("Submit a plan of action within five business days.", "请在五个工作日内提交行动计划。"):
        notice = read(text, FRIDAY)
        assert notice.deadline_hours == 120
        assert notice.evidence["business_days"]
    assert "business_days" not in read("Submit a plan of action within five days.", FRIDAY).evidence


def test_business_days_leave_out_the_weekend() -> None:
    assert after_workdays(FRIDAY, 3) == datetime(2026, 5, 13, 9, 30, tzinfo=UTC)
    assert after_workdays(datetime(2026, 5, 9, 8, tzinfo=UTC), 1) == datetime(2026, 5, 11, 8, tzinfo=UTC)


def test_a_list_ends_where_its_line_had_room_for_more() -> None:
    notice = read(
        "We read your plan and it is not sufficient. Please send greater detail on the following points:\n"
        "-- The root cause of the inappropriate\n   communication\n-- Evidence of the new checks\n"
        "You may submit it within 72 hours of this notice.\n"
    )
    assert notice.deadline_hours == 72


def test_an_item_that_goes_on_below_for_want_of_room_stays_whole() -> None:
    notice = read(
        "Please submit a plan of action that has:\n- The root cause of all messages that were\nsent in March\n"
        "- Steps to prevent it\nReply within 72 hours."
    )
    assert notice.deadline_hours == 72
    assert "other_asks" not in notice.evidence


@pytest.mark.parametrize(
    "text", ["请于2026年5月20日前在账户状况页面确认已阅读政策。", "请于2026年5月20日之前完成测验。"]
)
def test_a_day_before_which_something_is_confirmed_is_a_deadline(text: str) -> None:
    at = read(text).deadline_at
    assert at is not None
    assert (at.month, at.day) == (5, 20)


@pytest.mark.parametrize(
    ("store", "stated", "day", "other"),
    [
        ("co.uk", "by 05/12", (2026, 12, 5), (2027, 5, 12)),
        ("com", "by 05/12", (2026, 12, 5), (2027, 5, 12)),
        ("com", "by 25/12", (2026, 12, 25), None),
        ("co.uk", "by 01/02", (2027, 1, 2), (2027, 2, 1)),
        ("de", "no later than 04/12", (2026, 12, 4), (2027, 4, 12)),
    ],
)
def test_a_day_in_numbers_without_a_year_is_the_earlier_that_lies_ahead(
    store: str, stated: str, day: tuple[int, int, int], other: tuple[int, int, int] | None
) -> None:
    came = datetime(2026, 12, 1, 9, tzinfo=UTC)
    text = f"Your messages to buyers broke our guidelines. Please send a plan of action {stated} to Amazon.{store}."
    found = read(text, came, f"no-reply@amazon.{store}")
    assert found.deadline_at is not None and (found.deadline_at.year, *found.deadline_at.timetuple()[1:3]) == day
    others = [(one.at.year, *one.at.timetuple()[1:3]) for one in found.other_deadlines if one.at]
    assert others == ([other] if other else [])


@pytest.mark.parametrize("stated", ["within 48 hours, all day 24/7", "within 48/72 hours", "within 48 hours (3.05/12)"])
def test_fractions_and_all_day_are_no_dates(stated: str) -> None:
    found = read(f"Please send a plan of action {stated} to Amazon.com.", FRIDAY)
    assert found.deadline_hours == 48
