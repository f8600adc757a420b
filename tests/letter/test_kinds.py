"""A breach is named as exactly as what was sent shows, and no more exactly."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.letter.kinds import said
from poa.library.playbook import load_playbook
from poa.model.case import Incident, Text
from tests.letter.cases import GUIDANCE, small_case

PLAYBOOK = load_playbook(GUIDANCE)
RULE = "type.incentivised-review"


def _letter(language: str = "en", rule: str = RULE, **changes: object) -> str:
    known = small_case()
    incident = replace(known.incidents[0], rules=(rule,), act=Text(), **changes)
    return compose(replace(known, incidents=(incident,)), GUIDANCE, language, draft=True).text


def test_a_plain_request_for_stars_is_not_confessed_as_a_reward() -> None:
    english = _letter(quote="We hope you love the pan! Please leave us a positive 5 star review.")
    assert english.startswith("Plan of Action: attempts to obtain positive reviews\n")
    assert " tried to obtain a positive review" in english
    assert "prohibit rewarding or persuading buyers to leave positive reviews" in english
    chinese = _letter("zh", quote="请给我们五星好评，这对小店很重要。")
    assert "以好处换取评论" not in chinese and "索要好评" in chinese


def test_a_reward_that_the_message_shows_is_named() -> None:
    english = _letter(quote="Leave a 5 star review and we will send you a $10 gift card.")
    assert english.startswith("Plan of Action: rewards for reviews\n")
    assert "offered a reward for a review" in english and "prohibit any reward for a review" in english
    assert "以好处换取评论" in _letter("zh", quote="五星好评截图发客服，返现20元。")


def test_a_reward_that_the_seller_tells_is_named_in_the_title() -> None:
    known = small_case()
    told = Text(en="offered a coupon for five stars", zh="用优惠券换五星")
    case = replace(known, incidents=(replace(known.incidents[0], rules=(RULE,), quote="", act=told),))
    assert compose(case, GUIDANCE, "en", draft=True).text.startswith("Plan of Action: rewards for reviews\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We have refunded you in full. Please leave us five stars.", False),
        ("Feel free to return it. Five stars would help us.", False),
        ("We hope the gift set arrived well. Please rate us five stars.", False),
        ("Five stars, and PayPal转账 follows", True),
        ("Leave five stars: 10% off your next order", True),
        ("五星好评返现，请截图", True),
        ("Wir senden Ihnen einen Gutschein für fünf Sterne.", True),
        ("星5のレビューで500円分のギフト券を差し上げます。", True),
        ("收到后麻烦给个五星好评哦", False),
    ],
)
def test_only_words_of_an_offer_show_a_reward(text: str, shown: bool) -> None:
    kind = PLAYBOOK.conduct["incentivised-review"]
    assert (kind.as_shown(said(Incident(quote=text))) != kind) is shown


def test_influence_on_ratings_is_not_told_as_requests_to_satisfied_buyers() -> None:
    english = _letter(rule="coc.no-influence", quote="Please do not write anything bad about us in public.")
    assert english.startswith("Plan of Action: influencing reviews through messages\n")
    assert "satisfied" not in english.partition("\n\n")[0]
