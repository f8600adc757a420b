"""Whether one may still sell: restricted already is grave, may not be able to is a risk, a single product neither."""

from __future__ import annotations

import pytest

from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
ABOUT = " 原因：您向买家发送的消息违反了行为准则。请在72小时内提交行动计划。"
OVER = " Your messages to buyers broke our code of conduct. Send a plan of action within 72 hours."


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("您的销售权限目前受到限制，在处理完之前您可能无法销售。", "deactivated"),
        ("我们已限制您的销售资格，您可能无法出售商品。", "deactivated"),
        ("您的账户已受限制，可能无法销售或提现。", "deactivated"),
        ("您目前无法在亚马逊销售商品。", "deactivated"),
        ("您可能无法继续在亚马逊销售。", "at_risk"),
        ("如果不答复，您可能会失去在本商城销售的资格。", "at_risk"),
        ("若再次发生，您可能无法在亚马逊销售。", "warning"),
        ("该商品可能无法销售。", "warning"),
        ("您的账户已被限制发送消息的功能，您仍可以销售。", "messaging_restricted"),
    ],
)
def test_chinese(text: str, severity: str) -> None:
    assert read_notice("您好：" + text + ABOUT, GUIDANCE).severity == severity


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Your selling privileges are restricted; you may not be able to sell.", "deactivated"),
        ("We have restricted your selling privileges because of your messages to buyers.", "deactivated"),
        ("You are currently not able to sell on Amazon.", "deactivated"),
        ("You may not be able to sell on Amazon.", "at_risk"),
        ("You may not be able to sell this product. This is a policy warning.", "warning"),
        ("We restricted your permission to message buyers; your selling privileges are not affected.",
         "messaging_restricted"),
    ],
)  # fmt: skip
def test_english(text: str, severity: str) -> None:
    assert read_notice("Hello, " + text + OVER, GUIDANCE).severity == severity


@pytest.mark.parametrize(
    "text",
    [
        "Sie können möglicherweise nicht mehr bei Amazon verkaufen. Ihre Nachrichten an Käufer verstoßen gegen unsere "
        "Richtlinien. Bitte senden Sie uns innerhalb von 72 Stunden einen Maßnahmenplan.",
        "お客様のメッセージは規約に違反しています。Amazonで販売できなくなる可能性があります。"
        "72時間以内に改善計画を提出してください。",
    ],
)
def test_german_and_japanese(text: str) -> None:
    assert read_notice(text, GUIDANCE).severity == "at_risk"
