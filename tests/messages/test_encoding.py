"""poa.messages.encoding: right on short text of every encoding, and a name for what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages.encoding import decode

_SIMPLIFIED = [
    "你好",
    "退货",
    "不客气",
    "已发货，单号SF123456",
    "亲，麻烦改一下评价",
    "锂电池充电器坏了",
    "好的，已退款。",
    "灯罩有裂纹",
]
_TRADITIONAL = ["您好", "退貨", "不客氣", "親，麻煩改一下評價", "鋰電池充電器壞了", "好的，已退款。", "謝謝您的訂單"]
_JAPANESE = ["返品", "こんにちは", "商品が届きません", "レビューをお願いします。", "壊れています"]
_WESTERN = [
    "für",
    "Größe",
    "déjà vu",
    "¿Dónde está?",
    "perché",
    "It’s £5",
    "30 °C",
    "“quote”",
    "Garçon – ça va",
    "è",
    "zurück",
]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [(encoding, text) for encoding in ("gb18030", "gbk") for text in _SIMPLIFIED]
    + [("big5", text) for text in _TRADITIONAL]
    + [("shift_jis", text) for text in _JAPANESE]
    + [("cp1252", text) for text in _WESTERN]
    + [(encoding, text) for encoding in ("utf-8", "utf-8-sig", "utf-16") for text in (*_SIMPLIFIED, *_WESTERN)],
)
def test_short_text_is_read_in_its_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(encoding: str) -> None:
    for text in ("Hello", "您好，", "返品をお願いします。", "订单 113-5550176-2204831 已退款", "第一行\n第二行"):
        assert decode(text.encode(encoding)) == (text, encoding)


def test_a_utf8_text_cut_in_the_middle_of_a_character_stays_utf8() -> None:
    text, encoding = decode("您好，订单".encode()[:-1])
    assert (text[:4], encoding) == ("您好，订", "utf-8")


def test_a_broken_byte_does_not_turn_chinese_into_signs() -> None:
    raw = "您好，您的订单已经发出，请您留意查收。".encode()
    assert "订单已经发出" in decode(raw[:9] + b"\xff" + raw[9:])[0]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "png"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"PK\x03\x04\x14\x00[Content_Types].xml word/document.xml", "docx"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpeg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        (bytes(range(256)) * 4, "data"),
        (b"\x00" * 400, "data"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(raw)
    assert caught.value.key == f"messages.not_text.{kind}"
    assert str(caught.value)


def test_the_sentence_says_what_it_is() -> None:
    with pytest.raises(InputError, match="This is a PNG picture, not text"):
        decode(b"\x89PNG\r\n\x1a\n\x00")


def test_a_stray_nul_does_not_hide_a_text() -> None:
    assert decode(b"Please refund the order, thank you." + b"\x00" + "谢谢".encode())[0].endswith("谢谢")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_sentence(raw: bytes) -> None:
    try:
        text, encoding = decode(raw)
    except InputError as problem:
        assert str(problem)
    else:
        assert isinstance(text, str)
        assert encoding


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\x00\ufeff", exclude_categories=("Cs", "Cc"))))
def test_utf8_is_always_read_as_it_was_written(text: str) -> None:
    try:
        assert decode(text.encode())[0] == text
    except InputError as problem:
        assert problem.key.startswith("messages.not_text.")
