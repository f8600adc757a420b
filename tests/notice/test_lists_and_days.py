"""Lists of what is asked for, and days that are named from the day of the notice."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.errors import GuidanceError
from poa.library.guidance import Guidance
from poa.model.notice import Notice
from poa.notice import read_notice
from poa.notice.knowledge import check_knowledge
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
TUESDAY = datetime(2026, 4, 21, 9, 0, tzinfo=UTC)

REVIEWS = """Subject: Policy warning: reviews

We found that free products were offered to buyers in return for product reviews.

Please submit a plan of action within 72 hours that includes:
- The root cause of the violation
- The telephone numbers and addresses you collected and what happened to them
- The name of your insurance
"""


def read(text: str, received: datetime | None = TUESDAY) -> Notice:
    return read_notice(text, GUIDANCE, sender="no-reply@amazon.com", received=received)


def test_an_item_of_what_is_asked_for_does_not_set_the_kind() -> None:
    assert read(REVIEWS).kind == "review_manipulation_by_message"


def test_what_is_asked_in_unknown_words_is_kept_as_it_stands() -> None:
    notice = read(REVIEWS)
    kept = [quote.text for quote in notice.evidence["other_asks"]]
    assert any("insurance" in words for words in kept)
    assert not any("root cause" in words for words in kept)
    for quote in notice.evidence["other_asks"]:
        assert notice.text[quote.start : quote.end] == quote.text


def test_a_list_of_what_was_found_still_sets_the_kind() -> None:
    notice = read(
        "We found these messages:\n- Buyers were asked for phone numbers.\n- Buyers were asked to use WhatsApp.\n"
    )
    assert notice.kind == "off_platform_contact"


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Please send a plan of action by Friday.", (4, 24, 23, 59)),
        ("Please send a plan of action by next Monday.", (4, 27, 23, 59)),
        ("Please reply with your plan no later than tomorrow, 5 pm.", (4, 22, 17, 0)),
        ("We need your plan of action by the end of this week.", (4, 26, 23, 59)),
        ("请在本周五之前提交行动计划。", (4, 24, 23, 59)),
        ("请于下周三之前提交行动计划。", (4, 29, 23, 59)),
        ("请在五月十日前提交行动计划。", (5, 10, 23, 59)),
        ("请于四月二十八日之前回复。", (4, 28, 23, 59)),
        ("Bitte senden Sie bis Freitag einen Maßnahmenplan.", (4, 24, 23, 59)),
    ],
)
def test_a_day_named_from_the_notice_is_a_date(words: str, until: tuple[int, int, int, int]) -> None:
    at = read(words).deadline_at
    assert at is not None
    assert (at.month, at.day, at.hour, at.minute) == until


def test_without_the_day_of_the_notice_a_weekday_is_asked_for() -> None:
    notice = read("Please send a plan of action by Friday.", received=None)
    assert (notice.deadline_hours, notice.deadline_at) == (None, None)
    assert {"received", "deadline"} <= set(notice.unread)


@pytest.mark.parametrize(
    "words", ["Our team is closed on Friday.", "The message was sent on Monday.", "您的客服在周三发送了消息。"]
)
def test_a_weekday_that_is_no_limit_is_no_deadline(words: str) -> None:
    assert read(words).deadline_at is None


def test_two_weeks_are_no_weekend() -> None:
    assert read("请于两周内答复。").deadline_hours == 336


@pytest.mark.parametrize("topic", ["notices", "review"])
def test_a_pattern_that_cannot_be_used_is_found_before_it_is_needed(topic: str, tmp_path: Path) -> None:
    folder = tmp_path / topic
    folder.mkdir()
    (folder / "own.yaml").write_text(
        "- id: feature.mine\n  field: feature\n  value: process\n  signals:\n    en: ['(unclosed']\n", encoding="utf-8"
    )
    check_knowledge(GUIDANCE)
    with pytest.raises(GuidanceError, match=r"own\.yaml"):
        check_knowledge(Guidance([root("guidance"), tmp_path]))
