"""What was said once of a table's columns holds for the next table with the same headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.cases.columns import FILE, remember, remembered


def test_the_next_table_with_these_headings_is_known(tmp_path: Path) -> None:
    assert remembered(tmp_path, ("Szöveg", "Mikor")) is None
    remember(tmp_path, ("Szöveg", "Mikor"), {"text": "Szöveg"})
    assert remembered(tmp_path, (" szöveg ", "MIKOR")) == {"text": "Szöveg"}
    assert remembered(tmp_path, ("Mikor", "Szöveg")) is None


def test_what_was_said_last_holds(tmp_path: Path) -> None:
    remember(tmp_path, ("A", "B"), {"text": "A"})
    remember(tmp_path, ("A", "B"), {"text": "B", "sent": "A"})
    assert remembered(tmp_path, ("A", "B")) == {"text": "B", "sent": "A"}


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poa.cases.columns._MOST", 2)
    for name in ("one", "two", "three"):
        remember(tmp_path, (name,), {"text": name})
    assert remembered(tmp_path, ("one",)) is None
    assert remembered(tmp_path, ("three",)) == {"text": "three"}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 3}', b"\xff\x00"])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert remembered(tmp_path, ("a",)) is None
    remember(tmp_path, ("a",), {"text": "a"})
    assert remembered(tmp_path, ("a",)) == {"text": "a"}
