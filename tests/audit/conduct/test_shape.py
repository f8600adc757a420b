"""A user's own entries of the conduct data: what cannot be used is named by file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.audit.conduct.finder import check_conduct
from poa.errors import GuidanceError
from poa.library.guidance import Guidance

WEIGHTS = "lang: en\n  rules: [coc.insult]\n  bars: [1]\n  floors: {}\n  needs: {}\n"


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("weights: 5", "lang"),
        (WEIGHTS + "  weights: x", "weights"),
        (WEIGHTS.replace("[1]", "[1, 2]") + '  weights: "x 0:1"', "bars"),
        ("phrases: [a b]", "concept"),
        ("phrases: {a: b}\n  lang: en\n  concept: X", "phrases"),
        ("find: 5", "find"),
        ("kinds: [A]", "kinds"),
        ("find: [PLEASE]\n  with: [nobody]", "with"),
        ("find: [PLEASE]\n  unless: [$nobody]", "unless"),
        ("find: [PLEASE]\n  alone: 5", "alone"),
        ("find: [PLEASE]\n  alone: false", "alone"),
        ("find: ['PLEASE (']", "PLEASE ("),
        ("phrases: ['give (it|that a coat']\n  lang: en\n  concept: X", "phrases"),
        ("phrases: ['to the moon 🚀']\n  lang: en\n  concept: X", "phrases"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, entry: str, named: str) -> None:
    (tmp_path / "detect.yaml").write_text(f"- id: own.entry\n  {entry}\n", encoding="utf-8")
    with pytest.raises(GuidanceError) as refused:
        check_conduct(Guidance([tmp_path]))
    text = (tmp_path / "detect.yaml").read_text(encoding="utf-8")
    keys = [line.strip(" -").partition(":")[0] for line in text.splitlines()]
    there = named in keys
    assert (refused.value.file, refused.value.line) == (tmp_path / "detect.yaml", keys.index(named) + 1 if there else 1)
    assert named in {str(value) for value in refused.value.values.values()}


def test_own_words_for_a_known_concept_are_taken(tmp_path: Path) -> None:
    entry = "- {id: own.change, lang: en, concept: CHANGE, phrases: [tidy up]}\n"
    (tmp_path / "detect.yaml").write_text(entry, encoding="utf-8")
    check_conduct(Guidance([tmp_path]))


def test_words_where_a_pattern_over_concepts_belongs_are_named(tmp_path: Path) -> None:
    (tmp_path / "detect.yaml").write_text("- {id: own.entry, find: own.no-catalogue}\n", encoding="utf-8")
    with pytest.raises(GuidanceError) as refused:
        check_conduct(Guidance([tmp_path]))
    assert refused.value.values["key"] == "find"
