"""How the letter speaks: conditions kept, acts joined, one voice, no claim beyond the answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.model.case import Action, Audit, Case, Cause, Earlier, Incident, LedgerRow, Measure, Person, Stream, Text, Turn
from tests.letter.cases import GUIDANCE, small_case

BASE = small_case()
DANA = Person(id="dana", en="Dana Adler", zh="达娜·阿德勒", role=Text(en="owner", zh="店主"))


def _letter(language: str = "en", length: str = "standard", **changes: Any) -> str:
    return compose(small_case(**changes), GUIDANCE, language, draft=True, length=length).text


def _measure(**changes: Any) -> tuple[Measure, ...]:
    return (replace(BASE.measures[0], **changes),)


OTHER = "205-5550176-2204831"


def _incident(**changes: Any) -> Incident:
    return replace(BASE.incidents[0], **changes)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Adler handles all cancellations herself for 30 days.", "On a breach, Adler handles all"),
        ("The agent's permission ends on the same day.", "On a breach, the agent's permission ends"),
        ("permission ends the same day", "On a breach, permission ends"),
        ("A breach ends the permission.", "week. A breach ends the permission."),
        ("Whoever breaks the rule loses permission.", "week. Whoever breaks the rule"),
        ("After a second case the bonus ends.", "week. After a second case"),
    ],
)
def test_what_follows_a_breach_is_never_told_as_a_standing_rule(said: str, told: str) -> None:
    people = (*BASE.people, DANA)
    measures = _measure(check=Text(en="ten messages are read each week"), if_broken=Text(en=said, zh="x"))
    assert told in _letter(people=people, measures=measures)


def test_the_chinese_mirror_keeps_the_condition_too() -> None:
    broken = Text(en="Adler cancels herself", zh="阿德勒亲自处理 30 天")
    assert "发现违规，阿德勒亲自处理 30 天" in _letter("zh", measures=_measure(if_broken=broken))


def test_a_check_has_one_form_whether_sentence_or_clause() -> None:
    text = _letter(measures=_measure(check=Text(en="The list is read.", zh="看名单。")))
    assert "Check: every Monday, the list is read." in text


def test_a_message_without_order_number_counts_among_those_found() -> None:
    audit = Audit(period_from=date(2026, 1, 1), period_to=date(2026, 3, 12), read_by=("li",), messages_read=40,
                  messages_in_breach=3)  # fmt: skip
    text = _letter(incidents=(_incident(order_id="", recipient="amazon_staff"),), audit=audit)
    assert "found two more. This plan covers all three." in text


def test_a_message_sent_outside_the_period_read_is_not_set_off() -> None:
    audit = Audit(period_from=date(2026, 1, 1), period_to=date(2026, 3, 1), read_by=("li",), messages_read=40,
                  messages_in_breach=3)  # fmt: skip
    text = _letter(audit=audit)
    assert "two more" not in text
    assert "In all, three messages were in breach" in text


def test_a_card_is_counted_apart_from_the_messages() -> None:
    card = Incident(channel="package_insert", on=date(2026, 1, 1), rules=("type.incentivised-review",),
                    act=Text(en="promised a gift", zh="承诺赠品"), quote="Gift!")  # fmt: skip
    audit = Audit(period_from=date(2026, 1, 1), period_to=date(2026, 3, 12), read_by=("li",), messages_read=40,
                  messages_in_breach=3)  # fmt: skip
    text = _letter(incidents=(card, _incident(act=Text(en="promised a gift", zh="承诺赠品"))), audit=audit)
    assert "Among the 40 messages we then read, two more were in breach" in text
    assert "This plan covers the card and all three messages." in text
    assert "Li Wei (operations manager) did the same in one message" in text


def test_one_act_on_two_orders_is_one_sentence() -> None:
    two = (_incident(), _incident(order_id="1-2", on=date(2026, 3, 12)))
    assert "On 10 and 12 March 2026 Li Wei (operations manager) asked the buyers of orders" in _letter(incidents=two)


def test_the_opening_tells_the_whole_extent_where_all_messages_were_alike() -> None:
    audit = Audit(read_by=("li",), messages_read=900, messages_in_breach=61, orders_in_breach=44, alike=True,
                  breach_from=date(2025, 12, 11), breach_to=date(2026, 3, 10))  # fmt: skip
    text = _letter(audit=audit)
    assert "From 11 December 2025 to 10 March 2026" in text
    assert "asked the buyers of 44 orders, in 61 messages, for a WhatsApp number, among them order 204-" in text


def test_an_agency_wrote_in_our_name_and_is_no_tool() -> None:
    text = _letter(incidents=(_incident(by="", service=Text(en="the agency Callbridge", zh="代理公司 Callbridge")),))
    assert "the agency Callbridge asked the buyer of order" in text
    assert "The agency Callbridge wrote in our name, and we are responsible for every message." in text
    assert "tool" not in text


ALONE: dict[str, Any] = {"store": replace(BASE.store, team_size=1)}


def test_a_shop_of_one_person_speaks_as_i() -> None:
    study = Action(entry="a14-training", status="done", on=date(2026, 3, 14), by=("li",), causes=(1,),
                   slots={"people": ("li",), "minutes": 60, "topics": Text(en="the rules", zh="规则"), "questions": 15,
                          "pass_mark": 13, "result": Text(en="I scored 14", zh="答对 14 题")})  # fmt: skip
    text = _letter(actions=(*BASE.actions, study), **ALONE)
    assert "I asked the buyer of order" in text
    assert "I am responsible for it" in text
    assert "I studied the rules for 60 minutes and took a test of 15 questions (pass mark 13). I scored 14." in text
    assert "Li Wei" not in text
    assert " we " not in text.lower().replace("we are", "we ")


def test_own_words_that_name_the_person_keep_the_letter_in_the_third_person() -> None:
    cause = Cause(text=Text(en="Li Wei answered at night.", zh="李伟夜里回复。"))
    assert "Li Wei (operations manager) asked the buyer" in _letter(causes=(cause,), **ALONE)


def test_a_western_name_is_shortened_even_with_a_chinese_form() -> None:
    text = _letter(
        people=(*BASE.people, DANA), measures=_measure(owner="dana"), actions=(replace(BASE.actions[0], by=("dana",)),)
    )
    assert "Dana Adler (owner) deleted" in text
    assert "Owner: Adler." in text


def test_a_single_breach_is_not_listed_again_below_its_quotation() -> None:
    row = LedgerRow(order_id=BASE.incidents[0].order_id, by="li", on=(date(2026, 3, 10),))
    audit = Audit(read_by=("li",), messages_read=40, ledger_complete=True, ledger=(row,), all=True,
                  period_from=date(2026, 1, 1), period_to=date(2026, 3, 12))  # fmt: skip
    text = _letter(audit=audit)
    assert "Li Wei read all 40 messages sent from 1 January to 12 March" in text
    assert "quoted above" not in text


def test_a_sample_is_called_a_sample() -> None:
    night = Stream(Text(en="messages of the night shift", zh="夜班的消息"), 3918, in_breach=61, orders=44)
    day = Stream(Text(en="messages of the day shift", zh="白班的消息"), 1200, in_breach=0, sample_of=9340)
    text = _letter(audit=Audit(read_by=("li",), streams=(night, day), messages_in_breach=61))
    assert "read 3,918 messages of the night shift (61 in breach, on 44 orders)" in text
    assert "a sample of 1,200 out of 9,340 messages of the day shift (none in breach)" in text
    assert "Of these" not in text


def test_an_earlier_warning_stands_at_the_head_and_wants_a_cause() -> None:
    earlier = (Earlier(date(2025, 5, 4), "warning", Text(en="a telephone number", zh="电话号码")),)
    letter = compose(small_case(earlier=earlier), GUIDANCE, "en", draft=True)
    assert "why_earlier_failed" in [gap.path for gap in letter.gaps]
    answered = small_case(earlier=earlier, causes=(replace(BASE.causes[0], earlier=True),))
    letter = compose(answered, GUIDANCE, "en")
    assert "Earlier warning: 4 May 2025" in letter.text
    assert "we had already been warned about a telephone number" in letter.text


def test_entries_claim_only_what_was_answered() -> None:
    refund = Action(entry="a07-refund-unconditionally", status="done", on=date(2026, 3, 14), by=("li",), causes=(1,),
                    slots={"orders": 1, "amount": "EUR 34.90"})  # fmt: skip
    told = replace(refund, slots={**refund.slots, "told": True})
    assert "refunded one order (204-5550176-2204831) without condition, EUR 34.90." in _letter(actions=(refund,))
    assert "told the buyer that the refund does not depend on a review" in _letter(actions=(told,))
    assert "无条件退款 34.90 欧元" in _letter("zh", actions=(refund,))


def test_search_words_are_joined_like_a_list() -> None:
    read = Measure(entry="m02-messages-read", status="in_force", owner="li", causes=(1,),
                   frequency=Text(en="every Monday", zh="每周一"),
                   slots={"sample": 30, "search_words": Text(en='"star", "free", "gift"', zh="x")})  # fmt: skip
    assert 'searched for "star", "free" and "gift".' in _letter(measures=(read,))


def test_a_chinese_quotation_is_called_a_translation() -> None:
    text = _letter(incidents=(_incident(quote="请加我微信", quote_en="Please add me on WeChat"),))
    assert '"Please add me on WeChat" (translated from Chinese)' in text


def test_a_dispute_shows_the_conversation_and_denies_exactly_what_was_alleged() -> None:
    turns = (
        Turn(sender="buyer", on=date(2026, 3, 9), text=Text(en="gave a number", zh="给了号码"), exhibits=(1,)),
        Turn(sender="us", on=date(2026, 3, 10), by="li", quote="Please keep writing here."),
    )
    audit = Audit(read_by=("li",), messages_read=922, messages_in_breach=0, all=True)
    case: Case = small_case(branch="dispute", incidents=(), conversation=turns, audit=audit,
                            alleged=Text(en="asked the buyer for a number", zh="向买家索要号码"))  # fmt: skip
    letter = compose(case, GUIDANCE, "en")
    assert "The notice says that we asked the buyer of order 204-5550176-2204831 for a number." in letter.text
    assert "We did not; the complete conversation is attached (Exhibit 1)." in letter.text
    assert '10 March, Li Wei (operations manager): "Please keep writing here."' in letter.text
    assert "We found none in which we asked a buyer for a number." in letter.text
    assert compose(case, GUIDANCE, "zh").gaps == ()


def test_the_american_letter_spells_american() -> None:
    incidents = (_incident(rules=("order.never-ask-cancel",)),)
    american = _letter(store=replace(BASE.store, marketplace="US"), incidents=incidents)
    assert "cannot fulfill" in american
    assert "cannot fulfil." in _letter(incidents=incidents)


def test_a_check_tied_to_an_event_is_not_asked_how_often() -> None:
    sign_off = Measure(entry="m10-print-sign-off", status="in_force", owner="li", causes=(1,), slots={"number": 10})
    letter = compose(small_case(measures=(sign_off,)), GUIDANCE, "en")
    assert "Check: 10 boxes of each incoming batch are opened and photographed." in letter.text


def test_a_card_in_parcels_is_told_with_its_period() -> None:
    card = Incident(channel="package_insert", on=date(2025, 12, 1), until=date(2026, 3, 11), rules=("review.inserts",),
                    act=Text(en="promised a gift", zh="承诺赠品"))  # fmt: skip
    assert "From 1 December 2025 to 11 March 2026 a card in our parcels promised a gift." in _letter(incidents=(card,))


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        (
            {"service": Text(en="Kundenstern Media", zh="星客媒体")},
            "From 1 December 2025 to 11 March 2026 Kundenstern Media put a card into parcels.",
            "2025 年 12 月 1 日至 2026 年 3 月 11 日期间，星客媒体在包裹里放了卡片",
        ),
        (
            {},
            "From 1 December 2025 to 11 March 2026 we put a card into parcels.",
            "2025 年 12 月 1 日至 2026 年 3 月 11 日期间，我们在包裹里放了卡片",
        ),
        ({"until": None}, "From 1 December 2025 we put a card into parcels.", "自 2025 年 12 月 1 日起，我们在包裹里"),
    ],
)
def test_who_put_a_card_into_parcels_is_no_card(change: dict[str, Any], english: str, chinese: str) -> None:
    act = Text(en="put a card into parcels", zh="在包裹里放了卡片")
    card = Incident(channel="package_insert", on=date(2025, 12, 1), until=date(2026, 3, 11), rules=("review.inserts",),
                    act=act)  # fmt: skip
    case = small_case(incidents=(replace(card, **change),))
    assert english in compose(case, GUIDANCE, "en", draft=True).text
    assert chinese in compose(case, GUIDANCE, "zh", draft=True).text


def test_the_policies_stand_in_one_sentence_that_names_each_breach() -> None:
    rules = ("type.incentivised-review", "review.inserts", "coc.off-platform-contact")
    text = _letter(incidents=(_incident(rules=rules),))
    assert (
        "The Communication Guidelines and the customer product reviews policies prohibit rewarding or persuading "
        "buyers to leave positive reviews; the Seller Code of Conduct applies to cards in parcels as to messages; the "
        "Communication Guidelines allow contact with buyers only through Buyer-Seller Messaging."
    ) in text


def test_what_is_attested_is_shown_in_the_words_of_the_letter() -> None:
    from poa.letter.attest import sentences_of

    measure = Measure(entry="m02-messages-read", owner="Ana Silva", slots={"sample": 30})
    case = small_case(measures=(measure,))
    (told,) = sentences_of(case, GUIDANCE, "measures[0].status", "en")
    assert "A sample of 30 messages is read in full." in told
    attested = small_case(measures=(replace(measure, status="in_force"),))
    letter = compose(attested, GUIDANCE, "en", draft=True)
    assert any(told in block.text for block in letter.blocks), "the letter says what was shown, word for word"
    assert sentences_of(case, GUIDANCE, "measures[0].owner", "en") == ()


def test_an_attested_sentence_that_an_answer_makes_another_is_open_again() -> None:
    from poa.letter.attest import reopened
    from poa.model.case import Cause

    measure = Measure(entry="m02-messages-read", owner="Ana Silva", slots={"sample": 30}, status="in_force")
    cause = Cause(entry="c02-outdated-template", slots={"template": Text("the mail of 2019", "2019 年的邮件")})
    case = small_case(measures=(measure,), causes=(cause,))
    more = replace(case, measures=(replace(measure, slots={"sample": 50}),))
    assert reopened(case, more, GUIDANCE, "measures[0].slots.sample").measures[0].status == ""
    proven = replace(case, measures=(replace(measure, exhibits=(1,)),))
    assert reopened(case, proven, GUIDANCE, "measures[0].exhibits") == proven
    told = replace(case, causes=(replace(cause, why=Text("Nobody had read it.", "没有人读过。")),))
    assert reopened(case, told, GUIDANCE, "causes[0].why").causes[0].status == ""
    own = replace(case, causes=(replace(cause, text=Text("We kept an old mail.", "我们还在用旧邮件。")),))
    assert reopened(case, own, GUIDANCE, "causes[0].text") == own, "own words are read as they are typed"


@pytest.mark.parametrize(
    ("dated", "english", "chinese"),
    [
        ("2019-05", "was written in May 2019, stayed in use and went to 409 orders.", "写于 2019 年 5 月，一直在用"),
        ("2019-05-14", "was written on 14 May 2019, stayed in use", "写于 2019 年 5 月 14 日，一直在用"),
    ],
)
def test_a_month_is_told_where_nobody_knows_the_day(dated: str, english: str, chinese: str) -> None:
    from poa.model.case import Cause

    slots = {"template": Text("the thank-you mail", "感谢信"), "dated": dated, "orders": 409}
    case = small_case(causes=(Cause(entry="c02-outdated-template", slots=slots),))
    assert english in compose(case, GUIDANCE, "en", draft=True).text
    assert chinese in compose(case, GUIDANCE, "zh", draft=True).text


def test_a_cause_of_the_playbook_stands_in_no_finished_letter_before_its_sentence_is_confirmed() -> None:
    from poa.model.case import Cause

    cause = Cause(entry="c02-outdated-template", slots={"template": Text("the mail of 2019", "2019 年的邮件")})
    for status, gap, told in (("true", False, True), ("", True, True), ("own_words", True, False)):
        letter = compose(small_case(causes=(replace(cause, status=status),)), GUIDANCE, "en", draft=True)
        assert any(one.path.startswith("causes[0]") for one in letter.gaps) is gap
        assert ("The mail of 2019 stayed in use" in "\n".join(block.text for block in letter.blocks)) is told


def test_the_order_that_amazon_named_is_told_first_and_the_others_by_day() -> None:
    first, second, named = "203-5550176-2204831", "202-5550176-2204831", "204-5550176-2204831"
    told = [
        _incident(order_id=second, on=date(2026, 3, 9)),
        _incident(order_id=first, on=date(2026, 3, 8)),
        _incident(order_id=named, on=date(2026, 3, 10)),
    ]
    letter = compose(small_case(incidents=tuple(told)), GUIDANCE, "en", draft=True)
    quotes = [b.text for b in letter.blocks if b.key.startswith("incident/") and b.key.endswith("before")]
    assert [next(o for o in (first, second, named) if o in text) for text in quotes] == [named, first, second]
    assert all(" wrote to the buyer of order " in text for text in quotes)


def test_rules_of_form_stand_beside_their_own_message_and_nowhere_else() -> None:
    grave = _incident(rules=("coc.refund-for-review", "form.order-id-17"))
    text = compose(small_case(incidents=(grave,)), GUIDANCE, "en", draft=True).text
    title, rest = text.split("\n", 1)
    assert title == "Plan of Action: refunds in return for reviews"
    assert "The message also broke further rules: messages outside the permitted form." in rest
    assert "allow a proactive message only for one order" not in rest
    alone = compose(small_case(incidents=(_incident(rules=("form.order-id-17",)),)), GUIDANCE, "en", draft=True).text
    assert "messages outside the permitted form" in alone.split("\n", 1)[0]


def test_what_one_message_broke_of_form_alone_is_named_beside_the_graver_acts_of_others() -> None:
    grave = _incident(rules=("type.incentivised-review", "type.marketing-coupons"))
    link = _incident(
        rules=("content.external-link",), act=Text(en="sent the buyer a link", zh="发送链接"), order_id=OTHER
    )
    text = compose(small_case(incidents=(grave, link)), GUIDANCE, "en", draft=True).text
    assert text.startswith(
        "Plan of Action: attempts to obtain positive reviews, promotional messages and links to other websites"
    )
    assert "prohibit promotional content and coupons, and links to other websites that the order does not need." in text
    chinese = compose(small_case(incidents=(grave, link)), GUIDANCE, "zh", draft=True).text
    assert "，和" not in chinese


def test_both_messages_broke_these_rules_only_where_each_did() -> None:
    change, reward = _incident(rules=("type.review-change-request",)), _incident(rules=("coc.refund-for-review",))
    text = compose(small_case(incidents=(change, reward)), GUIDANCE, "en", draft=True).text
    assert "Both messages broke the rules, and we are responsible" in text
    text = compose(small_case(incidents=(reward, reward)), GUIDANCE, "en", draft=True).text
    assert "Both messages broke this rule" in text


def test_an_incident_without_words_of_its_own_is_told_by_its_gravest_rule() -> None:
    both = _incident(act=Text(), rules=("type.review-change-request", "coc.refund-for-review"))
    text = compose(small_case(incidents=(both,)), GUIDANCE, "en", draft=True).text
    assert "offered compensation for changing or removing a review" in text
    assert "to act on a review" not in text


def test_the_check_of_messages_is_told_once() -> None:
    audit = Audit(messages_read=9, period_from=date(2026, 1, 2), period_to=date(2026, 3, 1), read_by=("li",))
    read = Action(entry="a04-audit-sent", status="done", on=date(2026, 3, 14), by=("li",), causes=(1,),
                  slots={"messages": 9, "since": "2026-01-02"})  # fmt: skip
    text = compose(small_case(audit=audit, actions=(read,)), GUIDANCE, "en", draft=True).text
    assert "finished the check of the messages that section 1 describes" in text
    other = replace(read, slots={"messages": 7})
    text = compose(small_case(audit=audit, actions=(other,)), GUIDANCE, "en", draft=True).text
    assert "read seven messages" in text


def test_a_refund_names_its_order_where_the_case_has_one() -> None:
    refund = Action(entry="a07-refund-unconditionally", status="done", on=date(2026, 3, 14), by=("li",), causes=(1,),
                    slots={"orders": 1})  # fmt: skip
    text = compose(small_case(actions=(refund,)), GUIDANCE, "en", draft=True).text
    assert "refunded one order (204-5550176-2204831) without condition." in text
    several = (_incident(), _incident(order_id="203-5550176-2204831"))
    text = compose(small_case(actions=(refund,), incidents=several), GUIDANCE, "en", draft=True).text
    assert "refunded one order without condition." in text


def test_a_person_beside_an_act_stands_in_one_pair_of_brackets() -> None:
    action = replace(BASE.actions[0], text=Text(en="Access was withdrawn.", zh="已关闭权限。"), by=("dana",))
    letter = _letter(actions=(action,), people=(*BASE.people, DANA))
    assert "Access was withdrawn. (Dana Adler, owner" in letter and "(owner))" not in letter


def test_the_title_begins_with_what_the_order_of_the_notice_was_about() -> None:
    first = _incident(order_id="113-5550001-0000001", on=date(2026, 2, 1), rules=("coc.no-circumvention",))
    named = _incident(order_id="113-5550002-0000002", on=date(2026, 3, 1), rules=("type.incentivised-review",))
    notice = replace(BASE.notice, order_ids=("113-5550002-0000002",))
    title = _letter(incidents=(first, named), notice=notice).splitlines()[0]
    assert title.index("reviews") < title.index("Amazon")
    swapped = replace(BASE.notice, order_ids=("113-5550001-0000001",))
    assert "away from Amazon" in _letter(incidents=(first, named), notice=swapped).splitlines()[0].split(" and ")[0]
