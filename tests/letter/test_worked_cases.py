"""The worked cases give the letters that were read and found good; the mirror says the same."""

from __future__ import annotations

import calendar
import re

import pytest

from poa.export.plain import to_text
from poa.letter import compose
from poa.model.case import Case
from poa.text.pinyin import has_han
from poa.wording import Wording
from tests.letter.cases import ALL, GUIDANCE, HERE, WORKED, answers


@pytest.mark.parametrize("name", ALL)
def test_the_letter_is_the_one_that_was_read_and_found_good(name: str) -> None:
    letter = compose(answers(name), GUIDANCE, "en")
    expected = (HERE / "golden" / f"{name}.en.txt").read_text(encoding="utf-8")
    assert to_text(letter, Wording("en")) == expected


@pytest.mark.parametrize("name", WORKED)
def test_the_mirror_is_the_one_that_was_read_and_found_good(name: str) -> None:
    letter = compose(answers(name), GUIDANCE, "zh")
    expected = (HERE / "golden" / f"{name}.zh.txt").read_text(encoding="utf-8")
    assert to_text(letter, Wording("zh-Hans")) == expected


_ORDER = re.compile(r"\d{3}-\d{7}-\d{7}")
_MONTHS = tuple(calendar.month_name)[1:]


def _days_en(text: str) -> set[tuple[int, int]]:
    found = set()
    for number, month in enumerate(_MONTHS, 1):
        for days in re.findall(rf"(?<!\d)((?:\d{{1,2}}(?:,| and| to)? )*\d{{1,2}}) {month}\b", text):
            found |= {(number, int(day)) for day in re.findall(r"\d+", days)}
    return found


def _days_zh(text: str) -> set[tuple[int, int]]:
    found = set()
    month = 0
    for match in re.finditer(r"(\d{1,2}) ?月|(?<!\d)(\d{1,2}) ?日", text):
        if match[1]:
            month = int(match[1])
        elif month:
            found.add((month, int(match[2])))
    return found


@pytest.mark.parametrize("name", WORKED)
def test_the_mirror_names_the_same_orders_dates_and_exhibits(name: str) -> None:
    case = answers(name)
    english, chinese = compose(case, GUIDANCE, "en"), compose(case, GUIDANCE, "zh")
    assert sorted(_ORDER.findall(english.text)) == sorted(_ORDER.findall(chinese.text))
    assert _days_en(english.text) == _days_zh(chinese.text)
    assert english.exhibits.keys() == chinese.exhibits.keys()
    cited = [{n for b in letter.blocks for c in b.claims for n in c.exhibits} for letter in (english, chinese)]
    assert cited[0] == cited[1] == english.exhibits.keys()


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_knows_what_it_stands_on(name: str) -> None:
    for block in compose(answers(name), GUIDANCE, "en").blocks:
        for claim in block.claims:
            if claim.origin == "frame":
                assert block.kind in ("heading", "meta") or len(claim.text) < 40, claim.text
            else:
                assert claim.facts or claim.rules or claim.exhibits


@pytest.mark.parametrize("name", ALL)
def test_no_chinese_is_left_in_the_english_letter(name: str) -> None:
    assert not has_han(compose(answers(name), GUIDANCE, "en").text)


LEFT_OUT = {
    "case-1": ("dismiss", "plug-in", "five years", "rude"),
    "case-2": ("98 %", "family", "to blame", "software that checks"),
    "case-3": ("families", "everyone", "external", "dismissed"),
}


@pytest.mark.parametrize("name", WORKED)
def test_what_the_seller_wanted_left_out_stays_out(name: str) -> None:
    text = compose(answers(name), GUIDANCE, "en").text.lower()
    assert not [words for words in LEFT_OUT[name] if words in text]


def test_a_shorter_letter_keeps_every_action_and_is_not_longer() -> None:
    case: Case = answers("case-1")
    short, full = (compose(case, GUIDANCE, "en", length=length) for length in ("short", "full"))
    assert len(short.text) < len(full.text)
    for action in case.actions:
        assert action.text.en.rstrip(".") in short.text


def test_the_readme_example_is_a_complete_case() -> None:
    import msgspec

    from poa.library.yamlfile import read_yaml

    data = read_yaml(HERE.parents[1] / "docs" / "answers-example.yaml").data
    for language in ("en", "zh"):
        assert compose(msgspec.convert(data, Case), GUIDANCE, language).gaps == ()
