"""The language of a text, also where addresses stand in it without blanks."""

from __future__ import annotations

import pytest

from poa.audit.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("请把照片发到service@example.com我们马上为您处理退款", "zh-Hans"),
        ("请看https://example.com/help里面有安装步骤和视频说明", "zh-Hans"),
        ("您的订单123-1234567-1234567已于2024年5月3日发货请您留意", "zh-Hans"),
        ("ご注文の商品は3日以内に届きますのでservice@example.comまでお知らせください", "ja"),
        ("Thank you for your order, we have sent it to the address that you gave us.", "en"),
    ],
)
def test_an_address_or_number_within_a_run_takes_nothing_else_away(text: str, language: str) -> None:
    assert detect_language(text)[0] == language


def test_the_letters_of_an_address_do_not_count() -> None:
    assert detect_language("您好 https://www.example.com/an-address-with-many-letters 谢谢您")[0] == "zh-Hans"
