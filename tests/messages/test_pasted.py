"""Mails pasted one below the other: who wrote which is told by addresses, words, the other mails, and never guessed."""

from __future__ import annotations

import time

import pytest

from poa.errors import InputError
from poa.messages.plain import read_text
from poa.messages.vocabulary import load_vocabulary
from poa.model.message import Message


def messages(text: str, problems: list[InputError] | None = None) -> list[Message]:
    told: list[InputError] = [] if problems is None else problems
    return list(read_text(text, "t.txt", load_vocabulary(), told.append))


@pytest.mark.parametrize(
    "text",
    [
        "From: Buyer\nTo: Seller\nDate: 3/13/2026 9:12\n\nhi\n\n"
        "From: Seller\nTo: Buyer\nDate: 3/13/2026 9:15\n\nhello\n",
        "From: Buyer\nDate: 3/3/2026 9:12\n\nhi\n\nFrom: Seller\nDate: 3/3/2026 9:15\n\nhello\n",
        "From: Buyer\nDate: 3/3/2026 9:12\nhi\nFrom: Seller\nDate: 3/3/2026 9:15\nhello\n",
        "From: Anna\nTo: Lamp World Support\nDate: 3 Mar 2026 9:12\n\nhi\n\n---\nFrom: Lamp World Support\nTo: Anna\n"
        "Date: 3 Mar 2026 9:15\n\nhello\n",
        "From: Ann <x1@marketplace.amazon.co.uk>\nTo: shop@lamp.example\nDate: 2026-03-05 09:12\n\nhi\n\n"
        "From: shop@lamp.example\nTo: ann@mail.example, x1@marketplace.amazon.co.uk\nDate: 2026-03-05 09:15\n\nhello\n",
        "发件人：买家\n收件人：客服\n时间：2026-03-03 09:12\n\nhi\n\n"
        "发件人：客服\n收件人：买家\n时间：2026-03-03 09:15\n\nhello\n",
        "Von: Anna (Käuferin)\nGesendet: Dienstag, 3. März 2026 09:12\nAn: Lampenwelt\nCc: Chef\n\nhi\n\n"
        "Von: Lampenwelt\n"
        "Gesendet: Dienstag, 3. März 2026 09:15\nAn: Anna (Käuferin)\n\nhello\n",
        "差出人: 購入者\n宛先: 出品者\n日時: 2026年3月3日 9:12\n\nhi\n\n"
        "差出人: 出品者\n宛先: 購入者\n日時: 2026年3月3日 9:15\n\nhello\n",
    ],
)
def test_each_mail_has_its_side_time_and_thread(text: str) -> None:
    problems: list[InputError] = []
    asked, answered = messages(text, problems)
    assert [(asked.direction, asked.text), (answered.direction, answered.text)] == [
        ("inbound", "hi"),
        ("outbound", "hello"),
    ]
    assert [f"{one.sent:%H:%M}" for one in (asked, answered) if one.sent] == ["09:12", "09:15"]
    assert ([item.text for item in answered.thread], answered.proactive) == (["hi"], False)
    assert problems == []


def test_whoever_is_known_from_one_mail_is_known_in_all() -> None:
    text = (
        "From: shop@lamp.example\nTo: x1@marketplace.amazon.com\n\na\n\n"
        "From: ann@mail.example\nTo: shop@lamp.example\n\nb\n\nFrom: shop@lamp.example\nTo: ann@mail.example\n\nc\n"
    )
    found = messages(text)
    assert [message.direction for message in found] == ["outbound", "inbound", "outbound"]
    assert [message.channel for message in found][2] == "direct_email"


def test_buyers_are_kept_apart() -> None:
    text = (
        "From: Shop <s@lamp.example>\nTo: Ann <a1@marketplace.amazon.com>\n\na\n\n"
        "From: Shop <s@lamp.example>\nTo: Bob <b1@marketplace.amazon.com>\n\nb\n"
    )
    first, second = messages(text)
    assert (first.thread, second.thread) == ((), ())
    assert (first.extra, second.extra) == ({"buyer": "Ann"}, {"buyer": "Bob"})


def test_where_nothing_tells_the_buyer_it_is_said() -> None:
    problems: list[InputError] = []
    text = "From: Anna Lee\nTo: Tom Fox\n\na\n\nFrom: Tom Fox\nTo: Anna Lee\n\nb\n"
    assert [message.direction for message in messages(text, problems)] == ["outbound", "outbound"]
    assert [problem.key for problem in problems] == ["messages.sides_unclear"]
    # Two of the shop's own people who write to different buyers are no riddle.
    problems.clear()
    messages("From: Tom Fox\nTo: Anna Lee\n\na\n\nFrom: Li Na\nTo: Bob Ray\n\nb\n", problems)
    assert problems == []


def test_a_quoted_mail_below_an_answer_stays_a_quotation() -> None:
    text = (
        "From: shop@lamp.example\nTo: Ann <x1@marketplace.amazon.co.uk>\nDate: Tue, 3 Mar 2026 09:12:00 +0100\n\n"
        "Thanks\n\n"
        "-----Original Message-----\nFrom: Ann <x1@marketplace.amazon.co.uk>\nTo: shop@lamp.example\n\nWhere?\n"
    )
    [message] = messages(text)
    start, end = message.quoted[0]
    assert "Where?" in message.text[start:end] and "Thanks" not in message.text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "Hello Anna,\n\nFrom: our shop in Berlin\nTo: you\n\nRegards\n",
        "From: now on we answer within a day.\n\nRegards\n",
        "Date: 3 March 2026\nSubject of this letter is your lamp.\n",
    ],
)
def test_an_ordinary_message_with_such_lines_stays_whole(text: str) -> None:
    [message] = messages(text)
    assert message.text == text.strip("\n")


def test_a_name_with_a_row_of_spaces_takes_time_by_their_number() -> None:
    def spent(count: int) -> float:
        start = time.process_time()
        messages(f"From: Anna\nTo: Tom{' ' * count}x\n\nhi\n\nFrom: Tom\nTo: Anna\n\nhello")
        return time.process_time() - start

    spent(10)
    assert spent(32_000) < 24 * (spent(4_000) + 0.005)
