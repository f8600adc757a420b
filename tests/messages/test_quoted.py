"""poa.messages.quoted: nobody is accused of words that the other side wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.messages.quoted import quoted_spans


def own(text: str) -> str:
    """What the sender wrote."""
    place, parts = 0, []
    for start, end in quoted_spans(text):
        parts.append(text[place:start])
        place = end
    return ("".join(parts) + text[place:]).strip()


@pytest.mark.parametrize(
    "head",
    [
        "On Tue, Mar 10, 2026 at 2:42 AM Ann <a@b.example> wrote:",
        "On Tue, Mar 10, 2026 at 2:42 AM Ann with a long name\n<a@b.example> wrote:",
        "-----Original Message-----",
        "Am 10.03.2026 um 02:42 schrieb Ann <a@b.example>:",
        "Le mar. 10 mars 2026 à 02:42, Ann <a@b.example> a écrit :",
        "Il giorno mar 10 mar 2026 alle 02:42 Ann ha scritto:",
        "El mar, 10 mar 2026 a las 2:42, Ann escribió:",
        "2026年3月10日 10:42，Ann <a@b.example> 写道：",
        "Ann <a@b.example> 于2026年3月10日周二 10:42写道：",
        "------------------ 原始邮件 ------------------",
        "发件人: Ann\n发送时间: 2026年3月10日\n主题: 你好",
        "From: Ann\nSent: Tuesday\nSubject: hi",
        "Von: Ann\nGesendet: Dienstag\nAn: Laden",
    ],
)
def test_what_follows_a_quoting_line_is_quoted(head: str) -> None:
    assert own(f"Thank you for the photo.\n\n{head}\nYou idiots, here is my phone.\nmore") == "Thank you for the photo."


def test_lines_with_angle_brackets_are_quoted_and_answers_between_stay() -> None:
    assert own("> Where is it?\nOn its way.\n> When?\n> Tell me.\nTomorrow.") == "On its way.\n\nTomorrow."


@pytest.mark.parametrize(
    "text",
    [
        "From: our warehouse it takes two days.",
        "On the box they wrote:\n50 W",
        "2026 年 4 月 9 日，张磊写道：\n保证金",
        "The value is > 5 V",
        "",
    ],
)
def test_ordinary_words_are_not_taken_for_a_quotation(text: str) -> None:
    assert quoted_spans(text) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["> a", "On 1:11 x wrote:", "From: x", "To: y", "", "own"])).map("\n".join)
)
def test_spans_are_in_order_and_inside(text: str) -> None:
    place = 0
    for start, end in quoted_spans(text):
        assert place <= start < end <= len(text)
        place = end


@pytest.mark.parametrize(
    "text",
    [
        "Hello Anna,\n\non its way:\n\nFrom: Ohio warehouse\nTo: your address\nDate: 12 March 2026\n\nBye",
        "亲爱的买家：\n\n发件人：深圳仓库\n收件人：您\n日期：2026年3月12日\n\n请查收",
        "-----Original Message-----\nFrom: shop@lumatek.example\nTo: anna@marketplace.amazon.com\n\nLook again.",
        "Begin forwarded message:\n\nFrom: Shop <shop@lumatek.example>\nDate: 3 March 2026 at 9:12\n\nLook again.",
    ],
)
def test_lines_of_an_address_and_a_mail_that_is_all_there_is_are_not_quoted(text: str) -> None:
    assert quoted_spans(text) == ()


@pytest.mark.parametrize(
    "head",
    [
        "On 3 March 2026 at 9:12 <x7@marketplace.amazon.com> wrote:",
        "On 3 March 2026 at 9:12 Anna\n<x7@marketplace.amazon.com> wrote:",
    ],
)
def test_a_buyers_mail_with_nothing_above_is_the_buyers(head: str) -> None:
    assert quoted_spans(f"{head}\nGive me your WhatsApp.")


def test_each_line_is_looked_at_once_however_many_look_like_a_mails_head() -> None:
    # Looking back from every line took minutes here.
    assert quoted_spans("a: b\n" * 30_000 + "x >") == ()
