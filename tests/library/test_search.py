"""Finding rules by words and by ids that are nearly right."""

from __future__ import annotations

import pytest

from poa.library.guidance import Guidance
from poa.library.rules import load_rules
from poa.library.search import haystack, near_ids, near_rules, search_rules, word_groups
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


GROUPS = word_groups(Guidance([root("guidance")]))


@pytest.mark.parametrize("words", ["微信", "Telegram", "抖音", "vx", "QQ"])
def test_one_messenger_leads_to_what_is_said_of_another(words: str) -> None:
    hits = [rule.id for rule in search_rules(RULES.values(), words, GROUPS)]
    assert {"content.physical-address-or-messenger", "coc.ask-contact-details"} <= set(hits)
    assert len(hits) < 10, "and to no others"


def test_rules_with_the_very_words_come_first() -> None:
    plain = search_rules(RULES.values(), "微信")
    assert plain and search_rules(RULES.values(), "微信", GROUPS)[: len(plain)] == plain


@pytest.mark.parametrize("words", ["您", "请"])
def test_words_of_every_message_lead_nowhere_in_particular(words: str) -> None:
    assert search_rules(RULES.values(), words, GROUPS) == search_rules(RULES.values(), words)


@pytest.mark.parametrize(("word", "not_in"), [("line", "scope.recipients"), ("ライン", "order.late-must-tell")])
def test_a_short_word_is_not_found_inside_another(word: str, not_in: str) -> None:
    assert "line" in haystack(RULES[not_in]) or "ライン" in haystack(RULES[not_in])
    assert not_in not in [rule.id for rule in search_rules(RULES.values(), word)]
