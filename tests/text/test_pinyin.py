"""Names offered in Latin letters."""

import pytest

from poa.text.pinyin import has_han, name_in_pinyin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("陈晓语", "Chen Xiaoyu"),
        ("周敏", "Zhou Min"),
        ("欧阳娜娜", "Ouyang Nana"),
        ("Dana Whitfield", "Dana Whitfield"),
        ("", ""),
    ],
)
def test_a_chinese_name_is_offered_surname_first(name: str, latin: str) -> None:
    assert name_in_pinyin(name) == latin


def test_chinese_characters_are_seen_in_mixed_text() -> None:
    assert has_han("order 店") and not has_han("order £5, “x” 😀")
