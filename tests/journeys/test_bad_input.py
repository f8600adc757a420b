"""Bad input at every door: one sentence with file, place and remedy, an exit code, nothing lost, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from poa.cli import main

CASES = Path(__file__).parents[1] / "data" / "cases"
NOTICE = CASES / "case-1" / "notice.txt"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


def told(words: list[str], capsys: pytest.CaptureFixture[str], code: int = 2) -> str:
    assert main(words) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err and "fault of its own" not in captured.err
    assert captured.err.count("\n") == 1, captured.err
    return captured.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("huge.txt", b"x" * 10_500_000),
        ("photo.txt", PNG),
        ("zip.txt", b"PK\x03\x04" + b"\0" * 99),
    ],
)
def test_a_notice_that_cannot_be_used(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / name
    place.write_bytes(data)
    assert name in told(["notice", str(place)], capsys)
    assert name in told(["new", str(tmp_path / "case"), "--notice", str(place)], capsys)
    assert not (tmp_path / "case" / "case.yaml").exists()


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig", "utf-16-be"])
def test_a_notice_in_another_encoding_is_read(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "notice.txt"
    place.write_bytes(NOTICE.read_text(encoding="utf-8").encode(encoding))
    assert main(["notice", str(place), "--format", "json"]) == 0
    assert '"deadline_hours": 72' in capsys.readouterr().out


def test_a_table_without_a_header_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "sent.csv"
    place.write_text("113-5550176-2204831,2026-03-09,Hello there\n113-5550176-2204832,2026-03-09,Hello again\n")
    said = told(["lint", str(place)], capsys)
    assert "sent.csv:1" in said and "--columns" in said


def test_one_unusable_file_does_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Please send me your WhatsApp number.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(PNG)
    assert main(["lint", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 1
    captured = capsys.readouterr()
    assert "b.txt" in captured.err and "coc.ask-contact-details" in captured.out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("colour: red", "colour"),
        ("letter: {on: 2026-02-31}", "2026-02-31"),
        ("store: 7", "store"),
        ("a: &x 1\nb: *x", "Anchors"),
        ("store: {name: x", "not valid YAML"),
        ("schema: 99", "newer"),
    ],
)
def test_a_case_file_that_was_spoilt_by_hand(
    line: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "case"
    assert main(["new", str(folder), "--notice", str(NOTICE)]) == 0
    capsys.readouterr()
    (folder / "case.yaml").write_text(line + "\n", encoding="utf-8")
    said = told(["export", str(folder)], capsys)
    assert "case.yaml" in said and says.lower() in said.lower()
    assert (folder / "case.yaml").read_text(encoding="utf-8") == line + "\n"


@pytest.mark.parametrize(
    "words", [["exprot"], ["lint"], ["rules", "no.such.rule"], ["schema", "letter"], ["export", "nowhere"]]
)
def test_words_that_are_not_understood(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    told(words, capsys)


def test_a_broken_line_of_answers_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("store: {name: X, marketplace: US}\nactions:\n  - {on: yesterday}\n", encoding="utf-8")
    said = told(["new", str(tmp_path / "c"), "--notice", str(NOTICE), "--answers", str(answers)], capsys)
    assert "answers.yaml:3" in said and "yesterday" in said
    assert not (tmp_path / "c").exists()


def test_chinese_is_spoken_where_it_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "zh", "export", "nowhere"]) == 2
    assert "文件夹" in capsys.readouterr().err
