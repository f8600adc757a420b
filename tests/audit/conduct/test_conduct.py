"""The conduct detectors: our own corpora in eight languages, and the traps one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.conduct import is_review_request
from poa.audit.view import MessageView
from tests.audit.conduct.conduct_corpus import detect, measure, message, rows, rules


def test_breaches_of_the_corpus_are_found_and_little_else_is() -> None:
    result = measure(rows("violations.jsonl"))
    assert result.recall >= 0.97, result.missed
    assert result.precision >= 0.97, result.wrong


def test_what_is_broken_in_everyday_words_is_named() -> None:
    """Written down as it came to mind, without a look at the phrases; of each message one rule is told."""
    result = measure(rows("../plainly.jsonl"))
    assert result.recall >= 0.95, result.missed


def test_clean_service_messages_stay_unaccused() -> None:
    corpus = rows("clean.jsonl")
    result = measure(corpus)
    assert len(corpus) >= 300
    assert len(result.wrong) <= 0.005 * len(corpus), result.wrong


@pytest.mark.parametrize(
    "text",
    [
        "We will never ask you to change your review.",
        "You do not have to update your review.",
        "Please review the attached proof and change the spelling if needed.",
        "我们不会要求您修改评价。",
        "我们从不要求您修改、删除、更新评价。",
        "Wir bitten Sie nicht, Ihre Bewertung zu ändern.",
        "Nous ne vous demandons pas de modifier votre avis.",
        "レビューを変更していただく必要はございません。",
        "We changed the packaging because of your review.",
    ],
)
def test_a_denied_or_unrelated_change_is_no_request(text: str) -> None:
    assert "type.review-change-request" not in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Don't hesitate to update your review.",
        "If you don't mind, please change the rating to four stars.",
        "We cannot open pictures here, so please adjust your review.",
        "不好意思,能不能麻烦您把评价改一下?",
        "N'hésitez pas à modifier votre avis.",
        "We cannot edit your review, but could you please update your review?",
        "这款杯子没做好,现在换了新的,评价那边可以改一下吗?",
    ],
)
def test_a_denial_of_something_else_excuses_nothing(text: str) -> None:
    assert "type.review-change-request" in rules(text)


def test_money_paid_already_is_not_tied_to_the_review() -> None:
    tied = "coc.refund-for-review"
    assert tied not in rules("We have refunded you yesterday. Could you please update your review?")
    assert tied in rules("We will refund you. Could you please update your review first?")


def test_a_buyer_who_asks_to_cancel_may_be_told_how() -> None:
    text = "Please request the cancellation from your orders page."
    assert "order.never-ask-cancel" in rules(text)
    assert "order.never-ask-cancel" not in rules(text, asked="I want to cancel my order. How?")


def test_a_number_for_the_driver_is_no_request_for_contact_data() -> None:
    asked = "coc.ask-contact-details"
    assert asked not in rules("The courier delivers on Monday. Please send us a phone number for the driver.")
    assert asked in rules("Please send us your phone number, my boss wants to talk to you.")


def test_contact_outside_messaging_is_a_breach_by_itself() -> None:
    assert "coc.off-platform-contact" in rules("Your spare part is ready.", channel="sms")
    assert "coc.off-platform-contact" not in rules("Your spare part is ready.")


@pytest.mark.parametrize(
    ("text", "buyer", "proactive", "wrong"),
    [
        ("Please tell us the number of your house so that the parcel can be delivered on Monday.", "de-DE", True, True),
        (
            "Please tell us the number of your house so that the parcel can be delivered on Monday.",
            "en-GB",
            True,
            False,
        ),
        (
            "Please tell us the number of your house so that the parcel can be delivered on Monday.",
            "de-DE",
            False,
            False,
        ),
        ("请您回复完整的门牌号,我们收到后马上重新寄出。", "en-US", True, True),
        ("OK, Montag.", "en-US", True, False),
    ],
)
def test_an_unasked_message_is_in_the_buyers_language(text: str, buyer: str, proactive: bool, wrong: bool) -> None:
    assert ("form.buyer-language" in rules(text, buyer_lang=buyer, proactive=proactive)) is wrong


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("We recieved the parcel and will check it today.", False),
        ("We recieved your adress but cannot deliver it.", True),
        ("The carrier say that nobody was there.", False),
        ("We very sorry, the carrier say that you are not there.", True),
        ("If you not happy, we will solve it until you are satisfy.", True),
        ("Please reply to us if you have any questions; we look forward to hearing from you.", False),
        ("Ihre Bestellung ist dirket ab Lager verschikt worden.", True),
    ],
)
def test_one_slip_is_no_breach_of_spelling_two_are(text: str, wrong: bool) -> None:
    assert ("style.spelling-grammar" in rules(f"{text} 112-5550001-1234567", proactive=True)) is wrong


def test_review_requests_are_known_in_whatever_words() -> None:
    asking = ["Would you leave a review?", "欢迎留下真实评价", "Lasci una recensione.", "レビューをお寄せください。"]
    for text in asking:
        assert is_review_request(MessageView(message(text)), detect()), text
    assert not is_review_request(MessageView(message("Please review the invoice.")), detect())


def test_a_hit_points_at_the_words() -> None:
    from poa.audit.conduct import find

    view = MessageView(message("Hello. Could you please delete your review? Thanks."))
    hit = next(hit for hit in find(view, detect()) if hit.rule == "type.review-change-request")
    assert "delete your review" in view.norm[hit.start : hit.end]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.booleans())
def test_any_text_is_read_without_error(text: str, proactive: bool) -> None:
    view = MessageView(message(text, proactive=proactive))
    from poa.audit.conduct import find

    for hit in find(view, detect()):
        assert 0 <= hit.start <= hit.end <= len(view.norm)


_WORDS = (
    "please", "change", "delete", "review", "refund", "if", "once", "not", "you", "we", ",", ".", "?",
    "请", "改", "评价", "删", "返现", "不",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(_WORDS),
        max_size=80,
    )
)
def test_words_of_the_rules_in_any_order_are_read_without_error(words: list[str]) -> None:
    rules(" ".join(words))


@pytest.mark.parametrize(
    "text", ["please delete your review and we refund ", "not delete review ", "if happy review. "]
)
def test_a_message_full_of_rule_words_is_read_in_time(text: str) -> None:
    import time

    begin = time.perf_counter()
    rules(text * 1500, proactive=True)
    assert time.perf_counter() - begin < 8


def test_a_subject_that_advertises_is_found_in_an_unasked_message_only() -> None:
    text = "Please confirm your flat number."
    fields = {"subject": "20% off your next order"}
    assert "type.marketing-coupons" in rules(text, proactive=True, **fields)
    assert not rules(text, proactive=False, **fields)
