"""Text of others may be hostile: what reads it takes time by its length, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from poa.errors import InputError
from poa.library.guidance import Guidance
from poa.messages.columns import find_columns
from poa.messages.style import declared, length
from poa.messages.vocabulary import load_vocabulary
from poa.notice import read_notice
from poa.resources import root
from poa.review import review
from poa.review.reading import letter_from_text
from poa.review.refusal import read_refusal

GUIDANCE = Guidance([root("guidance")])
MARKS = ("“", "“a", "「", "„", "«", "'a", "(a", "（", "[", "_", "--", "...", "Ab-", "a@", "::")
WORDS = ("a", "1.", "１", "三月三日", "3 May ", "72 hours 3 May ", "On 3 May we a. ", ". ", "Li Na ")
LINES = ("- a b\n", "> a\n- b\n", "a:\n", "a\n\n", "Exhibit 1: a\n")


def grows(work: Callable[[str], object], text: Callable[[int], str], count: int = 2_000) -> float:
    """How many times as long four times the text takes: four where the time grows with the text, sixteen where with
    its square. What stays below a few hundredths of a second is not measured, and counts as nothing."""

    def spent(some: int) -> float:
        words = text(some)
        begun = time.process_time()
        work(words)
        return time.process_time() - begun

    spent(10)
    return spent(4 * count) / (spent(count) + 0.02)


def of(unit: str) -> Callable[[int], str]:
    return lambda count: "Hello,\n" + unit * (count // len(unit)) + "x"


@pytest.mark.parametrize("unit", [*MARKS, *WORDS, *LINES])
def test_a_notice_is_read_in_time_by_its_length(unit: str) -> None:
    assert grows(lambda text: read_notice(text, GUIDANCE), of(unit)) < 9


@pytest.mark.parametrize("unit", [*MARKS, *WORDS, *LINES])
def test_a_letter_is_reviewed_in_time_by_its_length(unit: str) -> None:
    def work(text: str) -> object:
        return review(letter_from_text(text, GUIDANCE), guidance=GUIDANCE, case=None, today=date(2026, 3, 3))

    assert grows(work, of(unit)) < 9


@pytest.mark.parametrize("unit", ["“", "「", '"a', "a"])
def test_a_refusal_is_read_in_time_by_its_length(unit: str) -> None:
    assert grows(lambda text: read_refusal(text, text, GUIDANCE), of(unit)) < 9


@pytest.mark.parametrize("unit", ["-", " ", "a ", "-a:b;", ";", "a:"])
def test_a_style_is_read_in_time_by_its_length(unit: str) -> None:
    def work(text: str) -> None:
        for _ in range(20):
            declared("p", {"style": text})

    assert grows(work, lambda count: unit * (count // len(unit)), 1_200) < 9


def test_a_width_is_read_in_time_by_its_length() -> None:
    assert grows(length, lambda count: "0" + " " * count + "x", 40_000) < 9


@pytest.mark.parametrize("unit", ["[", "（", " ", "a"])
def test_a_first_row_that_is_no_heading_costs_no_more_than_its_length(unit: str) -> None:
    vocabulary = load_vocabulary(GUIDANCE)

    def work(text: str) -> None:
        with pytest.raises(InputError):
            find_columns([(1, [text, text])], "a.csv", vocabulary, None)

    assert grows(work, lambda count: unit * count + "x", 10_000) < 9
