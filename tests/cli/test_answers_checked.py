"""What a script hands in wrongly is told, and is not taken as something else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from poa.cli import main

NOTICE = "Your account has been deactivated. Send us a plan of action within 72 hours.\n"


@pytest.fixture(autouse=True)
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    return str(file)


def test_what_the_answers_name_and_nobody_knows_is_told(
    tmp_path: Path, notice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "store: {name: Lamp, marketplace: XX}\ncauses: [{entry: c99}]\naudit: {messages_read: -4}\n", encoding="utf-8"
    )
    assert main(["new", str(tmp_path / "case"), "--notice", notice, "--answers", str(answers)]) == 0
    said = capsys.readouterr().err
    assert "the store XX" in said and "the entry c99" in said and "audit.messages_read is -4" in said


def test_empty_answers_have_nothing_to_restore(tmp_path: Path, notice: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answers.yaml").write_text("", encoding="utf-8")
    words = ["new", str(tmp_path / "case"), "--notice", notice, "--answers", str(tmp_path / "answers.yaml")]
    assert main(words) == 2
    assert "restore" not in capsys.readouterr().err and not (tmp_path / "case").exists()


def test_a_case_is_not_made_where_a_file_stands(notice: str, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (notice, f"{notice}/below"):
        assert main(["new", place, "--notice", notice]) == 2
        said = capsys.readouterr().err
        assert "A file stands" in said and "any more" not in said


def test_a_case_without_its_case_yaml_is_told_as_lost(
    tmp_path: Path, notice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "cases" / "lamp"), "--notice", notice]) == 0
    (tmp_path / "cases" / "lamp" / "case.yaml").unlink()
    capsys.readouterr()
    for place in ("cases", "cases/lamp"):
        assert main(["status", str(tmp_path / place)]) == 2
        out, err = capsys.readouterr()
        assert "poa restore" in err and "No cases" not in out
    shutil.rmtree(tmp_path / "cases" / "lamp" / ".poa")
    assert main(["status", str(tmp_path / "cases")]) == 0


def test_fewer_than_no_processes_and_days_out_of_range_are_refused(
    notice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", notice, "--jobs", "-1"]) == 2
    assert "-1" in capsys.readouterr().err
    assert main(["settings", "purge_days", "--", "-4"]) == 2
    assert "from 1 to" in capsys.readouterr().err


def test_a_checklist_is_not_written_under_the_name_of_another_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["training", "checklist", "agent", "--out", str(tmp_path / "list.pdf")]) == 2
    assert ".docx" in capsys.readouterr().err and not (tmp_path / "list.pdf").exists()
    assert main(["training", "checklist", "agent", "--out", str(tmp_path / "list.docx")]) == 0


def test_scripts_get_what_was_made_and_what_is_set(
    tmp_path: Path, notice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sent.txt").write_text("Give us five stars and we refund you.", encoding="utf-8")
    words = ["new", str(tmp_path / "case"), "--notice", notice, "--messages", str(tmp_path / "sent.txt")]
    assert main([*words, "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["folder"] == str(tmp_path / "case") and made["is_notice"]
    assert (made["messages"]["read"], made["messages"]["suspects"]) == (1, 1)
    assert main(["settings", "purge_days", "60", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"purge_days": 60}
    assert main(["settings", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["mask"] is True
