"""What could not be read is told, without burying the terminal under one spoilt file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poa.cli import main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


@pytest.fixture
def garbage(tmp_path: Path) -> Path:
    file = tmp_path / "garbage.jsonl"
    file.write_text("no JSON at all\n" * 3000 + '{"id": 1}\n', encoding="utf-8")
    return file


def test_of_one_kind_twenty_are_told_and_one_line_says_how_many_more(
    garbage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", str(garbage), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert len([line for line in lines if "is not valid JSON" in line]) == 21
    assert len([line for line in lines if "2980 more of this kind" in line and str(garbage) in line]) == 1
    assert any("neither" in line for line in lines) and len(lines) < 30
    assert json.loads(out.splitlines()[-1])["summary"]["unusable"] >= 3001


def test_each_file_is_told_of(garbage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    garbage.with_name("other.jsonl").write_text("garbage too\n", encoding="utf-8")
    main(["audit", str(garbage), str(garbage.with_name("other.jsonl"))])
    assert "other.jsonl:1" in capsys.readouterr().err


def test_a_new_case_says_no_more_of_a_spoilt_file(
    garbage: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notice.txt").write_text("Your account has been deactivated.", encoding="utf-8")
    words = ["new", str(tmp_path / "case"), "--notice", str(tmp_path / "notice.txt")]
    assert main([*words, "--messages", str(garbage)]) == 2
    assert len(capsys.readouterr().err.splitlines()) < 30
