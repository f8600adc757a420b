"""What the reader must and must not do with a notice, beyond its fields."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import GuidanceError, InputError
from poa.library.guidance import Guidance
from poa.model.notice import Notice
from poa.notice import read_notice
from poa.notice.facts import notice_facts
from poa.notice.knowledge import knowledge
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
MARCH = datetime(2026, 3, 10, 15, 20, tzinfo=UTC)


def read(text: str, received: datetime | None = MARCH, sender: str = "no-reply@amazon.com") -> Notice:
    return read_notice(text, GUIDANCE, sender=sender, received=received)


def test_the_deadline_is_counted_from_the_time_of_the_notice() -> None:
    assert read("Please respond within 72 hours.").deadline_at == datetime(2026, 3, 13, 15, 20, tzinfo=UTC)


def test_without_a_time_there_is_no_moment_and_the_time_is_asked() -> None:
    notice = read("Please respond within 72 hours.", received=None)
    assert (notice.deadline_hours, notice.deadline_at) == (72, None)
    assert "received" in notice.unread


@pytest.mark.parametrize("line", ["November 20, 2026", "2026年11月20日", "20 November 2026"])
def test_a_day_without_an_hour_is_taken_from_its_start_and_the_hour_is_asked(line: str) -> None:
    notice = read_notice(f"Date: {line}\n\nPlease respond within 72 hours.", GUIDANCE)
    assert notice.received and notice.received.isoformat()[:16] == "2026-11-20T00:00"
    assert "time_zone" in notice.unread


def test_a_clock_of_twelve_hours_is_read_as_such() -> None:
    notice = read_notice("Date: Friday, November 20, 2026 9:15 PM\n\nPlease respond within 72 hours.", GUIDANCE)
    assert notice.received and (notice.received.hour, notice.received.minute) == (21, 15)


def test_within_hours_of_this_message_asks_for_no_messages() -> None:
    notice = read("Please send us the following information within 72 hours of this message: the root cause.")
    assert notice.asks == ("root_cause",)


def test_a_refusal_may_count_from_the_original_notice() -> None:
    notice = read("We cannot reactivate it. Send more detail within 14 days of the first notification of March 2.")
    assert notice.deadline_from == "original_notice"
    assert notice.original_on == datetime(2026, 3, 2, tzinfo=UTC)
    assert notice.deadline_at == datetime(2026, 3, 16, tzinfo=UTC)


def test_an_original_notice_without_a_date_is_asked_for() -> None:
    notice = read("Your appeal was reviewed. Send more detail within 14 days of the original notification.")
    assert (notice.deadline_hours, notice.deadline_at) == (336, None)
    assert "original_on" in notice.unread


def test_a_date_becomes_a_moment_in_the_zone_that_is_written() -> None:
    assert read("Submit your plan by 15 March 2026, 10:00 UTC.").deadline_at == datetime(2026, 3, 15, 10, tzinfo=UTC)


def test_a_date_without_time_lasts_to_the_end_of_the_day_at_the_store() -> None:
    notice = read_notice("Reply by 15 March 2026.", GUIDANCE, sender="no-reply@amazon.co.jp", received=MARCH)
    assert notice.deadline_at is not None
    assert notice.deadline_at.astimezone(UTC) == datetime(2026, 3, 15, 14, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Your funds are held for 90 days.",
        "Remove your inventory within 30 days.",
        "The warning stays visible for 180 days.",
        "We usually decide within two days.",
        "Continue to reply to buyers within 24 hours.",
        "库存请在 30 天内移除。",
        "买家的消息请在 24 小时内回复。",
        "我们通常在两天内完成审核。",
        "Das Guthaben wird 90 Tage einbehalten.",
        "在庫は30日以内に返送してください。",
        "You opened the account 30 days ago.",
    ],
)
def test_periods_about_something_else_are_no_deadline(text: str) -> None:
    assert read(text).deadline_hours is None


@pytest.mark.parametrize("hours", [24, 30, 90, 180])
def test_the_number_alone_decides_nothing(hours: int) -> None:
    notice = read(f"Answer this notice within {hours} days. Your funds are held for 3 days, the warning stays 14 days.")
    assert notice.deadline_hours == hours * 24


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Respond within seventy-two hours.", 72),
        ("Respond within 72 (seventy-two) hours.", 72),
        ("Respond within a week.", 168),
        ("Antworten Sie binnen vierundzwanzig Stunden.", 24),
        ("Antworten Sie innerhalb von vierzehn Tagen.", 336),
        ("请在七十二小时内提交说明。", 72),
        ("请于两周内答复。", 336),
        ("請於十七天內提交。", 408),
        ("３日以内にご提出ください。", 72),
        ("二週間以内にご回答ください。", 336),
        ("Respond within 72\nhours.", 72),
        ("请在 72 小\n时内提交说明。", 72),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, hours: int) -> None:
    assert read(text).deadline_hours == hours


def test_a_look_alike_has_no_deadline_and_keeps_the_claim_as_evidence() -> None:
    notice = read("Send your password within 24 hours, and do not contact Amazon.", sender="x@amazon-help.example")
    assert notice.is_phishing
    assert notice.deadline_hours is notice.deadline_at is None
    assert "24 hours" in notice.evidence["claimed_period"][0].text


@pytest.mark.parametrize(
    "sender",
    ["no-reply@amazon.com", "Seller Performance <sp@sellernotifications.amazon.com>", "a@marketplace.amazon.co.uk"],
)
def test_amazons_own_addresses_are_trusted(sender: str) -> None:
    assert not read("Respond within 72 hours with the root cause.", sender=sender).is_phishing


@pytest.mark.parametrize("sender", ["a@amazon.com.example", "a@amaz0n.com", "a@sellercentral-amazon.net"])
def test_addresses_that_only_look_like_amazons_are_not(sender: str) -> None:
    assert read("Respond within 72 hours.", sender=sender).is_phishing


def test_a_colleague_who_forwards_is_no_look_alike() -> None:
    assert not read("Respond within 72 hours with the root cause.", sender="li.wei@shop.example").is_phishing


def test_a_warning_about_passwords_is_no_request_for_one() -> None:
    assert not read("Amazon never asks for your password. Respond within 72 hours.", sender="").is_phishing


def test_a_quoted_page_name_is_no_quoted_message() -> None:
    assert read('Go to the "Account Health" page and press "Submit Appeal".').quoted_message is None


def test_nothing_to_read_is_one_sentence() -> None:
    with pytest.raises(InputError, match="nothing to read"):
        read(" \n\t")


def test_far_too_much_is_refused() -> None:
    with pytest.raises(InputError, match="thousand"):
        read("a" * 300_000)


def test_a_line_across_the_page_takes_time_by_its_length() -> None:
    def spent(count: int) -> float:
        start = time.process_time()
        read(f"Respond within 72 hours.\n{'-' * count}\nThank you.")
        return time.process_time() - start

    spent(10)
    assert spent(16_000) < 24 * (spent(2_000) + 0.02)


def test_the_facts_for_the_case_say_the_same() -> None:
    facts = notice_facts(read("Order 113-5550001-0000001. Respond within 3 days."), "notice.txt")
    assert (facts.file, facts.deadline_hours, facts.order_ids) == ("notice.txt", 72, ("113-5550001-0000001",))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_failing(text: str) -> None:
    if text.strip():
        notice = read_notice(text, GUIDANCE)
        assert all(notice.text[q.start : q.end] == q.text for quotes in notice.evidence.values() for q in quotes)


def test_every_pattern_of_guidance_can_be_used() -> None:
    for topic in ("notices", "review"):
        knowledge(GUIDANCE, topic).check()


def test_a_pattern_that_cannot_be_used_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    file = tmp_path / "notices/mine.yaml"
    file.write_text("- id: mine\n  field: kind\n  value: other\n  signals: {en: ['(']}\n", encoding="utf-8")
    with pytest.raises(GuidanceError, match=r"mine\.yaml:1"):
        knowledge(Guidance([tmp_path])).check()


def test_a_user_can_add_words_of_his_own(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    rows = "- id: mine\n  field: asks\n  value: photo\n  signals: {en: ['send a photo']}\n"
    (tmp_path / "notices/mine.yaml").write_text(rows, encoding="utf-8")
    notice = read_notice("Please send a photo of the card.", Guidance([root("guidance"), tmp_path]))
    assert "photo" in notice.asks


def test_a_sender_as_long_as_a_book_costs_no_more_than_its_beginning() -> None:
    begun = time.process_time()
    read_notice("Your account is at risk of deactivation.", GUIDANCE, sender="a@" + "a-" * 40_000, subject="x" * 80_000)
    assert time.process_time() - begun < 3
