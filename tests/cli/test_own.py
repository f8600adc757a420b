"""A slip in a user's own files is told by every command, and stops none but poa check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poa.cli import main

GOOD = "Thank you for your question. The lamp takes any E27 bulb up to 60 W.\n"
BAD = "Please send me your WhatsApp and visit zorbleflop.\n"
DETECT = "- {id: own.a, finds: style.emoji, words: [zorbleflop]}\n- {id: own.b, finds: style.emojj, words: [x]}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    monkeypatch.setenv("POA_LANG", "en")
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "detect.yaml").write_text(DETECT, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("jobs", [1, 2])
def test_lint_goes_on_and_tells_the_fault_once(home: Path, capsys: pytest.CaptureFixture[str], jobs: int) -> None:
    code, out, err = ran(capsys, "lint", home / "bad.txt", "--jobs", jobs)
    assert code == 1 and "style.emoji" in out and "contact" in out
    assert err.count("\n") == 1 and "detect.yaml:2:" in err and "left out" in err and "style.emoji" in err
    assert "1 entry or file of your own rules was left out" in out


def test_where_nothing_is_found_the_exit_code_tells_that_something_was_left_out(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(capsys, "lint", home / "good.txt")[0] == 2
    assert ran(capsys, "audit", home / "good.txt")[0] == 2
    (home / "guidance" / "detect.yaml").write_text(DETECT.split("\n", 1)[0], encoding="utf-8")
    assert ran(capsys, "lint", home / "good.txt")[0] == 0
    assert ran(capsys, "audit", home / "good.txt")[0] == 0


def test_json_and_sarif_tell_it_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(ran(capsys, "lint", home / "good.txt", "--format", "json")[1])
    (problem,) = data["problems"]
    assert problem["id"] == "check.unknown_rule_near" and problem["line"] == 2 and "left out" in problem["sentence"]
    assert data["summary"]["own_left_out"] == 1 and data["summary"]["unusable"] == 0
    run = json.loads(ran(capsys, "lint", home / "good.txt", "--format", "sarif")[1])["runs"][0]["invocations"][0]
    assert run["executionSuccessful"] and run["exitCode"] == 2 and run["toolExecutionNotifications"] == []
    (note,) = run["toolConfigurationNotifications"]
    assert note["level"] == "warning" and note["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert json.loads(ran(capsys, "audit", home / "good.txt", "--format", "json")[1])["problems"] == data["problems"]


def test_mending_goes_on_as_well(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, "lint", home / "bad.txt", "--fix", "--dry-run")
    assert code == 1 and out and "detect.yaml:2:" in err


def test_an_unknown_rule_is_asked_for_and_the_user_hears_why(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "rules.yaml").write_text("- {id: own.mine, severity: loud}\n", encoding="utf-8")
    code, _, err = ran(capsys, "lint", home / "good.txt", "--rule", "own.mine")
    assert code == 2 and "rules.yaml:1:" in err and "loud" in err


def test_columns_at_fault_are_told_with_the_messages(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "detect.yaml").unlink()
    (home / "guidance" / "columns.yaml").write_text("- {id: column.text, names: 3}\n", encoding="utf-8")
    (home / "sent.csv").write_text(f"text,order_id\n{GOOD.strip()},1\n", encoding="utf-8")
    code, out, err = ran(capsys, "lint", home / "sent.csv")
    assert code == 2 and out.startswith("1 message read") and "columns.yaml:1:" in err


def test_other_commands_tell_what_concerns_them(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "training.yaml").write_text("- id: a: b\n", encoding="utf-8")
    code, out, err = ran(capsys, "training", "list")
    assert code == 0 and out and "training.yaml:1:" in err and "detect.yaml" not in err
    code, out, err = ran(capsys, "rules", "style.emoji")
    assert code == 0 and out and "training.yaml" not in err


@pytest.mark.parametrize("text", ["- id: a: b\n", "- {id: own.x, wordz: [a]}\n", "- {id: own.x, patterns: ['(']}\n"])
def test_check_still_fails(home: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (home / "guidance" / "detect.yaml").write_text(text, encoding="utf-8")
    code, out, _ = ran(capsys, "check")
    assert code == 2 and "detect.yaml:1:" in out


def test_check_tells_what_only_trying_finds(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "detect.yaml").unlink()
    slots = "- {id: owner, choices: [{value: 3}]}\n"
    (home / "guidance" / "slots.yaml").write_text(slots, encoding="utf-8")
    code, out, _ = ran(capsys, "check")
    assert code == 2 and "slots.yaml:1:" in out
