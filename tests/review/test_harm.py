"""What is no remedy is a veto: a way round, evidence destroyed, silence paid for, a record altered."""

from __future__ import annotations

from datetime import date

import pytest

from poa.letter import compose
from poa.model.case import Action, Text
from poa.review import review
from tests.letter.cases import GUIDANCE, small_case


@pytest.mark.parametrize(
    ("english", "chinese", "harms"),
    [
        ("opened a second seller account so that sales could go on", "新开了一个店铺继续销售", True),
        ("deleted the messages so that nobody could find them", "删除了聊天记录以免被查到", True),
        ("paid both buyers 20 pounds to change their statement", "给两位买家付了钱让他们改口", True),
        ("backdated the training record", "倒签了培训记录", True),
        ("deleted the automated messages in the tool", "删除了工具里的自动消息", False),
        ("deleted the buyers' numbers from the phone", "从手机里删除了买家号码", False),
        ("opened a new case with Seller Support", "向客服开了新案件", False),
        ("paid the buyer's return postage", "付了买家的退货邮费", False),
        ("registered a new user account for Li Wei", "为李伟开通了只读权限的子账号", False),
        ("refunded both buyers in full and asked for nothing", "给两位买家全额退款，没有提任何要求", False),
        ("checked that no record was forged", "检查了记录是否被篡改", False),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_action_that_harms_is_a_veto(english: str, chinese: str, harms: bool, language: str) -> None:
    action = Action(status="done", on=date(2026, 3, 14), causes=(1,), text=Text(en=english, zh=chinese))
    case = small_case(actions=(action,))
    letter = compose(case, GUIDANCE, language, draft=True)
    found = review(letter, guidance=GUIDANCE, case=case, today=date(2026, 3, 16))
    assert ("V4" in found.vetoes) is harms
    assert any("is no remedy" in remark.message.en for remark in found.remarks) is harms
