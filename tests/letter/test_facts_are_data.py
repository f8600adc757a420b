"""A fact is only ever printed: never run, never taken for markup, never lost."""

from __future__ import annotations

import pytest

from poa.letter import compose
from poa.model.case import Action, Incident, Store, Text
from tests.letter.cases import GUIDANCE, small_case

HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in range(9) %}a{% endfor %}",
    "{# gone #}",
    "**bold** and | bars",
    "part actions",
    "bullet x | y",
    "\ue0000\ue001 and \ue001",
    "A&B <shop> 😀 \u200f",
    "{count} {owner} %s %(x)s",
    "line one\nheading h | line two",
)


@pytest.mark.parametrize("fact", HOSTILE)
def test_a_fact_that_looks_like_a_template_is_printed_as_it_stands(fact: str) -> None:
    case = small_case(
        store=Store(name=fact, marketplace="UK"),
        incidents=(
            Incident(order_id="1", quote=fact, act=Text(en=f"wrote {fact} to the buyer"), rules=("coc.insult",)),
        ),
    )
    letter = compose(case, GUIDANCE, "en", draft=True)
    meta = next(block for block in letter.blocks if block.kind == "meta")
    assert fact in meta.text
    assert "49" not in letter.text
    quote = next(block for block in letter.blocks if block.kind == "quote")
    assert [line for line in fact.splitlines() if line not in quote.text] == []


@pytest.mark.parametrize("fact", HOSTILE)
def test_own_words_come_back_word_for_word(fact: str) -> None:
    from datetime import date

    action = Action(status="done", on=date(2026, 3, 14), causes=(1,), text=Text(en=f"We wrote {fact} once."))
    letter = compose(small_case(actions=(action,)), GUIDANCE, "en", draft=True)
    item = next(block for block in letter.blocks if block.key == "actions/1")
    assert f"We wrote {fact} once." in item.text
    assert any(claim.origin == "own" for claim in item.claims)


def test_each_inserted_value_keeps_the_path_of_its_fact() -> None:
    letter = compose(small_case(), GUIDANCE, "en")
    item = next(block for block in letter.blocks if block.key == "actions/1")
    assert item.text == "14 March 2026: Li Wei deleted the number. (Cause 1; Exhibit 1)"
    assert set(item.claims[0].facts) >= {"actions[0].on", "actions[0].by", "actions[0].text", "actions[0].causes"}
    assert item.claims[0].exhibits == (1,)


def test_the_policy_is_linked_where_it_is_named_first_and_only_there() -> None:
    letter = compose(small_case(), GUIDANCE, "en")
    links = [(run.text, run.link) for b in letter.blocks for c in b.claims for run in c.runs if run.link]
    assert links == [
        ("Communication Guidelines", "https://sellercentral.amazon.co.uk/help/hub/reference/G1701"),
        ("Seller Code of Conduct", "https://sellercentral.amazon.co.uk/help/hub/reference/G1801"),
    ]


def test_the_marketplace_decides_dates_and_spelling() -> None:
    british = compose(small_case(), GUIDANCE, "en")
    american = compose(small_case(store=Store(name="Lumen", marketplace="US")), GUIDANCE, "en")
    assert "14 March 2026: Li Wei" in british.text
    assert "March 14, 2026: Li Wei" in american.text
