"""A user's own patterns find what Python's would find, in a time that grows with the text alone."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.audit.detect import Detect
from poa.audit.linear import Linear, Refused
from poa.audit.normal import fold
from poa.errors import GuidanceError
from poa.library.checking.detect import own_faults
from poa.library.guidance import Guidance

HANGING = "(a+)+$"
LONG = "a" * 27 + "!"
"""Python's ``re`` needs many seconds for the pattern here, and twice as many for one letter more."""


def guidance(tmp_path: Path, own: str, product: str = "[]", cache: bool = False) -> Guidance:
    files = {
        "product/detect.yaml": product,
        "product/rules.yaml": "- id: content.own\n",
        "product/marketplaces.yaml": "- {id: us, languages: [en]}\n",
        "own/detect.yaml": own,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Guidance([tmp_path / "product", tmp_path / "own"], tmp_path / "cache" if cache else None)


def own(*patterns: str, **more: object) -> str:
    import json

    return json.dumps([{"id": "own.x", "finds": "content.own", "patterns": list(patterns), **more}])


def found(detect: Detect, text: str, name: str = "own.x") -> list[str]:
    scan = detect.scan_text(fold(text))
    return [scan.norm[start:end] for start, end in scan.spans(name)]


@pytest.mark.parametrize("more", [{}, {"late": True}])
def test_a_users_pattern_cannot_hang(tmp_path: Path, more: dict[str, object]) -> None:
    for _ in range(2):  # made anew, then from the cache
        detect = Detect.load(guidance(tmp_path, own(HANGING, **more), cache=True))
        begun = time.process_time()
        assert found(detect, LONG) == []
        assert time.process_time() - begun < 1
        assert found(detect, "baaa") == ["aaa"]


def test_a_pattern_for_other_texts_cannot_hang_either(tmp_path: Path) -> None:
    product = (
        "- {id: files.own, scan: false, patterns: [secret]}\n- {id: own.x, finds: content.own, unless: [files.own]}\n"
    )
    text = f"- {{id: files.own, patterns: ['{HANGING}']}}\n"
    (pattern,) = Detect.load(guidance(tmp_path, text, product)).compiled("files.own")
    begun = time.process_time()
    assert pattern.search(LONG) is None and pattern.match("aaab") is None
    assert time.process_time() - begun < 1


def test_many_places_do_not_make_it_slow(tmp_path: Path) -> None:
    """Each search may read the rest of the text, so that not all of a hostile one's places are looked for."""
    pattern = Linear("(?:.*q|a)")
    begun = time.process_time()
    assert len(list(pattern.finditer("a" * 100_000))) == 200
    assert time.process_time() - begun < 2


def test_the_products_patterns_may_look_around_where_a_user_adds_words(tmp_path: Path) -> None:
    product = "- {id: own.x, finds: content.own, words: [bulb, lamp], patterns: ['(?<!no )torch']}\n"
    text = "- {id: own.x, also: [lantern], never: [lamp]}\n"
    detect = Detect.load(guidance(tmp_path, text, product))
    assert found(detect, "bulb lamp lantern torch no torch") == ["bulb", "lantern", "torch"]


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("(?<!a)b", "audit.pattern_look"),
        ("b(?=a)", "audit.pattern_look"),
        (r"(a)\\1", "audit.pattern_back"),
        (r"\\Ba", "audit.pattern_kind"),
        (r"(?a)\\w", "audit.pattern_kind"),
        ("a{3000}", "audit.pattern_large"),
        ("(" * 3000 + "a" + ")" * 3000, "audit.pattern_large"),
        ("(a", "audit.bad_pattern"),
    ],
)
def test_what_cannot_be_run_so_is_refused_by_file_and_line(tmp_path: Path, pattern: str, key: str) -> None:
    text = f'- id: own.x\n  finds: content.own\n  patterns:\n    - fine\n    - "{pattern}"\n'
    some = guidance(tmp_path, text)
    assert [(one.key, one.line) for one in own_faults(some)] == [(key, 5)]
    with pytest.raises(GuidanceError) as problem:
        Detect.load(some)
    assert "detect.yaml:5" in str(problem.value) and "own.x" in str(problem.value)


@pytest.mark.parametrize(("relation", "keys"), [("(A1+)+ B1", ["audit.relation_wide"]), ("(A1|B1)+ ~9 B1", [])])
def test_a_relation_that_could_hang_is_refused(tmp_path: Path, relation: str, keys: list[str]) -> None:
    said = "".join(f"- {{id: own.{one}, lang: en, concept: {one}1, phrases: [x{one}]}}\n" for one in "AB")
    text = f"- {{id: own.x, rule: content.own, find: ['{relation}']}}\n"
    product = said + "- {id: content.y, finds: content.own, words: [z]}\n"
    assert [one.key for one in own_faults(guidance(tmp_path, text, product))] == keys


PATTERNS = [
    r"\bévaluation\b", r"\b微信\b", r"\w+\s\d", r"[^\W\d_]+", "a.{0,3}b", r"\b(?P<hit>ab?)\b", r"a|\bb\b", r"\b\s*\b",
    r"[\W\d]é", "(?i)AB", "(?s)a.b", r"[^a\s]{2}", r"\ba\b.\bb\b", "(?:a|b){2,3}?", "-.a", "a??b", r"[^\S]a",
    "(?i:É)x?", r"\d{1,2000}", "(?m)^a", "(a)(?P<hit>b)?",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*"aab é微信1٣-_\nABx\ud800\uffff", "évaluation", "\u3000"]), max_size=16).map("".join))
@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_same_is_found_as_by_python_at_the_same_places(pattern: str, text: str) -> None:
    python = re.compile(pattern)
    group = "hit" if "hit" in python.groupindex else 0
    for start in {0, len(text) // 2} if "^" not in pattern else {0}:
        expected = [(match.span(), match.span(group)) for match in python.finditer(text, start) if match[0]]
        places = [(one.whole, one.hit) for one in Linear(pattern).finditer(text, start) if one.end() > one.start()]
        assert places == expected


def test_the_end_is_seen_before_a_last_line_break() -> None:
    assert Linear("thanks$").search("many thanks\n") and not Linear("thanks$").search("thanks\nall")


def test_without_re2_a_pattern_of_few_ways_is_run_and_others_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    place = Linear(r"(our|the) .{0,20}(?P<hit>catalogues?)\b").search("here is our new catalogue!")
    assert place and (place.span(), place.span("hit")) == ((8, 25), (16, 25))
    for pattern in (HANGING, ".*x", "(?:a?){30}b", "(?:a|a){30}b", ".{0,90}.{0,90}x"):
        with pytest.raises(Refused) as why:
            Linear(pattern)
        assert why.value.key == "audit.pattern_wide"


def test_own_words_are_looked_at_again_when_the_marketplaces_change(tmp_path: Path) -> None:
    mine = "[{id: own.x, finds: content.own, words: {pl: [dzien]}}]"
    stores = tmp_path / "own/marketplaces.yaml"
    (tmp_path / "own").mkdir()
    stores.write_text("- {id: pl, languages: [pl]}\n", encoding="utf-8")
    first = guidance(tmp_path, mine, cache=True)
    assert found(Detect.load(first), "dzien") == ["dzien"]
    stores.write_text("- {id: pl, languages: [en]}\n", encoding="utf-8")
    with pytest.raises(GuidanceError, match="pl"):
        Detect.load(Guidance(first.folders, first.cache))
