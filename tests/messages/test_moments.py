"""Dates in numbers and dates that nobody can read: read where the column is plain, told where not."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa.errors import InputError, Remark
from poa.messages import read
from poa.messages.moments import kind_of, read_number
from poa.model.message import Message

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read_one(file: Path) -> tuple[list[Message], list[InputError]]:
    problems: list[InputError] = []
    return list(read([file], on_problem=problems.append)), problems


def table(tmp_path: Path, *dates: str, header: str = "sent", delimiter: str = ",") -> Path:
    file = tmp_path / "t.csv"
    rows = [f"{header}{delimiter}text", *(f"{date}{delimiter}hi" for date in dates)]
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def objects(tmp_path: Path, *dates: object, **more: object) -> Path:
    file = tmp_path / "t.jsonl"
    file.write_text("\n".join(json.dumps({"text": "hi", "sent": date, **more}) for date in dates), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("46082.5", "days"),
        ("46082,5", "days"),
        ("1772366400", "seconds"),
        ("1772366400000", "milliseconds"),
        ("1772366400000000", "microseconds"),
    ],
)
def test_a_column_of_numbers_is_read_by_what_they_count_and_it_is_told(tmp_path: Path, value: str, kind: str) -> None:
    file = table(tmp_path, value, "", value, delimiter=";")
    (first, second, third), [told] = read_one(file)
    assert (first.sent, second.sent, third.sent) == (NOON, None, NOON)
    assert isinstance(told, Remark)
    assert told.key == ("messages.dates_in_days" if kind == "days" else "messages.dates_in_seconds")
    assert (told.line, told.values["column"], told.values["count"]) == (2, "sent", 2)
    assert kind_of(value) == kind
    [message], [told] = read_one(objects(tmp_path, value))
    assert (message.sent, told.values["column"], told.values["moment"]) == (NOON, "sent", "2026-03-01 12:00")


def test_cells_of_a_workbook_without_a_format_are_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["发送时间", "内容"], [46082.5, "您好"], [46083, "您好"]):
        book.active.append(row)
    file = tmp_path / "t.xlsx"
    book.save(file)
    (first, second), [told] = read_one(file)
    assert (first.sent, f"{second.sent:%m-%d}") == (NOON, "03-02")
    assert (told.key, told.values["column"]) == ("messages.dates_in_days", "发送时间")


@pytest.mark.parametrize("clock", ["0.5", ".5", "12:00", "12:00:00"])
def test_the_time_of_day_may_stand_in_a_column_of_its_own(tmp_path: Path, clock: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"date,time,text\n46082,{clock},hi\n46082,,hi\n46082,x,hi\n", encoding="utf-8")
    found, [told] = read_one(file)
    assert [f"{one.sent:%d %H:%M}" for one in found] == ["01 12:00", "01 00:00", "01 00:00"]
    assert (told.key, told.values["column"]) == ("messages.dates_in_days", "date")


@pytest.mark.parametrize(
    "dates",
    [
        ("46082.5", "1772366400"),
        ("46082", "99999"),
        ("1772366400", "4102444800"),
        ("12345", "12345"),
        ("1712120112", "17121201123"),
    ],
)
def test_numbers_that_are_not_alike_or_lie_in_no_such_year_stay_unread(tmp_path: Path, dates: tuple[str, str]) -> None:
    found, [told] = read_one(table(tmp_path, *dates))
    assert [one.sent for one in found] == [None, None]
    assert (told.key, told.values["count"], isinstance(told, Remark)) == ("messages.dates_unread_in", 2, False)


def test_numbers_and_written_dates_may_stand_in_one_column(tmp_path: Path) -> None:
    found, [told] = read_one(table(tmp_path, "2026-03-01 12:00", "46082.5", "20260301"))
    assert [f"{one.sent:%m-%d}" for one in found] == ["03-01"] * 3
    assert told.values["count"] == 1


@pytest.mark.parametrize(
    "words", ["yesterday", "2 days ago", "昨天", "vor 3 Tagen", "31/31/2026", "Monday 9:12", "09:12"]
)
def test_words_that_tell_no_day_are_told_with_file_column_and_number(tmp_path: Path, words: str) -> None:
    found, [told] = read_one(table(tmp_path, "2026-03-01", words, words, header="Sent At"))
    assert [one.sent is None for one in found] == [False, True, True]
    assert (told.key, told.line) == ("messages.dates_unread_in", 3)
    assert told.values == {"column": "Sent At", "count": 2, "example": words}
    assert "t.csv:3" in str(told) and "2026-03-25" in str(told)
    found, [told] = read_one(objects(tmp_path, "2026-03-01", words))
    assert (found[1].sent, told.key, told.line, told.values["column"]) == (None, "messages.dates_unread_in", 2, "sent")


@pytest.mark.parametrize("nothing", ["", "-", "—", " ", "--"])
def test_a_dash_states_no_date_and_is_not_told(tmp_path: Path, nothing: str) -> None:
    assert read_one(table(tmp_path, "2026-03-01", nothing))[1] == []
    assert read_one(objects(tmp_path, nothing, None))[1] == []


def test_dates_that_are_not_sure_are_told_once(tmp_path: Path) -> None:
    _, problems = read_one(table(tmp_path, "03/04/2026", "05/06/2026"))
    assert [problem.key for problem in problems] == ["messages.dates_unclear"]


def test_numbers_in_json_are_read_as_the_first_of_their_file(tmp_path: Path) -> None:
    found, [counted, unread] = read_one(objects(tmp_path, 1772366400, 46082.5, 1772366400.0, True, 7, 10**40))
    assert [one.sent for one in found] == [NOON, None, NOON, None, None, None]
    assert (counted.key, counted.values["count"]) == ("messages.dates_in_seconds", 2)
    assert (unread.key, unread.values["count"]) == ("messages.dates_unread_in", 4)


def test_the_day_of_completion_may_be_a_number_or_unread_too(tmp_path: Path) -> None:
    [message], [told] = read_one(table(tmp_path, "46082", header="order completed"))
    assert (str(message.order_completed), told.key) == ("2026-03-01", "messages.dates_in_days")
    [message], [told] = read_one(table(tmp_path, "tomorrow", header="order completed"))
    assert (message.order_completed, told.key) == (None, "messages.dates_unread_in")
    [message], [told] = read_one(objects(tmp_path, None, order_completed=46082))
    assert told.values["column"] == "order_completed"
    assert str(message.order_completed) == "2026-03-01"


def test_a_mail_whose_date_cannot_be_read_is_told(tmp_path: Path) -> None:
    mail = "From: shop@shop.example\nTo: x1@marketplace.amazon.de\nDate: yesterday\nSubject: s\n\nhi\n"
    (tmp_path / "a.eml").write_text(mail, encoding="utf-8")
    (tmp_path / "b.mbox").write_text(f"From a@b.example Tue Mar  3 09:00:00 2026\n{mail}\n" * 2, encoding="utf-8")
    [message], [told] = read_one(tmp_path / "a.eml")
    assert (message.sent, told.key, told.values["example"]) == (None, "messages.dates_unread", "yesterday")
    found, [told] = read_one(tmp_path / "b.mbox")
    assert (len(found), told.key, told.values["count"]) == (2, "messages.dates_unread", 2)


def test_a_pasted_mail_whose_date_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    mail = "From: shop@shop.example\nTo: x1@marketplace.amazon.de\nDate: yesterday\n\nhi\n\n"
    file.write_text(mail + mail.replace("yesterday", "2026-03-01"), encoding="utf-8")
    found, [told] = read_one(file)
    assert [one.sent is None for one in found] == [True, False]
    assert (told.key, told.line, told.values["count"]) == ("messages.dates_unread", 1, 1)


@given(
    st.floats(allow_nan=True, allow_infinity=True) | st.integers() | st.text(max_size=20) | st.from_regex(r"\d{1,18}")
)
def test_no_number_stops_the_reading_and_what_is_read_lies_in_likely_years(value: float | str) -> None:
    found = read_number(value, kind_of(value))
    assert found is None or 2010 <= found.year < 2041


def test_entries_without_words_are_not_counted_and_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [{"text": "hi"}, {"text": ""}, {"text": " \u200b\n"}, {"text": "", "subject": "s"}, {"html": ""}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found, [told] = read_one(file)
    assert [(one.text, one.subject) for one in found] == [("hi", ""), ("", "s")]
    assert isinstance(told, Remark)
    assert (told.key, told.line, told.values) == ("messages.empty_rows", 2, {"count": 3})
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    found, [told] = read_one(tmp_path / "a.json")
    assert (len(found), told.key) == (2, "messages.empty_rows")


def test_rows_without_words_are_told_and_empty_lines_are_not(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("order id,subject,text\n1,,hi\n,,\n2,,\n3,s,\n", encoding="utf-8")
    found, [told] = read_one(file)
    assert [(one.text, one.subject) for one in found] == [("hi", ""), ("", "s")]
    assert (told.key, told.line, told.values) == ("messages.empty_rows", 4, {"count": 1})


@pytest.mark.parametrize(
    "dates", [("46082.5", "1772366400"), ("yesterday", "9" * 300), ("1/2/2026", "46082"), ("46082.25", "46083")]
)
def test_hostile_columns_take_time_in_proportion(tmp_path: Path, dates: tuple[str, str]) -> None:
    def spent(count: int) -> float:
        files = table(tmp_path, *(dates * count)), objects(tmp_path, *(dates * count))
        start = time.process_time()
        for file in files:
            read_one(file)
        return time.process_time() - start

    spent(50)
    assert spent(4_000) < 24 * (spent(500) + 0.005)
