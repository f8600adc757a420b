"""The weights: what of a sentence is weighed, and what a message weighs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.conduct import weighing
from poa.audit.conduct.alphabet import Alphabet
from poa.audit.conduct.units import cut
from poa.audit.conduct.weighing import WINDOW, Scales, Weighed, features, gathered
from poa.audit.normal import fold

RULE, OTHER = "type.review-change-request", "coc.refund-for-review"


def scales(bars: list[int] | None = None, whole: tuple[str, ...] = (), **weights: str) -> Scales:
    return Scales(
        {
            "rules": [RULE, OTHER],
            "bars": bars or [300, 600],
            "floors": {RULE: -100},
            "needs": {OTHER: [RULE]},
            "whole": whole,
            **gathered_lines(weights),
        }
    )


def gathered_lines(weights: dict[str, str]) -> dict[str, object]:
    lines = "\n".join(f"{feature} {values}" for feature, values in weights.items())
    entry = {"rules": [], "bars": [], "floors": {}, "needs": {}, "whole": [], "weights": lines}
    found = gathered([entry], Alphabet())
    return {name: found[name] for name in ("lines", "heads")}


def weighed(*sums: int) -> list[Weighed]:
    names = [chr(ord("a") + at) for at in range(len(sums))]
    some = scales(**{name: f"0:{one}" for name, one in zip(names, sums, strict=True)})
    return [some.weigh([name], "") for name in names]


def test_words_and_neighbouring_words_are_weighed_with_numbers_alike() -> None:
    assert features(cut("take 25 back"), "") == {"take", "0", "back", "take_0", "0_back"}


def test_long_words_are_weighed_by_their_beginning_too() -> None:
    assert "immed*" in features(["immediately"], "")
    assert not any(feature.endswith("*") for feature in features(["soonest"[:6]], ""))


def test_words_on_both_sides_of_a_comma_are_no_neighbours() -> None:
    assert features(["well", ",", "change"], "") == {"well", "change"}


def test_chinese_is_weighed_in_stretches_of_two_to_four_characters() -> None:
    assert features(cut("请删差评吧"), "") == {
        "请删",
        "删差",
        "差评",
        "评吧",
        "请删差",
        "删差评",
        "差评吧",
        "请删差评",
        "删差评吧",
    }


def test_concepts_and_neighbouring_concepts_are_weighed_whatever_words_stand_between() -> None:
    assert features([], "a..b,.c|") == {"a", "b", "c", "ab", "bc"}


def test_a_sentence_weighs_the_sum_of_what_it_holds() -> None:
    one = scales(take="0:120,1:-20", take_back="0:200", never="0:-500").weigh(["take", "back"], "")
    assert [one.weight(0), one.weight(1)] == [320, -20]


def test_a_sentence_is_heavy_for_a_rule_that_a_stretch_with_it_could_break() -> None:
    some = scales(take="0:100", back="1:199")
    assert some.weigh(["take"], "").heavy == 0b01
    assert some.weigh(["back"], "").heavy == 0
    assert some.weigh(["take", "well", "back"], "").heavy == 0b01


def test_neighbouring_sentences_are_weighed_together_and_the_heaviest_is_named() -> None:
    assert scales().heaviest(0, weighed(-100, 50, 200, 90, -300)) == (340, 2)


def test_sentences_far_apart_are_not_weighed_together() -> None:
    best, _ = scales().heaviest(0, weighed(200, *[0] * WINDOW, 200))
    assert best == 200


def test_of_some_rules_the_whole_message_is_weighed() -> None:
    some = scales([300, 150], whole=(RULE,), thanks="0:100,1:100", broken="0:-250,1:-250")
    thanks, broken = some.weigh(["thanks"], ""), some.weigh(["broken"], "")
    assert some.reached([thanks] * (WINDOW + 1)) == 0b11
    assert some.reached([*[thanks] * WINDOW, broken]) == 0b10
    assert some.heaviest(0, [*[thanks] * WINDOW, broken]) == (100 * WINDOW - 250, 0)
    assert some.heaviest(1, [*[thanks] * WINDOW, broken])[0] == 100 * WINDOW


def test_concepts_are_written_by_name_and_read_as_their_symbols() -> None:
    alphabet = Alphabet()
    weights = "<PLEASE><CHANGE> 0:11\nback 0:2\n"
    entry = {"rules": [RULE], "bars": [10], "floors": {RULE: -9}, "needs": {}, "whole": [], "weights": weights}
    some = Scales(gathered([entry], alphabet))
    assert some.weigh(["back"], alphabet.symbol("PLEASE") + alphabet.symbol("CHANGE")).weight(0) == 13


def test_of_features_that_begin_alike_each_has_its_own_weight() -> None:
    some = scales(take="0:1", take_back="0:20", taken="0:300")
    assert [some.weigh([word], "").weight(0) for word in ("take", "taken", "tak")] == [1, 300, 0]


def test_without_an_entry_nothing_weighs_anything() -> None:
    one = Scales(gathered([], Alphabet())).weigh(["take", "back"], "ab")
    assert one.heavy == 0


@given(st.text(max_size=200), st.text(alphabet="ab.,|?", max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_weighed_and_no_feature_holds_a_blank(text: str, row: str) -> None:
    for feature in features(cut(fold(text)), row):
        assert feature
        assert not any(map(str.isspace, feature))


def test_a_message_of_one_sentence_is_weighed_too() -> None:
    assert scales().heaviest(0, weighed(5)) == (5, 0)


@given(st.text(alphabet="abz *?7好评,", max_size=30), st.text(alphabet="\ue001\ue002?.|", max_size=12))
@settings(max_examples=60, deadline=None)
def test_what_a_sentence_weighs_is_the_sum_of_its_features(text: str, row: str) -> None:
    words = cut(fold(text))
    wanted = sorted(features(words, row))
    weights = {feature: f"0:{2**at % 997 + 1},1:-3" for at, feature in enumerate(wanted)}
    known, all_of_them = scales(**weights), scales(**{**weights, "never": "0:500"})
    all_of_them._few = 1
    for some in (known, all_of_them):
        one = some.weigh(words, row)
        assert one.weight(0) == sum(2**at % 997 + 1 for at in range(len(wanted)))
        assert one.weight(1) == -3 * len(wanted)


def test_after_some_sentences_all_weights_are_read_and_weigh_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "_FEW", 3)
    some = scales(take="0:120", take_back="0:200", immed="0:9", **{"immed*": "0:7", "好评": "0:40", "返好评": "0:2"})
    texts = ("take it back", "take back", "immediately", "请返好评", "")
    first = [some.weigh(cut(text), "").total for text in texts]
    assert [some.weigh(cut(text), "").total for text in texts] == first
    assert [one.weight(0) for one in (some.weigh(cut(text), "") for text in texts)] == [120, 320, 7, 42, 0]


@given(st.lists(st.integers(-300, 300), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_bar_is_reached_where_the_heaviest_stretch_weighs_as_much(sums: list[int]) -> None:
    some = scales(bars=[250, 9_999])
    sentences = weighed(*sums)
    assert some.reached(sentences) == (some.heaviest(0, sentences)[0] >= 250)
