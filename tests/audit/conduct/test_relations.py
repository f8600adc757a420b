"""Relations: what a pattern demands, how far it reaches, and that looking sentence by sentence misses nothing."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.conduct.alphabet import Alphabet
from poa.audit.conduct.finder import conduct_of
from poa.audit.conduct.patterns import compile_relations, crossings, demands, packed, unpacked
from poa.audit.conduct.phrases import slots
from poa.audit.view import MessageView
from poa.library.guidance import Guidance
from tests.audit.conduct.conduct_corpus import ROOT, detect, message, rows, rules


def test_a_pattern_demands_what_it_cannot_do_without_the_rarest_first() -> None:
    assert demands("a[^|]{0,3}?[bc]", frozenset("a")) == (frozenset("bc"), frozenset("a"))
    assert demands("ab?(?:c|de)", frozenset("d")) == (frozenset("a"), frozenset("ce"))
    assert demands("a?|b", frozenset()) == ()


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("a[^|?]{0,5}?b", -1),
        ("a[,.]{0,2}[|?]", -1),
        ("a[^|]{0,5}?(?:\\|[^|x]{0,5}?)?b", 1),
        ("a\\?\\|b", 1),
        ("a(?:\\||\\?|$)", 1),
        ("a$", 0),
        ("^", 0),
        ("a[^,]{0,3}b", 3),
        ("a(?!b)c", 1000),
    ],
)
def test_a_pattern_tells_how_many_sentence_ends_it_may_run_over(pattern: str, most: int) -> None:
    assert crossings(pattern) == most


def test_relations_survive_being_kept_as_plain_data() -> None:
    entries = [
        {"id": "a", "find": ["CHANGE ~4 REVIEW", "REVIEW >3 CHANGE"], "unless": ["NEG ~2 CHANGE", "THING"]},
        {"id": "b", "rule": "x", "find": "REVIEW", "with": ["a"], "unless": ["$a"], "langs": ["de"]},
    ]
    relations = compile_relations(entries, Alphabet())
    assert unpacked(packed(relations)) == relations
    assert relations[0].crossings == (-1, 1)


def _same(text: str, proactive: bool | None) -> None:
    """Looking at what sentences are known for finds what trying every relation on the whole message finds."""
    conduct = conduct_of(detect())
    view = MessageView(message(text, proactive=proactive))
    quick, thorough = conduct.read(view), conduct.read(view, thorough=True)
    assert quick.places == thorough.places, text
    for number in quick.numbers:
        for start, end in quick.spans(conduct.relations[number]):
            assert 0 <= start <= end <= len(view.norm)


@cache
def _phrases(lang: str) -> list[str]:
    """One spelling of every phrase of a language."""
    entries = Guidance([ROOT / "guidance"]).topic("detect")
    listed = (phrase for e in entries if e.data.get("lang") == lang for phrase in e.data.get("phrases", ()))
    return ["".join(ways[-1] or ways[0] for ways in slots(str(phrase))).replace("*", "") for phrase in listed]


_GLUES = (" ", " ", " ", ", ", ". ", "? ", "! ", "\n", " x ", " not ", "，", "。", '." ', "... ", " 17 ")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(("en", "zh", "de", "fr", "it", "es", "ja")), st.integers(0, 2**32), st.booleans())
def test_rule_words_in_any_order_are_related_as_if_every_relation_were_tried(
    lang: str, seed: int, proactive: bool
) -> None:
    dice = random.Random(seed)
    phrases = _phrases(lang)
    for _ in range(5):
        _same("".join(dice.choice(phrases) + dice.choice(_GLUES) for _ in range(dice.randrange(2, 30))), proactive)


def test_messages_are_related_as_if_every_relation_were_tried() -> None:
    folder = Path(__file__).parent
    for name in sorted(folder.glob("*.jsonl")):
        for row in rows(name.name)[::4]:
            _same(row["text"], row.get("proactive"))


@pytest.mark.parametrize(
    "text",
    [
        ".We cannot see your phone number. You are blind or just stupid?",
        '差评 say "hi".And you are stupid',
        "为您$5您 you are stupid.",
    ],
)
def test_a_hit_points_at_its_words_behind_odd_marks(text: str) -> None:
    from poa.audit.conduct import find

    view = MessageView(message(text))
    found = [view.norm[hit.start : hit.end] for hit in find(view, detect()) if hit.rule == "coc.insult"]
    assert found and all("stupid" in words or "blind" in words for words in found)


def test_two_characters_with_a_sign_between_them_keep_places_and_symbols_together() -> None:
    assert "type.incentivised-review" in rules("好$评 The 好 评来个5 返现")


def test_names_side_by_side_are_two_concepts() -> None:
    from poa.audit.conduct.alphabet import Alphabet
    from poa.audit.conduct.patterns import pattern_of

    alphabet = Alphabet()
    review, money = alphabet.symbol("REVIEW"), alphabet.symbol("MONEY")
    assert pattern_of("REVIEW MONEY", alphabet) == review + money
    assert pattern_of("[^REVIEW MONEY]", alphabet) == f"[^{review}{money}]"
