"""Chats between people who are called by their names alone: cut where they take turns; facts and lists stay whole."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages.parties import parties
from poa.messages.plain import read_text
from poa.messages.vocabulary import load_vocabulary
from poa.model.message import Message

CLEAN = Path(__file__).parents[1] / "data" / "clean_messages.jsonl"
UNCLEAR = "messages.sides_unclear"


def messages(
    text: str, problems: list[InputError] | None = None, sellers: tuple[str, ...] | None = None
) -> list[Message]:
    told: list[InputError] = [] if problems is None else problems
    known = None if sellers is None else (lambda: parties(sellers))
    return list(read_text(text, "t.txt", load_vocabulary(), told.append, known))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Anna: Where is my lamp?\nLi: It left today.\nAnna: thanks\n",
            ["Where is my lamp?", "It left today.", "thanks"],
        ),
        ("anna: hello\nli: hi\nanna: it broke\nli: oh", ["hello", "hi", "it broke", "oh"]),
        ("小李: 在吗\n张三: 在的\n小李: 灯坏了\n张三: 马上补发", ["在吗", "在的", "灯坏了", "马上补发"]),
        ("小李：在吗\n张三：在的\n小李：灯坏了", ["在吗", "在的", "灯坏了"]),
        ("小李：\n在吗\n\n张三：\n在的\n\n小李：\n灯坏了", ["在吗", "在的", "灯坏了"]),
        ("**Anna:** hi\n**Li:** hello\n**Anna:** it broke", ["hi", "hello", "it broke"]),
        ("@anna: hi\n@li: hello\n@anna: it broke", ["hi", "hello", "it broke"]),
        ("9:12 Anna: hi\n9:13 Li: hello\n9:14 Anna: it broke", ["hi", "hello", "it broke"]),
        ("Anna (9:12): hi\nLi (9:13): hello\nAnna (9:14): it broke", ["hi", "hello", "it broke"]),
        ("Anna: Where is my lamp?\nLi: It left today.", ["Where is my lamp?", "It left today."]),
        ("小李：\n在吗？\n\n张三：\n在的", ["在吗？", "在的"]),
        ("Order 113-5550000-1111111\n\nAnna: hi\nLi: hello\nAnna: it broke", ["hi", "hello", "it broke"]),
        (
            "小李 2026/3/3 9:12:01\n在吗\n张三 2026/3/3 9:13:01\n在的\n小李 2026/3/3 9:14:01\n坏了",
            ["在吗", "在的", "坏了"],
        ),
        (
            "Anna, [13.03.2026 09:12]\nhi\n\nTom, [13.03.2026 09:15]\nhello\n\nAnna, [13.03.2026 09:17]\nit broke",
            ["hi", "hello", "it broke"],
        ),
    ],
)
def test_two_names_that_take_turns_are_cut_and_it_is_told_that_nobody_knows_the_seller(
    text: str, said: list[str]
) -> None:
    problems: list[InputError] = []
    found = messages(text, problems)
    assert [one.text for one in found] == said
    assert {one.direction for one in found} == {"outbound"}
    assert [problem.key for problem in problems] == [UNCLEAR]
    assert {found[0].sender, found[1].sender} == set(problems[0].values.values())


@pytest.mark.parametrize(
    "text",
    [
        "Anna: Where is my lamp?\nLi: It left today.\nAnna: thanks\n",
        "[2026-03-03 09:12] Anna: hi\n[2026-03-03 09:15] Li: hello\n[2026-03-03 09:16] Anna: well\n",
        "Anna: Where is my lamp?\nLi: It left today.",
        "小李：\n在吗？\nLi：\n在的",
        "Anna 2026-03-03 09:12: hi\nLi 2026-03-03 09:15: hello\nAnna 2026-03-03 09:16: well\n",
    ],
)
@pytest.mark.parametrize("seller", ["Li", "LI ", "li"])
def test_who_is_told_to_be_the_seller_is_and_the_other_is_the_buyer(text: str, seller: str) -> None:
    problems: list[InputError] = []
    found = messages(text, problems, (seller,))
    assert [one.direction for one in found] == ["inbound", "outbound", "inbound"][: len(found)]
    assert len(found) > 1
    assert found[1].sender == "Li"
    assert found[0].extra["buyer"] in ("Anna", "小李")
    assert found[1].proactive is False
    assert problems == []


def test_several_sellers_may_answer_one_buyer() -> None:
    found = messages("Anna: hi\nTom: hello\nAnna: it broke\nLi: I take over", None, ("Li", "Tom"))
    assert [(one.direction, one.sender) for one in found] == [
        ("inbound", None),
        ("outbound", "Tom"),
        ("inbound", None),
        ("outbound", "Li"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Li: A new lamp\nBonus: five stars for you",
        "Bonus: five stars for you\nLi: yours",
        "Bonus: five stars for you\nMore: ten\nLi: yours\nLi: really?",
        "Hello Anna,\nBonus: a gift?\nLi: yours",
        "Li: hi\nLi: you",
        "Tracking: where?\nLi: yours",
    ],
)
def test_a_message_of_a_known_seller_with_labels_is_judged_whole(text: str) -> None:
    [message] = messages(text, None, ("Li",))
    assert (message.text, message.direction) == (text, "outbound")


def test_a_third_voice_beside_both_known_sides_is_judged() -> None:
    known = parties(("Li",), ("Anna",))
    text = "Anna: hi\nLi: hello\nTom: you\nAnna: so?\nTom: yes"
    found = list(read_text(text, "t", load_vocabulary(), [].append, lambda: known))
    assert [one.direction for one in found] == ["inbound", "outbound", "outbound", "inbound", "outbound"]


@pytest.mark.parametrize("seller", ["Seller", "Lamp World Support", "客服小王", "You"])
def test_a_word_for_a_side_or_a_shop_tells_the_other_name(seller: str) -> None:
    problems: list[InputError] = []
    found = messages(f"Anna: hi\n{seller}: hello\nAnna: where is it?", problems)
    assert [one.direction for one in found] == ["inbound", "outbound", "inbound"]
    assert problems == []


def test_mails_between_strangers_are_told_apart_by_the_sellers_name() -> None:
    asked = "From: Anna <a@x.example>\nTo: Tom <t@y.example>\n\nhi\n\n"
    text = f"{asked}From: Tom <t@y.example>\nTo: Anna <a@x.example>\n\nhello\n"
    problems: list[InputError] = []
    assert [one.direction for one in messages(text, problems, ("Tom",))] == ["inbound", "outbound"]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "Size: M\nColor: red\nSize: L\nColor: blue\n",
        "Item: Lamp for you\nQty: 1\nItem: Vase, thanks\nQty: 2\n",
        "Q: Do you ship?\nA: Yes, we do.\nQ: When will you?\nA: Today.\n",
        "Question 1: Do you ship?\nAnswer 1: Yes.\nQuestion 1: Again?\n",
        "问：可以退吗？\n答：可以的。\n问：多久？\n答：您好，七天。\n",
        "颜色：红\n尺寸：大\n颜色：蓝\n尺寸：小\n您喜欢吗？",
        "Frage: Passt die Lampe?\nAntwort: Ja.\nFrage: Sicher?\nAntwort: Ja.",
        "Note: please keep it\nPickup: at your door\nNote: thank you\n",
        "Left: do you see it?\nRight: you should\nLeft: thanks\nRight: you are done\n",
        "Hello Anna,\n\nTom: he says hi to you\nLi: she does\nTom: bye to you\n",
        "Please read what our two colleagues said to you.\nTom: hi\nLi: hello\nTom: bye\n",
        "Anna: hello\nLi: hi",
        "Problem: do you see it flicker?\nSolution: turn it off.",
        "Dear Anna\n\nHinge: keep it\nHandle: you will get a new one\nHinge: done",
        "Guten Tag\nLampe: bitte behalten\nSchirm: Sie bekommen neu\nLampe: danke",
        "尊敬的张女士\n灯罩：请保留\n灯泡：给您补发\n灯罩：谢谢",
        "Sale: do you want 20 % off?\nShop: lamp.example",
        "Our lamps\nAnna: you?\nLi: yes",
        "Anna: you?\nLi: yes\nTom: no",
        "Anna: hello\nLi: hi\nTom: hey\nEva: you?",
        "2026-03-03 09:12 Departed: Leipzig\n2026-03-04 10:00 Arrived: Berlin\n2026-03-04 11:00 Departed: Berlin\n",
        "https://lamp.example\nhttps://lamp.example\nhttps://lamp.example/you\n",
        "Monday: 9-5\nSunday: closed, sorry\nMonday: you may call\n",
        "Mixed Case Ltd., Berlin: yes\nSecond Ltd., Bonn: you\nMixed Case Ltd., Berlin: no?\n",
    ],
)
def test_facts_lists_and_questions_with_answers_are_no_speeches(text: str) -> None:
    problems: list[InputError] = []
    [message] = messages(text, problems)
    assert (message.text, problems) == (text.strip("\n"), [])


def test_a_fact_within_a_speech_stays_in_it() -> None:
    found = messages("Anna: hi\nLi: you wrote:\nNote: two days\nSize: M\nAnna: ok\nLi: bye\n")
    assert found[1].text == "you wrote:\nNote: two days\nSize: M"


FACTS = [
    "Note: keep it",
    "Size: M",
    "Order: 113-5550000-1111111",
    "Address: 1 Main St",
    "Tracking: 1Z999",
    "备注：轻放",
    "尺寸：大",
]
TEXTS = [json.loads(line)["text"] for line in CLEAN.read_text(encoding="utf-8").splitlines()]


def test_no_ordinary_service_message_is_cut() -> None:
    for text in TEXTS:
        problems: list[InputError] = []
        assert len(messages(text, problems)) == 1, text
        assert problems == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5), st.lists(st.sampled_from(FACTS), max_size=8))
def test_service_messages_with_facts_below_and_between_are_not_cut(texts: list[str], facts: list[str]) -> None:
    parts = (
        [part for pair in zip(texts, facts, strict=False) for part in pair] + texts[len(facts) :] + facts[len(texts) :]
    )
    problems: list[InputError] = []
    assert len(messages("\n".join(parts), problems)) == 1
    assert problems == []


LABELS = st.sampled_from(
    ["Anna", "Li", "小李", "Tom Fox", "Note", "Seller", "Buyer", "9:12 Anna", "[2026-03-03 09:12] Li"]
)
LINES = st.lists(st.tuples(LABELS, st.sampled_from([": ", "：", ""]), st.text(max_size=12)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(LINES, st.sampled_from([None, ("Li",), ("Anna", "Tom Fox")]))
def test_no_word_is_lost_and_reading_never_stops(
    lines: list[tuple[str, str, str]], sellers: tuple[str, ...] | None
) -> None:
    text = "\n".join("".join(line) for line in lines)
    found = messages(text, None, sellers)
    kept = "".join("".join((one.text, one.subject, one.sender or "", *one.extra.values())) for one in found)
    for _, _, said in lines:
        assert all(sign in kept for sign in said.strip() if sign.isalnum())


@pytest.mark.parametrize(
    ("text", "seller"),
    [
        ("Anna: Where is my lamp?\nChen Xiaoyu: It left today.\nAnna: thanks", "Chen"),
        ("Anna: Where is my lamp?\nChen Xiaoyu: It left today.\nAnna: thanks", "xiaoyu"),
        ("小李：灯呢？\n陈小雨：It left today.\n小李：谢谢", "陈"),
        ("[2026-03-03 09:12] Anna: hi\n[2026-03-03 09:15] Chen Xiaoyu: It left today.\n", "Chen"),
        ("<Tom> where is it?\n<Ann> It left today.\n<Tom> thanks", "Ann"),
        ("[09:12] <@Tom> where is it?\n[09:13] <+Ann> It left today.\n[09:15] <Tom> thanks", "Ann"),
        ("2026-03-03 09:12 <Tom> hi\n2026-03-03 09:13 <Ann> It left today.\n2026-03-03 09:14 <Tom> ok", "Ann"),
        ('Tom said: where is it?\nAnn said: "It left today."\nTom said: thanks', "Ann"),
        ("Tom wrote:\nwhere?\n\nAnn replied:\nIt left today.\n\nTom wrote:\nok", "Ann"),
        ("小李说：在吗？\n小王说：“It left today.”\n小李说：灯坏了", "小王"),
    ],
)
def test_the_seller_is_known_in_the_forms_that_chats_have(text: str, seller: str) -> None:
    problems: list[InputError] = []
    found = messages(text, problems, (seller,))
    assert not problems
    assert [one.text for one in found if one.direction == "outbound"] == ["It left today."]
    assert {one.direction for one in found} == {"inbound", "outbound"}


@pytest.mark.parametrize(
    ("text", "seller"),
    [
        ("Anna Chen: Where is it?\nChen Xiaoyu: It left.\nAnna Chen: thanks", "Chen"),
        ("Chenoa: Where is it?\nLi: It left.\nChenoa: thanks", "Chen"),
    ],
)
def test_a_part_of_a_name_that_is_not_one_persons_alone_tells_nothing(text: str, seller: str) -> None:
    problems: list[InputError] = []
    assert {one.direction for one in messages(text, problems, (seller,))} == {"outbound"}
    assert [problem.key for problem in problems] == [UNCLEAR]


@pytest.mark.parametrize(
    "text",
    [
        "<p> Hello Ann\n<br> we sent it\n<p> Bye\n<br> Tom",
        "Dear Tom,\nThe driver said: nobody was at home.\nThe depot said: it is here.\nThe driver said: again.",
        "Please fill in <name> and <order>.\n<name> is yours.\n",
    ],
)
def test_tags_and_what_others_said_cut_no_message(text: str) -> None:
    assert [one.text for one in messages(text, None, ("Ann",))] == [text.strip()]


def spent(line: str, count: int) -> float:
    text = "\n".join(line.replace("#", str(index)) for index in range(count))
    start = time.process_time()
    messages(text, None, ("Li",))
    return time.process_time() - start


@pytest.mark.parametrize(
    "line",
    [
        "Anna#: you",
        "9:12 9:12 9:12 Anna#  : ",
        "[2026-03-03 09:12] A#: hi",
        "a#" + " " * 70 + ":",
        "小李#：你",
        "Li: #\nAnna: #?",
        "An na , [ [ # 2026",
        "Anna# (2026-03-03 09:12): you and so on, longer than a bare heading can be at all",
        "Anna# - 2026-03-03: you",
        "a 2026 " + " ([" * 20 + "#:",
    ],
)
def test_the_time_grows_with_the_lines_and_no_faster(line: str) -> None:
    spent(line, 500)
    assert spent(line, 16_000) < 24 * (spent(line, 2_000) + 0.005)


ASKED = "I ordered the lamp on your page and it came broken, with glass all over the box. Can you help me?"
TOLD = "Sorry to hear that. The new lamp leaves our warehouse tomorrow, and you can keep the broken one for parts."
MORNING, EVENING, DAY = "09:15:00", "21:15:00", "00:00:00"


@pytest.mark.parametrize(
    ("form", "clock"),
    [
        ("{} (2026-10-02 09:15): ", MORNING),
        ("{} (2026-10-02): ", DAY),
        ("{} - 2026-10-02 09:15: ", MORNING),
        ("{} - 2026-10-02: ", DAY),
        ("{} [2026-10-02 09:15]: ", MORNING),
        ("{} 2026-10-02 9:15 PM: ", EVENING),
        ("{}（2026年10月2日 下午9：15）：", EVENING),
        ("{}【2026/10/2 09：15】：", MORNING),
        ("{}, Oct 2, 2026, 9:15 PM: ", EVENING),
        ("{} (2026-10-02T09:15:00Z): ", MORNING),
        ("{} [09:15]: ", None),
        ("{}【上午9：15】：", None),
        ("{} (9:15 PM): ", None),
    ],
)
@pytest.mark.parametrize(
    ("buyer", "seller"), [("Emma Clark", "Chen Xiaoyu"), ("emma", "陈晓雨"), ("Emma Clark", "Customer Service")]
)
def test_a_day_or_time_behind_the_name_is_no_part_of_it(form: str, clock: str | None, buyer: str, seller: str) -> None:
    text = f"{form.format(buyer)}{ASKED}\n{form.format(seller)}{TOLD}\n{form.format(buyer)}thanks"
    problems: list[InputError] = []
    found = messages(text, problems, (seller,))
    assert [(one.direction, one.text) for one in found] == [
        ("inbound", ASKED),
        ("outbound", TOLD),
        ("inbound", "thanks"),
    ]
    assert {str(one.sent)[:19] for one in found} == {f"2026-10-02 {clock}" if clock else "None"} and problems == []
    assert found[0].extra["buyer"] == buyer


def test_two_such_lines_are_a_conversation_of_strangers_by_their_names() -> None:
    problems: list[InputError] = []
    text = f"Emma Clark (2026-10-02 09:15): {ASKED}\nChen Xiaoyu (2026-10-02 09:20): {TOLD}"
    assert [one.text for one in messages(text, problems)] == [ASKED, TOLD]
    assert [problem.values for problem in problems] == [{"one": "Emma Clark", "other": "Chen Xiaoyu"}]


@pytest.mark.parametrize(
    "text",
    [
        "Hello Emma,\nTracking (2026-10-02): 1Z999AA10123456784 has left our warehouse in the north of the country.\n"
        "Delivery (2026-10-05): expected before noon, as the carrier told us this morning on the phone.\nRegards, Chen",
        "Shipped - 2026-10-02: the lamp and the cable, in one parcel that is much heavier than before.\n"
        "Delivered - 2026-10-05: the shade, since it came from another warehouse that you know.\nThank you",
    ],
)
def test_facts_with_a_day_are_no_speeches(text: str) -> None:
    assert len(messages(text)) == 1
