"""What the seller rewrites by hand is kept; templates of his own come first and their faults are told with the line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from poa.errors import GuidanceError
from poa.letter import compose
from poa.model.case import LetterOptions
from tests.letter.cases import GUIDANCE, small_case


def test_an_edited_block_takes_the_place_of_ours_and_says_so() -> None:
    options = LetterOptions(
        on=date(2026, 3, 15), edits={"en:actions/1": "On 14 March the number was deleted.", "zh:opening": "甲"}
    )
    letter = compose(small_case(letter=options), GUIDANCE, "en")
    block = next(b for b in letter.blocks if b.key == "actions/1")
    assert (block.text, block.edited, block.claims[0].origin) == ("On 14 March the number was deleted.", True, "own")
    assert block.claims[0].exhibits == (1,)


def test_block_keys_are_stable_and_never_double() -> None:
    keys = [block.key for block in compose(small_case(), GUIDANCE, "en").blocks]
    assert len(keys) == len(set(keys))
    assert {"title", "opening", "cause/1", "actions/1", "measures/1", "exhibits/1"} <= set(keys)


def test_a_template_of_the_users_own_is_looked_up_first(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "exhibits.j2").write_text(
        "part exhibits\nheading exhibits | Papers enclosed\n", encoding="utf-8"
    )
    letter = compose(small_case(), GUIDANCE, "en", templates=[tmp_path])
    assert [b.text for b in letter.of_part("exhibits")] == ["Papers enclosed"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("part exhibits\n{% if %}\n", 2),
        ("part exhibits\np x | {{ nothing_of_this_name }}\n", 2),
        ("part exhibits\np x | {{ ''.__class__.__mro__ }}\n", 2),
        ("part nowhere\n", None),
    ],
)
def test_a_faulty_template_is_told_with_file_and_line(tmp_path: Path, text: str, line: int | None) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "exhibits.j2").write_text(text, encoding="utf-8")
    with pytest.raises(GuidanceError) as refusal:
        compose(small_case(), GUIDANCE, "en", templates=[tmp_path])
    if line:
        assert refusal.value.place.endswith(f"exhibits.j2:{line}")
    assert "Traceback" not in str(refusal.value)
