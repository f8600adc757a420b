"""What the opening counts agrees with what the causes count, and adds up."""

from __future__ import annotations

import re
from datetime import date

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.library.playbook import load_playbook
from poa.model.case import Case, Cause, Incident, Text
from tests.letter.cases import GUIDANCE, small_case

REFUND, REWARD, CONTACT = "coc.refund-for-review", "type.incentivised-review", "content.physical-address-or-messenger"
SENDERS = ("Wang Li", "Chen Wei", "Li Na", "Zhao Lei")


def sent(number: int, *rules: str, order: bool = True) -> Incident:
    return Incident(
        order_id=f"112-{number:07}-0000000" if order else "",
        on=date(2026, 1, 1 + number),
        by=SENDERS[number % 4],
        rules=rules,
        quote=f"words of message {number}",
    )


def many() -> Case:
    """Five messages on refunds, five on contact of which one also offered a reward, one without an order."""
    found = [sent(n, REFUND) for n in range(5)] + [sent(n, CONTACT) for n in range(5, 9)]
    found += [sent(9, REWARD, CONTACT), sent(10, REWARD, order=False), sent(11, REWARD), sent(12, REWARD)]
    return small_case(incidents=tuple(found))


def opening(case: Case, language: str) -> str:
    letter = compose(case, GUIDANCE, language, draft=True)
    return next(block.text for block in letter.blocks if block.key == "opening")


def test_a_message_that_did_two_things_is_counted_in_both() -> None:
    told = opening(many(), "en")
    assert "the buyers of five orders a way of contact" in told
    assert "Together these are 13 messages on 12 orders; one did more than one of these things; one bears" in told
    together = "以上合计 13 条消息，涉及 12 个订单；其中一条同时属于不止一类；一条没有订单号。"
    assert together in opening(many(), "zh")


def test_a_few_messages_are_not_added_up() -> None:
    case = small_case(incidents=(sent(1, REFUND), sent(2, CONTACT)))
    assert "Together" not in opening(case, "en")


def test_what_the_opening_leaves_out_is_told_by_its_words() -> None:
    others = [sent(13, "coc.no-circumvention"), sent(14, "content.external-link")]
    case = small_case(incidents=(*many().incidents, *others))
    text = compose(case, GUIDANCE, "en", draft=True).text
    assert "words of message 13" in text and "told in section 1" in opening(case, "en")


def test_a_card_is_no_message_of_the_sum() -> None:
    card = Incident(channel="package_insert", on=date(2026, 1, 1), rules=(REWARD,), quote="words of the card")
    case = small_case(incidents=(card, *(sent(n, REFUND) for n in range(5)), sent(5, CONTACT, order=False)))
    told = opening(case, "en")
    assert "Together these are six messages on five orders; one bears no order number." in told
    alone = small_case(incidents=(card, *(sent(n, REFUND) for n in range(5))))
    assert "Together" not in opening(alone, "en") and "以上合计" not in opening(alone, "zh")


def test_few_messages_beside_those_that_the_opening_tells_are_said_to_follow() -> None:
    rules = (REFUND, CONTACT, REWARD, "coc.no-circumvention", "content.external-link")
    case = small_case(incidents=tuple(sent(n, rule) for n, rule in enumerate(rules)))
    told = opening(case, "en")
    assert "Together these are three messages on three orders. Two more are told in section 1." in told
    assert "另有两条见第一部分" in opening(case, "zh")


def test_a_shop_does_not_put_its_own_messages_down_to_others() -> None:
    agency = replace(sent(1, REWARD, "coc.third-parties"), by="", service=Text(en="the agency StarPath", zh="代运营"))
    case = small_case(incidents=(agency, sent(2, REFUND)))
    assert "Both messages broke the rules, and we are responsible for them." in opening(case, "en")
    assert "done for us" not in opening(case, "en")
    both = small_case(incidents=(agency, replace(sent(2, REFUND, "coc.third-parties"), by="", service=Text(en="X"))))
    assert "What was done for us counts as done by us" in opening(both, "en")


def test_a_policy_is_the_subject_of_one_clause_and_leaves_room_for_what_else_was_broken() -> None:
    rules = (REWARD, REFUND, "coc.third-parties", "coc.ask-contact-details")
    case = small_case(incidents=tuple(sent(n, rule) for n, rule in enumerate(rules)))
    told = opening(case, "en")
    assert "removing a review and makes the seller answerable for everyone who acts for the account" in told
    assert told.count("the Seller Code of Conduct") == 1 and "only through Buyer-Seller Messaging" in told
    assert "修改、删除评论，并规定，卖家对所有代其行事的人负责" in opening(case, "zh")


CONTACT_CAUSE = {"reason": Text(en="buyers asked for a video", zh="买家要视频"), "orders": 2}


@pytest.mark.parametrize(
    ("act", "english", "chinese"),
    [
        ("asked", "we asked buyers for their contact details because", "我们向买家索要联系方式，原因是："),
        ("gave", "we gave buyers contact details outside Amazon because", "我们把站外联系方式给了买家，原因是："),
        ("both", "we asked buyers for their contact details or gave them ours", "索要联系方式或把我们的给了买家"),
        (None, "contact moved outside Amazon's messages because", "联系转到了站外，原因是："),
    ],
)
def test_a_cause_says_whether_contact_details_were_asked_for_or_given(act: str, english: str, chinese: str) -> None:
    cause = Cause(entry="c08-asks-for-contact", slots={**CONTACT_CAUSE, **({"act": act} if act else {})})
    case = small_case(causes=(cause,))
    assert english in compose(case, GUIDANCE, "en", draft=True).text
    assert chinese in compose(case, GUIDANCE, "zh", draft=True).text


@pytest.mark.parametrize("habit", ["王丽在上一家公司学来的做法", "我们以前做批发时一直用微信"])
def test_a_phrase_and_a_sentence_both_fit_where_a_habit_is_told(habit: str) -> None:
    cause = Cause(
        entry="c04-refund-for-review",
        slots={"template": Text(en='"review script"', zh="改评话术"), "unread": True, "habit": Text(en="x", zh=habit)},
    )
    text = compose(small_case(causes=(cause,)), GUIDANCE, "zh", draft=True).text
    assert f"。这种做法的由来：{habit}。" in text and "而且" not in text


def test_a_quoted_name_that_says_what_it_is_takes_its_article() -> None:
    cause = Cause(
        entry="c04-refund-for-review",
        slots={"lead": "li", "template": Text(en='"review script"', zh="改评话术"), "dated": "2026-04-01"},
    )
    text = compose(small_case(causes=(cause,)), GUIDANCE, "en", draft=True).text
    assert 'wrote the "review script" on' in text


def test_the_mirror_says_of_a_quotation_without_translation_that_it_is_foreign() -> None:
    case = small_case()
    assert "（原文为英文）" in compose(case, GUIDANCE, "zh", draft=True).text
    masked = Incident(order_id="1", on=date(2026, 1, 1), by="li", rules=(REFUND,), quote="Write us at ***@shop.example")
    assert "（原文为英文）" in compose(small_case(incidents=(masked,)), GUIDANCE, "zh", draft=True).text
    german = Incident(order_id="1", on=date(2026, 1, 1), by="li", rules=(REFUND,), quote="Bitte ändern")
    assert "（原文为外文）" in compose(small_case(incidents=(german,)), GUIDANCE, "zh", draft=True).text
    assert "原文为" not in compose(case, GUIDANCE, "en", draft=True).text


def test_a_cause_does_not_say_that_what_the_actions_ended_still_goes_on() -> None:
    causes = load_playbook(GUIDANCE).causes.values()
    told = [sentence.text for cause in causes for sentence in (*cause.sentences, *cause.more)]
    assert len(told) > 50
    assert not [
        text.en for text in told if re.search(r"\b(has|have) \w+.*\bsince \{|[Ss]ince \{.*\b(has|have)\b", text.en)
    ]
    assert not [text.zh for text in told if re.search(r"自\{since\}起[^。]*一直", text.zh)]


def test_advertising_to_many_goes_to_the_buyers_of_the_orders_that_are_named() -> None:
    rule = "type.marketing-coupons"
    incident = replace(sent(1, rule), on=date(2026, 1, 2))
    case = small_case(incidents=(incident,))
    case = replace(case, audit=replace(case.audit, messages_in_breach=61, orders_in_breach=61, alike=True))
    told = opening(case, "en")
    assert "sent advertising to the buyers of 61 orders, among them order 112-0000001-0000000." in told
