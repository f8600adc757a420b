"""A mirror that would be half English is not written unless it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from poa.errors import GapError
from poa.export.case import export_case
from poa.library.guidance import Guidance
from poa.model.case import Text
from poa.resources import root
from tests.letter.cases import small_case

GUIDANCE = Guidance([root("guidance")])
CAUSE = replace(small_case().causes[0], text=Text(en="No rule named a channel."))
CASE = small_case(causes=(CAUSE,), branch="plan_of_action")


def test_the_letter_is_written_without_the_mirror_that_lacks_words(tmp_path: Path) -> None:
    done = export_case(tmp_path, CASE, GUIDANCE, formats=["txt"])
    assert [file.name for file in done.files if file.name.startswith("letter")] == ["letter.en.txt"]
    assert [gap.path for gap in done.no_mirror] == ["causes[0].text"]


def test_a_mirror_that_was_asked_for_names_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(GapError):
        export_case(tmp_path, CASE, GUIDANCE, formats=["txt"], languages=["en", "zh"])


def test_a_draft_marks_the_words_that_are_there_in_english_only(tmp_path: Path) -> None:
    done = export_case(tmp_path, CASE, GUIDANCE, formats=["txt"], draft=True)
    assert "No rule named a channel" in (tmp_path / "out" / "letter.zh.txt").read_text(encoding="utf-8")
    assert done.no_mirror == ()


def test_a_complete_case_has_both(tmp_path: Path) -> None:
    done = export_case(tmp_path, small_case(branch="plan_of_action"), GUIDANCE, formats=["txt"])
    assert {"letter.en.txt", "letter.zh.txt"} <= {file.name for file in done.files}


def test_the_mirror_of_an_earlier_export_is_set_aside_when_it_no_longer_fits(tmp_path: Path) -> None:
    export_case(tmp_path, small_case(branch="plan_of_action"), GUIDANCE, formats=["txt"])
    before = (tmp_path / "out" / "letter.zh.txt").read_bytes()
    done = export_case(tmp_path, CASE, GUIDANCE, formats=["txt"])
    assert not (tmp_path / "out" / "letter.zh.txt").exists()
    kept = tmp_path / "out" / "earlier" / "letter.zh.txt"
    assert kept.read_bytes() == before and kept in done.set_aside
