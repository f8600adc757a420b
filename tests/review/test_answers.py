"""The strict reader holds the letter against the answers of its case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.model.case import Action, Audit, Case, Cause, Incident, LetterOptions, Measure, Text
from poa.model.review import Remark, Review
from poa.review import review
from tests.letter.cases import ALL, GUIDANCE, answers, small_case

TODAY = date(2026, 3, 15)


def _review(case: Case) -> Review:
    return review(compose(case, GUIDANCE, "en", draft=True), guidance=GUIDANCE, case=case, today=TODAY)


def _found(case: Case, words: str) -> list[Remark]:
    return [one for one in _review(case).remarks if words in one.message.en]


def _message(**changes: Any) -> Incident:
    return replace(small_case().incidents[0], **changes)


def test_what_a_short_letter_leaves_out_is_named() -> None:
    cause = Cause(
        entry="c04-refund-for-review",
        slots={"lead": "li", "template": Text(en="sorry script", zh="道歉话术"), "unread": True},
    )
    assert _found(small_case(causes=(cause,)), "no sentence of the letter") == []
    short = _found(small_case(causes=(cause,), letter=LetterOptions(on=TODAY, length="short")), "short letter")
    assert [one.path for one in short] == ["causes[0].slots.unread"]


def test_a_message_whose_breach_nothing_answers_is_named() -> None:
    cause = Cause(entry="c04-refund-for-review", slots={"limit": "GBP 30"})
    refund = _message(rules=("coc.refund-for-review",), act=Text(en="offered a refund for a review", zh="退款换评论"))
    paypal = _message(
        rules=("coc.no-circumvention",), act=Text(en="asked to be paid outside Amazon", zh="让买家在站外付款")
    )
    case = small_case(causes=(cause,), measures=(), incidents=(refund, paypal))
    assert [one.path for one in _found(case, "No cause, action or measure")] == ["incidents[1].rules"]
    own_words = replace(case, causes=(Cause(text=Text(en="No rule named a channel.", zh="没有规定。")),))
    assert _found(own_words, "No cause, action or measure") == []


def test_a_measure_may_answer_a_message_that_no_cause_names() -> None:
    cause = Cause(entry="c04-refund-for-review", slots={"limit": "GBP 30"})
    chat = _message(rules=("coc.ask-contact-details",))
    channel = Measure(entry="m04-one-channel", status="in_force", owner="li", causes=(1,))
    assert _found(small_case(causes=(cause,), incidents=(chat,), measures=(channel,)), "No cause, action") == []
    assert _found(small_case(causes=(cause,), incidents=(chat,), measures=()), "No cause, action")


def test_an_act_that_contradicts_message_and_rules_blocks() -> None:
    wrong = _message(
        rules=("coc.refund-for-review",), quote="If you delete the review I will refund you 15 dollars today."
    )
    found = _review(small_case(incidents=(wrong,)))
    assert "V9" in found.vetoes
    assert found.band == "not_yet"
    right = replace(wrong, act=Text(en="offered a refund for deleting a review", zh="以退款换删评"))
    assert "V9" not in _review(small_case(incidents=(right,))).vetoes


def test_words_softer_than_the_message_are_named() -> None:
    soft = _message(
        rules=("coc.refund-for-review",),
        act=Text(en="asked the buyer to look at the review again", zh="请买家再看看评论"),
        quote="change it to five stars and you get your money back",
    )
    assert _found(small_case(incidents=(soft,)), "neither your words for it")
    plain = replace(soft, act=Text(en="offered the buyer her money back for five stars", zh="以退款换五星"))
    assert _found(small_case(incidents=(plain,)), "neither your words for it") == []


@pytest.mark.parametrize("name", ALL)
def test_the_worked_cases_say_what_their_messages_say(name: str) -> None:
    case = answers(name)
    words = (
        "no sentence of the letter",
        "No cause, action",
        "neither your words",
        "something else",
        "no whole sentence",
    )
    assert [one.message.en for one in _review(case).remarks if any(w in one.message.en for w in words)] == []


def test_the_letters_own_sentence_of_the_search_is_found() -> None:
    audit = Audit(
        messages_read=9,
        scope=Text(en="all customer-service messages", zh="全部客服消息"),
        period_from=date(2026, 1, 2), period_to=date(2026, 3, 1), finished=date(2026, 3, 14), read_by=("li",),
    )  # fmt: skip
    assert _found(small_case(audit=audit), "how many messages were read") == []
    without = [one.criterion for one in _found(small_case(), "how many messages were read")]
    assert without == ["R2"], "asked for once, though two criteria miss it"


def test_an_answer_that_is_the_example_of_its_question_is_named() -> None:
    example = Text(en="asked the buyer for a WhatsApp number", zh="向买家索要 WhatsApp 号码")
    told = _message(act=example, quote="Change your review, please.")
    found = _found(small_case(incidents=(told,)), "the example shown beside the question")
    assert [one.path for one in found] == ["incidents[0].act"]
    own = Text(en="asked the buyer for her WhatsApp number", zh="向买家索要 WhatsApp")
    assert _found(small_case(incidents=(replace(told, act=own),)), "the example shown") == []


@pytest.mark.parametrize(
    ("quote", "named"),
    [
        ("Please give me your WhatsApp number, then I send you the video.", False),
        ("Please give me your telephone number.", True),
        ("Does your WhatsApp sticker still look fine?", True),
        ("", True),
    ],
)
def test_an_example_that_the_quoted_message_shows_to_be_true_is_not_named(quote: str, named: bool) -> None:
    example = Text(en="asked the buyer for a WhatsApp number", zh="向买家索要 WhatsApp 号码")
    found = _found(small_case(incidents=(_message(act=example, quote=quote),)), "the example shown beside the question")
    assert bool(found) is named


def test_a_short_example_may_well_be_the_true_answer() -> None:
    case = small_case()
    lead = Text(en="customer service lead", zh="客服主管")
    case = replace(case, people=tuple(replace(person, role=lead) for person in case.people))
    assert not any(one.path.endswith(".role") for one in _found(case, "the example shown"))


def test_without_words_of_his_own_the_confirmed_rules_must_name_the_money() -> None:
    silent = _message(
        act=Text(), rules=("type.review-change-request",), quote="change it to five stars and you get your money back"
    )
    found = _found(small_case(incidents=(silent,)), "neither your words")
    assert [one.path for one in found] == ["incidents[0].rules"]
    told = replace(silent, rules=("type.review-change-request", "coc.refund-for-review"))
    assert _found(small_case(incidents=(told,)), "neither your words") == []


def test_the_mark_of_an_empty_part_is_no_part() -> None:
    found = _review(small_case(causes=(), measures=()))
    assert "V2" in found.vetoes
    assert not [one for one in found.remarks if "This measure" in one.message.en]


_LIST = "causes[0].slots.document"


@pytest.mark.parametrize(
    ("english", "chinese", "doubted"),
    [
        ("our onboarding list of 2024", "2024 年的入职清单", False),
        ("the list that was used in 2024", "没有版本号的清单", False),
        ('"Thank you for your order. We are here to help."', "“感谢您的订单。”", False),
        ("SOP v2.0", "客服手册第 3 版", False),
        ("The list of 2024 contained reply times only.", "2024 年的入职清单", True),
        ("Our onboarding list did not mention buyer messages", "入职清单", True),
        ("There was only a list of reply times", "入职清单", True),
        ("onboarding list", "入职清单里没有关于买家消息的规定", True),
        ("onboarding list", "当时只有一份清单。", True),
    ],
)
def test_a_whole_sentence_where_a_list_is_to_be_named_is_told(english: str, chinese: str, doubted: bool) -> None:
    cause = Cause(entry="c03-new-staff", slots={"agent": "li", "document": Text(en=english, zh=chinese)})
    found = _found(small_case(causes=(cause,)), "is a whole sentence")
    assert [one.path for one in found] == ([_LIST] if doubted else [])


def test_no_example_of_a_name_is_taken_for_a_sentence() -> None:
    from poa.library.playbook import load_playbook

    playbook = load_playbook(GUIDANCE)
    for id, entry in playbook.causes.items():
        slots = {slot.id: Text(en=slot.example.en, zh=slot.example.zh) for slot in entry.slots if slot.named}
        if slots:
            assert _found(small_case(causes=(Cause(entry=id, slots=slots),)), "is a whole sentence") == [], id


def test_what_is_planned_and_stands_nowhere_is_named() -> None:
    words = Text(en="A filter will hold back links.", zh="过滤器会拦下链接。")
    filter_ = Measure(status="planned", title=Text(en="A word filter", zh="过滤器"), owner="li", text=words)
    train = Action(status="planned", text=Text(en="train both agents", zh="培训两名客服"))
    entry = Action(status="planned", on=date(2026, 3, 20), entry="training-recorded")
    base = small_case()

    def case(*parts: Action | Measure) -> Case:
        actions = tuple(one for one in parts if isinstance(one, Action))
        measures = tuple(one for one in parts if isinstance(one, Measure))
        return replace(base, actions=(*base.actions, *actions), measures=(*base.measures, *measures))

    a, m = len(base.actions), len(base.measures)
    found = _found(case(train, entry, filter_), "told nowhere")
    assert [one.path for one in found] == [f"actions[{a}].on", f"actions[{a + 1}].text", f"measures[{m}].since"]
    assert [one.criterion for one in found] == ["R6", "R6", "R8"] and "A word filter" in found[2].message.en
    letter = compose(case(train, entry, filter_), GUIDANCE, "en", draft=True)
    assert not any(name in block.text for block in letter.blocks for name in ("A word filter", "train both"))
    day = date(2026, 3, 20)
    whole = case(replace(train, on=day), replace(filter_, since=day))
    assert _found(whole, "told nowhere") == []
    text = " ".join(block.text for block in compose(whole, GUIDANCE, "en", draft=True).blocks)
    assert "A word filter" in text and "train both agents" in text
