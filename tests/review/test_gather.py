"""What a review compares a letter with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from poa.cases.rounds import record_answer, submit
from poa.cases.store import create
from poa.model.case import Case
from poa.review.gather import earlier_letters

NOW = datetime(2026, 5, 6, tzinfo=UTC)


def test_what_waits_for_its_answer_is_no_earlier_letter(tmp_path: Path) -> None:
    case, letter = tmp_path / "case", tmp_path / "letter.en.txt"
    create(case, Case(), now=NOW)
    letter.write_text("The first plan.", encoding="utf-8")
    submit(case, [letter], sent=NOW, now=NOW)
    assert earlier_letters(case, Case(), "en") == ()
    record_answer(case, 1, received=NOW, now=NOW, text="Refused.", kind="refusal")
    assert [text.strip() for text in earlier_letters(case, Case(), "en")] == ["The first plan."]
    letter.write_text("The second plan.", encoding="utf-8")
    submit(case, [letter], sent=NOW, now=NOW)
    assert [text.strip() for text in earlier_letters(case, Case(), "en")] == ["The first plan."]
