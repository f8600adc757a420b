"""Findings keep pointing at the right words when the text is masked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from poa.cases.maskmap import masked_audit
from poa.model.rule import Audited, Bilingual, Finding
from poa.text.mask import mask_personal

TEXT = "Dear Karen Miller, mail anna.schmidt@example.org or call +86 139 5555 4567. A coupon follows."


def audited(text: str, start: int, end: int) -> Audited:
    finding = Finding("x", "error", start, end, text[start:end], Bilingual("no"), rewrite=text)
    return Audited("a", "s", None, "fix", (finding,), text)


def kept(text: str, words: str) -> str:
    start = text.index(words)
    done = masked_audit(audited(text, start, start + len(words)), ["Karen Miller"])
    finding = done.findings[0]
    assert done.text == mask_personal(text, ["Karen Miller"])
    assert finding.excerpt == done.text[finding.start : finding.end]
    return finding.excerpt


def test_words_behind_masked_ones_are_found_again() -> None:
    assert kept(TEXT, "coupon") == "coupon"
    assert kept(TEXT, "Dear") == "Dear"


def test_a_finding_in_personal_data_points_at_its_mask_and_holds_none_of_it() -> None:
    assert kept(TEXT, "schmidt@example.org") == "***@example.org"
    assert kept(TEXT, "139 5555") == "+86 *** 4567"
    assert kept(TEXT, "call +86 139 5555 4567") == "call +86 *** 4567"


def test_a_rewrite_is_masked_too() -> None:
    done = masked_audit(audited(TEXT, 0, 4))
    assert done.findings[0].rewrite == mask_personal(TEXT)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a.b@c.example", "+86 139 5555 4567", " hi ", "coupon", "，", "12 Mill Road, "]), max_size=12
    )
)
def test_every_word_that_stays_is_found_where_it_stands(parts: list[str]) -> None:
    text = "".join(parts) + " the end"
    assert kept(text, "the end") == "the end"
