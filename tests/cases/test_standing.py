"""What lies in a case's folder says how far the last steps are."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases.rounds import record_answer, submit
from poa.cases.standing import standing_of
from poa.cases.store import create, save, summaries
from poa.cases.summary import note_summary
from poa.model.case import Case
from poa.model.standing import Standing
from tests.letter.cases import GUIDANCE, small_case

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
WHOLE = {"notice": "ready", "review": "open", "export": "open", "answer": "later"}


def written(folder: Path) -> Path:
    """A document in the folder of a new case, newer than its answers."""
    create(folder, Case(), now=NOW)
    os.utime(folder / "case.yaml", (1, 1))
    (folder / "out").mkdir()
    document = folder / "out" / "letter.en.txt"
    document.write_text("Dear team", encoding="utf-8")
    return document


def test_documents_count_when_they_are_newer_than_the_answers(tmp_path: Path) -> None:
    assert standing_of(tmp_path / "nothing") == Standing()
    document = written(tmp_path / "a")
    assert standing_of(tmp_path / "a").written
    os.utime(document, (0, 0))
    assert not standing_of(tmp_path / "a").written


def test_a_round_is_sent_and_then_answered(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    document = written(folder)
    assert not standing_of(folder).sent
    submit(folder, [document], sent=NOW, now=NOW)
    assert (standing_of(folder).sent, standing_of(folder).answered) == (True, False)
    record_answer(folder, 1, received=NOW, now=NOW, text="We need greater detail.", kind="refusal")
    assert standing_of(folder).answered


def test_the_list_tells_what_lies_in_the_folder_now(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    document = written(folder)

    def states() -> tuple[str, str]:
        (found,) = summaries(tmp_path, NOW, steps=lambda case: WHOLE)
        return found.steps["export"], found.steps["answer"]

    assert states() == ("ready", "open")
    submit(folder, [document], sent=NOW, now=NOW)
    assert states() == ("ready", "waiting")
    os.utime(document, (0, 0))
    assert states() == ("open", "waiting")


def test_documents_stand_while_only_what_is_around_the_letter_changes(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    create(folder, Case(), now=NOW)
    (folder / "out").mkdir()
    (folder / "out" / "letter.en.txt").write_text("Dear team", encoding="utf-8")

    def saved(case: Case) -> bool:
        save(folder, case, now=NOW)
        later = (folder / "out" / "letter.en.txt").stat().st_mtime_ns + 10**9
        os.utime(folder / "case.yaml", ns=(later, later))
        note_summary(folder, case)
        return standing_of(folder).written

    assert saved(Case(do_now=("stop_automation",), look_again=("causes",)))
    assert saved(Case(closed_on=NOW.date(), notes="called"))
    assert not saved(Case(closed_on=NOW.date(), branch="dispute"))
    (folder / "out" / "letter.en.txt").write_text("Dear team again", encoding="utf-8")
    os.utime(folder / "out" / "letter.en.txt", ns=(4 * 10**18, 4 * 10**18))
    assert standing_of(folder).written
    (folder / ".poa" / "summary.json").write_text("{", encoding="utf-8")
    assert standing_of(folder).written


@pytest.mark.parametrize("format", ["txt", "md", "docx"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_is_no_written_letter(tmp_path: Path, format: str, language: str) -> None:
    from poa.export.case import export_case

    for case, whole in ((small_case(), True), (small_case(causes=()), False)):
        folder = tmp_path / str(whole)
        create(folder, case, now=NOW)
        export_case(folder, case, GUIDANCE, formats=[format], languages=[language], draft=not whole)
        assert standing_of(folder).written is whole


def test_what_is_no_word_file_is_no_draft(tmp_path: Path) -> None:
    written(tmp_path / "a").with_name("notes.docx").write_bytes(b"PK\x03\x04 broken")
    assert standing_of(tmp_path / "a").written
