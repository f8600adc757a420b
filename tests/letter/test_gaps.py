"""What is missing is named; nothing is guessed, dropped or left blank."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from poa.errors import GapError, RefusedError
from poa.letter import compose
from poa.model.case import Action, Audit, Cause, Exhibit, LedgerRow, LetterOptions, Measure, Statement, Text
from tests.letter.cases import GUIDANCE, small_case

DONE = Action(status="done", on=date(2026, 3, 14), causes=(1,), text=Text(en="We deleted it."))


def _gaps(**changes: Any) -> dict[str, str]:
    letter = compose(small_case(**changes), GUIDANCE, "en", draft=True)
    return {gap.path: gap.question.en for gap in letter.gaps}


def test_a_complete_case_has_no_gap_and_is_no_draft() -> None:
    letter = compose(small_case(), GUIDANCE, "en")
    assert (letter.gaps, letter.draft) == ((), False)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"letter": LetterOptions()}, "letter.on"),
        ({"causes": ()}, "causes"),
        ({"incidents": ()}, "incidents"),
        ({"actions": ()}, "actions"),
        ({"measures": ()}, "measures"),
        (
            {"measures": (Measure(status="planned", title=Text(en="A filter", zh="过滤器"), causes=(1,)),)},
            "measures[0].since",
        ),
        ({"in_force_since": None}, "in_force_since"),
        ({"actions": (Action(status="done", causes=(1,), text=Text(en="Gone.")),)}, "actions[0].on"),
        ({"actions": (Action(on=date(2026, 3, 1), causes=(1,), text=Text(en="Gone.")),)}, "actions[0].status"),
        ({"actions": (Action(status="done", on=date(2026, 3, 16), text=Text(en="Gone.")),)}, "actions[0].on"),
        (
            {"actions": (Action(status="done", on=date(2026, 3, 1), causes=(7,), text=Text(en="Gone.")),)},
            "actions[0].causes",
        ),
        (
            {"actions": (Action(status="done", on=date(2026, 3, 1), exhibits=(9,), text=Text(en="Gone.")),)},
            "actions[0].exhibits",
        ),
        ({"causes": (Cause(text=Text(zh="没有规定。")),)}, "causes[0].text"),
        ({"causes": (Cause(entry="c03-new-staff"),)}, "causes[0].slots.agent"),
        ({"causes": (Cause(text=Text(en="One.")), Cause(text=Text(en="Two.")))}, "causes[1]"),
        ({"measures": (Measure(status="in_force", causes=(1,), text=Text(en="A rule.")),)}, "measures[0].owner"),
        ({"statements": (Statement(place="done", text=Text(en="We left.")),)}, "statements[0].on"),
        ({"exhibits": (Exhibit(number=1, title=Text(en="A")), Exhibit(number=1, title=Text(en="B")))}, "exhibits"),
        ({"branch": "further_appeal"}, "why_earlier_failed"),
    ],
)
def test_each_missing_or_contradictory_fact_is_a_gap_by_name(changes: dict[str, Any], path: str) -> None:
    assert path in _gaps(**changes)


def test_without_draft_the_letter_is_refused_and_names_the_questions() -> None:
    with pytest.raises(GapError) as refusal:
        compose(small_case(actions=()), GUIDANCE, "en")
    assert "What has been done so far" in str(refusal.value)
    assert refusal.value.exit_code == 3


def test_a_draft_marks_the_hole_where_it_is() -> None:
    letter = compose(small_case(letter=LetterOptions()), GUIDANCE, "en", draft=True)
    holes = [run.text for block in letter.blocks for claim in block.claims for run in claim.runs if run.gap]
    assert letter.draft
    assert holes == ["[missing: Which date should the letter carry]"]


def test_chinese_words_alone_are_asked_for_in_english_and_never_dropped_from_the_mirror() -> None:
    action = Action(status="done", on=date(2026, 3, 14), causes=(1,), by=("li",), text=Text(zh="删除号码"))
    gaps = _gaps(actions=(action,))
    assert gaps == {"actions[0].text": "Say this in English: 删除号码"}
    assert "李伟删除号码" in compose(small_case(actions=(action,)), GUIDANCE, "zh").text


def test_a_list_of_orders_that_disagrees_with_the_total_is_asked_about() -> None:
    audit = Audit(
        period_from=date(2026, 1, 1),
        period_to=date(2026, 3, 1),
        read_by=("li",),
        messages_read=90,
        messages_in_breach=5,
        ledger_complete=True,
        ledger=(LedgerRow(order_id="1", messages=2),),
    )
    assert "The list gives 2, the total says 5" in _gaps(audit=audit)["audit.messages_in_breach"]


def test_what_is_planned_or_not_true_never_stands_among_the_actions() -> None:
    planned = Action(status="planned", on=date(2026, 4, 1), by=("li",), text=Text(en="A second reader starts work."))
    untrue = Action(status="not_true", text=Text(en="We dismissed the agent."))
    letter = compose(small_case(actions=(DONE, planned, untrue)), GUIDANCE, "en")
    done = [b.text for b in letter.blocks if b.key.startswith("actions/")]
    later = [b.text for b in letter.blocks if b.key.startswith("scheduled/")]
    assert done == ["14 March 2026: We deleted it. (Cause 1)"]
    assert later == ["Planned for 1 April: A second reader starts work. (Li Wei)"]
    assert "dismissed" not in letter.text


def test_an_unconfirmed_statement_stays_out() -> None:
    said = Statement(place="found", text=Text(en="Nobody complained."), attested=False)
    assert "Nobody complained" not in compose(small_case(statements=(said,)), GUIDANCE, "en").text


def test_a_look_alike_notice_gets_no_letter() -> None:
    with pytest.raises(RefusedError):
        compose(small_case(branch="phishing"), GUIDANCE, "en", draft=True)


def test_a_breach_without_its_rule_is_asked_about() -> None:
    from poa.model.case import Incident

    assert "incidents[0].rules" in _gaps(incidents=(Incident(act=Text(en="wrote to the buyer")),))


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [
        ("en", "We will withdraw the permission of the agent.", True),
        ("en", "Li Wei is going to train both agents.", True),
        ("en", "told the buyers that we will ask for no number.", False),
        ("en", "Will Stone signed the new rule.", False),
        ("zh", "我们会在周五培训全体客服。", True),
        ("zh", "李伟将于 12 月 1 日培训客服。", True),
        ("zh", "李伟将客服的权限撤销了。", False),
        ("zh", "会议上通报了这件事。", False),
    ],
)
def test_what_is_told_as_done_in_words_for_what_is_to_come_is_asked_again(
    language: str, words: str, asked: bool
) -> None:
    told = Text(en="Done.", zh=words) if language == "zh" else Text(en=words, zh="已完成。")
    done = Action(status="done", on=date(2026, 3, 14), causes=(1,), text=told)
    stated = Statement(place="done", attested=True, on=date(2026, 3, 14), text=told)
    # What one language gives away holds for both letters.
    for letter in ("en", "zh"):
        gaps = compose(small_case(actions=(done,), statements=(stated,)), GUIDANCE, letter, draft=True).gaps
        found = {gap.path for gap in gaps if words[:30] in gap.question.of(language)}
        assert found == ({"actions[0].text", "statements[0].text"} if asked else set())


def test_planned_things_may_be_told_as_still_to_come() -> None:
    text = Text(en="We will train both agents.", zh="我们会培训两名客服。")
    later = Action(status="planned", on=date(2026, 4, 14), causes=(1,), text=text)
    assert "actions[0].text" not in _gaps(actions=(later,))
