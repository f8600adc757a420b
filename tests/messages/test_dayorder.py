"""Dates in numbers alone: told by the other dates of the file, by a heading or by the store, and never guessed."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa.errors import InputError
from poa.messages import read
from poa.messages.dayorder import NumericDates
from poa.messages.times import read_time


def dates(values: list[str], heading: str = "", stores: tuple[str, ...] = ()) -> tuple[list[str | None], str]:
    known = NumericDates()
    for line, value in enumerate(values, 2):
        known.see(value, line)
    told = known.settle("t.csv", heading, stores)
    moments = [known.read(value) for value in values]
    return [f"{moment:%m-%d}" if moment else None for moment in moments], told.key.partition(".")[2] if told else ""


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("03/25/2026", "2026-03-25 00:00"),
        ("25/03/2026 9:12", "2026-03-25 09:12"),
        ("25-03-2026 10:00:01", "2026-03-25 10:00"),
        ("05.03.2026", "2026-03-05 00:00"),
        ("05.03.26, 09:12", "2026-03-05 09:12"),
        ("3/13/2026, 9:12 PM", "2026-03-13 21:12"),
        ("3/13/2026 下午3:20", "2026-03-13 15:20"),
        ("3/13/2026 9:12 PM PST", "2026-03-14 05:12"),
        ("03/03/2026", "2026-03-03 00:00"),
        ("3/25/26", "2026-03-25 00:00"),
        ("2026/3/4", "2026-03-04 00:00"),
        ("2026年3月4日 9:00", "2026-03-04 09:00"),
        ("Mar 4, 2026 9:00 AM", "2026-03-04 09:00"),
        ("4 March 2026", "2026-03-04 00:00"),
        ("4th March 2026", "2026-03-04 00:00"),
        ("4-Mar-26", "2026-03-04 00:00"),
        ("04-Mar-2026 09:00", "2026-03-04 09:00"),
    ],
)
def test_a_date_that_can_be_read_in_one_way_is_read_by_itself(value: str, moment: str) -> None:
    found = read_time(value)
    assert found is not None and f"{found.astimezone(UTC):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    "value", ["03/04/2026", "3-4-26", "25/03/26", "13/13/2026", "31/02/2026", "1.2.2.2026", "12/03/04", "1/2/2026/3"]
)
def test_a_date_that_is_not_sure_or_none_is_unknown_by_itself(value: str) -> None:
    assert read_time(value) is None


@pytest.mark.parametrize(
    ("values", "read_as", "told"),
    [
        (["03/04/2026", "03/25/2026"], ["03-04", "03-25"], ""),
        (["03/04/2026", "25/03/2026"], ["04-03", "03-25"], ""),
        (["3-4-2026 10:00", "25-3-2026 10:00"], ["04-03", "03-25"], ""),
        (["03/04/2026", "05.03.2026"], [None, "03-05"], "dates_unclear"),
        (["03/04/2026", "03/05/2026"], [None, None], "dates_unclear"),
        (["03/03/2026", "04/04/2026"], ["03-03", "04-04"], ""),
        (["03/04/2026", "03/25/2026", "25/03/2026"], [None, "03-25", "03-25"], "dates_both_ways"),
        # With two digits for the year, the file must show that the year stands last.
        (["25/03/26", "26/03/26"], [None, None], "dates_unclear"),
        (["25/03/26", "01/03/26"], ["03-25", "03-01"], ""),
        (["3/25/26", "3/4/26"], ["03-25", "03-04"], ""),
        (["2026-03-04", "hello", ""], ["03-04", None, None], ""),
    ],
)
def test_the_other_dates_of_the_file_tell(values: list[str], read_as: list[str | None], told: str) -> None:
    assert dates(values) == (read_as, told)


def test_a_heading_tells_and_nothing_needs_to_be_said() -> None:
    assert dates(["03/04/2026"], "Date (MM/DD/YYYY)") == (["03-04"], "")
    assert dates(["03/04/2026"], "Sent dd.mm.yyyy") == (["04-03"], "")
    assert dates(["03/04/2026"], "Datum (TT/MM/JJJJ)") == (["04-03"], "")


def test_the_one_store_of_the_file_tells_and_this_is_said() -> None:
    assert dates(["03/04/2026"], stores=("US", "US")) == (["03-04"], "dates_by_store_month")
    assert dates(["03/04/2026"], stores=("Amazon.co.uk",)) == (["04-03"], "dates_by_store_day")
    assert dates(["03/04/2026"], stores=("amazon.de",)) == (["04-03"], "dates_by_store_day")
    # Several stores, a store that writes the year first, no store that is known.
    for stores in (("US", "DE"), ("JP",), ("Mars",)):
        assert dates(["03/04/2026"], stores=stores) == ([None], "dates_unclear")


def table(tmp_path: Path, content: str) -> tuple[list[str | None], list[InputError]]:
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    problems: list[InputError] = []
    found = list(read([tmp_path / "t.csv"], on_problem=problems.append))
    return [f"{message.sent:%m-%d}" if message.sent else None for message in found], problems


def test_the_whole_column_tells_however_late(tmp_path: Path) -> None:
    rows = "".join(f"{number},03/0{number % 8 + 1}/2026,hello\n" for number in range(1, 200))
    found, problems = table(tmp_path, f"order_id,date,text\n1,03/05/2026,a\n{rows}9,03/25/2026,b\n")
    assert (found[0], found[-1], problems) == ("03-05", "03-25", [])


def test_both_columns_of_dates_tell(tmp_path: Path) -> None:
    found, problems = table(tmp_path, "order_id,sent,delivered,text\n1,03/05/2026,02/25/2026,a\n")
    assert (found, problems) == (["03-05"], [])


def test_what_stays_unsure_is_said_once_with_the_first_line(tmp_path: Path) -> None:
    found, problems = table(tmp_path, "order_id,date,text\n1,2026-03-04,z\n2,03/05/2026,a\n3,03/06/2026,b\n")
    assert found == ["03-04", None, None]
    [problem] = problems
    assert (problem.key, problem.line, problem.values["count"]) == ("messages.dates_unclear", 3, 2)


def test_dates_of_a_damaged_table_are_told_once_too(tmp_path: Path) -> None:
    _, problems = table(tmp_path, 'order_id,date,text\n1,03/05/2026,"a\n2,03/06/2026,b\n')
    assert sorted(problem.key for problem in problems) == ["messages.dates_unclear", "messages.unclosed_quote"]


def test_the_dates_of_a_pasted_thread_tell_each_other(tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    file.write_text("[3/4/2026, 9:12 AM] Buyer: a\n[3/15/2026, 9:15 AM] Seller: b\n", encoding="utf-8")
    assert [f"{message.sent:%m-%d %H:%M}" for message in read([file]) if message.sent] == ["03-04 09:12", "03-15 09:15"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dates(date(2000, 1, 1)), min_size=1, max_size=6),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y"]),
)
def test_a_date_is_never_read_as_another_one(days: list[date], written: str) -> None:
    found, _ = dates([f"{day:{written}}" for day in days])
    true = [f"{day:%m-%d}" for day in days]
    assert all(read_as in (None, day) for read_as, day in zip(found, true, strict=True))
    if "." in written or any(day.day > 12 for day in days):
        assert found == true
