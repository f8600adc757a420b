"""The seller's own words stand in the letter as whole sentences, whatever he typed."""

from __future__ import annotations

from datetime import date

import pytest

from poa.letter import compose
from poa.model.case import Action, Audit, Case, Cause, Earlier, Incident, Measure, Person, Text
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


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        ((2,), "Our plan of 2 March 2026 was not accepted on 9 March. It named",
         "我们 2026 年 3 月 2 日提交的计划未获接受（3 月 9 日）。它没有写"),
        ((2, 5), "Our plans of 2 and 5 March 2026 were not accepted, last on 9 March. It named",
         "我们 2026 年 3 月 2 日和 5 日提交的计划均未获接受（最近一次为 3 月 9 日）。它没有写"),
    ],
)  # fmt: skip
def test_a_further_appeal_says_first_which_plan_was_refused(days: tuple[int, ...], english: str, chinese: str) -> None:
    appeals = tuple(Earlier(on=date(2026, 3, day), what="appeal") for day in days)
    earlier = (*appeals, Earlier(on=date(2026, 3, 9), what="refusal"))
    why = Text(en="It named no training.", zh="它没有写培训。")
    case = small_case(branch="further_appeal", earlier=earlier, why_earlier_failed=why)
    assert english in compose(case, GUIDANCE, "en").text and chinese in compose(case, GUIDANCE, "zh").text
    assert "This plan replaces our plan" in compose(case, GUIDANCE, "en").text


def test_a_plan_that_is_named_by_its_day_is_replaced_as_it() -> None:
    assert "This plan replaces it." in _refused("Our plan of 2 March blamed one employee. That was wrong.")


@pytest.mark.parametrize("typed", ["89.99美元", "USD 89.99", "89.99 dollars", "89.99 USD"])
def test_an_amount_is_told_in_both_languages_however_it_was_typed(typed: str) -> None:
    refund = Action(entry="a07-refund-unconditionally", status="done", on=date(2026, 3, 14), by=("li",), causes=(1,),
                    slots={"orders": 2, "amount": typed})  # fmt: skip
    case = small_case(actions=(refund,))
    letter = compose(case, GUIDANCE, "en", draft=True)
    assert "(USD 89.99)" in letter.text
    assert "say_in_english" not in str(letter.gaps) and all("amount" not in gap.path for gap in letter.gaps)
    assert "89.99 美元" in compose(case, GUIDANCE, "zh", draft=True).text


def test_a_sign_before_the_amount_stays_in_english_and_is_named_in_chinese() -> None:
    limit = Cause(entry="c04-refund-for-review", slots={"limit": "$100"})
    assert "up to $100 alone" in compose(small_case(causes=(limit,)), GUIDANCE, "en", draft=True).text
    assert "上限 100 美元" in compose(small_case(causes=(limit,)), GUIDANCE, "zh", draft=True).text


def test_quotation_marks_inside_our_sentences_are_of_one_kind() -> None:
    read = Measure(
        entry="m02-messages-read", status="in_force", owner="li", causes=(1,),
        frequency=Text(en="every Friday", zh="每周五"),
        slots={"sample": 30, "search_words": Text(en="“review” and “PayPal”", zh="review")},
    )  # fmt: skip
    text = compose(small_case(measures=(read,)), GUIDANCE, "en", draft=True).text
    assert 'searched for "review" and "PayPal"' in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_marks_every_part_that_is_empty(language: str) -> None:
    letter = compose(Case(), GUIDANCE, language, draft=True)
    gaps = [block.key for block in letter.blocks if any(run.gap for claim in block.claims for run in claim.runs)]
    assert {"opening", "missing/causes", "missing/actions", "missing/measures"} <= set(gaps)
    assert "responsible" not in letter.text and "负责" not in letter.text


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (Text(en="Li Wei insulted a buyer.", zh="李伟辱骂了买家。"), ("insulted a buyer", "辱骂了买家")),
        (Text(en="We insulted a buyer", zh="我们辱骂了买家"), ("insulted a buyer", "辱骂了买家")),
        (Text(en="insulted a buyer", zh="用我们的账号辱骂了买家"), ("insulted a buyer", "用我们的账号辱骂了买家")),
        (Text(en="He insulted a buyer", zh="运营经理李伟辱骂了买家。"), ("insulted a buyer", "辱骂了买家")),
    ],
)
def test_an_act_that_begins_with_its_sender_does_not_name_him_twice(act: Text, told: tuple[str, str]) -> None:
    told_by = Incident(order_id="o1", on=date(2026, 3, 10), by="li", rules=("coc.insult",), act=act)
    case = small_case(incidents=(told_by,))
    for language, words in zip(("en", "zh"), told, strict=True):
        (opening,) = [b.text for b in compose(case, GUIDANCE, language, draft=True).blocks if words in b.text]
        before = opening.partition(words)[0].casefold()
        assert before.count("li wei") + before.count("李伟") <= 1
        assert not before.rstrip().endswith(("we", "我们"))


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        (Text(en="A buyer was insulted by Li Wei.", zh="辱骂了买家"), True),
        (Text(en="insulted a buyer", zh="一名买家被李伟辱骂了"), True),
        (Text(en="Chen Bo insulted a buyer.", zh="辱骂了买家"), True),
        (Text(en="Insulted a buyer.", zh="辱骂了买家，买家被退款"), False),
        (Text(en="answered a buyer rudely", zh="有三次辱骂了买家"), False),
    ],
)
def test_an_act_with_another_subject_than_its_sender_is_asked_again(act: Text, asked: bool) -> None:
    known = small_case()
    told_by = Incident(order_id="o1", on=date(2026, 3, 10), by="li", rules=("coc.insult",), act=act)
    case = small_case(incidents=(told_by,), people=(*known.people, Person(en="Chen Bo", zh="陈波")))
    for language in ("en", "zh"):
        gaps = [gap for gap in compose(case, GUIDANCE, language, draft=True).gaps if gap.path == "incidents[0].act"]
        assert [(gap.step, "“" in gap.question.en) for gap in gaps] == [("messages", True)] * asked
