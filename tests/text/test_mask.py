"""poa.text.mask: personal data goes, every other word stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.text.mask import mask_personal, personal_spans


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("add my WhatsApp +86 139 5555 4567 please", "add my WhatsApp +86 *** 4567 please"),
        ("0044 20 7946 0958", "0044 *** 0958"),
        ("电话13955554567，谢谢", "电话*** 4567，谢谢"),
        ("call (206) 266-1234", "call *** 1234"),
        ("write to ann.lee@mail.example soon", "write to ***@mail.example soon"),
        (
            "send it to 1200 Maple Avenue, Apt 4B, Springfield, IL 62704",
            "send it to *** Avenue, Apt ***, Springfield, IL ***",
        ),
        ("Lindenstraße 12, 10115 Berlin", "***straße ***, *** Berlin"),
        ("杭州市西湖区文三路123号4栋502室", "杭州市西湖区***路***号***"),
        ("https://wa.me/8613955554567", "https://wa.me/***4567"),
    ],
)
def test_personal_data_is_masked_and_its_kind_stays_visible(written: str, kept: str) -> None:
    assert mask_personal(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Order 113-5550176-2204831 was sent with 1Z999AA10123456784.",
        "Tracking 9400 1000 0000 0000 0000 00, ASIN B0DEV12345, SKU 12345678-90",
        "单号 1234567890123，已发货",
        "EAN 4006381333931, serial no. 2024555512345",
        "on 2026-03-05 01:10 we refunded £12,345.99 of 10.000.000",
        "call the carrier at 1-800-275-8777",
        "a 2 TB Flash Drive, 5 Star Place, in 2024 Court decided",
        "sent via Amazon 12 times",
        "WhatsApp +86 *** 4567",
        "see https://shop.example/item/12345678901?id=13955554567",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert mask_personal(text) == text


def test_known_names_are_masked_as_words_only() -> None:
    masked = mask_personal("Hi Karen,\nKarenina may help. karen\nMay I ask, May! KAREN MILLER", ("Karen Miller", "May"))
    assert masked == "Hi ***,\nKarenina may help. karen\nMay I ask, ***! ***"
    assert mask_personal("王芳您好", ("王芳",)) == "***您好"


def test_spans_carry_places_over_to_the_masked_text() -> None:
    text = "mail a.b@c.example or +86 139 5555 4567"
    spans = personal_spans(text)
    assert [text[start:end] for start, end, _ in spans] == ["a.b", "+86 139 5555 4567"]


_PARTS = st.sampled_from(
    [
        "ann@x.example", "+86 139 5555 4567", "113-5550176-2204831", "call", " ", "12 Mill Road", "，", "号",
        "路", "Karen", "\n", "1", "(", "@", "Apt 4",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120) | st.lists(_PARTS, max_size=30).map("".join))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_personal(text, ("Karen Miller",))
    assert mask_personal(once, ("Karen Miller",)) == once


@pytest.mark.parametrize(
    "text",
    [
        "CALL0000000000000000000000000000:0000000:000000",
        "call me +86 138 0000 45675138 0000 4567000000012 and +86 139 1111 2222",
        ":1212call me 00\n0000000call me phone00-0000000113-5550176-2204831 138 0000 4567(138 0000 4567tel*** \n订单 ",
    ],
)
def test_numbers_in_a_row_are_masked_once_and_for_all(text: str) -> None:
    masked = mask_personal(text)
    assert mask_personal(masked) == masked
    assert "1111" not in masked and "138 0000 4567" not in masked
    pieces, place = [], 0
    for start, end, instead in personal_spans(text):
        assert start >= place
        pieces += [text[place:start], instead]
        place = end
    assert "".join(pieces) + text[place:] == masked


@pytest.mark.parametrize(
    "written",
    [
        "Please write us at help@haojia-home.example instead of using Amazon messages.",
        "Schreiben Sie uns auf WhatsApp +49 151 23456789, dort geht es schneller.",
        "Add my WhatsApp: +86 139 5555 4567",
        "Your chair broke? Contact service@shop.example and we refund it.",
        "加我微信 13955554567",
        "Escríbanos a ayuda@tienda.example",
        "Contattateci: aiuto@negozio.example",
    ],
)
def test_what_a_seller_gives_as_his_own_stays(written: str) -> None:
    assert mask_personal(written, own=True) == written
    assert "***" in mask_personal(written)


@pytest.mark.parametrize(
    "written",
    [
        "We wrote to your address ann.lee@mail.example.",
        "Contact us. Your number is +1 206 266 1234.",
        "You told us to call you at +1 206 266 1234",
        "我们会联系您 13955554567",
        "Wir haben Ihre Nummer +49 151 23456789",
        "The parcel goes to ann.lee@mail.example",
        "Write to us, 12 Mill Road",
    ],
)
def test_what_is_the_buyers_is_masked_in_a_sellers_message_too(written: str) -> None:
    assert "***" in mask_personal(written, own=True)
