"""``poa rounds --answer``: what an answer is read as, and what the seller says that it is."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from poa.cases.rounds import rounds
from poa.cases.store import create, load, save
from poa.cases.withdrawing import withdrawn
from poa.cli import main
from poa.cli.clock import told_at
from poa.model.case import Case, NoticeFacts
from poa.review.answered import without_answer

ACCEPTED = (
    "Hello,\n\nWe have accepted your plan of action. Your selling privileges are reinstated.\n\nSeller Performance\n"
)
FINAL = (
    "Hello,\n\nWe uphold our decision. We may not respond to further emails about this matter.\n\nSeller Performance\n"
)
MORE = "We cannot reactivate your account. Give us greater detail on the root cause.\n"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POA_LANG", "en")
    folder, letter = tmp_path / "kettle", tmp_path / "letter.txt"
    due = datetime.now(UTC) + timedelta(days=2)
    create(folder, Case(notice=NoticeFacts(deadline_at=due)), now=datetime(2026, 5, 1, tzinfo=UTC))
    letter.write_text("We sent a plan.", encoding="utf-8")
    assert main(["rounds", str(folder), "--submit", str(letter), "--on", "2026-05-02T10:00+00:00"]) == 0
    return folder


def answer(case: Path, text: str, *more: str) -> None:
    file = case.parent / "answer.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["rounds", str(case), "--answer", str(file), "--on", "2026-05-06T10:00+00:00", *more]) == 0


def test_an_acceptance_is_told_with_its_words_and_closes_the_case_once_confirmed(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(case, ACCEPTED)
    told = capsys.readouterr().out
    assert "Read as: accepted" in told
    assert "“We have accepted your plan of action.”" in told
    assert "--outcome accepted" in told
    assert load(case).closed_on is None, "what was only read closes nothing"
    assert main(["rounds", str(case)]) == 0
    assert "--outcome accepted" in capsys.readouterr().out
    assert main(["rounds", str(case), "--outcome", "accepted"]) == 0
    assert "--outcome accepted" not in capsys.readouterr().out.replace("accepted|refused", "")
    assert load(case).closed_on == date(2026, 5, 6)
    assert main(["status", str(case)]) == 0
    told = capsys.readouterr().out
    assert "accepted by Amazon; closed on 6 May 2026" in told
    assert " left" not in told
    assert "open:" not in told
    assert main(["status", str(case), "--format", "json"]) == 0
    row = json.loads(capsys.readouterr().out)["cases"][0]
    assert (row["closed"], row["deadline_at"], row["hours_left"], row["missing"]) == (True, None, None, [])
    assert (row["closed_on"], row["outcome"]) == ("2026-05-06", "accepted")


def test_a_last_word_is_told_as_one_with_what_is_left_to_do(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(case, FINAL)
    told = capsys.readouterr().out
    assert "refused for good" in told
    assert "What is left" in told
    changed = load(case)
    assert changed.closed_on is None
    assert changed.notice.deadline_at is None
    assert [entry.what for entry in changed.earlier] == ["appeal", "refusal"]


def test_a_wish_for_more_stays_one_whatever_else_the_mail_says(case: Path) -> None:
    answer(case, MORE + "We may not respond to further emails.\n")
    assert rounds(case)[0].answer.kind == "refusal"  # type: ignore[union-attr]
    assert "causes" in load(case).look_again


@pytest.mark.parametrize(
    "text",
    [
        "Once your plan is accepted, your account will be reinstated.",
        "We have not accepted your plan of action.",
        "If we have accepted your plan, your selling privileges are reinstated.",
        "You wrote that your plan has been accepted.",
        "如果您的行动计划已被接受，账户将恢复。",
    ],
)
def test_what_is_only_promised_or_denied_is_no_acceptance(
    case: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(case, text)
    assert "Read as: accepted" not in capsys.readouterr().out
    assert load(case).closed_on is None


@pytest.mark.parametrize(
    "text",
    [
        "After our review we have reactivated your account. Repeated violations may lead to deactivation.",
        "您好，您的行动计划已被接受，账户已恢复。",
        "Ihr Maßnahmenplan wurde angenommen. Ihr Konto ist reaktiviert.",
        "改善計画を承認しました。",
    ],
)
def test_an_acceptance_is_proposed_in_every_language_of_the_notices(
    case: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(case, text)
    assert "--outcome accepted" in capsys.readouterr().out.replace("accepted|refused", "")
    assert load(case).closed_on is None


def test_the_seller_may_say_otherwise_at_once_and_later(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(case, "We have read your letter.", "--outcome", "accepted")
    assert load(case).closed_on == date(2026, 5, 6)
    assert main(["rounds", str(case), "--outcome", "refused"]) == 0
    changed = load(case)
    assert changed.closed_on is None
    assert [entry.what for entry in changed.earlier] == ["appeal", "refusal"]
    assert rounds(case)[0].answer.kind == "final"  # type: ignore[union-attr]
    assert main(["rounds", str(case), "--outcome", "accepted"]) == 0
    changed = load(case)
    assert changed.closed_on == date(2026, 5, 6)
    assert changed.earlier == ()


def test_without_an_answer_there_is_no_outcome_to_say(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rounds", str(case), "--outcome", "accepted"]) == 2
    assert "--answer" in capsys.readouterr().err


def test_what_cannot_be_read_is_said_and_changes_nothing(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = load(case)
    answer(case, "Good morning.")
    assert "could not be read" in capsys.readouterr().out
    assert load(case) == before


def test_a_deadline_in_a_last_word_is_told_and_counts(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(case, "We uphold our decision. You must answer this notice within 7 days.")
    assert rounds(case)[0].answer.kind == "final"  # type: ignore[union-attr]
    assert told_at(datetime(2026, 5, 13, 10, tzinfo=UTC)) in capsys.readouterr().out
    assert load(case).notice.deadline_at == datetime(2026, 5, 13, 10, tzinfo=UTC)


def test_a_wrongly_recorded_answer_is_put_aside_and_kept(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    due = load(case).notice.deadline_at
    answer(case, ACCEPTED, "--outcome", "accepted")
    assert load(case).closed_on is not None
    capsys.readouterr()
    assert main(["rounds", str(case), "--withdraw"]) == 0
    told = capsys.readouterr().out
    assert "put aside" in told and "withdrawn-1" in told and "no answer yet" in told
    [found] = rounds(case)
    assert found.answer is None and load(case).closed_on is None and load(case).notice.deadline_at == due
    [old] = withdrawn(found)
    assert (old.folder / old.answer.files[0].name).read_text(encoding="utf-8") == ACCEPTED
    assert main(["rounds", str(case), "--withdraw"]) == 2, "there is none any more"
    assert "No answer is recorded" in capsys.readouterr().err
    answer(case, FINAL)
    assert rounds(case)[0].answer.kind == "final", "what was said of the old answer is not said of the new one"


def test_a_right_answer_takes_the_place_of_a_wrong_one_in_one_go(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(case, MORE)
    assert [one.what for one in load(case).earlier] == ["appeal", "refusal"]
    answer(case, ACCEPTED, "--withdraw", "--outcome", "accepted")
    assert "check it in step 1" in capsys.readouterr().out
    changed = load(case)
    assert changed.earlier == () and changed.closed_on == date(2026, 5, 6) and "notice" in changed.look_again
    answer(case, FINAL, "--withdraw")
    assert load(case).closed_on is None
    capsys.readouterr()
    assert main(["rounds", str(case), "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)["rounds"]
    assert row["answer"]["kind"] == "final"
    assert [(old["kind"], old["folder"]) for old in row["withdrawn"]] == [
        ("refusal", "withdrawn-1"),
        ("accepted", "withdrawn-2"),
    ]


def test_an_answer_that_cannot_be_recorded_leaves_the_old_one(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(case, MORE)
    before, empty = load(case), case.parent / "empty.txt"
    empty.write_text(" ", encoding="utf-8")
    wrong = case.parent / "answer.txt"
    for more in (["--answer", str(empty)], ["--answer", str(case)], ["--answer", str(wrong), "--on", "2026-05-01"]):
        assert main(["rounds", str(case), "--withdraw", *more]) != 0
        assert rounds(case)[0].answer.kind == "refusal" and load(case) == before
    assert main(["rounds", str(case), "--withdraw", "--outcome", "more"]) == 2
    assert main(["--language", "zh", "rounds", str(case), "--withdraw", "--submit", str(wrong)]) == 2
    assert "请单独使用" in capsys.readouterr().err
    assert main(["rounds", str(case), "--answer", str(wrong)]) == 5
    assert "--withdraw" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps its zone")
def test_days_are_those_of_the_users_own_clock(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = load(case)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        file = case.parent / "answer.txt"
        file.write_text(MORE, encoding="utf-8")
        assert main(["rounds", str(case), "--answer", str(file), "--on", "2026-05-06T20:00+00:00"]) == 0
        assert [one.on for one in load(case).earlier] == [date(2026, 5, 2), date(2026, 5, 7)]
        [found] = rounds(case)
        kept = msgspec.structs.replace(load(case).earlier[1], on=date(2026, 5, 6))
        save(case, msgspec.structs.replace(load(case), earlier=(load(case).earlier[0], kept)), now=datetime.now(UTC))
        assert without_answer(load(case), found).earlier == old.earlier, "an older case has the day of the record"
        assert main(["rounds", str(case), "--outcome", "accepted"]) == 0
        assert load(case).closed_on == date(2026, 5, 7)
        assert main(["rounds", str(case), "--outcome", "more"]) == 0
        assert load(case).closed_on is None
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_was_due_before_a_wrong_answer_is_due_again(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = load(case).notice
    answer(case, "We cannot reactivate your account. Please describe the root cause in greater detail within 48 hours.")
    after = load(case).notice
    assert after.deadline_at != before.deadline_at and after.replaced is not None
    capsys.readouterr()
    assert main(["rounds", str(case), "--withdraw"]) == 0
    assert load(case).notice == before
    assert "notice" not in load(case).look_again
    answer(case, "We cannot reactivate your account. Please describe the root cause in greater detail within 48 hours.")
    assert main(["rounds", str(case), "--outcome", "refused"]) == 0
    assert main(["rounds", str(case), "--withdraw"]) == 0
    assert load(case).notice == before, "also where the seller said of the answer that it is the last word"


def test_what_the_seller_made_of_the_deadline_since_stays(case: Path) -> None:
    answer(case, "We cannot reactivate your account. Please describe the root cause in greater detail within 48 hours.")
    changed = load(case)
    assert changed.notice.deadline_at is not None
    own = msgspec.structs.replace(changed.notice, deadline_at=changed.notice.deadline_at + timedelta(days=1))
    save(case, msgspec.structs.replace(changed, notice=own), now=datetime.now(UTC))
    assert main(["rounds", str(case), "--withdraw"]) == 0
    assert load(case).notice.deadline_at == own.deadline_at
    assert "notice" in load(case).look_again


def test_a_submission_recorded_by_mistake_is_taken_back_and_never_doubled(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "sent.txt"
    letter.write_text("Our plan.", encoding="utf-8")
    before = len(rounds(case))
    assert main(["rounds", str(case), "--submit", str(letter)]) == 0
    assert main(["rounds", str(case), "--submit", str(letter)]) != 0
    assert "--again" in capsys.readouterr().err and len(rounds(case)) == before + 1
    assert main(["rounds", str(case), "--again"]) == 2
    assert main(["rounds", str(case), "--unsend", "--withdraw"]) == 2
    assert main(["rounds", str(case), "--unsend"]) == 0
    assert "put aside" in capsys.readouterr().out and len(rounds(case)) == before
    assert main(["--language", "zh", "rounds", str(case)]) == 0
    assert "已收回" in capsys.readouterr().out
