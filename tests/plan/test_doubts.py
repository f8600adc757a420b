"""Answers that cannot both be right: which are doubted, and which keep a letter from being finished."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from poa.letter import compose
from poa.model.case import (
    Action,
    Audit,
    Case,
    Earlier,
    Incident,
    LedgerRow,
    LetterOptions,
    Measure,
    Statement,
    Text,
    Turn,
)
from poa.plan.doubts import doubts, told_twice
from tests.letter.cases import GUIDANCE, small_case

_LETTER = {"letter": LetterOptions(on=date(2026, 11, 23))}
_TOLD = Incident(order_id="1", on=date(2026, 11, 17))


@pytest.mark.parametrize(
    ("parts", "doubted"),
    [
        ({"incidents": (Incident(on=date(2026, 12, 18)),)}, ("incidents[0].on", "message_after_letter", True)),
        ({"incidents": (Incident(on=date(2026, 11, 24)),)}, None),
        (
            {"incidents": (Incident(on=date(2026, 11, 20), until=date(2026, 11, 2)),)},
            ("incidents[0].on", "period_backwards", True),
        ),
        ({"conversation": (Turn(on=date(2027, 1, 3)),)}, ("conversation[0].on", "message_after_letter", True)),
        (
            {"audit": Audit(period_from=date(2026, 8, 24), period_to=date(2026, 7, 22))},
            ("audit.period_to", "period_backwards", True),
        ),
        (
            {"audit": Audit(period_from=date(2026, 8, 24), period_to=date(2027, 1, 22))},
            ("audit.period_to", "period_after_letter", True),
        ),
        (
            {"audit": Audit(breach_from=date(2026, 9, 1), breach_to=date(2026, 8, 1))},
            ("audit.breach_to", "period_backwards", True),
        ),
        (
            {"incidents": (_TOLD,), "audit": Audit(period_to=date(2026, 11, 5), messages_in_breach=1)},
            ("audit.period_to", "breach_after_period", False),
        ),
        ({"incidents": (_TOLD,), "audit": Audit(period_to=date(2026, 11, 5))}, None),
        ({"incidents": (_TOLD,), "audit": Audit(period_to=date(2026, 11, 16), messages_in_breach=1)}, None),
        (
            {"incidents": (_TOLD,), "actions": (Action(status="done", on=date(2026, 11, 15)),)},
            ("actions[0].on", "done_before_breach", False),
        ),
        ({"incidents": (_TOLD,), "actions": (Action(status="done", on=date(2026, 11, 16)),)}, None),
        ({"audit": Audit(finished=date(2026, 12, 20))}, ("audit.finished", "audit_after_letter", True)),
        (
            {"audit": Audit(period_to=date(2026, 11, 22), finished=date(2026, 9, 1))},
            ("audit.finished", "audit_before_end", True),
        ),
        ({"audit": Audit(period_to=date(2026, 11, 22), finished=date(2026, 11, 21))}, None),
        (
            {
                "audit": Audit(ledger=(LedgerRow(order_id="1", on=(date(2026, 5, 17),)),)),
                "incidents": (_TOLD,),
            },
            ("audit.ledger[0].on", "listed_on_another_day", True),
        ),
        (
            {
                "audit": Audit(ledger=(LedgerRow(order_id="1", messages=2, on=(date(2026, 11, 20),)),)),
                "incidents": (_TOLD,),
            },
            None,
        ),
        (
            {"audit": Audit(ledger=(LedgerRow(order_id="2", on=(date(2027, 5, 17),)),))},
            ("audit.ledger[0].on", "message_after_letter", True),
        ),
        (
            {"actions": (Action(status="planned", on=date(2026, 10, 1), text=Text(en="train both")),)},
            ("actions[0].on", "planned_for_past", True),
        ),
        (
            {"actions": (Action(status="planned", on=date(2026, 10, 1), entry="a01-withdraw-permission"),)},
            ("actions[0].on", "planned_for_past", False),
        ),
        (
            {"actions": (Action(status="done", on=date(2025, 11, 22)),), "incidents": (_TOLD,)},
            ("actions[0].on", "done_before_breach", False),
        ),
        (
            {
                "actions": (Action(status="done", on=date(2025, 11, 22)),),
                "incidents": (_TOLD,),
                "earlier": (Earlier(on=date(2025, 11, 20), what="warning"),),
            },
            None,
        ),
        (
            {"statements": (Statement(place="scheduled", text=Text(en="x"), on=date(2026, 11, 1)),)},
            ("statements[0].on", "planned_for_past", True),
        ),
        (
            {"actions": (Action(status="done", on=date(2026, 11, 22), until=date(2026, 11, 24)),)},
            ("actions[0].on", "done_after_letter", True),
        ),
        ({"actions": (Action(status="done", on=date(2026, 11, 23)),)}, None),
        ({"actions": (Action(status="planned", on=date(2026, 11, 24)),)}, None),
        ({"branch": "dispute", "actions": (Action(status="done", on=date(2026, 11, 24)),)}, None),
        (
            {"statements": (Statement(place="done", text=Text(en="x"), on=date(2026, 11, 24)),)},
            ("statements[0].on", "done_after_letter", True),
        ),
        (
            {"statements": (Statement(place="done", text=Text(en="x"), attested=False, on=date(2026, 11, 24)),)},
            ("statements[0].on", "done_after_letter", False),
        ),
        (
            {"measures": (Measure(status="in_force", since=date(2026, 11, 24)),)},
            ("measures[0].since", "in_force_after_letter", True),
        ),
        (
            {"measures": (Measure(status="in_force"),), "in_force_since": date(2026, 11, 24)},
            ("in_force_since", "in_force_after_letter", True),
        ),
        ({"in_force_since": date(2026, 11, 24)}, None),
        (
            {"measures": (Measure(status="planned", since=date(2026, 11, 1)),)},
            ("measures[0].since", "planned_for_past", True),
        ),
    ],
)
def test_dates_that_cannot_be_beside_each_other_are_doubted(
    parts: dict[str, Any], doubted: tuple[str, str, bool] | None
) -> None:
    found = doubts(Case(**_LETTER, **parts))
    assert [(one.path, one.key, one.bars) for one in found] == ([doubted] if doubted else [])
    for one in found:
        assert "{" not in told_twice(one).en + told_twice(one).zh


def test_a_letter_dated_weeks_ahead_is_doubted_where_the_day_is_known() -> None:
    case = Case(**_LETTER)
    assert not doubts(case)
    assert not doubts(case, date(2026, 11, 20))
    assert [one.key for one in doubts(case, date(2026, 10, 1))] == ["letter_far_ahead"]


@pytest.mark.parametrize(
    ("on", "earlier", "doubted"),
    [
        (date(2026, 3, 15), date(2026, 11, 23), True),
        (date(2026, 3, 15), date(2026, 3, 16), False),
        (date(2026, 3, 15), date(2026, 3, 10), False),
    ],
)
def test_a_letter_dated_before_what_it_replaces_is_doubted(on: date, earlier: date, doubted: bool) -> None:
    case = Case(letter=LetterOptions(on=on), earlier=(Earlier(on=earlier, what="appeal"),))
    assert [(one.key, one.bars) for one in doubts(case)] == ([("letter_before_earlier", True)] if doubted else [])


def test_a_letter_dated_before_the_notice_that_it_answers_is_not_finished() -> None:
    case = small_case(letter=LetterOptions(on=date(2026, 3, 11)), actions=(), in_force_since=None)
    gaps = {gap.path: gap for gap in compose(case, GUIDANCE, "en", draft=True).gaps}
    assert "13 March 2026" in gaps["letter.on"].question.en and gaps["letter.on"].step == "notice"
    # It is still the 12th on the Pacific coast when a notice of the 13th comes in.
    near = small_case(letter=LetterOptions(on=date(2026, 3, 12)))
    assert "letter.on" not in {gap.path for gap in compose(near, GUIDANCE, "en", draft=True).gaps}


def test_a_letter_is_not_finished_with_a_date_that_no_calendar_allows() -> None:
    case = small_case(incidents=(Incident(order_id="o1", on=date(2026, 12, 18), by="li", quote="You are rude."),))
    (gap,) = [gap for gap in compose(case, GUIDANCE, "en", draft=True).gaps if gap.path == "incidents[0].on"]
    assert "18 December 2026" in gap.question.en
    assert gap.step == "messages"


def test_what_is_told_as_done_after_the_letter_is_asked_for_once_and_told_nowhere() -> None:
    known = small_case()
    late = msgspec.structs.replace(known.actions[0], on=date(2026, 12, 18), until=None)
    case = msgspec.structs.replace(known, actions=(late, *known.actions[1:]))
    letter = compose(case, GUIDANCE, "en", draft=True)
    (gap,) = [gap for gap in letter.gaps if gap.path.startswith("actions[0]")]
    assert (gap.path, gap.step) == (
        "actions[0].on",
        "actions",
    ) and "told as done on 18 December 2026" in gap.question.en
    assert "actions[0].on" not in {fact for block in letter.blocks for claim in block.claims for fact in claim.facts}


def test_what_names_nothing_that_is_known_is_asked_again() -> None:
    known = small_case()
    broken = msgspec.structs.replace(known.incidents[0], rules=("content.abusive", *known.incidents[0].rules))
    case = msgspec.structs.replace(
        known, incidents=(broken,), store=msgspec.structs.replace(known.store, marketplace="Mars")
    )
    asked = {gap.path: gap.question.en for gap in compose(case, GUIDANCE, "en", draft=True).gaps}
    assert "content.abusive" in asked["incidents[0].rules"]
    assert "Mars" in asked["store.marketplace"]
    # A draft does not tell of this message as if it had broken another rule: it says there that the rule is open.
    for language in ("en", "zh"):
        letter = compose(case, GUIDANCE, language, draft=True)
        (told,) = [block for block in letter.blocks if "content.abusive" in block.text]
        assert any(run.gap for claim in told.claims for run in claim.runs)
        assert told.part == "opening"
