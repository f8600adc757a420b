"""What is refused before a command begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.cli import main
from tests.each import each


@each(
    "command",
    [["purge", ""], ["lint", " "], ["new", "", "--notice", "n.txt"], ["new", "a", "--notice", ""], ["status", ""],
     ["export", ""], ["review", ""], ["rounds", "a", "--answer", ""], ["suspects", ""], ["history", ""]],
)  # fmt: skip
def test_an_empty_name_is_not_the_present_folder(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    here = tmp_path / "here"
    here.mkdir(exist_ok=True)
    monkeypatch.chdir(here)
    assert main(["--language", "zh", *command]) == 2
    assert "给的是空的名称" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_text_may_be_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "message.txt"
    file.write_text("Your parcel left today.", encoding="utf-8")
    assert main(["lint", str(file), "--columns", ""]) == 0
    capsys.readouterr()


@each("command", [["lint"], ["notice"], ["status"], ["review"], ["audit"], ["new", "--notice", "n.txt"], ["rounds"]])
def test_a_text_instead_of_a_file_is_no_fault_of_the_program(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    assert main([*command, "Dear customer, " * 30]) == 2
    told = capsys.readouterr().err
    assert "too long to be the name" in told and told.count("\n") == 1 and len(told) < 250
