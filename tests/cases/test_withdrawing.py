"""What was recorded wrongly is put aside whole; an answer comes back whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases import withdrawing
from poa.cases.rounds import record_answer, rounds, say_outcome, submit
from poa.cases.store import create
from poa.cases.withdrawing import bring_back, withdraw_answer, withdraw_round, withdrawn, withdrawn_rounds
from poa.errors import CaseError, RefusedError
from poa.model.case import Case

NOW = datetime(2026, 5, 6, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder, letter = tmp_path / "case", tmp_path / "letter.txt"
    create(folder, Case(), now=NOW)
    letter.write_text("We sent a plan.", encoding="utf-8")
    submit(folder, [letter], sent=NOW, now=NOW)
    record_answer(folder, 1, received=NOW, now=NOW, text="First.", kind="refusal")
    say_outcome(folder, 1, "final", now=NOW)
    return folder


def test_what_was_said_of_an_answer_goes_with_it_and_comes_back_with_it(case: Path) -> None:
    place = withdraw_answer(case, 1, now=NOW)
    [found] = rounds(case)
    assert found.answer is None
    [old] = withdrawn(found)
    assert (old.folder, old.answer.kind) == (place, "final")
    record_answer(case, 1, received=NOW, now=NOW, text="Second.", kind="refusal")
    assert rounds(case)[0].answer.kind == "refusal"
    bring_back(case, 1, now=NOW)
    assert rounds(case)[0].answer.kind == "final"
    say_outcome(case, 1, "accepted", now=NOW)
    assert rounds(case)[0].answer.kind == "accepted", "what is said last holds"
    [second] = withdrawn(rounds(case)[0])
    assert (second.folder / "answer.txt").read_text() == "Second.", "what was recorded since is kept, too"


def test_a_fall_in_the_middle_changes_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(withdrawing.Path, "rename", fall)
    with pytest.raises(CaseError):
        withdraw_answer(case, 1, now=NOW)
    monkeypatch.undo()
    [found] = rounds(case)
    assert found.answer is not None and found.answer.kind == "final"
    withdraw_answer(case, 1, now=NOW)
    assert withdrawn(rounds(case)[0])[0].answer.kind == "final"


def test_nothing_is_brought_back_where_nothing_was_put_aside(case: Path) -> None:
    for wrong in (lambda: bring_back(case, 1, now=NOW), lambda: withdraw_answer(case, 2, now=NOW)):
        with pytest.raises(CaseError):
            wrong()


def test_a_submission_that_was_none_is_put_aside_until_it_is_answered(case: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        withdraw_round(case, now=NOW)
    letter = tmp_path / "letter.txt"
    for at in (1, 2):
        submit(case, [letter], sent=NOW, now=NOW)
        place = withdraw_round(case, now=NOW)
        assert place.name == f"withdrawn-02-{at}" and (place / "letter.txt").read_text() == "We sent a plan."
        assert [found.number for found in rounds(case)] == [1]
    assert [(gone.number, gone.folder.name) for gone in withdrawn_rounds(case)] == [
        (2, "withdrawn-02-1"),
        (2, "withdrawn-02-2"),
    ]


def test_the_same_files_are_not_recorded_twice_while_they_wait(case: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    submit(case, [letter], sent=NOW, now=NOW)
    with pytest.raises(RefusedError):
        submit(case, [letter], sent=NOW, now=NOW)
    assert len(rounds(case)) == 2
    assert submit(case, [letter], sent=NOW, now=NOW, again=True).number == 3
    letter.write_text("We sent another plan.", encoding="utf-8")
    assert submit(case, [letter], sent=NOW, now=NOW).number == 4
