"""Folding for matching, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.normal import fold, normalise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＷｈａｔｓＡｐｐ", "whatsapp"),
        ("W h a t s A p p me", "whatsapp me"),
        ("wh\u200bats\u00adapp", "whatsapp"),
        ("Whаtѕарр", "whatsapp"),
        ("𝐖𝐡𝐚𝐭𝐬𝐀𝐩𝐩", "whatsapp"),
        ("好 评 返 现", "好评返现"),
        ("好評返現", "好评返现"),
        ("ﾗｲﾝ ﾃﾞ", "ライン デ"),
        ("E\u0301tat", "état"),
        ("It’s “fine”", 'it\'s "fine"'),
        ("a  b\tc", "a b c"),
        ("please change your\nreview today", "please change your review today"),
        ("one.\nTwo", "one.\ntwo"),
        ("4 °C and ™", "4 °c and ™"),
        ("ᴡᴇᴄʜᴀᴛ, wɦatsapp", "wechat, whatsapp"),
        ("p\u0336l\u0336e\u0336a\u0336s\u0336e\u0336 e\u0301tage", "please étage"),
        ("🆆🅴🅲🅷🅰🆃 🅦🅔", "wechat we"),
        ("p l e a s e   s a v e   t i m e", "please save time"),
    ],
)
def test_disguises_and_spellings_fold_to_one_form(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_span_of_the_folded_text_leads_back_to_the_original() -> None:
    text = "Hello  ＷｅＣ\u200bｈａｔ now"
    norm, back = normalise(text)
    start = norm.index("wechat")
    assert text[back[start] : back[start + 5] + 1] == "ＷｅＣ\u200bｈａｔ"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_every_folded_character_has_a_place_in_order(text: str) -> None:
    norm, back = normalise(text)
    assert len(back) == len(norm) + 1
    places = list(back)
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aÀ好ｗ \n\u200b\u0301ﬁß…'.", max_size=120))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(fold(once)) == fold(once)
