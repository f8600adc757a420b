"""Whole numbers in Chinese numerals."""

from __future__ import annotations

import pytest

from poa.text.numerals import read_numeral
from tests.each import each

_SIGNS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below a hundred million as it is written in full."""
    if number >= 10_000:
        rest = number % 10_000
        between = "零" if 0 < rest < 1000 else ""
        return f"{written(number // 10_000)}万{between}{written(rest) if rest else ''}"
    told, open_zero = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, step)
        if digit:
            told += ("零" if open_zero else "") + _SIGNS[digit] + sign
        open_zero = bool(told) and not digit if digit or told else False
    return told or "零"


@each("number", [*range(1000), 1005, 1010, 1126, 9999, 10_000, 10_005, 11_000, 32_040, 12_345_678])
def test_numbers_written_in_full_are_read(number: int) -> None:
    assert read_numeral(written(number)) == number


@pytest.mark.parametrize(("text", "number"), [("十", 10), ("十二", 12), ("两百", 200), ("一千〇五", 1005)])
def test_usual_short_forms_are_read(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize("text", ["", "三百五", "三万二", "二〇", "一二", "百", "十百", "零十", "一百零", "两三", "x"])
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read_numeral(text) is None
