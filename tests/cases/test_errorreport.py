"""Reports of faults say where, and hold none of the user's words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from poa.cases.errorreport import KEPT, write_report

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def fault(text: str) -> Exception:
    try:
        try:
            raise KeyError(text)
        except KeyError as inner:
            raise ValueError(f"cannot read {text}") from inner
    except ValueError as outer:
        return outer


def test_a_report_says_where_and_holds_no_text(tmp_path: Path) -> None:
    told = write_report(tmp_path / "reports", fault("Anna Schmidt, 12 Elm Street"), NOW)
    (report,) = (tmp_path / "reports").iterdir()
    text = report.read_text()
    assert "ValueError" in text and "KeyError" in text and "test_errorreport.py" in text
    assert "Anna" not in text and "Elm" not in text and str(Path.home()) not in text
    assert "Anna" not in str(told) and str(report) in str(told)


def test_few_reports_are_kept_and_an_unwritable_place_is_no_second_fault(tmp_path: Path) -> None:
    for number in range(KEPT + 5):
        write_report(tmp_path, fault("x"), NOW + timedelta(seconds=number))
    assert len(list(tmp_path.iterdir())) == KEPT
    (tmp_path / "a file").write_text("")
    assert "no report could be written" in str(write_report(tmp_path / "a file" / "below", fault("x"), NOW))
