"""The seller's own words stand in the letter as whole sentences, whatever he typed."""

from __future__ import annotations

from datetime import date

import pytest

from poa.letter import compose
from poa.model.case import Audit, Case, Earlier, Text
from tests.letter.cases import GUIDANCE, small_case


def _audited(limits: Text) -> Case:
    audit = Audit(
        messages_read=9, period_from=date(2026, 1, 2), period_to=date(2026, 3, 1), read_by=("li",), limits=limits
    )
    return small_case(audit=audit)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("messages sent before January 2, 2026", "Not read: messages sent before January 2, 2026."),
        ("Messages of the tool deleted in May", "Not read: messages of the tool deleted in May."),
        ("Messages before March cannot be exported.", "\nMessages before March cannot be exported."),
        ("we could not read the tool's log", "\nWe could not read the tool's log."),
    ],
)
def test_what_was_not_read_is_a_sentence_or_stands_behind_one(words: str, told: str) -> None:
    assert told in compose(_audited(Text(en=words, zh="没有看")), GUIDANCE, "en").text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2026 年 1 月 2 日以前发送的消息", "没有读的是：2026 年 1 月 2 日以前发送的消息。"),
        ("2025 年的消息无法导出，没有看。", "\n2025 年的消息无法导出，没有看。"),
    ],
)
def test_the_mirror_frames_a_fragment_as_well(words: str, told: str) -> None:
    assert told in compose(_audited(Text(en="x", zh=words)), GUIDANCE, "zh").text


def _refused(why: str) -> str:
    case = small_case(
        branch="further_appeal",
        earlier=(Earlier(on=date(2026, 3, 2), what="appeal"),),
        why_earlier_failed=Text(en=why, zh="上一份计划有误。"),
    )
    return compose(case, GUIDANCE, "en").text


def test_a_letter_begins_with_a_capital_and_names_the_plan_that_it_replaces() -> None:
    text = _refused("the earlier plan named no training")
    assert "\nThe earlier plan named no training." in text
    assert "This plan replaces our plan of 2 March" in text
    assert "replaces it" not in text


def test_a_plan_that_is_named_by_its_day_is_replaced_as_it() -> None:
    assert "This plan replaces it." in _refused("Our plan of 2 March blamed one employee. That was wrong.")
