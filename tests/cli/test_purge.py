"""``poa purge``."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from poa.cases import store
from poa.cli import main
from poa.model.case import Case

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    for name, closed in (("closed", date(2020, 1, 1)), ("open", None)):
        store.create(tmp_path / "cases" / name, Case(closed_on=closed), now=NOW)
        (tmp_path / "cases" / name / "messages").mkdir()
        (tmp_path / "cases" / name / "messages" / "a.eml").write_text("x" * 5000)
    return tmp_path / "cases"


def test_it_says_what_it_removed_and_what_stays(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["purge", str(cases)]) == 0
    told = capsys.readouterr().out
    assert "removed 1 file with" in told and "messages/a.eml" in told and "5 KB" in told
    assert "still open" in told and "stay" in told
    assert not (cases / "closed" / "messages" / "a.eml").exists()
    assert (cases / "open" / "messages" / "a.eml").exists()


def test_a_dry_run_removes_nothing(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["purge", str(cases / "closed"), "--dry-run"]) == 0
    assert "would remove" in capsys.readouterr().out
    assert (cases / "closed" / "messages" / "a.eml").exists()


def test_a_broken_case_does_not_stop_the_others(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "a broken one").mkdir()
    (cases / "a broken one" / "case.yaml").write_text("stor: 1\n")
    assert main(["purge", str(cases), "--days", "0"]) == 2
    assert "case.yaml:1" in capsys.readouterr().err
    assert not (cases / "closed" / "messages" / "a.eml").exists()
    assert main(["purge", str(cases), "--days", "-1"]) == 2


def test_scripts_get_json(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "a broken one").mkdir()
    (cases / "a broken one" / "case.yaml").write_text("stor: 1\n")
    assert main(["purge", str(cases), "--dry-run", "--format", "json"]) == 2
    said = capsys.readouterr()
    broken, closed, still_open = json.loads(said.out)["cases"]
    assert (closed["state"], closed["files"], closed["bytes"]) == ("would_remove", ["messages/a.eml"], 5000)
    assert still_open["state"] == "open" and still_open["files"] == []
    assert broken.keys() == closed.keys()
    assert broken["state"] == "problem" and "case.yaml:1" in broken["problem"] and "case.yaml:1" in said.err
