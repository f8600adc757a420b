"""``poa review`` for letters written elsewhere, and what unusable input says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from poa.cases import store
from poa.cli import main
from poa.cli.clock import told_at
from poa.model.case import Case, NoticeFacts

LETTERS = Path(__file__).parents[1] / "review/letters"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")


def test_json_has_the_fields_that_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(LETTERS / "good_insult.txt"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["max"], found["band"], found["vetoes"]) == (42, "ready", [])
    assert [one["id"] for one in found["criteria"]] == [f"R{number}" for number in range(1, 15)]
    assert {"id", "score", "reason", "remedy"} <= set(found["criteria"][0])


def test_a_letter_is_held_against_its_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("Refunds were offered for the deletion of reviews. Send a plan of action.", encoding="utf-8")
    assert main(["review", str(LETTERS / "wrong_notice.txt"), "--notice", str(notice), "--format", "json"]) == 0
    assert "V8" in json.loads(capsys.readouterr().out)["vetoes"]


def test_a_word_letter_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import docx

    document = docx.Document()
    for line in (LETTERS / "good_insult.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "letter.docx"))
    assert main(["review", str(tmp_path / "letter.docx"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["band"] == "ready"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_text_is_told_in_both_languages(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", language, "review", str(LETTERS / "ai_like.txt"), "--full"]) == 0
    assert "[Your Name]" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"PK\x03\x04 broken"])
def test_unusable_letters_are_one_sentence(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(content)
    assert main(["review", str(file)]) == 2
    error = capsys.readouterr().err
    assert "letter.txt" in error
    assert "Traceback" not in error


def test_nothing_at_the_place_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_remarks_that_say_the_same_are_told_once_with_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(LETTERS / "polite_empty.txt")]) == 0
    told = capsys.readouterr().out
    assert told.count("This action has no date.") == 1
    assert "3 times: This action has no date." in told
    assert "at: Established an escalation workflow" in told


def test_the_kind_of_a_letter_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    letter = str(LETTERS / "dispute_good.txt")
    assert main(["review", letter, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["max"] == 18
    assert main(["review", letter, "--branch", "plan_of_action", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["max"] == 42


def test_a_letter_that_is_far_too_long_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "long.txt"
    file.write_text("We did it. " * 10_000, encoding="utf-8")
    assert main(["review", str(file)]) != 0
    assert "more than 100 thousand characters" in capsys.readouterr().err


def test_a_case_that_was_read_and_found_ready_is_told_so_until_it_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, folder = Path(__file__).parents[1] / "data/cases/case-1", tmp_path / "case-1"
    words = ["new", str(folder), "--notice", str(source / "notice.txt"), "--answers", str(source / "answers.yaml")]
    assert main(words) == 0

    def told() -> str:
        capsys.readouterr()
        assert main(["status", str(folder), "--format", "json"]) == 0
        return str(json.loads(capsys.readouterr().out)["cases"][0]["steps"]["review"])

    assert told() == "open"
    assert main(["review", str(folder), "--lang", "zh"]) == 0
    assert told() == "open", "the letter that is sent is the English one"
    assert main(["review", str(folder)]) == 0
    assert told() == "ready"
    case = folder / "case.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("Luminook Home", "Another Home"), encoding="utf-8")
    assert told() == "open"


def test_options_that_change_nothing_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = str(LETTERS / "good_insult.txt")
    assert main(["review", letter, "--lang", "zh"]) == 0
    assert "--lang: not used" in capsys.readouterr().err
    notice = tmp_path / "notice.txt"
    notice.write_text("Refunds were offered for the deletion of reviews. Send a plan of action.", encoding="utf-8")
    assert main(["new", str(tmp_path / "case"), "--notice", str(notice)]) == 0
    capsys.readouterr()
    assert main(["review", str(tmp_path / "case"), "--notice", str(notice), "--branch", "dispute"]) == 0
    assert "--notice, --branch: not used" in capsys.readouterr().err
    assert main(["review", str(tmp_path / "case"), "--lang", "zh"]) == 0 and capsys.readouterr().err == ""


def test_the_review_of_a_case_ends_with_the_time_to_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, now = tmp_path / "due", datetime.now(UTC)
    due = now + timedelta(hours=50, minutes=30)
    store.create(folder, Case(branch="plan_of_action", notice=NoticeFacts(deadline_at=due)), now=now)
    assert main(["review", str(folder)]) == 0
    told = capsys.readouterr().out.rstrip().splitlines()
    assert told[-1] == f"Time to answer: 2 days left (until {told_at(due)})."
    assert main(["review", str(folder), "--format", "json"]) == 0
    assert datetime.fromisoformat(json.loads(capsys.readouterr().out)["deadline_at"]) == due
    store.create(tmp_path / "none", Case(branch="plan_of_action"), now=now)
    assert main(["review", str(tmp_path / "none")]) == 0
    assert "Time to answer" not in capsys.readouterr().out


def test_a_case_and_the_files_written_of_it_have_one_share(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notice.txt").write_text("Your account shows inappropriate communication.", encoding="utf-8")
    answers = Path(__file__).parents[2] / "docs" / "answers-example.yaml"
    case = str(tmp_path / "case")
    assert main(["new", case, "--notice", str(tmp_path / "notice.txt"), "--answers", str(answers)]) == 0
    assert main(["export", case, "--lang", "en"]) == 0
    letters = [str(tmp_path / "case" / "out" / f"letter.en.{kind}") for kind in ("docx", "txt", "md")]
    shares = []
    for target in (case, *letters):
        capsys.readouterr()
        main(["review", target])
        shares.append(next(line for line in capsys.readouterr().out.splitlines() if "stand in sentences with" in line))
    assert len(set(shares)) == 1, shares
