"""``poa rounds``: what was sent is recorded, and the answer is read into gaps."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.store import create, load, save
from poa.cli import main
from poa.cli.clock import told_at
from poa.messages import documents
from poa.model.case import Case


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    folder = tmp_path / "kettle"
    create(folder, Case(), now=datetime(2026, 5, 1, tzinfo=UTC))
    return folder


def test_a_submission_and_its_answer_are_kept_and_read(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Root cause: list all orders, we wrote.", encoding="utf-8")
    assert main(["rounds", str(case), "--submit", str(letter), "--on", "2026-05-02T10:00+00:00"]) == 0
    answer = tmp_path / "answer.txt"
    answer.write_text(
        "From: no-reply@amazon.com\nDate: Wed, 6 May 2026 13:15:00 +0000\n\n"
        "We cannot reactivate your account. Give us greater detail on the root cause and attach proof.\n",
        encoding="utf-8",
    )
    assert main(["rounds", str(case), "--answer", str(answer)]) == 0
    told = capsys.readouterr().out
    assert f"answered {told_at(datetime(2026, 5, 6, 13, 15, tzinfo=UTC))}" in told
    assert "root cause" in told
    assert "evidence" in told
    assert "other orders" not in told


def test_an_answer_is_opened_once_and_its_kept_copy_once(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, answer, opened = tmp_path / "letter.txt", tmp_path / "answer.txt", list[str]()
    letter.write_text("We sent a plan.", encoding="utf-8")
    answer.write_text("We need greater detail on the root cause.", encoding="utf-8")
    assert main(["rounds", str(case), "--submit", str(letter), "--on", "2026-05-02T10:00+00:00"]) == 0
    read = documents.read_document

    def noted(source: Any) -> Any:
        opened.append(str(source))
        return read(source)

    monkeypatch.setattr(documents, "read_document", noted)
    assert main(["rounds", str(case), "--answer", str(answer)]) == 0
    assert opened.count(str(answer)) == 1
    assert opened.count(str(case / "rounds" / "01" / "answer" / "answer.txt")) <= 1


def test_without_a_submission_there_is_no_answer_to_record(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text("We cannot reactivate your account.", encoding="utf-8")
    assert main(["rounds", str(case), "--answer", str(answer)]) == 2
    assert "--submit" in capsys.readouterr().err


def test_without_export_there_is_nothing_to_submit(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rounds", str(case), "--submit"]) == 2
    assert "poa export" in capsys.readouterr().err


def test_no_rounds_is_said(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rounds", str(case)]) == 0
    assert "Nothing was submitted" in capsys.readouterr().out


def test_a_path_that_is_no_case_is_said(tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    for place, said in (("nothing", "no such folder"), ("file.txt", "not the folder of a case"), ("home", "no case")):
        (tmp_path / "home").mkdir(exist_ok=True)
        assert main(["rounds", str(tmp_path / place)]) == 2
        assert said in capsys.readouterr().err


def test_a_draft_is_not_recorded_as_sent(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(case), "--draft", "--to", "txt"]) == 0
    assert main(["rounds", str(case), "--submit"]) == 2
    assert "draft" in capsys.readouterr().err
    assert main(["rounds", str(case), "--submit", str(case / "out" / "letter.en.txt")]) == 0


def test_of_what_was_exported_the_mirror_is_kept_and_counts_as_no_file_that_was_sent(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (case / "out").mkdir()
    for name in ("letter.en.txt", "letter.zh.txt", "letter.zh.md", "fields.en.txt"):
        (case / "out" / name).write_text("Plan.", encoding="utf-8")
    monkeypatch.setattr("poa.export.case.outdated", lambda *_, **__: ())
    assert main(["rounds", str(case), "--submit"]) == 0
    told = capsys.readouterr().out
    assert "recorded with 2 files" in told and "not counted as sent: letter.zh.txt" in told
    assert main(["rounds", str(case), "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rounds"]
    assert (row["files"], row["mirror"]) == (["letter.en.txt", "fields.en.txt"], ["letter.zh.txt"])


def test_a_refusal_sets_the_deadline_and_the_steps_to_look_at_again(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from poa.cases.store import load

    letter, answer = tmp_path / "letter.txt", tmp_path / "answer.txt"
    letter.write_text("We sent a plan.", encoding="utf-8")
    assert main(["rounds", str(case), "--submit", str(letter), "--on", "2026-05-02T10:00+00:00"]) == 0
    answer.write_text(
        "From: no-reply@amazon.com\nDate: Wed, 6 May 2026 13:15:00 +0000\n\n"
        "We cannot reactivate your account. Give us greater detail on the "
        "root cause. Please answer within 7 days of this message.\n",
        encoding="utf-8",
    )
    assert main(["rounds", str(case), "--answer", str(answer)]) == 0
    assert told_at(datetime(2026, 5, 13, 13, 15, tzinfo=UTC)) in capsys.readouterr().out
    changed = load(case)
    assert changed.notice.deadline_at == datetime(2026, 5, 13, 13, 15, tzinfo=UTC)
    assert [entry.what for entry in changed.earlier] == ["appeal", "refusal"]
    assert "causes" in changed.look_again


def test_of_a_day_that_an_answer_names_it_is_said_where_it_ends(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter, answer = tmp_path / "letter.txt", tmp_path / "answer.txt"
    letter.write_text("We sent a plan.", encoding="utf-8")
    answer.write_text(
        "我们收到了您的申诉，但还需要更多信息：请说明根本原因。\n请在 2026 年 5 月 26 日前答复。\n", encoding="utf-8"
    )
    assert main(["rounds", str(case), "--submit", str(letter), "--on", "2026-05-02T10:00+00:00"]) == 0
    assert main(["rounds", str(case), "--answer", str(answer), "--on", "2026-05-06T10:00+00:00"]) == 0
    assert "That is the end of 26 May 2026 at UTC+09:00." in capsys.readouterr().out


def test_an_answer_is_not_recorded_beside_a_case_that_it_cannot_change(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text(
        "From: no-reply@amazon.com\nDate: Wed, 6 May 2026 13:15:00 +0000\n\n"
        "We cannot reactivate your account. Send greater detail on the root cause within 48 hours.\n",
        encoding="utf-8",
    )
    assert main(["rounds", str(case), "--submit", str(answer), "--on", "2026-05-02T10:00+00:00"]) == 0
    whole = (case / "case.yaml").read_bytes()
    (case / "case.yaml").write_bytes(whole + b"store: [\n")
    assert main(["rounds", str(case), "--answer", str(answer)]) == 2
    (case / "case.yaml").write_bytes(whole)
    assert main(["rounds", str(case), "--answer", str(answer)]) == 0
    assert str(load(case).notice.deadline_at) == "2026-05-08 13:15:00+00:00"


@pytest.mark.parametrize(
    ("words", "said"), [(["--on", "2026-05-02"], "--submit or --answer"), (["--note", "by post"], "--submit")]
)
def test_what_belongs_to_nothing_is_not_lost_in_silence(
    case: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rounds", str(case), *words]) == 2
    assert said in capsys.readouterr().err


def test_what_the_seller_says_himself_was_not_read_and_leaves_no_time_that_runs(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter, answer = tmp_path / "letter.txt", tmp_path / "answer.txt"
    letter.write_text("Root cause: we asked.", encoding="utf-8")
    answer.write_text("We cannot reinstate the account. Send a new plan within 10 hours.", encoding="utf-8")
    assert main(["rounds", str(case), "--submit", str(letter), "--note", "the second"]) == 0
    assert main(["rounds", str(case), "--answer", str(answer)]) == 0
    assert load(case).notice.deadline_at is not None
    capsys.readouterr()
    assert main(["rounds", str(case), "--outcome", "refused"]) == 0
    told = capsys.readouterr().out
    assert "Kept as you say: refused for good" in told and "Read as" not in told and "If that is wrong" not in told
    assert load(case).notice.deadline_hours is None and load(case).notice.deadline_at is None


def test_scripts_get_the_rounds_and_nothing_else(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Root cause: we asked.", encoding="utf-8")
    words = ["rounds", str(case), "--format", "json"]
    assert main([*words, "--submit", str(letter), "--note", "by form", "--on", "2026-05-02T10:00+00:00"]) == 0
    out, err = capsys.readouterr()
    [one] = json.loads(out)["rounds"]
    assert (one["number"], one["files"], one["note"], one["answer"]) == (1, ["letter.txt"], "by form", None)
    assert "Round 1 recorded" in err
    piped = io.TextIOWrapper(io.BytesIO(b"We cannot reactivate your account. Send us more on the root cause."))
    monkeypatch.setattr("sys.stdin", piped)
    assert main([*words, "--answer", "-", "--outcome", "more"]) == 0
    [one] = json.loads(capsys.readouterr().out)["rounds"]
    assert one["answer"]["kind"] == "refusal" and one["answer"]["files"][0].endswith("answer.txt")


REFUSED = "We cannot reactivate your account. Give us greater detail on the root cause within 72 hours.\n"
HEADED = [
    "Date: Wed, 6 May 2026 13:15:00 +0000\n\n",
    "From: no-reply@amazon.co.uk\nDate: 26/05/2026 14:15\n\n",
    "Here is what they wrote:\n\nFrom: Amazon <no-reply@amazon.com>\nDate: Wed, 6 May 2026 13:15:00 +0000\n\n",
    "发件人：no-reply@amazon.com\n发件时间：2026年5月6日 06:15\n\n",
]


@pytest.fixture
def sent(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "letter.txt").write_text("We sent a plan.", encoding="utf-8")
    words = ["rounds", str(case), "--submit", str(tmp_path / "letter.txt"), "--on", "2026-05-02T10:00+00:00"]
    assert main(words) == 0
    capsys.readouterr()
    return case


@pytest.mark.parametrize("head", HEADED)
def test_the_date_line_of_a_pasted_answer_is_when_it_came(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], head: str
) -> None:
    (tmp_path / "answer.txt").write_text(head + REFUSED, encoding="utf-8")
    assert main(["rounds", str(sent), "--answer", str(tmp_path / "answer.txt")]) == 0
    day = 26 if "26/05" in head else 6
    came = datetime(2026, 5, day, 13, 15, tzinfo=UTC)
    out = capsys.readouterr().out
    assert f"It came in on {told_at(came)}, as its own date says" in out and f"answered {told_at(came)}" in out
    assert load(sent).notice.deadline_at == came + timedelta(hours=72)


def test_the_date_of_the_own_letter_below_an_answer_is_not_when_the_answer_came(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    below = "\n-----Original Message-----\nFrom: shop@example.com\nSent: Sun, 3 May 2026 10:00:00 +0000\n\nOur plan.\n"
    (tmp_path / "answer.txt").write_text(REFUSED + below, encoding="utf-8")
    assert main(["rounds", str(sent), "--answer", str(tmp_path / "answer.txt")]) == 0
    assert "It does not say when it came" in capsys.readouterr().out


def test_a_submission_before_the_day_that_stands_on_the_letter_is_told(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = load(case)
    options = msgspec.structs.replace(kept.letter, on=date(2026, 5, 10))
    save(case, msgspec.structs.replace(kept, letter=options), now=datetime(2026, 5, 1, tzinfo=UTC))
    (tmp_path / "letter.txt").write_text("We sent a plan.", encoding="utf-8")
    words = ["rounds", str(case), "--submit", str(tmp_path / "letter.txt"), "--on"]
    assert main([*words, "2026-05-08T10:00+00:00"]) == 0
    said = capsys.readouterr()
    assert "the letter is dated 10 May 2026" in said.err and said.err.count("\n") == 1
    assert "Round 1 recorded" in said.out
    assert main([*words, "2026-05-11T15:00+00:00", "--again"]) == 0
    assert "dated" not in capsys.readouterr().err


def test_a_day_without_a_time_on_which_the_letter_was_sent_counts_from_the_sending(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answer.txt").write_text("Date: 2 May 2026\n\n" + REFUSED, encoding="utf-8")
    assert main(["rounds", str(sent), "--answer", str(tmp_path / "answer.txt")]) == 0
    assert f"It came in on {told_at(datetime(2026, 5, 2, 10, tzinfo=UTC))}" in capsys.readouterr().out


def test_an_answer_of_an_earlier_day_than_the_letter_is_refused(sent: Path, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("Date: 1 May 2026\n\n" + REFUSED, encoding="utf-8")
    assert main(["rounds", str(sent), "--answer", str(tmp_path / "answer.txt")]) == 5


def test_a_recorded_submission_is_told_where_the_case_cannot_be_read(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("We sent a plan.", encoding="utf-8")
    (case / "case.yaml").write_text("letter: [", encoding="utf-8")
    main(["rounds", str(case), "--submit", str(tmp_path / "letter.txt")])
    assert "Round 1 recorded" in capsys.readouterr().out


def test_an_empty_file_was_not_submitted(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("", encoding="utf-8")
    assert main(["rounds", str(case), "--submit", str(letter)]) == 2
    assert str(letter) in capsys.readouterr().err and not (case / "rounds" / "01").exists()


def test_a_note_obeys_no_terminal(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("We sent a plan.", encoding="utf-8")
    assert main(["rounds", str(case), "--submit", str(letter), "--note", "first\x1b[31m\nsecond"]) == 0
    assert "  first\n  second\n" in capsys.readouterr().out
