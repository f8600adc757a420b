"""Papers are drawn by lot from a seed, and marked fairly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from poa.errors import InputError
from poa.library.training import load_modules
from poa.model.case import Text
from poa.model.rule import Verdict
from poa.model.training import Asked, Paper
from poa.training.quiz import Marked, draw_paper, mark, result_of, suggest_modules, told_facts
from tests.training.people import GUIDANCE

MODULES = list(load_modules(GUIDANCE).values())


def always(verdict: Verdict):  # type: ignore[no-untyped-def]
    def judge(text: str, fields: Mapping[str, object]) -> Verdict:
        return verdict

    return judge


def test_the_same_seed_draws_the_same_paper_and_another_seed_another() -> None:
    assert draw_paper(MODULES, 10, seed=1) == draw_paper(MODULES, 10, seed=1)
    assert draw_paper(MODULES, 10, seed=1).questions != draw_paper(MODULES, 10, seed=2).questions


def test_questions_about_the_broken_rules_come_first() -> None:
    paper = draw_paper(MODULES, 3, seed=5, rules=["coc.saved-contacts", "coc.ask-contact-details"])
    assert all({"coc.saved-contacts", "coc.ask-contact-details"} & set(q.rules) for q in paper.questions)


def test_used_questions_come_only_when_no_others_are_left() -> None:
    first = draw_paper(MODULES[:1], 6, seed=3)
    used = {q.id for q in first.questions}
    second = draw_paper(MODULES[:1], 4, seed=3, used=used)
    assert len({q.id for q in second.questions} - used) == 2


def test_more_questions_than_there_are_is_refused() -> None:
    with pytest.raises(InputError, match="9999"):
        draw_paper(MODULES, 9999, seed=1)


def test_the_modules_that_teach_the_broken_rules_are_suggested() -> None:
    found = suggest_modules(load_modules(GUIDANCE), ["coc.refund-for-review", "type.review-change-request"])
    assert found[0] == "reviews-and-feedback"
    assert "orders-that-cannot-ship" not in found


CHOOSE = Asked(id="q", kind="choose", question=Text(en="?"), options=(Text(en="a"), Text(en="b")), right=(0, 1))
JUDGE = Asked(id="j", kind="judge", question=Text(en="?"), message="m", verdict="stop")
REWRITE = Asked(id="r", kind="rewrite", question=Text(en="?"), message="bad")


@pytest.mark.parametrize(("answer", "right"), [("AB", True), ("b, a", True), ("A", False), ("", False), ("ABC", False)])
def test_all_right_options_must_be_chosen_and_no_other(answer: str, right: bool) -> None:
    assert mark(Paper(id="p", questions=(CHOOSE,)), {"q": answer}, always("send"))[0].right is right


def test_a_verdict_is_right_or_wrong() -> None:
    paper = Paper(id="p", questions=(JUDGE,))
    assert mark(paper, {"j": " Stop\n"}, always("send"))[0].right
    assert not mark(paper, {"j": "send"}, always("send"))[0].right


@pytest.mark.parametrize(
    ("answer", "verdict", "right"),
    [
        ("Please reply here with your flat number.", "send", True),
        ("Please reply here with your flat number.", "fix", False),
        ("ok", "send", False),
        ("", "send", False),
    ],
)
def test_a_rewrite_must_pass_the_audit_and_say_something(answer: str, verdict: Verdict, right: bool) -> None:
    assert mark(Paper(id="p", questions=(REWRITE,)), {"r": answer}, always(verdict))[0].right is right


def test_a_result_counts_points_and_keeps_what_was_missed() -> None:
    paper = Paper(id="p", questions=(CHOOSE, JUDGE))
    result = result_of(mark(paper, {"q": "AB", "j": "fix"}, always("send")), "li", paper, date(2026, 3, 1))
    assert (result.points, result.out_of, result.missed) == (1, 2, ("j",))


def rewritten(answer: str, *needs: tuple[str, ...], verdict: Verdict = "send") -> Marked:
    asked = Asked(id="r", kind="rewrite", question=Text(en="?"), message="bad", needs=needs)
    return mark(Paper(id="p", questions=(asked,)), {"r": answer}, always(verdict))[0]


REFUND = ("refund", "退款")


def test_a_rewrite_that_leaves_out_the_order_number_is_not_right() -> None:
    order = ("114-5559007-6600302",)
    without = rewritten("The carrier needs your flat number, please.", order)
    assert not without.right and (without.lacks, without.unsure) == ((order,), ())
    assert rewritten("Order 114-5559007-6600302: the carrier needs your flat number.", order).right


@pytest.mark.parametrize("answer", ["We have sent the full Refund to you today.", "我们今天已经通过订单为您全额退款。"])
def test_a_fact_is_seen_in_its_usual_words_of_any_language(answer: str) -> None:
    assert rewritten(answer, REFUND).right and not rewritten(answer, REFUND).unsure


def test_a_good_answer_in_words_of_its_own_is_right_and_what_was_not_judged_is_known() -> None:
    own = rewritten("You get every cent back today, without any condition.", REFUND)
    assert own.right and (own.lacks, own.unsure) == ((), (REFUND,))
    assert (told_facts(own.unsure, "en"), told_facts(own.unsure, "zh-Hans")) == ("refund", "退款")
    assert not rewritten("You get every cent back today, without any condition.", REFUND, verdict="fix").right
    assert rewritten("", REFUND).unsure == ()
