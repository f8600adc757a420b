"""The reason that the review gives for a score is true of the letter before it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.model.case import Action, Case, Text
from poa.model.letter import Letter
from poa.model.review import Criterion
from poa.review import review
from poa.review.reading import letter_from_text
from tests.letter.cases import GUIDANCE, small_case


def _criterion(id: str, case: Case, language: str = "en") -> Criterion:
    letter = compose(case, GUIDANCE, language, draft=True)
    found = review(letter, guidance=GUIDANCE, case=case, today=date(2026, 3, 16))
    return next(one for one in found.criteria if one.id == id)


def _action(english: str, chinese: str, **changes: object) -> Action:
    return replace(small_case().actions[0], text=Text(en=english, zh=chinese), **changes)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_only_action_is_not_said_to_lack_what_it_has(language: str) -> None:
    found = _criterion("R6", small_case(), language)
    assert found.score == 2
    assert found.reason.en == "Done, with its day and its person, but it is the only action."


def test_an_action_without_a_person_is_said_to_lack_it() -> None:
    case = small_case(
        actions=(
            _action("deleted the number", "删除号码"),
            _action("The template was deleted.", "模板已删除。", by=(), on=date(2026, 3, 14)),
            _action("closed the account", "注销账号"),
        )
    )
    assert "lack the day or the person" in _criterion("R6", case).reason.en


def test_controls_that_have_all_but_a_consequence_are_said_to_lack_that() -> None:
    measure = small_case().measures[0]
    assert not measure.if_broken
    assert _criterion("R8", small_case()).reason.en.endswith("what happens on a breach is not said.")
    told = replace(measure, if_broken=Text(en="permission ends the same day", zh="当天关闭权限"))
    assert "what happens on a breach is not said" not in _criterion("R8", small_case(measures=(told,))).reason.en


@pytest.mark.parametrize(
    ("english", "chinese", "reached"),
    [
        ("deleted the template, which had gone to 409 orders", "删除模板", False),
        ("deleted the buyer's number from the work phone", "删除工作手机里的买家号码", True),
        ("told three buyers that the offer is withdrawn", "告知三位买家承诺撤回", True),
        ("refunded two orders without condition", "对两个订单无条件退款", True),
    ],
)
def test_deleting_a_template_puts_nothing_right_with_those_it_went_to(
    english: str, chinese: str, reached: bool
) -> None:
    from poa.model.case import Audit

    stopped = _action("withdrew her message permission", "关闭她的消息权限")
    audit = Audit(read_by=("li",), messages_read=1126, messages_in_breach=7, orders_in_breach=4)
    found = _criterion("R7", small_case(actions=(stopped, _action(english, chinese)), audit=audit))
    assert (found.score == 3) == reached


def test_evidence_is_said_to_lack_what_it_lacks() -> None:
    from poa.model.case import Exhibit

    exhibit = Exhibit(number=1, title=Text(en="Deletion record", zh="删除记录"))
    assert "not each has its file" in _criterion("R11", small_case(exhibits=(exhibit,))).reason.en
    whole = replace(exhibit, file="evidence/1.png")
    bare = _action("closed the account", "注销账号", exhibits=())
    several = small_case(exhibits=(whole,), actions=(small_case().actions[0], bare, bare))
    assert "not each action has one" in _criterion("R11", several).reason.en
    assert _criterion("R11", small_case(exhibits=(whole,))).score == 3


def test_an_order_that_is_named_nowhere_is_the_reason_given() -> None:
    from poa.model.case import Audit

    audit = Audit(read_by=("li",), messages_read=1126, messages_in_breach=7, orders_in_breach=4)
    told = replace(small_case().incidents[0], order_id="205-5550176-2204831", quote="")
    case = small_case(audit=audit, incidents=(small_case().incidents[0], told))
    letter = compose(case, GUIDANCE, "en", draft=True)
    without = replace_in(letter, told.order_id)
    found = review(without, guidance=GUIDANCE, case=case, today=date(2026, 3, 16))
    (facts,) = [one for one in found.criteria if one.id == "R2"]
    assert facts.score == 2 and "not every order that you confirmed is named" in facts.reason.en


_FULL = "Li Wei (owner) checks 20 messages every Monday and logs them."
_NO_CHECK = "Owner: Li Wei. Templates stay closed every Monday."
_NOTHING = "Templates stay closed."


@pytest.mark.parametrize(
    ("measures", "score", "reason"),
    [
        # All have owner and frequency and none a check: they are not said to have neither.
        ([_NO_CHECK, _NO_CHECK], 1, "No control has owner, frequency and check together"),
        # One of two has everything: that is not "most".
        ([_FULL, _NOTHING], 2, "Some controls have owner, frequency and check, but not each."),
        ([_FULL, _NOTHING, _NOTHING], 1, "or most have neither owner nor frequency"),
    ],
)
def test_what_controls_have_is_said_of_as_many_as_have_it(measures: list[str], score: int, reason: str) -> None:
    told = "\n".join(f"- {one}" for one in measures)
    before = "Root cause\n\nA template asked for numbers.\n\nActions taken\n\n- We deleted it."
    text = f"{before}\n\nPreventive measures\n\n{told}"
    letter = letter_from_text(text, GUIDANCE)
    found = next(
        one for one in review(letter, guidance=GUIDANCE, case=None, today=date(2026, 3, 16)).criteria if one.id == "R8"
    )
    assert (found.score, reason in found.reason.en) == (score, True), found


def test_one_of_date_order_and_person_missing_is_not_called_only_one_named() -> None:
    case = small_case()
    letter = replace_in(compose(case, GUIDANCE, "en", draft=True), "204-5550176-2204831")
    found = next(
        one for one in review(letter, guidance=GUIDANCE, case=None, today=date(2026, 3, 16)).criteria if one.id == "R2"
    )
    assert (found.score, found.reason.en) == (1, "Date, order and person or channel are not all named.")


def test_dated_actions_without_a_person_are_not_said_to_lack_dates() -> None:
    bare = [_action(f"The {what} was deleted.", "已删除。", by=()) for what in ("template", "text", "macro")]
    found = _criterion("R6", small_case(actions=tuple(bare)))
    assert found.score == 1
    assert found.reason.en == "Done and intended are mixed, or most actions lack the day or the person."


def test_what_was_put_right_is_not_called_training() -> None:
    told = _action("told three buyers that the offer is withdrawn", "告知三位买家承诺撤回")
    found = _criterion("R7", small_case(actions=(told,)))
    assert (found.score, "training or something put right" in found.reason.en) == (1, True)


def test_half_of_the_causes_are_not_called_most_and_one_of_three_is_not_called_none() -> None:
    cause = small_case().causes[0]
    assert _criterion("R9", small_case(causes=(cause, cause))).reason.en.startswith("At least half of the causes")
    assert "few or no causes have both" in _criterion("R9", small_case(causes=(cause, cause, cause))).reason.en


def test_one_action_of_two_without_an_exhibit_is_not_called_several() -> None:
    from poa.model.case import Exhibit

    exhibit = Exhibit(number=1, title=Text(en="Deletion record", zh="删除记录"), file="evidence/1.png")
    bare = _action("closed the account", "注销账号", exhibits=())
    case = small_case(exhibits=(exhibit,), actions=(small_case().actions[0], bare))
    assert _criterion("R11", case).reason.en.endswith("but not each action has one.")


def test_a_gap_without_its_why_says_what_costs_the_point() -> None:
    told = Text(en="The template of 2 March held a telephone number.", zh="3 月 2 日的模板写有电话号码。")
    cause = replace(small_case().causes[0], title=Text(en="a template", zh="模板"), text=told)
    found = _criterion("R3", small_case(causes=(cause,)))
    assert (found.score, "why nobody saw it are missing" in found.reason.en) == (2, True)


def test_a_training_that_is_planned_for_a_day_is_not_said_to_lack_mention_of_the_day() -> None:
    planned = replace(_action("train two agents for 60 minutes", "培训两名客服 60 分钟"), status="planned")
    found = _criterion("R12", small_case(actions=(small_case().actions[0], planned)))
    assert found.score < 2 and "only mentioned" not in found.reason.en


def replace_in(letter: Letter, words: str) -> Letter:
    """The letter as if some words stood nowhere in it."""
    import dataclasses

    blocks = []
    for block in letter.blocks:
        claims = tuple(
            dataclasses.replace(
                c, runs=tuple(dataclasses.replace(r, text=r.text.replace(words, "one")) for r in c.runs)
            )
            for c in block.claims
        )
        blocks.append(dataclasses.replace(block, claims=claims))
    return dataclasses.replace(letter, blocks=tuple(blocks))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_message_without_its_sender_has_not_all_facts(language: str) -> None:
    from poa.model.case import Audit

    audit = Audit(read_by=("li",), messages_read=1126, messages_in_breach=2, orders_in_breach=2)
    known = small_case(audit=audit)
    assert _criterion("R2", known, language).score == 3
    other = replace(known.incidents[0], order_id="204-5550177-2204832", by="")
    found = _criterion("R2", replace(known, incidents=(known.incidents[0], other)), language)
    assert found.score == 2 and "who sent it" in found.reason.en
