"""Mails and mailboxes: bodies, headers, attachments of every making, and broken ones."""

from __future__ import annotations

import base64
import io
from datetime import UTC
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages import read
from poa.messages.mail import read_mail, sent_of
from poa.messages.mbox import read_mbox
from poa.messages.times import read_time

HEAD = b"From: Shop <s@shop.example>\nTo: Ann - Amazon <x1@marketplace.amazon.co.jp>\nSubject: hello\n"


def test_a_mail_with_html_and_attachments() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Shop <s@shop.example>", "x1@marketplace.amazon.com", "您好 🎁"
    mail.set_content("plain words")
    mail.add_alternative("<p>shown <b>words</b></p>", subtype="html")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n....", maintype="text", subtype="plain", filename="../../发票 1.txt")
    message = read_mail(mail.as_bytes(), "a.eml")
    assert (message.subject, message.text) == ("您好 🎁", "shown words")
    assert "<b>words</b>" in message.html
    [attachment] = message.attachments
    assert (attachment.name, attachment.mime) == ("发票 1.txt", "image/png")


@pytest.mark.parametrize("charset", ["gb2312", "big5", "shift_jis", "iso-8859-1", "utf-16", "no-such-charset", ""])
def test_bodies_in_any_character_set(charset: str) -> None:
    text = {"big5": "謝謝您", "shift_jis": "商品が届きません", "iso-8859-1": "Größe für Sie"}.get(
        charset, "您好，已退款。"
    )
    codec = charset if charset in ("big5", "shift_jis", "iso-8859-1", "utf-16") else "gb18030"
    stated = f"Content-Type: text/plain; charset={charset}\n".encode() if charset else b""
    body = base64.encodebytes(text.encode(codec))
    raw = HEAD + stated + b"Content-Transfer-Encoding: base64\n\n" + body
    assert read_mail(raw, "a.eml").text == text


def test_encoded_and_raw_headers_are_read() -> None:
    raw = b"From: =?gb2312?B?wO7EyA==?= <s@shop.example>\nSubject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=\n =?utf-8?Q?_ok?=\n\nx"
    message = read_mail(raw, "a.eml")
    assert (message.sender, message.subject) == ("李娜", "Größe ok")
    assert read_mail("Subject: 订单已退款\n\nx".encode("gbk"), "a.eml").subject == "订单已退款"


def test_a_mail_that_went_past_amazon_is_direct_mail() -> None:
    message = read_mail(b"From: s@shop.example\nTo: ann@mail.example\nSubject: hi\n\nx", "a.eml")
    assert (message.channel, message.direction) == ("direct_email", "outbound")


@pytest.mark.parametrize(
    ("receiver", "text", "side"),
    [
        ("Jonas Keller", "Hallo Herr Keller,\nfür fünf Sterne erstatten wir Ihnen 15 Euro.", "outbound"),
        ("张三", "张三您好，好评返现二十元。", "outbound"),
        ("Nordwald", "Wo bleibt mein Zelt?", "inbound"),
        ("", "Hallo, wo bleibt mein Zelt?", "inbound"),
    ],
)
def test_of_two_at_a_relay_the_one_who_is_greeted_did_not_write(receiver: str, text: str, side: str) -> None:
    mail = EmailMessage()
    mail["From"] = "Nordwald <k8s@marketplace.amazon.de>"
    mail["To"] = f"{receiver} <abc@marketplace.amazon.de>"
    mail.set_content(text)
    message = read_mail(mail.as_bytes(), "a.eml")
    assert (message.direction, message.channel) == (side, "buyer_seller_messaging")


def test_a_mail_without_headers_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_mail(b"just words\nand more\n", "a.eml")
    assert caught.value.key == "messages.not_mail"


def test_endless_nesting_is_refused_in_one_sentence() -> None:
    raw = HEAD
    for depth in range(2000):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    with pytest.raises(InputError) as caught:
        read_mail(raw, "a.eml")
    assert caught.value.key == "messages.nested_mail"


def test_a_mail_cut_off_in_the_middle_is_read_and_named(tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_bytes(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nthe words")
    problems: list[InputError] = []
    [message] = read([mail], on_problem=problems.append)
    assert message.text == "the words"
    assert [problem.key for problem in problems] == ["messages.damaged_mail"]


def test_a_mailbox_is_read_to_the_end_and_its_broken_parts_are_named() -> None:
    good = b"From a@b Tue Mar 10 02:42:00 2026\n" + HEAD + b"\nwords %d\n>From the box\n\n"
    nested = HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(50))
    box = (
        good % 1
        + b"From - Tue Mar 10 02:42:00 2026\nno headers here\n\n"
        + b"From a@b Tue Mar 10 02:42:00 2026\n" + nested + b"\n\n"
        + good % 2
        + b"From a@b Tue Mar 10 02:42:00 2026\n" + HEAD
        + b"Content-Type: multipart/mixed; boundary=z\n\n--z\n\nhalf\n\n"
        + good % 3
    )  # fmt: skip
    problems: list[InputError] = []
    found = list(read_mbox(io.BytesIO(box), "m.mbox", problems.append))
    assert [message.text.split("\n")[0] for message in found] == ["words 1", "words 2", "half", "words 3"]
    assert "\nFrom the box" in found[0].text
    assert [(problem.key.split(".")[1], problem.values["number"]) for problem in problems] == [
        ("part_not_mail", 2), ("broken_part", 3), ("damaged_part", 5),
    ]  # fmt: skip
    assert all(problem.line for problem in problems)


def test_a_mail_larger_than_any_mail_is_left_out_and_the_rest_is_read() -> None:
    def chunks() -> bytes:
        return b"From a@b Tue Mar 10 02:42:00 2026\n" + HEAD + b"\n" + b"x" * 79 + b"\n"

    huge = chunks() + (b"y" * 7_999_999 + b"\n") * 7
    problems: list[InputError] = []
    found = list(read_mbox(io.BytesIO(huge + b"\n" + chunks()), "m.mbox", problems.append))
    assert len(found) == 1
    assert [problem.key for problem in problems] == ["messages.long_part"]


def test_own_addresses_are_learned_from_mail_to_buyers() -> None:
    box = (
        b"From a@b Tue Mar 10 02:42:00 2026\n" + HEAD + b"\nx\n\n"
        b"From a@b Tue Mar 10 02:43:00 2026\nFrom: ann@mail.example\nTo: s@shop.example\nSubject: q\n\ny\n"
    )
    found = list(read_mbox(io.BytesIO(box), "m", lambda problem: None, set()))
    assert [message.direction for message in found] == ["outbound", "inbound"]


_LINES = st.sampled_from(
    [
        b"From a@b 10:00\n", b"Subject: x\n", b"\n", b"--b\n", b"--b--\n", b"\xff\x00", b" ",
        b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Transfer-Encoding: base64\n",
        b"Content-Type: text/html; charset=x\n",
        b"=?utf-8?B?x?=",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    "odd",
    [
        b'Content-Type: text/plain; charset="a\x00b"\n\nword\xff',
        "Content-Type: multipart/mixed; boundary=边界\n\n--边界\n\nword".encode(),
        b"Content-Type: multipart/mixed\n\nword",
        b"Content-Transfer-Encoding: base64\n\nd29yZA=\n=",
        b"Date: 99 Foo 99999 99:99:99 +9999\n\nword",
    ],
)
def test_odd_headers_do_not_stop_the_reading(odd: bytes) -> None:
    assert "wor" in read_mail(HEAD + odd, "m").text


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, max_size=25).map(b"".join) | st.binary(max_size=200))
def test_any_bytes_give_messages_or_sentences(raw: bytes) -> None:
    problems: list[InputError] = []
    try:
        list(read_mbox(io.BytesIO(raw), "m", problems.append))
        read_mail(HEAD + raw, "m")
    except InputError as problem:
        problems.append(problem)
    assert all(str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("Nov 20, 2026 9:15 PM PST", 5),
        ("Fri, Nov 20, 2026 at 9:15 PM", 21),
        ("2026年11月20日 下午3点半", 15),
        ("2026年11月20日上午9点", 9),
        ("Fri, 20 Nov 2026 09:00:00 +0800", 1),
        ("2026年11月20日(星期五) 晚上8:20", 20),
        ("2026年11月20日 周五 08:20", 8),
        ("2026年11月20日 早上8:20", 8),
        ("2026年11月20日 中午12:05", 12),
        ("2026年11月20日 中午1点", 13),
    ],
)
def test_the_hour_of_a_date_line_is_read_however_it_is_written(line: str, hour: int) -> None:
    moment = sent_of(line)
    assert moment is not None and moment.astimezone(UTC).hour == hour


def test_twelve_at_night_is_the_end_of_the_day_that_is_named() -> None:
    assert str(sent_of("2026年11月20日晚上12点")) == "2026-11-21 00:00:00+00:00"


@pytest.mark.parametrize(
    "line",
    [
        "0001-01-01T00:00:00+08:00",
        "Fri, 31 Dec 9999 23:59:59 -0800",
        "0001年1月1日 01:00 +08:00",
        "2026年11月20日 25:00",
        "November 20, 2026 99:10",
    ],
)
def test_a_moment_beyond_the_calendar_is_unknown(line: str) -> None:
    assert sent_of(line) is None
    assert read_time(line) is None
