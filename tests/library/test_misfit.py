"""What a library says of a value is told in the reader's language."""

from __future__ import annotations

import json

import pytest

from poa.library.misfit import json_fault, misfit


@pytest.mark.parametrize(
    ("what", "english", "chinese"),
    [
        ("Expected `str` matching regex '^[A-LU]$'", "it should look like ^[A-LU]$", "应符合 ^[A-LU]$"),
        ("Expected `str`, got `int`", "it should be a text and is a whole number", "应为文字，实际是整数"),
        ("Expected `array | null`, got `str`", "it should be a list and is a text", "应为列表，实际是文字"),
        ("Expected `array` of length >= 1", "it should be >= 1", "应满足 >= 1"),
        ("Object missing required field `title`", "title is missing", "缺少 title"),
        ("Invalid enum value 'x'", "'x' is not one of the choices", "'x' 不在可选范围内"),
        ("Something new", "its value does not fit", "值不合适"),
    ],
)
def test_a_validation_message_is_told_in_both_languages(what: str, english: str, chinese: str) -> None:
    assert (misfit(what).of("en"), misfit(what).of("zh-Hans")) == (english, chinese)


@pytest.mark.parametrize("text", ["{", "[1,", '{"a" 1}', '{"a": 1 "b"}', '"a', '"\t"', '"\\q"', "1 2", "", "{1: 2}"])
def test_every_fault_of_a_json_text_has_words(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as found:
        json.loads(text)
    told = json_fault(found.value.msg)
    assert told.key != "messages.json.other"
    assert told.of("zh") and not set(told.of("zh")) & set("abcdefghijklmnopqrstuvwxyz")
