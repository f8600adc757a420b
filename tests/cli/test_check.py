"""poa check on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poa.cli import main

OWN_RULE = """\
- id: own.no-catalogue
  section: U
  kind: prohibited_message
  severity: warning
  title: {en: No spring catalogue, zh: 不提春季目录}
  summary: {en: The spring catalogue is not named., zh: 不要提到春季目录。}
  sources: [own-manual]
  confidence: S1
  verified: 2026-11-01
  detectable: true
  act: {en: named the spring catalogue, zh: 提到了春季目录}
  examples:
    violates:
      - {text: "Have a look at our spring catalogue."}
      - {text: "The Spring Catalogue is out."}
      - {text: "Nothing of the kind."}
    passes:
      - {text: "The spring is broken."}
      - {text: "It is a catalogue of errors."}
      - {lang: zh-Hans, text: "弹簧坏了。"}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path))
    monkeypatch.setenv("POA_LANG", "en")
    folder = tmp_path / "guidance"
    folder.mkdir()
    (folder / "sources.yaml").write_text("- {id: own-manual, title: M, kind: article, language: en}\n", "utf-8")
    (folder / "detect.yaml").write_text(
        "- id: own.catalogue\n  finds: own.no-catalogue\n  words: {en: [spring catalogue]}\n", encoding="utf-8"
    )
    return tmp_path


def rows(home: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    code = main(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["problems"]
    return code, [row for row in found if str(home) in str(row["file"])]


def test_a_sound_addition_is_no_problem(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = OWN_RULE.replace("Nothing of the kind.", "Our spring catalogue, again.")
    (home / "guidance" / "rules.yaml").write_text(text, encoding="utf-8")
    assert rows(home, capsys)[1] == []


def test_an_example_that_is_not_found_is_told_by_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "rules.yaml").write_text(OWN_RULE, encoding="utf-8")
    code, found = rows(home, capsys)
    assert code == 2
    assert [(row["line"], row["severity"]) for row in found] == [(16, "error")]
    assert "Nothing of the kind." in str(found[0]["sentence"])


def test_each_problem_is_a_line_with_file_and_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "rules.yaml").write_text("- id: style.emoji\n  summary: {en: Only English.}\n", "utf-8")
    (home / "templates" / "en").mkdir(parents=True)
    (home / "templates" / "en" / "plan.j2").write_text("one\n{{ open\n", encoding="utf-8")
    assert main(["check"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{home / 'guidance' / 'rules.yaml'}:2: ") for line in lines)
    assert any(line.startswith(f"{home / 'templates' / 'en' / 'plan.j2'}:") for line in lines)
    assert "files checked" in lines[-1]


def test_warnings_alone_do_not_fail(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "detect.yaml").unlink()
    (home / "guidance" / "rulez.yaml").write_text("- id: a\n", encoding="utf-8")
    _, found = rows(home, capsys)
    assert [row["severity"] for row in found] == ["warning"]


def test_chinese_sentences_are_at_hand(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "guidance" / "rules.yaml").write_text("- {id: x.y, colour: red}\n", encoding="utf-8")
    assert main(["--language", "zh", "check"]) == 2
    assert "不认识的键" in capsys.readouterr().out
