"""Phrases, their slots and the row of concepts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.conduct.alphabet import Alphabet
from poa.audit.conduct.book import Book
from poa.audit.conduct.concepts import Lexicons, Others
from poa.audit.conduct.phrases import graph, slots
from poa.audit.conduct.reading import Reader
from poa.audit.conduct.units import Numbers, cut, sentences, spans
from poa.audit.normal import fold


def reader(alphabet: Alphabet, **phrases: list[str]) -> Reader:
    entries = [{"concept": name, "phrases": listed} for name, listed in phrases.items()]
    lexicons = Lexicons((graph(entries, alphabet), graph([], alphabet)), Others(alphabet))
    return Reader(lexicons, Numbers([]), Book([], alphabet, "en", ("", "side")))


def read(text: str, **phrases: list[str]) -> list[str]:
    alphabet = Alphabet()
    row = reader(alphabet, **phrases).read(fold(text)).row(0)
    names = {alphabet.symbol(name): name for name in phrases}
    return [names.get(symbol, symbol) for symbol in row]


@pytest.mark.parametrize(
    ("phrase", "ways"),
    [
        ("(change|edit) review", ["change review", "edit review"]),
        ("(the |)review", ["the review", "review"]),
        ("neue(n|) frau", ["neuen frau", "neue frau"]),
        ("can(not|'t) ship", ["cannot ship", "can't ship"]),
        ("our (new (red|blue)|old) lamp", ["our new red lamp", "our new blue lamp", "our old lamp"]),
    ],
)
def test_a_phrase_stands_for_all_its_spellings(phrase: str, ways: list[str]) -> None:
    for way in ways:
        assert read(way, FOUND=[phrase]) == ["FOUND"], way


def test_slots_keep_whole_words() -> None:
    assert ["neuen", "neue"] in slots("neue(n|) frau")


def test_the_longest_phrase_wins() -> None:
    assert read("review the invoice", REVIEW=["review"], THING=["review the invoice"]) == ["THING"]
    assert read("a review", REVIEW=["review"], THING=["review the invoice"]) == [".", "REVIEW"]


def test_stars_stand_for_endings_and_first_parts() -> None:
    assert read("Kundenbewertungen", REVIEW=["*bewertungen"]) == ["REVIEW"]
    assert read("bewertungsseite", REVIEW=["bewertung*"]) == ["REVIEW"]


def test_chinese_characters_are_units_and_numbers_a_class() -> None:
    assert read("您的好评返5美元", FIVE=["好评"], MONEY=["# 美元"]) == [".", "FIVE", "MONEY"]


def test_addresses_and_links_are_concepts_but_amazon_is_not() -> None:
    alphabet = Alphabet()
    row = reader(alphabet).read("write to a@b.example or see shop.example or amazon.com").row(0)
    assert row.count(alphabet.symbol("EMAILADDR")) == 1
    assert row.count(alphabet.symbol("LINK")) == 1


def test_a_huge_text_takes_time_in_proportion() -> None:
    long = reader(Alphabet(), A=["a (b |c |)d", "a a a a a"])
    begin = time.perf_counter()
    long.read("a " * 200_000)
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize(
    "text",
    ["a" * 64_000 + "@", "a-" * 32_000 + ".x", "a." * 32_000 + "@", " a(at" * 12_000, "." * 60_000 + "@", "-" * 60_000],
)
def test_hostile_texts_are_cut_in_time(text: str) -> None:
    begin = time.perf_counter()
    words = [cut(sentence) for sentence in sentences(text)]
    assert words
    assert time.perf_counter() - begin < 3


@pytest.mark.parametrize("text", ["." * 60_000 + "a", "a." * 30_000, "!." * 30_000, "a1" * 30_000, "1,1" * 20_000])
def test_hostile_sentences_and_numbers_are_cut_in_time(text: str) -> None:
    begin = time.perf_counter()
    numbers = Numbers(["5", "e27"])
    assert [numbers.alike(sentence) for sentence in sentences(text)]
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    "text",
    [
        "Please leave 5 stars. It costs 1.5, not 2,5! a.b? c",
        "您好。5星好评!!..好的;谢谢\n\n12 x",
        "see a@b.example... and shop.example/x. - y -- z",
        "e27 a45.3 x1,2",
    ],
)
def test_every_unit_has_its_place_whatever_the_numbers(text: str) -> None:
    numbers = Numbers(["5", "e27"])
    parts = sentences(fold(text))
    assert "".join(parts) == fold(text) or "@" in text
    for part in parts:
        assert len(spans(part)) == len(cut(part)) == len(cut(numbers.alike(part)))


def test_numbers_that_no_phrase_names_are_alike() -> None:
    numbers = Numbers(["5", "e27", "0"])
    assert numbers.alike("5 and 17 and e27 and a45.3 and 1.5") == "5 and 00 and e27 and x00.00 and 00"
    assert Numbers(["5"], ["c"]).alike("c42 d42 dd42") == "c0 x0 dd0"
    assert numbers.alike("共17件,5星") == "共00件,5星"


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=80))
@settings(max_examples=60, deadline=None)
def test_plain_texts_are_cut_as_all_others_are(text: str) -> None:
    from poa.audit.conduct.units import _UNIT

    assert cut(text.lower()) == _UNIT.findall(text.lower())
