"""Whole numbers written in Chinese numerals."""

from __future__ import annotations

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}


def read_numeral(text: str) -> int | None:
    """The number that Chinese numerals below a hundred million write ("二十", "一千零五", "三万二千"); None for others.

    What leaves its last step out ("三百五") or merely strings digits together ("二〇") is not read: it is not certain.
    """
    higher, found, lower = text.rpartition("万")
    if not found:
        return _below_ten_thousand(text)
    thousands = _below_ten_thousand(higher)
    rest = _below_ten_thousand(lower.removeprefix("零")) if lower else 0
    if not thousands or rest is None or (lower and rest < 1000 and not lower.startswith("零")):
        return None
    return thousands * 10_000 + rest


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last, skipped = 0, None, 10_000, False
    for sign in text:
        if sign in _STEPS:
            step = _STEPS[sign]
            # Only "十" may stand without a digit, at the beginning.
            if step >= last or digit == 0 or (digit is None and (step != 10 or total)):
                return None
            total, digit, last, skipped = total + (digit or 1) * step, None, step, False
        elif sign not in _DIGITS or digit is not None:
            return None
        elif sign in "零〇" and total and not skipped:
            skipped = True
        else:
            digit = _DIGITS[sign]
    if digit is None:
        return None if skipped or not text else total
    # "三百五" means 350, and some mean 305.
    return total + digit if last == 10 or skipped or not total else None
