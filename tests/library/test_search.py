"""Finding rules by words and by ids that are nearly right."""

from __future__ import annotations

import pytest

from poa.library.guidance import Guidance
from poa.library.rules import load_rules
from poa.library.search import haystack, missed, near_ids, near_rules, search_rules, wanted_words, word_groups
from poa.library.stems import stem
from poa.model.rule import Rule
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


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rude", "coc.insult"),
        ("swearing", "coc.insult"),
        ("骂人", "coc.insult"),
        ("profanity", "content.sensitive"),
        ("脏话", "content.sensitive"),
        ("blackmail", "coc.offensive"),
        ("刷单", "type.incentivised-review"),
        ("退款换好评", "coc.refund-for-review"),
        ("催评", "form.one-review-request"),
        ("引流", "coc.no-circumvention"),
    ],
)
def test_everyday_words_lead_to_what_rules_say_in_others(words: str, found: str) -> None:
    assert found in [rule.id for rule in search_rules(RULES.values(), words, GROUPS)]


def test_rules_with_the_very_words_come_first() -> None:
    plain = search_rules(RULES.values(), "微信")
    assert plain and search_rules(RULES.values(), "微信", GROUPS)[: len(plain)] == plain


@pytest.mark.parametrize("words", ["您", "请"])
def test_words_of_every_message_lead_nowhere_in_particular(words: str) -> None:
    assert search_rules(RULES.values(), words, GROUPS) == search_rules(RULES.values(), words)


@pytest.mark.parametrize(("word", "not_in"), [("line", "scope.recipients"), ("ライン", "order.late-must-tell")])
def test_a_short_word_is_not_found_inside_another(word: str, not_in: str) -> None:
    text = haystack(RULES[not_in]).text
    assert "line" in text or "ライン" in text
    assert not_in not in [rule.id for rule in search_rules(RULES.values(), word)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("reviews", "type.incentivised-review"),
        ("reviewing", "type.incentivised-review"),
        ("view", "type.incentivised-review"),
        ("coupons", "type.marketing-coupons"),
        ("phones", "content.phone-number"),
        ("cancelled orders", "order.never-ask-cancel"),
        ("cancelling", "order.never-ask-cancel"),
        ("asking", "type.review-change-request"),
        ("emojis", "style.emoji"),
        ("attachments", "content.attachment"),
        ("e-mails", "content.email-address"),
        ("修改评论", "type.review-change-request"),
        ("要买家改差评", "type.review-change-request"),
        ("手机号码phone", "content.phone-number"),
    ],
)
def test_other_forms_of_a_word_find_the_same(words: str, found: str) -> None:
    assert found in [rule.id for rule in search_rules(RULES.values(), words)]


@pytest.mark.parametrize(("one", "other"), [("review", "reviews"), ("ask", "asking"), ("refund", "refunded")])
def test_plurals_and_endings_make_no_difference(one: str, other: str) -> None:
    assert {r.id for r in search_rules(RULES.values(), one)} >= {r.id for r in search_rules(RULES.values(), other)}
    assert search_rules(RULES.values(), other)


@pytest.mark.parametrize("words", ["coupon", "coupons", "emoji", "评论", "附件", "attachment", "refund"])
def test_what_is_called_so_comes_before_what_only_speaks_of_it(words: str) -> None:
    hits = search_rules(RULES.values(), words)
    last = max(number for number, rule in enumerate(hits) if called(rule, words))
    assert all(called(rule, words) for rule in hits[: last + 1])
    assert not called(hits[-1], words) or len(hits) == last + 1


def called(rule: Rule, words: str) -> bool:
    return words.removesuffix("s") in f"{rule.id} {rule.title.en} {rule.title.zh}".casefold()


@pytest.mark.parametrize(
    ("words", "nowhere", "near"),
    [("cuopon", ("cuopon",), "coupons"), ("coupon zzz", ("zzz",), ""), ("emoji refund subject", (), "")],
)
def test_a_search_that_finds_nothing_says_why(words: str, nowhere: tuple[str, ...], near: str) -> None:
    texts = [haystack(rule) for rule in RULES.values()]
    assert search_rules(RULES.values(), words) == []
    why = missed(wanted_words(words, texts), texts)
    assert why.words == nowhere
    assert near in why.near if near else why.near == ()


def test_a_long_text_is_searched_quickly() -> None:
    texts = [haystack(rule) for rule in RULES.values()]
    assert len(wanted_words("买家改差评要求" * 5000, texts, GROUPS)) < 100
    assert len(wanted_words("x y " * 5000, texts, GROUPS)) < 100


@pytest.mark.parametrize(
    "words",
    [
        "review reviews reviewed reviewing",
        "ask asks asked asking",
        "reply replies replied replying",
        "cancel cancels cancelled cancelling canceled",
        "message messages messaged messaging",
        "rate rates rated rating ratings",
        "address addresses addressed addressing",
        "ship ships shipped shipping",
        "box boxes",
        "day days",
    ],
)
def test_the_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["rate rather", "line linen", "need ne", "use us", "status stat", "thing th"])
def test_other_words_have_other_stems(words: str) -> None:
    one, other = words.split()
    assert stem(one) != stem(other)
