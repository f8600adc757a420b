"""Questions told one after the other end once each."""

from __future__ import annotations

from poa.text.joining import as_sentences


def test_a_part_that_ends_gets_no_second_stop() -> None:
    assert as_sentences(["At least one cause.", "Is it in English?", "the day"], "en") == (
        "At least one cause. Is it in English? the day."
    )
    assert as_sentences(["至少一项措施。", "是英文吗？", "日期"], "zh") == "至少一项措施。是英文吗？日期。"


def test_a_stop_inside_closing_quotation_marks_is_one() -> None:
    assert as_sentences(['He wrote "yes."', "他写道“好。”"], "en") == 'He wrote "yes." 他写道“好。”'


def test_the_same_question_is_told_once_and_an_empty_one_never() -> None:
    assert as_sentences(["When?", " ", "When?"], "en") == "When?"
