"""Finding rules by words and by ids that are nearly right."""

from __future__ import annotations

import pytest

from poa.library.guidance import Guidance
from poa.library.rules import load_rules
from poa.library.search import near_ids, near_rules, search_rules
from poa.resources import root

RULES = load_rules(Guidance([root("guidance")]))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("phone", "content.phone-number"),
        ("PHONE number", "content.phone-number"),
        ("电话", "content.phone-number"),
        ("取消 订单", "order.never-ask-cancel"),
        ("差评", "type.review-change-request"),
        ("content.emoji emojis", ""),
    ],
)
def test_all_words_must_occur_in_either_language(words: str, found: str) -> None:
    hits = [rule.id for rule in search_rules(RULES.values(), words)]
    assert found in hits if found else hits == []
    assert len(hits) < len(RULES) / 2


def test_blank_words_find_everything() -> None:
    assert len(search_rules(RULES.values(), "  ")) == len(RULES)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("never-ask-cancel", "order.never-ask-cancel"),
        ("content.phone-nubmer", "content.phone-number"),
        ("Style.Emoji", "style.emoji"),
        ("pixel", "content.tracking-pixel"),
    ],
)
def test_near_ids_are_offered(wanted: str, first: str) -> None:
    assert near_ids(wanted, RULES)[0] == first


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("coupon", "type.marketing-coupons"),
        ("cuopon", "type.marketing-coupons"),
        ("差评", "type.review-change-request"),
    ],
)
def test_a_word_of_the_topic_leads_to_its_rules(wanted: str, found: str) -> None:
    assert found in near_rules(wanted, RULES, limit=9)


@pytest.mark.parametrize("wanted", ["nonsense", "banana", "zzz", " "])
def test_a_word_that_is_only_spelled_a_little_alike_leads_nowhere(wanted: str) -> None:
    assert near_rules(wanted, RULES) == []


def test_nothing_is_near_to_nonsense() -> None:
    assert near_ids("zzz", RULES) == []
    assert near_ids("", RULES) == []
