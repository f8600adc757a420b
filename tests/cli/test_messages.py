"""``poa messages``: messages for a case that is there."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases.layout import inner
from poa.cases.lock import acquire
from poa.cases.mail import CaseMail
from poa.cases.unfinished import FILE, note, unfinished
from poa.cli import main

NOTICE = "Your account has been deactivated. Send us a plan of action within 72 hours.\n"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case without messages."""
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "sent.txt").write_text("Please change your review to five stars.", encoding="utf-8")
    assert main(["new", str(tmp_path / "case"), "--notice", str(tmp_path / "notice.txt")]) == 0
    return tmp_path / "case"


def test_messages_are_taken_into_a_case_once(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["messages", str(case), str(case.parent / "sent.txt")]
    capsys.readouterr()
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "1 message read, 1 to look at" in out and f"poa suspects {case}" in out
    assert main([*words, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["messages"]["read"], data["messages"]["known"]) == (0, 1)
    assert CaseMail(case).count == 1


@pytest.mark.parametrize("command", ["new", "messages"])
def test_what_a_hint_names_can_be_said(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    table = tmp_path / "sent.csv"
    table.write_text("Datum,Stoff\n2026-03-05,Please change your review.\n", encoding="utf-8")
    words = ["messages", str(case), str(table)]
    if command == "new":
        words = ["new", str(tmp_path / "b"), "--notice", str(tmp_path / "notice.txt"), "--messages", str(table)]
    assert main(words) == 2 and "--columns text=NAME" in capsys.readouterr().err
    shutil.rmtree(tmp_path / "b", ignore_errors=True)
    assert main([*words, "--columns", "text=Stoff"]) == 0
    assert "1 message read" in capsys.readouterr().out
    # It was said once, so the next table is read without it.
    table.write_text("Datum,Stoff\n2026-03-06,Please take your review down.\n", encoding="utf-8")
    assert main(["messages", str(case), str(table)]) == 0


def test_no_case_and_a_held_case_take_nothing(case: Path, capsys: pytest.CaptureFixture[str]) -> None:

    sent = str(case.parent / "sent.txt")
    assert main(["messages", str(case.parent), sent]) == 2
    assert main(["messages", str(case), str(case.parent / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err
    with acquire(case, "poa", datetime.now(UTC)):
        from poa.cases.layout import inner
        from poa.cases.lock import LOCK

        held = json.loads(inner(case, LOCK).read_text())
        inner(case, LOCK).write_text(json.dumps(held | {"host": "elsewhere"}))
        assert main(["messages", str(case), sent]) == 4
    assert CaseMail(case).count == 0


def test_a_start_that_was_ended_says_that_messages_are_missing(
    tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*paths: object, **more: object) -> None:
        raise KeyboardInterrupt

    made = str(tmp_path / "b")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("poa.cases.mail.import_messages", killed)
        notice, sent = str(tmp_path / "notice.txt"), str(tmp_path / "sent.txt")
        assert main(["new", made, "--notice", notice, "--messages", sent]) == 130
    for words in (["status", made], ["review", made], ["export", made, "--draft", "--to", "txt"]):
        capsys.readouterr()
        main(words)
        out, err = capsys.readouterr()
        assert "never finished" in out + err and f"poa messages {made} PATH" in out + err
    assert main(["status", made, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"][0]["unfinished"] == ["sent.txt"]
    assert main(["messages", made, sent]) == 0
    capsys.readouterr()
    main(["status", made])
    assert "never finished" not in capsys.readouterr().out


def test_messages_of_buyers_are_told_apart(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "a", "text": "Where is it?", "direction": "inbound"}, {"id": "b", "text": "It comes on Monday."}]
    file = case.parent / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    capsys.readouterr()
    assert main(["messages", str(case), str(file)]) == 0
    assert "1 of them is from a buyer" in capsys.readouterr().out


def test_what_an_unfinished_import_was_to_take_in_can_be_left_out(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note(case, [case.parent / "sent.txt"], datetime.now(UTC))
    forgotten = inner(case, FILE)
    kept = json.loads(forgotten.read_bytes()) | {"pid": 0, "started": "", "host": "elsewhere"}
    forgotten.write_text(json.dumps(kept), encoding="utf-8")
    assert main(["messages", str(case)]) == 2 and "--leave" in capsys.readouterr().err
    assert main(["messages", str(case), "x.txt", "--leave"]) == 2
    assert unfinished(case) == ("sent.txt",)
    capsys.readouterr()
    assert main(["messages", str(case), "--leave"]) == 0
    assert "Left out: sent.txt" in capsys.readouterr().out and not unfinished(case)
    assert main(["messages", str(case), "--leave"]) == 2
    assert "No import of messages was left unfinished" in capsys.readouterr().err
