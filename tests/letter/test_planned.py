"""What is planned has somebody who does it, in front of a verb or behind a clause that stands by itself."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.model.case import Action, Text
from tests.letter.cases import GUIDANCE, small_case


def _letter(language: str, english: str, chinese: str) -> str:
    known = small_case()
    text = Text(en=english, zh=chinese)
    planned = Action(status="planned", on=date(2026, 3, 20), by=("li",), causes=(1,), text=text)
    return compose(replace(known, actions=(*known.actions, planned)), GUIDANCE, language, draft=True).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "ends the contract with the agency",
            "Planned for 20 March: Li Wei ends the contract with the agency. (Cause 1)",
        ),
        ("will end the contract", "Planned for 20 March: Li Wei will end the contract. (Cause 1)"),
        ("end the contract", "Planned for 20 March: end the contract. (Li Wei; Cause 1)"),
        ("Li Wei ends the contract", "Planned for 20 March: Li Wei ends the contract. (Cause 1)"),
        ("messages are read again", "Planned for 20 March: messages are read again. (Li Wei; Cause 1)"),
        ("this contract ends", "Planned for 20 March: this contract ends. (Li Wei; Cause 1)"),
        ("The contract ends", "Planned for 20 March: The contract ends. (Li Wei; Cause 1)"),
    ],
)
def test_a_plan_that_needs_its_doer_has_him_in_front(said: str, told: str) -> None:
    assert told in _letter("en", said, "终止合同").replace("Wei (operations manager)", "Wei")


def test_the_mirror_names_the_doer_in_front() -> None:
    assert "李伟终止合同" in _letter("zh", "ends the contract", "终止合同").replace("（运营经理）", "")


def test_a_plan_with_a_doer_of_its_own_has_him_alone_in_front_in_both_languages() -> None:
    text = _letter("zh", "a lawyer checks the contract", "律师检查合同").replace("（运营经理）", "")
    assert "计划于 3 月 20 日：律师检查合同。（李伟；原因 1）" in text


def test_a_plan_told_in_chinese_alone_has_its_doer_in_front() -> None:
    assert "李伟终止合同" in _letter("zh", "", "终止合同").replace("（运营经理）", "")
