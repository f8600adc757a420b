"""Words for a kind or a severity in other forms than the usual ones."""

from __future__ import annotations

import pytest

from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])


@pytest.mark.parametrize(
    "text",
    [
        "Sie haben Kunden mehrfach unaufgefordert angeschrieben.",
        "We found that you contacted buyers improperly.",
        "We found unwanted messages to buyers in your account.",
        "您以不当方式联系买家。",
        "您给买家的站内信言辞不当。",
        "您的客服用语不妥，买家已投诉。",
    ],
)
def test_contacting_buyers_in_a_wrong_way_is_inappropriate_communication(text: str) -> None:
    assert read_notice(f"Amazon: {text}", GUIDANCE).kind == "inappropriate_communication"


def test_a_seller_in_german_is_no_buyer() -> None:
    text = "Amazon: Ihr Verkäuferkonto wurde unzulässig oft kontaktiert."
    assert read_notice(text, GUIDANCE).kind == "other"


@pytest.mark.parametrize(
    "text",
    [
        "After a review we have decided not to reinstate your account.",
        "Our decision is final, and we may not answer further e-mails about your account.",
        "Wir haben entschieden, Ihr Konto nicht zu reaktivieren.",
        "经过审核，我们决定不恢复您的账户。",
        "Nous ne pouvons pas réactiver votre compte pour le moment. Amazon.fr",
    ],
)
def test_a_final_no_is_a_refusal(text: str) -> None:
    assert read_notice(text, GUIDANCE).severity == "refusal"


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("We have removed these listings: B0ABCDE123.", True),
        ("您的商品已被下架。", True),
        ("This is a policy warning. Repeated violations may lead to the removal of listings.", False),
        ("Your account has been deactivated and your listings have been removed.", False),
    ],
)
def test_products_taken_down_are_told_apart_from_a_warning(text: str, removed: bool) -> None:
    notice = read_notice(f"Amazon: {text}", GUIDANCE)
    assert ("severity.product_removed" in notice.evidence) is removed
    assert notice.severity == ("warning" if removed or "warning" in text else "deactivated")
