"""Tables with quotation marks that are not closed: no row is swallowed, and the line of the mark is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages import read
from poa.messages.sheet import csv_rows


def rows(content: str) -> tuple[list[list[str]], list[int | None]]:
    problems: list[InputError] = []
    found = [cells for _, cells in csv_rows(io.BytesIO(content.encode()), "t.csv", problems.append)]
    assert {problem.key for problem in problems} <= {"messages.unclosed_quote"}
    return found[1:], [problem.line for problem in problems]


@pytest.mark.parametrize(
    ("content", "expected", "lines"),
    [
        # Up to the end of the file.
        ('id,text\n1,a\n2,"b\n3,c\n4,d\n', [["1", "a"], ["2", "b"], ["3", "c"], ["4", "d"]], [3]),
        # Up to the first mark of another row.
        ('id,text\n1,"a\n2,b\n3,"c"\n4,d\n', [["1", "a"], ["2", "b"], ["3", "c"], ["4", "d"]], [2]),
        # With cells behind the one that is not closed.
        ('id,text,site\n1,"a,US\n2,b,US\n3,"c",DE\n', [["1", "a", "US"], ["2", "b", "US"], ["3", "c", "DE"]], [2]),
        # Lines of the message itself stay with it.
        (
            'id,text,site\n1,x,US\n2,"Hello,\nwe are sorry, all of us, really\nbye,US\n3,"c\nd",US\n',
            [["1", "x", "US"], ["2", "Hello,\nwe are sorry, all of us, really\nbye", "US"], ["3", "c\nd", "US"]],
            [3],
        ),
        ('id,text\n11,x\n12,"Hello\nUnfortunately, we cannot\n13,b\n', [
            ["11", "x"], ["12", "Hello\nUnfortunately, we cannot"], ["13", "b"],
        ], [3]),
        # The file was cut off.
        ('id,text,site\n1,"Hello there, my frie', [["1", "Hello there, my frie"]], [2]),
        # One after the other.
        ('id,text\n1,"a\n2,"b\n3,"c\n4,d\n', [["1", "a"], ["2", "b"], ["3", "c"], ["4", "d"]], [2, 3, 4]),
        # Marks inside the words that were not doubled: as ever, and told where the cells would not fit.
        ('id,text\n1,"say "hi" to me"\n2,x\n', [["1", 'say hi" to me"'], ["2", "x"]], []),
        ('id,text\n1,"say, "hi", to me"\n2,x\n', [["1", 'say, "hi", to me'], ["2", "x"]], [2]),
        ('id,text\n1,"a\n2,b\n3,"say "hi" now"\n', [["1", "a"], ["2", "b"], ["3", 'say hi" now"']], [2]),
    ],
)  # fmt: skip
def test_an_open_mark_swallows_no_row(content: str, expected: list[list[str]], lines: list[int]) -> None:
    assert rows(content) == (expected, lines)
    assert rows(content.replace("\n", "\r\n"))[1] == lines


def test_well_formed_cells_with_lines_and_marks_are_no_damage() -> None:
    content = 'id,text\n1,"He said ""hi""\nand left, ok"\n2,"a\n\nb"\n3,""\n'
    assert rows(content) == ([["1", 'He said "hi"\nand left, ok'], ["2", "a\n\nb"], ["3", ""]], [])


def test_the_sentence_names_file_line_and_remedy_and_all_messages_are_read(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('order_id,text\n1,fine\n2,"Hello\n3,again\n', encoding="utf-8")
    problems: list[InputError] = []
    assert [message.text for message in read([file], on_problem=problems.append)] == ["fine", "Hello", "again"]
    [problem] = problems
    assert str(problem).startswith(f"{file}:3: A quotation mark on this line is not closed")
    assert "save the table again" in str(problem)


def test_a_mark_that_stays_open_over_many_megabytes_is_mended_too(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('order_id,text\n1,"open\n' + f"2,{'x' * 990}\n" * 9_000, encoding="utf-8")
    problems: list[InputError] = []
    assert sum(1 for _ in read([file], on_problem=problems.append)) == 9_001
    assert [(problem.key, problem.line) for problem in problems] == [("messages.unclosed_quote", 2)]


_CELL = st.text(alphabet='ab1 ,"\n', max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELL, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_the_standard_writer_writes_is_read_back(table: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["id", "text"], *table])
    assert rows(written.getvalue()) == (table, [])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ab1,"\n', max_size=40))
def test_no_damage_loses_a_word(content: str) -> None:
    found, _ = rows("id,text\n" + content)
    kept = "".join("".join(cells) for cells in found)
    assert [kept.count(sign) for sign in "ab1"] == [content.count(sign) for sign in "ab1"]
