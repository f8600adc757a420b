"""What a review compares a letter with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from poa.cases.rounds import record_answer, submit
from poa.cases.store import create, save
from poa.model.case import Case, Store
from poa.review.gather import earlier_letters

NOW = datetime(2026, 5, 6, tzinfo=UTC)


def test_what_waits_for_its_answer_is_no_earlier_letter(tmp_path: Path) -> None:
    case, letter = tmp_path / "case", tmp_path / "letter.en.txt"
    create(case, Case(), now=NOW)
    letter.write_text("The first plan.", encoding="utf-8")
    now = datetime.now(UTC)
    submit(case, [letter], sent=now, now=now)
    assert earlier_letters(case, Case(), "en") == ()
    record_answer(case, 1, received=now, now=now, text="Refused.", kind="refusal")
    assert [text.strip() for text in earlier_letters(case, Case(), "en")] == ["The first plan."]
    letter.write_text("The second plan.", encoding="utf-8")
    now = datetime.now(UTC)
    submit(case, [letter], sent=now, now=now)
    assert [text.strip() for text in earlier_letters(case, Case(), "en")] == ["The first plan."]
    save(case, Case(store=Store(name="Lumen")), now=NOW)
    assert len(earlier_letters(case, Case(), "en")) == 2, "another letter by now: what was sent is compared with it"
