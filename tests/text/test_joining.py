"""Questions told one after the other end once each."""

from __future__ import annotations

import pytest

from poa.text.joining import as_sentences, filled


def test_a_part_that_ends_gets_no_second_stop() -> None:
    assert as_sentences(["At least one cause.", "Is it in English?", "the day"], "en") == (
        "At least one cause. Is it in English? the day."
    )
    assert as_sentences(["至少一项措施。", "是英文吗？", "日期"], "zh") == "至少一项措施。是英文吗？日期。"


def test_a_stop_inside_closing_quotation_marks_is_one() -> None:
    assert as_sentences(['He wrote "yes."', "他写道“好。”"], "en") == 'He wrote "yes." 他写道“好。”'


def test_the_same_question_is_told_once_and_an_empty_one_never() -> None:
    assert as_sentences(["When?", " ", "When?"], "en") == "When?"


@pytest.mark.parametrize(
    ("template", "values", "told"),
    [
        (
            "因为这里改动了：{what}。没有删除。",
            {"what": "信上写哪一天的日期？"},
            "因为这里改动了：信上写哪一天的日期？没有删除。",
        ),
        ("{name}：{value}", {"name": "至少一项措施。", "value": "预防"}, "至少一项措施：预防"),
        ("{name}：{value}", {"name": "哪一天？", "value": "3 月 1 日"}, "哪一天？3 月 1 日"),
        ("{name}: {value}", {"name": "Which day?", "value": "1 March"}, "Which day? 1 March"),
        ("Changed: {what}. Look again.", {"what": "At least one."}, "Changed: At least one. Look again."),
        ("{folder}.docx", {"folder": "Lamps Ltd."}, "Lamps Ltd..docx"),
        ("{n} of {{all}} {what}.", {"n": 3, "what": "Why?"}, "3 of {all} Why?"),
    ],
)
def test_no_stop_and_no_colon_stands_behind_a_mark_of_the_value(
    template: str, values: dict[str, object], told: str
) -> None:
    assert filled(template, values) == told
