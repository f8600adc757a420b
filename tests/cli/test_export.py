"""``poa export``: no letter takes the place of another, and what was asked for is written or refused."""

from __future__ import annotations

import errno
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases.store import create
from poa.cli import main
from poa.cli.export import out_folders
from poa.model.case import Case, Store, Text


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


def cases(tmp_path: Path, *names: str) -> list[str]:
    made = []
    for name in names:
        folder = tmp_path / name
        folder.parent.mkdir(exist_ok=True)
        create(folder, Case(store=Store(name=f"Store {name}")), now=datetime(2026, 5, 1, tzinfo=UTC))
        made.append(str(folder))
    return made


def export(*words: str) -> int:
    return main(["export", *words, "--draft", "--to", "txt", "--lang", "en"])


def test_cases_of_the_same_name_have_each_a_folder_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(*cases(tmp_path, "p1/case", "p2/case"), "--out", str(tmp_path / "same")) == 0
    written = [line.removeprefix("written: ") for line in capsys.readouterr().out.splitlines()]
    assert len(set(written)) == len(written) == 4
    letters = sorted(path.read_text(encoding="utf-8") for path in (tmp_path / "same").glob("*/letter.en.txt"))
    assert [letter.count("Store p1/case") > 0 for letter in letters] == [True, False]


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (["a/case", "b/case", "c/case"], ["case", "case-2", "case-3"]),
        (["a/case", "b/case", "c/case-2"], ["case", "case-3", "case-2"]),
        (["a/Case", "b/case"], ["Case", "case-2"]),
        (["a/one", "b/two"], ["one", "two"]),
    ],
)
def test_no_two_cases_share_a_folder(tmp_path: Path, names: list[str], folders: list[str]) -> None:
    found = out_folders([tmp_path / name for name in names], Path("out"))
    assert [place.name for place in found if place] == folders


def test_a_case_named_twice_is_exported_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [folder] = cases(tmp_path, "case")
    assert export(folder, f"{folder}/../case") == 0
    assert capsys.readouterr().out.count("letter.en.txt") == 1


@pytest.mark.parametrize("words", [("--to", ""), ("--to", " , "), ("--lang", ""), ("--lang", ",")])
def test_nothing_asked_for_is_refused(
    tmp_path: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    [folder] = cases(tmp_path, "case")
    assert main(["export", folder, "--draft", *words]) == 2
    assert "nothing to write" in capsys.readouterr().err and not (Path(folder) / "out").exists()


def test_scripts_are_told_what_was_written_and_what_was_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [folder] = cases(tmp_path, "case")
    assert export(folder, str(tmp_path / "none"), "--format", "json") == 2
    done, failed = json.loads(capsys.readouterr().out)["cases"]
    assert [Path(file).name for file in done["files"]] == ["letter.en.txt", "fields.en.txt"] and done["problem"] is None
    assert failed["files"] == [] and "no such folder" in failed["problem"]


def test_a_disk_that_fills_up_leaves_the_letters_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [folder] = cases(tmp_path, "case")
    assert export(folder) == 0
    out = Path(folder) / "out"
    before = {file.name: (file.read_bytes(), file.stat().st_ino) for file in out.iterdir()}
    count = 0

    def full(descriptor: int) -> None:
        nonlocal count
        count += 1
        if count > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("poa.atomic._sync", full)
    assert export(folder) == 2
    assert "The disk is full" in capsys.readouterr().err
    assert {file.name: (file.read_bytes(), file.stat().st_ino) for file in out.iterdir()} == before


def test_a_file_in_the_way_is_not_said_to_be_open_in_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [folder] = cases(tmp_path, "case")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert export(folder, "--out", str(tmp_path / "file")) == 2
    said = capsys.readouterr().err
    assert "stands where a folder should be" in said and "Word" not in said


def test_a_letter_that_was_answered_and_is_written_as_it_was_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice, refusal = tmp_path / "notice.txt", tmp_path / "refusal.txt"
    notice.write_text("Your account shows inappropriate communication. Amazon.com", encoding="utf-8")
    refusal.write_text("Amazon.com\n\nWe cannot accept your plan of action. Please explain the root cause.\n", "utf-8")
    answers = Path(__file__).parents[2] / "docs" / "answers-example.yaml"
    case = str(tmp_path / "case")
    assert main(["new", case, "--notice", str(notice), "--answers", str(answers)]) == 0
    words = ["export", case, "--to", "txt", "--lang", "en"]
    assert main(words) == 0 and main(["rounds", case, "--submit"]) == 0
    capsys.readouterr()
    assert main(words) == 0 and "adds nothing" not in capsys.readouterr().err
    assert main(["rounds", case, "--answer", str(refusal), "--outcome", "more"]) == 0
    capsys.readouterr()
    assert main([*words, "--draft"]) == 0 and "This letter adds nothing" in capsys.readouterr().err


def test_a_letter_that_nobody_reads_to_its_end_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for times, told in ((100, False), (300, True)):
        folder = tmp_path / str(told)
        case = Case(
            store=Store(name="Store"),
            opening=Text(en="We lost one hour of each day. " * times, zh="每天都耽误一小时。"),
        )
        create(folder, case, now=datetime(2026, 5, 1, tzinfo=UTC))
        assert export(str(folder)) == 0
        said = re.search(r"The letter has (\d+) words; its reader has a few minutes", capsys.readouterr().err)
        assert bool(said) is told and (said is None or int(said[1]) > 2100)
