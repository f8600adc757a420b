"""How long a letter is said to be."""

from __future__ import annotations

from poa.tui.counts import words_in


def test_an_english_letter_is_counted_in_words_though_a_missing_fact_is_told_in_chinese() -> None:
    assert words_in("We closed the account on 13 March. [missing: 谁检查]", "en") == 8


def test_a_chinese_letter_is_counted_in_characters() -> None:
    assert words_in("我们于 13 March 关闭了 WhatsApp 账户。", "zh") == 8
