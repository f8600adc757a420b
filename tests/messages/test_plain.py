"""poa.messages.plain: single messages, pasted threads and copied mails in a .txt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages import read
from poa.messages.plain import read_text
from poa.messages.vocabulary import load_vocabulary
from poa.model.message import Message

ORDER = "113-5550000-1111111"
PROBLEMS: list[InputError] = []


def messages(text: str) -> list[Message]:
    return list(read_text(text, "t.txt", load_vocabulary(), PROBLEMS.append))


def test_any_other_text_is_one_outbound_message() -> None:
    [message] = messages(f"Dear buyer,\nyour order {ORDER} was sent.\nRegards\n")
    assert (message.direction, message.order_id, message.source) == ("outbound", ORDER, "t.txt")
    assert message.text.startswith("Dear buyer") and message.text.endswith("Regards")


def test_a_subject_line_on_top_is_the_subject() -> None:
    [message] = messages(f"Subject: Re: order {ORDER}\n\nHello\n")
    assert (message.subject, message.text, message.order_id) == (f"Re: order {ORDER}", "Hello", ORDER)


def test_a_text_that_begins_with_the_word_from_is_no_mailbox(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("From our shop at 10:00: all the best\nNote: thanks\n", encoding="utf-8")
    assert [message.text for message in read([tmp_path / "a.txt"])] == [
        "From our shop at 10:00: all the best\nNote: thanks"
    ]


def test_a_chinese_thread_with_headings_times_and_remarks() -> None:
    first, second = messages(
        f"从后台复制\n\n=== 订单 {ORDER} ===\n2026-03-05 01:10 UTC  买家: Broken.\n"
        "2026-03-05 03:22 UTC  客服 李娜: Hello,\n\nsorry.\n（买家没有回复。）\n"
    )
    assert (first.direction, first.order_id, first.sent) == ("inbound", ORDER, datetime(2026, 3, 5, 1, 10, tzinfo=UTC))
    assert (second.direction, second.sender, second.text) == ("outbound", "李娜", "Hello,\n\nsorry.")
    assert second.extra["remark"] == "（买家没有回复。）"


@pytest.mark.parametrize(
    ("lines", "sides"),
    [
        ("Buyer: hi\nSeller: hello\n", ["inbound", "outbound"]),
        ("买家：在吗\n卖家：在的\n", ["inbound", "outbound"]),
        ("[2026-03-05 10:00] Customer: hi\n[2026-03-05 11:00] Me: hello", ["inbound", "outbound"]),
        ("Buyer (Mar 5, 2026 1:10 AM):\nhi\nSeller (Mar 5, 2026 2:10 AM):\nhello", ["inbound", "outbound"]),
        ("Käufer: Hallo\nVerkäufer: Guten Tag", ["inbound", "outbound"]),
        ("購入者：届きません\n出品者：申し訳ございません", ["inbound", "outbound"]),
    ],
)
def test_speakers_are_known_in_several_languages(lines: str, sides: list[str]) -> None:
    assert [message.direction for message in messages(lines)] == sides


@pytest.mark.parametrize(
    "text",
    [
        "Seller: please note that the lamp needs 12 V.",
        "Order: received. We thank you.",
        "Agents of our shop will call.\nBuyers like it.",
        "Support is there for you, always.\nWe hope you like it.",
    ],
)
def test_a_single_word_with_a_colon_makes_no_thread(text: str) -> None:
    [message] = messages(text)
    assert message.text == text


def test_copied_mails_become_one_message_each() -> None:
    first, second = messages(
        "From: Ann <x1@marketplace.amazon.co.uk>\nTo: shop@shop.example\nDate: 2026-03-05 01:10\n"
        f"Subject: Order {ORDER}\n\nWhere is it?\n\n---\n\n"
        "From: Shop <shop@shop.example>\nTo: Ann <x1@marketplace.amazon.co.uk>\nX-Agent: Li Na\n"
        f"Subject: Re: Order {ORDER}\n\nOn its way.\n"
    )
    assert (first.direction, first.text, first.marketplace) == ("inbound", "Where is it?", "UK")
    assert (second.direction, second.sender, second.proactive, second.text) == (
        "outbound",
        "Li Na",
        False,
        "On its way.",
    )


def test_a_thread_in_several_files_is_joined_by_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"# Order {ORDER}\n2026-03-07 10:00 Seller: Second answer.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"# Order {ORDER}\n2026-03-05 10:00 Buyer: Question?\n", encoding="utf-8")
    answer, question = read([tmp_path])
    assert [item.text for item in answer.thread] == ["Question?"]
    assert (answer.proactive, question.thread) == (False, ())


_LINES = st.sampled_from(
    [
        "2026-03-05 01:10 UTC 买家: a", "Buyer:", "Seller (Tom): x", "=== 113-5550000-1111111 ===", "From: a", "To: b",
        "Subject: c", "---", "", "（注）", "words",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200) | st.lists(_LINES, max_size=20).map("\n".join))
def test_any_text_can_be_read(text: str) -> None:
    for message in messages(text):
        assert all(0 <= start < end <= len(message.text) for start, end in message.quoted)
