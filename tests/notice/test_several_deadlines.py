"""A notice with more than one time to answer: the earliest that is still to come counts, the others stand beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.library.guidance import Guidance
from poa.model.notice import Notice
from poa.notice import read_notice
from poa.notice.facts import notice_facts
from poa.notice.told import told_end_of_day
from poa.resources import root
from poa.wording import Wording

CAME = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUIDANCE = Guidance([root("guidance")])


def read(time: str, *, received: datetime | None = CAME, store: str = "Amazon.com") -> Notice:
    text = f"Hello,\nwe saw a violation in your messages to buyers on {store}. Submit a plan of action {time}.\n{store}"
    return read_notice(text, GUIDANCE, received=received)


def others(notice: Notice) -> list[date]:
    return [other.at.date() for other in notice.other_deadlines if other.at]


@pytest.mark.parametrize(
    ("time", "hours", "beside"),
    [
        ("by 12/05/2026 or within 3 business days, whichever is earlier", 72, [date(2026, 12, 5)]),
        (
            "by 05/12/2026 or within 3 business days, whichever is appropriate",
            72,
            [date(2026, 5, 12), date(2026, 12, 5)],
        ),
        ("by December 5, 2026 or within 72 hours of this notice, whichever comes first", 72, [date(2026, 12, 5)]),
        ("within 48 to 72 hours", 48, [date(2026, 11, 25)]),
        ("within 24/48 hours", 24, [date(2026, 11, 24)]),
        ("within 48 / 24 hours", 24, [date(2026, 11, 24)]),
        ("in 2/3 days", 48, [date(2026, 11, 25)]),
        ("within 48-72 hours", 48, [date(2026, 11, 25)]),
        ("between two and three business days", 48, [date(2026, 11, 25)]),
        ("within 48 hours or 72 hours", 48, [date(2026, 11, 25)]),
        ("within forty-eight hours", 48, []),
        ("within three (3) to five (5) business days", 72, [date(2026, 11, 27)]),
        ("within 48 hours to 72 hours", 48, [date(2026, 11, 25)]),
        ("by the earlier of December 5, 2026 and 72 hours from receipt", 72, [date(2026, 12, 5)]),
        ("by December 5, 2026 or 72 hours from receipt", 72, [date(2026, 12, 5)]),
        ("by November 30 or December 5, 2026", 211, [date(2026, 12, 5)]),
        ("by 05-12-2026", 331, [date(2026, 5, 12)]),
        ("within 72 hours or your account will be deactivated in 30 days", 72, []),
        ("by Friday, December 4, 2026", 307, []),
        ("within 3 days, that is by November 25, 2026", 91, []),
    ],
)
def test_the_earliest_time_counts_and_the_others_are_kept(time: str, hours: float, beside: list[date]) -> None:
    notice = read(time)
    assert notice.deadline_hours == hours
    assert others(notice) == beside
    assert all(notice.text[o.words.start : o.words.end] == o.words.text for o in notice.other_deadlines)


@pytest.mark.parametrize(
    "text",
    [
        "您在亚马逊发给买家的消息违反了政策。请于12月5日前或3个工作日内提交行动计划，以较早者为准。",
        "您在亚马逊發給買家的訊息違反了政策。請於12月5日前或3個工作日內提交行動計畫，以較早者為準。",
        "Ihre Nachrichten an Käufer bei Amazon verstoßen gegen die Richtlinie. Bitte reichen Sie bis zum "
        "5. Dezember 2026 oder innerhalb von 3 Werktagen einen Maßnahmenplan ein, je nachdem, was früher eintritt.",
        "Amazonで購入者に送信されたメッセージが規約に違反しています。"
        "12月5日または3営業日以内のいずれか早い方までに改善計画を提出してください。",
    ],
)
def test_so_it_is_in_other_languages(text: str) -> None:
    notice = read_notice(text, GUIDANCE, received=CAME)
    assert notice.deadline_at == CAME + timedelta(days=3)
    assert others(notice) == [date(2026, 12, 5)]


def test_a_time_from_the_first_notice_stands_beside_one_from_this_message() -> None:
    notice = read_notice(
        "You contacted Amazon buyers about their reviews. You have 72 hours from the first notice to respond. Please "
        "send us a plan of action within seven days of this message.",
        GUIDANCE,
        received=CAME,
    )
    assert (notice.deadline_hours, notice.deadline_from) == (72, "original_notice")
    assert others(notice) == [(CAME + timedelta(days=7)).date()]


@pytest.mark.parametrize(
    "text",
    [
        "您在亚马逊的消息违规。请在48至72小时内提交行动计划。",
        "您在亚马逊的消息违规。请在两到三天内提交行动计划。",
        "Amazonへ48時間から72時間以内に改善計画を提出してください。",
        "Bitte antworten Sie Amazon innerhalb von 48 bis 72 Stunden.",
    ],
)
def test_a_range_counts_from_its_shorter_end(text: str) -> None:
    notice = read_notice(text, GUIDANCE, received=CAME)
    assert (notice.deadline_hours, others(notice)) == (48, [date(2026, 11, 25)])


@pytest.mark.parametrize(
    "text",
    [
        "Submit a plan of action to Amazon by December 5, 2026 or within 72 hours, whichever is later.",
        "请于12月5日前或3个工作日内向亚马逊提交行动计划，以较晚者为准。",
        "Bitte reichen Sie bei Amazon bis zum 5. Dezember oder innerhalb von 72 Stunden einen Plan ein, "
        "je nachdem, was später eintritt.",
        "12月5日まで、または72時間以内のいずれか遅い方に、改善計画をAmazonへご提出ください。",
    ],
)
def test_where_the_later_holds_the_earlier_is_proposed_and_that_is_said(text: str) -> None:
    notice = read_notice(text, GUIDANCE, received=CAME)
    assert notice.deadline_at == CAME + timedelta(days=3)
    assert others(notice) == [date(2026, 12, 5)]
    assert notice.evidence["later_deadline"]


def test_a_date_without_an_arrival_goes_after_a_period_that_is_offered_with_it() -> None:
    notice = read("by December 5, 2026 or within 72 hours, whichever comes first", received=None)
    assert (notice.deadline_hours, notice.deadline_at, others(notice)) == (72, None, [date(2026, 12, 5)])


def test_the_case_keeps_what_is_open() -> None:
    facts = notice_facts(read("within 48 to 72 hours"), "notice.txt")
    assert [(one.hours, one.words) for one in facts.other_deadlines] == [
        (72, "Submit a plan of action within 48 to 72 hours")
    ]
    assert notice_facts(read("within 72 hours"), "notice.txt").other_deadlines == ()


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from(["Amazon.com", "Amazon.co.uk"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_date_of_two_readings_is_never_taken_late(first: int, second: int, store: str, period: bool) -> None:
    text = f"by {first:02}/{second:02}/2026"
    came = datetime(2026, 6, 15, 12, tzinfo=UTC)
    notice = read(f"{text} or within 400 days" if period else text, received=came, store=store)
    both = {date(2026, first, second), date(2026, second, first)}
    ahead = sorted(one for one in both if one > came.date())
    assert notice.deadline_at is not None
    if ahead:
        assert notice.deadline_at.date() == ahead[0]
        assert set(others(notice)) >= set(ahead[1:])
        assert notice.deadline_at.date() not in others(notice)
    elif period and came.date() not in both:
        assert notice.deadline_at == came + timedelta(days=400)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-27T23:59:00-08:00", "That is the end of 27 November 2026 at UTC-08:00."),
        ("2026-11-27T23:59:00+05:30", "That is the end of 27 November 2026 at UTC+05:30."),
        ("2026-11-27T23:59:00+00:00", "That is the end of 27 November 2026 at UTC."),
        ("2026-11-27T17:00:00-08:00", ""),
        ("2026-11-27T23:59:00", ""),
    ],
)
def test_of_a_day_to_answer_by_it_is_said_which_day_and_where(at: str, told: str) -> None:
    assert told_end_of_day(datetime.fromisoformat(at), Wording("en")) == told
    assert told_end_of_day(None, Wording("en")) == ""


@pytest.mark.parametrize(
    ("home", "first"), [("America/Los_Angeles", True), ("Asia/Tokyo", False), ("", False), ("No/Where", False)]
)
def test_where_the_day_ends_later_at_the_store_it_is_said_that_the_earlier_end_counts(home: str, first: bool) -> None:
    ends = datetime.fromisoformat("2026-11-26T23:59:00+09:00")
    assert ("At your store that day ends later" in told_end_of_day(ends, Wording("en"), home)) is first
    assert ("结束得更晚" in told_end_of_day(ends, Wording("zh-Hans"), home)) is first
