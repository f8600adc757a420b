"""Pasted conversations: cut where somebody speaks, with side, time and thread; ordinary messages stay whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages.plain import read_text
from poa.messages.vocabulary import load_vocabulary
from poa.model.message import Message


def messages(text: str, problems: list[InputError] | None = None) -> list[Message]:
    told: list[InputError] = [] if problems is None else problems
    return list(read_text(text, "t.txt", load_vocabulary(), told.append))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("[3/3/2026, 9:12 AM] Buyer: hi\n[3/3/2026, 9:15 AM] Seller: hello\n", "09:12 09:15"),
        ("3/13/26, 9:12 AM - Buyer: hi\n3/13/26, 9:15 AM - Seller: hello\n", "09:12 09:15"),
        ("03.03.2026, 09:12 - Käufer: hi\n03.03.2026, 09:15 - Verkäufer: hello\n", "09:12 09:15"),
        ("2026-03-03 09:12 买家:\nhi\n2026-03-03 09:15 卖家:\nhello\n", "09:12 09:15"),
        ("2026年3月3日 上午9:12 买家\nhi\n2026年3月3日 下午9:15 卖家\nhello\n", "09:12 21:15"),
        ("买家 2026-03-03 09:12\nhi\n\n客服 李娜 2026-03-03 09:15\nhello\n", "09:12 09:15"),
        ("2026-03-03\n09:12 买家：hi\n09:15 客服小王：hello\n", "09:12 09:15"),
        ("[2026/03/03 9:12] 購入者様：hi\n[2026/03/03 9:15] 当店：hello\n", "09:12 09:15"),
        ("Buyer | 3/13/2026 9:12 AM | hi\nSeller | 3/13/2026 9:15 AM | hello\n", "09:12 09:15"),
        ("Buyer\nMar 5, 2026 9:12 AM\nhi\nSeller\nMar 5, 2026 9:15 AM\nhello\n", "09:12 09:15"),
        ("2026-03-03 09:12\nBuyer: hi\n2026-03-03 09:15\nSeller: hello\n", "09:12 09:15"),
        (
            "Customer (Ann Lee) - 3/13/2026 09:12:\nhi\n\nCustomer Service (Tom) - 3/13/2026 09:15:\nhello",
            "09:12 09:15",
        ),
        ("**Buyer** (Mar 5, 2026 9:12 AM):\nhi\n\n**Seller** (Mar 5, 2026 9:15 AM):\nhello\n", "09:12 09:15"),
        ("[3/3/26, 9:12:01 AM] Anna: hi\n[3/3/26, 9:15:22 AM] Lamp World Support: hello\n", "09:12 09:15"),
        ("[3/3/2026, 9:12 AM] Anna: hi\n[3/3/2026, 9:15 AM] Seller: hello\n", "09:12 09:15"),
        ("2026-03-05T09:12:00Z Buyer: hi\n2026-03-05T09:15:00Z Seller: hello\n", "09:12 09:15"),
        ("2026-03-03 09:12:33 (买家) hi\n2026-03-03 09:15:10 (卖家) hello\n", "09:12 09:15"),
        ("Buyer • Mar 3, 2026 • 9:12 AM\nhi\nSeller • Mar 3, 2026 • 9:15 AM\nhello\n", "09:12 09:15"),
        ("Tuesday, March 3, 2026\n9:12 AM Buyer: hi\n9:15 AM Seller: hello\n", "09:12 09:15"),
        ("#1 Buyer (2026-03-03 09:12)\nhi\n#2 Seller (2026-03-03 09:15)\nhello\n", "09:12 09:15"),
        ("03/03/2026\nBuyer: hi\nSeller: hello\n", "00:00 00:00"),
        ("Kunde schrieb am 03.03.2026:\nhi\n\nWir schrieben am 04.03.2026:\nhello\n", "00:00 00:00"),
        ("顾客 09:12\nhi\n客服 09:15\nhello\n", ""),
        ("From: Buyer\nhi\n\nFrom: Seller\nhello\n", ""),
        ("Buyer's message:\nhi\nOur answer:\nhello\n", ""),
        ("1. Buyer: hi\n2. Seller: hello\n", ""),
        ("Anna (buyer): hi\nUs (seller): hello\n", ""),
        ("张三（买家）：hi\n我们（卖家）：hello\n", ""),
        ("买家说：hi\n卖家回复：hello\n", ""),
        ("Käuferin (Anna): hi\nWir (Verkäufer): hello\n", ""),
        ("Buyer wrote:\nhi\nSeller replied:\nhello\n", ""),
        ("From buyer: hi\nFrom seller: hello\n", ""),
        ("BUYER: hi\nSELLER: hello\n", ""),
        ("- **Buyer:** hi\n- **Seller:** hello\n", ""),
        ("[Buyer] hi\n[Seller] hello\n", ""),
        ("Buyer\nhi\n\nSeller\nhello\n", ""),
        ("Conversation with Anna\n\nBuyer: hi\nSeller: hello\n", ""),
    ],
)
def test_a_conversation_is_cut_with_side_time_and_thread(text: str, times: str) -> None:
    problems: list[InputError] = []
    asked, answered = messages(text, problems)
    assert [(asked.direction, asked.text), (answered.direction, answered.text)] == [
        ("inbound", "hi"),
        ("outbound", "hello"),
    ]
    assert " ".join(f"{one.sent:%H:%M}" for one in (asked, answered) if one.sent) == times
    assert ([item.text for item in answered.thread], answered.proactive) == (["hi"], False)
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        # Statements about order and sides, inside and on top of a message.
        "Dear Anna,\n\nthank you.\n\nSeller: Lamp World\nOrder: 113-5550000-1111111\nBuyer: please keep the box\n",
        "Order: 113-5550000-1111111\nBuyer: Anna Smith\nSeller: Lamp World\n\nHello Anna, your lamp was sent today.\n",
        "Buyer: Anna Smith\nSeller: Lamp World\nItem: Lamp\nDate: 2026-03-03\n",
        "您好：\n\n买家姓名：张三\n卖家：灯世界\n订单号：113-5550000-1111111\n已发货。\n",
        "Hello,\n\nCustomer Number: 123\nSupport Hotline: 0800 1234\nBest\n",
        "Hello Anna,\nCustomer service: we answer within a day.\nSeller rating: 98 %\n",
        "Dear customer:\n\nthank you.\n\nShop: lamp-world.example\nSupport: help@lamp.example\n",
        # Salutations and closings.
        "Dear Buyer,\n\nyour parcel is late.\n\nBest regards\nCustomer Service\n",
        "尊敬的买家：\n您好！\n客服：小王\n",
        "亲爱的客户：\n感谢购买。\n卖家：请留意物流。\n",
        "Dear buyer:\nWe sent it.\nSeller: Lamp World\n",
        "3 March 2026\n\nDear Anna,\n\nBuyer: Anna Smith\nSeller: Lamp World\n\nThank you.\n",
        # Sentences that begin with such a word.
        "Hello Anna,\nWe have sent it today.\nWe wish you well\nBest\n",
        "We are sorry: the lamp broke.\nWe offer: a refund.\nUs: your team\n",
        "Hello,\nNote to buyer: the lamp needs 12 V.\nSeller: we replace it for free.\n",
        # What the buyer wrote, told in our own message.
        "Hello Anna,\n\nYou wrote:\n2026-03-05 10:00 Buyer: it broke\n\nWe are sorry.\n",
        # The way of a parcel.
        "Tracking:\n2026-03-03 09:12 Departed facility: Leipzig\n2026-03-04 10:00 Out for delivery: Berlin\n",
        "Customer\n\nThank you.\n\nSupport\n",
        "Buyer:\nSeller:\n",
    ],
)
def test_an_ordinary_message_with_such_lines_stays_whole(text: str) -> None:
    problems: list[InputError] = []
    [message] = messages(text, problems)
    assert (message.text, message.direction, problems) == (text.strip("\n"), "outbound", [])


def test_a_line_of_the_same_side_within_a_speech_opens_none() -> None:
    asked, answered = messages("Buyer: where?\nSeller: on its way.\nSupport: help@shop.example\n")
    assert answered.text == "on its way.\nSupport: help@shop.example"
    assert asked.text == "where?"


def test_below_the_title_of_an_order_one_side_may_speak_alone() -> None:
    [message] = messages("=== Order 113-5550000-1111111 ===\nSeller: on its way.\n")
    assert (message.text, message.order_id) == ("on its way.", "113-5550000-1111111")


def test_names_beside_the_sides_are_taken_over() -> None:
    asked, answered, third = messages("Anna Lee (buyer): a\nSeller Tom: b\nSeller (Li Na): c\n")
    assert asked.extra == {"buyer": "Anna Lee"}
    assert (answered.sender, third.sender) == ("Tom", "Li Na")


def test_the_one_order_of_a_conversation_is_that_of_all_its_messages() -> None:
    found = messages("Buyer: 113-5550000-1111111 broke\nSeller: sorry\n")
    assert {message.order_id for message in found} == {"113-5550000-1111111"}
    two = messages("Buyer: 113-5550000-1111111 broke, 113-5550000-2222222 too\nSeller: 113-5550000-2222222 as well?\n")
    assert [message.order_id for message in two] == ["113-5550000-1111111", "113-5550000-2222222"]


def test_where_nothing_tells_the_buyer_it_is_said() -> None:
    problems: list[InputError] = []
    found = messages(
        "[2026-03-03 09:12] Anna: hi\n[2026-03-03 09:15] Tom: hello\n[2026-03-03 09:16] Anna: well\n", problems
    )
    assert {one.direction for one in found} == {"outbound"}
    assert [f"{one.sent:%H:%M}" for one in found if one.sent] == ["09:12", "09:15", "09:16"]
    [problem] = problems
    assert (problem.key, problem.values) == ("messages.sides_unclear", {"one": "Anna", "other": "Tom"})


def test_what_stands_above_a_conversation_is_kept_with_it() -> None:
    first, _ = messages("Copied today\n\n2026-03-03 09:12 Buyer: a\n2026-03-03 09:15 Seller: b\n")
    assert first.extra["remark"] == "Copied today"


_LINES = st.sampled_from(
    [
        "2026-03-05 01:10 买家: a1", "Buyer:", "Anna (buyer)", "Seller Tom: a2", "[3/4/2026, 9:12 AM] Us: a3", "a4",
        "2026-03-05", "09:12 Buyer | a5", "[Seller] a6", "", "Order: 113-5550000-1111111", "Support: a7", "（a8）",
        "[2026-03-05 10:00] Anna: a9",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, max_size=12).map("\n".join))
def test_no_word_of_any_mixture_is_lost(text: str) -> None:
    kept = "\n".join(f"{message.text}\n{message.extra.get('remark', '')}" for message in messages(text))
    for number in range(1, 10):
        assert kept.count(f"a{number}") == text.count(f"a{number}")


def spent(lines: list[str], times: int) -> float:
    text = "\n".join(line.replace("#", f"{number:07d}") for number in range(times) for line in lines)
    start = time.process_time()
    messages(f"{text}\n\nBuyer: hi\nSeller: hello\nBuyer: thanks\n")
    return time.process_time() - start


@pytest.mark.parametrize(
    "lines",
    [
        ["Order 113-#-1234567"],
        ["Buyer: hi", "Seller: hello", "Shop: the red one"],
        ["Buyer (Anna #): hi", "Seller: hello", "Shop: the red one"],
        ["Buyer", "hi", "", "Seller", "hello", ""],
        ["Anna #: you?", "Anna #: there?"],
    ],
)
def test_the_time_grows_with_the_lines_and_no_faster(lines: list[str]) -> None:
    spent(lines, 250)
    assert spent(lines, 8_000) < 24 * (spent(lines, 1_000) + 0.005)


@pytest.mark.parametrize(
    "line",
    [
        " " * 40 + "Customer Service" + " " * 40 + "Tel: 123",
        "\t" * 30 + "buyer" + "\t" * 100 + "hello: you",
        "2026-03-05" + " " * 100 + "buyer: x",
        "- - [  buyer" + " -" * 60 + "x: y",
    ],
)
def test_a_line_full_of_spaces_takes_no_longer_than_others(line: str) -> None:
    spent([line], 1)
    assert spent([line], 3) < 10 * (spent(["Buyer: is it the red one?", "Seller: it is."], 50) + 0.005)
