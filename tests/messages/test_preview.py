"""The first rows of a table are shown to whoever is to say which column is what; pictures are named, not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.errors import InputError
from poa.messages import pictures_in, read
from poa.messages.preview import first_rows


def test_rows_are_cleaned_and_of_one_length(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("\n\nA;B;C\n1;two\x1b[31m\n" + "x" * 500 + ";;", encoding="utf-8")
    assert first_rows(table) == (("A", "B", "C"), ("1", "two", ""), ("x" * 200, "", ""))
    assert first_rows(table, 1) == (("A", "B", "C"),)


@pytest.mark.parametrize(("name", "content", "key"), [
    ("none.csv", None, "files.missing"),
    ("empty.csv", b" \n ", "messages.empty_table"),
    ("t.xlsx", b"PK\x03\x04 no workbook", "messages.broken_document"),
])  # fmt: skip
def test_what_is_no_table_is_said(tmp_path: Path, name: str, content: bytes | None, key: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as problem:
        first_rows(path)
    assert problem.value.key == key


def test_pictures_are_left_for_a_person(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "a.txt").write_text("Hello", encoding="utf-8")
    assert pictures_in([tmp_path]) == [tmp_path / "b.png"]
    problems: list[InputError] = []
    found = list(read([tmp_path], on_problem=problems.append, pictures=False))
    assert [message.text for message in found] == ["Hello"]
    assert problems == []
