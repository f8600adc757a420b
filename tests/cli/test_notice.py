"""``poa notice`` as scripts and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poa.cli import main

NOTICE = """From: no-reply@amazon.com
Subject: Action needed
Date: Fri, 13 Mar 2026 08:20:00 +0000

Hello,

One of your messages was rude. Order 113-5550001-0000001. Please respond within 72 hours with the root cause.
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


def test_json_has_the_fields_that_scripts_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    assert main(["notice", str(file), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "inappropriate_communication"
    assert found["deadline_hours"] == 72
    assert found["deadline_at"] == "2026-03-16T08:20:00+00:00"
    assert found["deadline_from"] == "this_notice"
    assert found["order_ids"] == ["113-5550001-0000001"]
    assert found["asks"] == ["root_cause"]
    assert found["is_phishing"] is False
    assert any("72 hours" in words for words in found["evidence"]["deadline_hours"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_text_says_what_was_read_in_both_languages(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("Please respond within 72 hours.", encoding="utf-8")
    assert main(["--language", language, "notice", str(file)]) == 0
    assert "72" in capsys.readouterr().out


def test_a_look_alike_is_warned_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("From: a@amazon-help.example\n\nSend us your password within 24 hours!!", encoding="utf-8")
    assert main(["notice", str(file)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("WARNING")
    assert "sellercentral.amazon.com" in told


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"a" * 10_000_001])
def test_unusable_input_is_one_sentence(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes(content)
    assert main(["notice", str(file)]) == 2
    told = capsys.readouterr().err
    assert "notice.txt" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes("您好：请在 72 小时内提交说明，解释根本原因。卖家绩效团队".encode(encoding))
    assert main(["notice", str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["deadline_hours"] == 72


def test_a_wrong_time_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    assert main(["notice", str(file), "--received", "yesterday-ish"]) == 2
    assert "yesterday-ish" in capsys.readouterr().err


def test_what_is_asked_in_unknown_words_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(f"{NOTICE}\nPlease also provide:\n- The name of your insurance company\n", encoding="utf-8")
    assert main(["notice", str(file)]) == 0
    assert "The name of your insurance company" in capsys.readouterr().out
