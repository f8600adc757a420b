"""The letter as text, fields and Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poa.export.plain import field_gaps, field_texts, letters, to_fields, to_markdown, to_text
from poa.model.letter import Block, Claim, Gap, Run
from poa.model.rule import Bilingual
from poa.wording import Wording
from tests.export.letters import small_letter

WORDS = Wording("en")


def test_the_text_gives_addresses_where_word_gives_links() -> None:
    text = to_text(small_letter(), WORDS)
    assert "Communication Guidelines (https://sellercentral.amazon.com/help/hub/reference/G1701) allow" in text


def test_list_items_keep_their_numbers_and_letters() -> None:
    text = to_text(small_letter(), WORDS)
    assert "1. 13 March: Li Wei withdrew" in text
    assert "2. 14 March" in text
    assert "A. Test before access." in text
    assert "- Cause 1:" in text


def test_a_draft_says_so_in_its_first_line() -> None:
    assert to_text(small_letter(draft=True), WORDS).splitlines()[0].startswith("DRAFT")
    assert to_fields(small_letter(draft=True), WORDS).splitlines()[0].startswith("DRAFT")
    assert to_markdown(small_letter(draft=True), WORDS).splitlines()[0].startswith("**DRAFT")
    assert "DRAFT" not in to_text(small_letter(), WORDS)


def test_each_sentence_lands_in_one_field_and_headings_in_none() -> None:
    fields = field_texts(small_letter())
    assert list(fields) == ["root_cause", "actions", "measures"]
    assert "WhatsApp" in fields["root_cause"] and "Root cause" not in fields["root_cause"]
    assert "Plan of Action" not in fields["root_cause"]
    assert fields["actions"].startswith("1. 13 March")
    assert "Exhibits\n\n1. Audit sheet" in fields["measures"]


def test_an_empty_part_makes_no_field() -> None:
    letter = small_letter()
    only = replace(letter, blocks=tuple(b for b in letter.blocks if b.part != "actions"))
    assert "actions" not in field_texts(only)


def test_a_field_over_the_sellers_limit_is_named_and_not_cut() -> None:
    text = to_fields(small_letter(), WORDS, {"actions": 20})
    assert "20 allowed: too long" in text
    assert "Li Wei deleted the number." in text


def test_markdown_signs_in_facts_stay_text() -> None:
    text = to_markdown(small_letter("*bold* [x](y) <b>"), WORDS)
    assert r"\*bold\* \[x\](y) \<b\>" in text


@pytest.mark.parametrize(("number", "shown"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA")])
def test_letters_count_on_after_z(number: int, shown: str) -> None:
    assert letters(number) == shown


def test_chinese_text_sets_addresses_in_its_own_brackets() -> None:
    text = to_text(small_letter(language="zh"), Wording("zh-Hans"))
    assert "Communication Guidelines（https://sellercentral.amazon.com/help/hub/reference/G1701）" in text


def test_gaps_count_for_the_box_that_they_leave_open() -> None:
    marked = Gap("actions[0].on", Bilingual("On which day?", "哪一天？"), "notice")
    unspoken = Gap("in_force_since", Bilingual("Since when?", "从哪天起？"), "measures")
    elsewhere = Gap("letter.on", Bilingual("Which date?", "日期？"), "notice")
    letter = small_letter()
    sentence = Claim((Run("[missing: On which day]", gap=True),))
    blocks = (*letter.blocks, Block("item", (sentence,), "actions", list_style="number"))
    assert field_gaps(replace(letter, blocks=blocks, gaps=(marked, unspoken, elsewhere))) == {
        "root_cause": 0, "actions": 1, "measures": 1,
    }  # fmt: skip
