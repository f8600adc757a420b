"""``poa new`` from the outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.cli import main

NOTICE = "Your account has been deactivated. Send us a plan of action within 72 hours.\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


def test_what_mending_made_of_a_message_was_never_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "客服.txt").write_text("Please tell us the colour 😀\n", encoding="utf-8")
    assert main(["lint", str(sent), "--fix"]) == 1 and len(list(sent.glob("*.txt"))) == 2
    capsys.readouterr()
    words = ["new", str(tmp_path / "case"), "--notice", str(tmp_path / "notice.txt")]
    assert main([*words, "--messages", str(sent)]) == 0
    out, err = capsys.readouterr()
    assert "1 message read" in out and "left out" in out + err


@pytest.mark.parametrize(
    ("files", "code", "read"),
    [
        ({"bad.txt": b"PK\x03\x04 junk"}, 2, 0),
        ({"bad.txt": b"PK\x03\x04 junk", "good.txt": b"Your lamp was sent."}, 2, 1),
        ({"good.txt": b"Your lamp was sent."}, 0, 1),
    ],
)
def test_the_case_is_made_and_what_was_not_read_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, bytes], code: int, read: int
) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "mails").mkdir()
    for name, content in files.items():
        (tmp_path / "mails" / name).write_bytes(content)
    words = ["new", str(tmp_path / "case"), "--notice", str(tmp_path / "notice.txt")]
    assert main([*words, "--messages", str(tmp_path / "mails")]) == code
    out, err = capsys.readouterr()
    assert (tmp_path / "case" / "case.yaml").is_file()
    assert f"{read} message" in out
    assert ("This is a ZIP archive" in err) == ("bad.txt" in files)


@pytest.mark.parametrize(("language", "said"), [("en", "standard input, which holds no case"), ("zh", "标准输入")])
def test_a_hyphen_is_no_name_for_a_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    assert main(["--language", language, "new", "-", "--notice", "notice.txt"]) == 2
    err = capsys.readouterr().err
    assert said in err and not (tmp_path / "-").exists()


def test_a_path_that_is_not_there_is_2_beside_messages_that_were_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "good.txt").write_text("Your lamp was sent.", encoding="utf-8")
    words = ["new", str(tmp_path / "case"), "--notice", str(tmp_path / "notice.txt"), "--messages"]
    assert main([*words, str(tmp_path / "good.txt"), str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_exhibits_without_a_file_are_told_on_making_and_on_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "exhibits:\n- {number: 1, title: {en: log}}\n- {number: 2, title: {en: list}}\n", encoding="utf-8"
    )
    case = str(tmp_path / "case")
    main(["new", case, "--notice", str(tmp_path / "notice.txt"), "--answers", str(answers)])
    assert "Exhibits 1, 2 are listed in the letter but have no files" in capsys.readouterr().err
    main(["export", case, "--draft", "--to", "txt"])
    assert "Exhibits 1, 2 are listed in the letter but have no files" in capsys.readouterr().err


def test_what_is_planned_and_stands_in_no_letter_is_told_on_making_and_on_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text("measures:\n- {status: planned, title: {en: A word filter}}\n", encoding="utf-8")
    case = str(tmp_path / "case")
    main(["new", case, "--notice", str(tmp_path / "notice.txt"), "--answers", str(answers)])
    assert "measures[0].since (A word filter) is planned and stands nowhere" in capsys.readouterr().err
    main(["export", case, "--draft", "--to", "txt"])
    assert "measures[0].since (A word filter) is planned and stands nowhere" in capsys.readouterr().err


def test_a_kind_of_notice_that_is_not_ours_is_told_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(tmp_path / "case")
    (tmp_path / "notice.txt").write_text("Policy warning. Please submit a plan of action.", encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text("notice: {kind: marketing_messages}\n", encoding="utf-8")
    assert main(["new", case, "--notice", str(tmp_path / "notice.txt"), "--answers", str(answers)]) == 0
    assert "marketing_messages" in capsys.readouterr().out
    assert main(["status", case]) == 0
    assert "marketing_messages" in capsys.readouterr().out


def test_the_assistant_opens_the_case_whose_folder_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "my-case", "--notice", "notice.txt"]) == 0
    assert "'poa my-case' opens the case" in capsys.readouterr().out
    opened: list[Path | None] = []
    monkeypatch.setattr("poa.cli.streams.on_terminal", lambda: True)
    monkeypatch.setattr("poa.tui.open_app", lambda places, language, case: opened.append(case) or 0)
    assert main(["my-case"]) == 0 and main([]) == 0
    assert opened == [tmp_path / "my-case", None]
    assert main(["my-cas"]) == 2 and main(["my-case", "more"]) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_answers_say_against_the_calendar_or_the_notice_is_told_on_making(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("POA_LANG", language)
    (tmp_path / "notice.txt").write_text(f"From: Amazon <no-reply@amazon.co.uk>\n\n{NOTICE}", encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "store: {marketplace: US}\nletter: {on: 2026-11-23}\n"
        "incidents:\n- {on: 2026-11-17}\n- {on: 2026-12-18}\naudit: {period_from: 2026-08-24, period_to: 2026-07-22}\n",
        encoding="utf-8",
    )
    assert (
        main(["new", str(tmp_path / "case"), "--notice", str(tmp_path / "notice.txt"), "--answers", str(answers)]) == 0
    )
    told = capsys.readouterr().err
    assert "incidents[1].on" in told and "incidents[0].on" not in told
    assert "audit.period_to" in told
    assert "store.marketplace" in told and "US" in told and "UK" in told
