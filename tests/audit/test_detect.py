"""One pass over a message finds all words and patterns of the detection data."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.detect import Detect
from poa.audit.matching import unordered
from poa.audit.normal import fold
from poa.audit.superset import core, superset
from poa.audit.view import MessageView
from poa.errors import GuidanceError
from poa.library.guidance import Entry, Guidance
from poa.model.message import Message
from poa.resources import root


def detect(**data: object) -> Detect:
    return Detect([Entry({"id": "x", **data}, "words.yaml", 3)])


def spans(found: Detect, text: str) -> list[str]:
    scan = found.scan(MessageView(Message(id="m", text=text)))
    return [scan.norm[start:end] for start, end in scan.spans("x")]


def test_a_latin_word_counts_only_as_a_whole_word() -> None:
    assert spans(detect(words=["line"]), "online line lines LINE加") == ["line", "line"]


def test_a_star_lifts_the_end_or_the_beginning() -> None:
    assert spans(detect(words=["compens*"]), "compensation") == ["compens"]
    assert spans(detect(words=["*phone"]), "smartphone") == ["phone"]


def test_a_word_in_simplified_characters_finds_the_traditional_ones() -> None:
    assert spans(detect(words={"zh": ["微信电话"]}), "請打微信電話") == ["微信电话"]


def test_overlapping_words_are_all_found() -> None:
    assert spans(detect(words=["change your", "your review"]), "change your review") == ["change your", "your review"]


def test_a_pattern_with_look_around_is_confirmed_after_the_filter() -> None:
    found = detect(patterns=[r"(?<!not )change .{0,40}review(?!er)"])
    assert spans(found, "do not change the review") == []
    assert spans(found, "change the reviewer") == []
    assert spans(found, "please change the review") == ["change the review"]


def test_a_word_boundary_before_an_accent_is_not_lost_in_the_filter() -> None:
    assert spans(detect(patterns=[r"\bévaluation\b"]), "votre évaluation !") == ["évaluation"]


def test_the_group_hit_narrows_the_span() -> None:
    assert spans(detect(patterns=[r"my (?P<hit>number) is"]), "my number is") == ["number"]


def test_a_user_adds_and_takes_away_words() -> None:
    found = detect(words=["a1", "b1"], also=["c1"], never=["a1"])
    assert spans(found, "a1 b1 c1") == ["b1", "c1"]


def test_a_broken_pattern_names_file_line_and_entry() -> None:
    with pytest.raises(GuidanceError) as problem:
        detect(patterns=["(unclosed"])
    assert "words.yaml:3" in str(problem.value) and "(unclosed" in str(problem.value)


def test_without_the_fast_libraries_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Add me on WhatsApp: +1 415 555 0132", "请加微信 lumate88 或打开 lumatek.com", "nothing here"]
    guidance = Guidance([root("guidance")])
    fast = Detect(guidance.topic("detect"))
    names = set(fast.data)
    scans = [fast.scan_text(fold(text)) for text in texts]
    found = [{name: scan.spans(name) for name in names} for scan in scans]
    monkeypatch.setitem(sys.modules, "re2", None)
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    slow = Detect(guidance.topic("detect"), dict(fast.supersets))
    for text, one in zip(texts, found, strict=True):
        other = slow.scan_text(fold(text))
        assert one == {name: other.spans(name) for name in names}


def test_an_order_number_is_no_reason_to_look_for_a_telephone_number() -> None:
    found = Detect(Guidance([root("guidance")]).topic("detect"))
    assert "contact.phone-digits" not in found.scan_text("order 114-5550001-1242486 of 2025")
    assert "contact.phone-digits" in found.scan_text("order 114-5550001-1242486, call 415 555 0132")


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        (r"\b(?:leave|write)\b[^.!?]{0,50}\b(?:review|feedback)s?", "(?:review|feedback)(?:s){0,1}"),
        (r"a.{0,20}b|c[^x]*d\b", "(?:a|c)"),
        (r"[a-z]{3,30}\.com", superset(r"[a-z]{3,30}\.com")),
    ],
)
def test_the_core_of_a_pattern_is_its_longest_stretch_between_wide_gaps(pattern: str, part: str) -> None:
    assert core(pattern) == part


def test_the_filter_loses_no_pattern_that_matches(_corpus: list[str]) -> None:
    found = Detect(Guidance([root("guidance")]).topic("detect"))
    for text in _corpus:
        norm = fold(text)
        scan = found.scan_text(norm)
        for index in range(len(found.patterns)):
            match = found.pattern(index).search(norm)
            if match and not re.search(r"\d{3}-\d{7}-\d{7}", match[0]):
                assert found.owner(index) in scan.candidates, (found.patterns[index], text)


@pytest.fixture(scope="module")
def _corpus() -> list[str]:
    import json

    folder = Path(__file__).parents[1] / "data"
    rows = []
    for name in ("violations.jsonl", "clean_messages.jsonl"):
        rows += [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    return [str(row.get("text", "")) for row in rows][::3]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_scanned(text: str) -> None:
    found = detect(words=["a", "好"], patterns=[r"a.{0,20}b", r"(\w)\1"])
    scan = found.scan(MessageView(Message(id="m", text=text)))
    assert all(0 <= start < end <= len(scan.norm) for start, end in scan.spans("x"))


@given(st.lists(st.sampled_from(["114", "2114", "1234567", "12345678", "123456", "-", "-", " ", "x"]), max_size=14))
@settings(max_examples=60, deadline=None)
def test_order_numbers_are_found_by_their_numbers_as_by_search(parts: list[str]) -> None:
    text = "".join(parts)
    assert unordered(text, re.findall("[0-9]+", text)) == unordered(text)


def test_an_order_number_is_no_telephone() -> None:
    assert unordered("order 114-1234567-7654321, again", ["114", "1234567", "7654321"]) == (
        b"order xxx-xxxxxxx-xxxxxxx, again"
    )


def test_the_first_texts_are_searched_as_all_others_are() -> None:
    some = detect(words=["line", "compens*", "加我"])
    texts = ["the line, online", "compensation 加我", "加我加我 line", "nothing here", "line line compens"]
    first = [spans(some, text) for text in texts]
    assert [spans(some, text) for text in texts] == first
    assert first[0] == ["line"]
