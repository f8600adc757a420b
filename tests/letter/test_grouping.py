"""Many orders, many people, many actions: grouped, but nothing is lost and every total is counted."""

from __future__ import annotations

from datetime import date

import pytest

from poa.letter import compose
from poa.model.case import Audit, Incident, LedgerRow, Person, Text
from tests.letter.cases import GUIDANCE, small_case

PEOPLE = (Person(en="Li Wei", role=Text(en="agent")), Person(en="Dana Whitfield", role=Text(en="owner")))


def _audit(rows: int, outcome: str = "refunded") -> Audit:
    return Audit(
        period_from=date(2026, 1, 1),
        period_to=date(2026, 3, 1),
        read_by=("Dana Whitfield",),
        messages_read=900,
        ledger_complete=True,
        ledger=tuple(
            LedgerRow(order_id=f"1-{n}", messages=2, by=PEOPLE[n % 2].en, outcome=Text(en=outcome.format(n=n)))
            for n in range(rows)
        ),
    )


def _text(audit: Audit, length: str = "standard") -> str:
    return compose(small_case(people=PEOPLE, incidents=(), opening=Text(en="X."), audit=audit), GUIDANCE, "en",
                   draft=True, length=length).text  # fmt: skip


def test_few_orders_have_a_line_each() -> None:
    text = _text(_audit(3))
    assert "Six messages on three orders were in breach" in text
    assert all(f"1-{n}: two messages by" in text for n in range(3))


def test_many_orders_are_counted_by_person_and_outcome() -> None:
    text = _text(_audit(30))
    assert "Of these, 60 on 30 orders were in breach" in text
    assert "Agent Li Wei: 30 messages on 15 orders; Whitfield: 30 messages on 15 orders." in text
    assert "30 orders: refunded." in text


def test_the_numbers_of_some_dozen_orders_are_still_named() -> None:
    text = _text(_audit(12))
    assert all(f"1-{n}" in text for n in range(12))


@pytest.mark.parametrize("length", ["short", "standard", "full"])
def test_orders_with_stories_of_their_own_are_never_gathered(length: str) -> None:
    text = _text(_audit(14, "the buyer wrote {n} times"), length)
    assert all(f"The buyer wrote {n} times" in text for n in range(14))


@pytest.mark.parametrize("length", ["short", "standard", "full"])
def test_every_incident_is_told_somewhere(length: str) -> None:
    incidents = tuple(
        Incident(
            order_id=f"9-{n}",
            on=date(2026, 2, n + 1),
            by="Li Wei",
            rules=("coc.insult",),
            act=Text(en=f"said word{n}"),
            quote=f"quoted {n}" if n % 2 else "",
        )
        for n in range(9)
    )
    text = compose(small_case(people=PEOPLE, incidents=incidents), GUIDANCE, "en", length=length).text
    assert all(f"word{n}" in text or f"quoted {n}" in text for n in range(9))


def test_one_persons_messages_on_one_order_make_one_sentence() -> None:
    incidents = tuple(
        Incident(order_id="9-1", on=date(2026, 3, day), by="Li Wei", rules=("coc.insult",), act=Text(en=act))
        for day, act in (
            (1, "called the buyer rude"),
            (2, "called the buyer rude"),
            (4, "threatened to block the buyer"),
        )
    )
    opening = compose(small_case(people=PEOPLE, incidents=incidents), GUIDANCE, "en").blocks[4].text
    assert opening.startswith(
        "On 1 and 2 March 2026 our agent Li Wei called the buyer of order 9-1 rude "
        "and on 4 March threatened to block the buyer."
    )


def test_a_person_is_introduced_once_with_the_role_and_then_named_shortly() -> None:
    text = compose(small_case(people=PEOPLE, audit=_audit(3)), GUIDANCE, "en", draft=True).text
    assert text.count("Dana Whitfield") == 1
    assert text.count("(owner)") + text.lower().count("owner dana") == 1
