"""What the review found stands until an answer changes that the letter is made of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases import store
from poa.cases.reviewed import answers_digest, keep_band, kept_band
from poa.cases.store import summaries
from poa.model.case import Action, Case, Text

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
CASE = Case(actions=(Action(status="done", text=Text(en="Access was withdrawn.")),))


@pytest.mark.parametrize(
    ("change", "stands"),
    [
        ({"look_again": ("training",)}, True),
        ({"do_now": ("stop_automation",), "notes": "called", "decided": {"m": "aside"}, "archived": True}, True),
        ({"actions": ()}, False),
        ({"opening": Text(en="Dear team")}, False),
    ],
)
def test_what_was_reviewed_is_known_by_the_answers_of_the_letter(
    tmp_path: Path, change: dict[str, Any], stands: bool
) -> None:
    store.create(tmp_path / "a", CASE, now=NOW)
    keep_band(tmp_path / "a", CASE, "ready")
    after = msgspec.structs.replace(CASE, **change)
    assert (kept_band(tmp_path / "a", answers_digest(after)) == "ready") is stands
    store.save(tmp_path / "a", after, now=NOW)
    (found,) = summaries(tmp_path, NOW, steps=lambda case: {"review": "open", "export": "open"})
    assert (found.steps["review"] == "ready") is stands


def test_the_digest_is_that_of_the_file_read_back(tmp_path: Path) -> None:
    store.create(tmp_path / "a", CASE, now=NOW)
    assert answers_digest(store.load(tmp_path / "a")) == answers_digest(CASE)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"of": 1}', "\x00"])
def test_a_broken_note_is_no_review(tmp_path: Path, content: str) -> None:
    store.create(tmp_path / "a", CASE, now=NOW)
    (tmp_path / "a" / ".poa" / "reviewed.json").write_text(content)
    assert kept_band(tmp_path / "a", answers_digest(CASE)) == ""
    assert kept_band(tmp_path / "nowhere", "x") == ""
