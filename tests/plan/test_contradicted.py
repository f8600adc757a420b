"""A cause that tells of another conduct than the confirmed messages is noticed before the letter says it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.library.playbook import load_playbook
from poa.model.case import Audit, Case, Cause, Text
from poa.plan.contradicted import contradicted
from poa.plan.progress import progress
from poa.review import review
from tests.letter.cases import GUIDANCE, small_case

PLAYBOOK = load_playbook(GUIDANCE)
ASKED, GAVE = "coc.ask-contact-details", "content.physical-address-or-messenger"


def case_of(choice: str, *rules: str, **changes: object) -> Case:
    case = small_case(**changes)
    reason = Text(en="the steps existed only as a video", zh="步骤只有视频")
    cause = Cause(entry="c08-asks-for-contact", status="true", slots={"act": choice, "reason": reason})
    return replace(case, incidents=(replace(case.incidents[0], rules=rules),), causes=(cause,))


@pytest.mark.parametrize(
    ("choice", "rules", "against"),
    [
        ("asked", (GAVE,), True),
        ("gave", (ASKED,), True),
        ("both", (ASKED,), True),
        ("asked", (ASKED,), False),
        ("gave", ("content.email-address",), False),
        ("both", (ASKED, GAVE), False),
        ("asked", ("coc.off-platform-contact",), False),
        ("", (GAVE,), False),
    ],
)
def test_a_choice_is_held_against_what_the_messages_broke(choice: str, rules: tuple[str, ...], against: bool) -> None:
    case = case_of(choice, *rules)
    assert bool(list(contradicted(case, PLAYBOOK))) is against
    assert (progress(case, PLAYBOOK)["causes"] == "problem") is against
    found = review(compose(case, GUIDANCE, "en", draft=True), guidance=GUIDANCE, case=case, today=date(2026, 3, 16))
    assert any(one.path == "causes[0].slots.act" for one in found.remarks) is against


def test_messages_that_are_counted_and_not_told_may_have_done_it() -> None:
    counted = case_of("asked", GAVE, audit=Audit(messages_in_breach=7, orders_in_breach=7))
    assert not list(contradicted(counted, PLAYBOOK))
