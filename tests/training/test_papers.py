"""The Word files and the calendar: what people must fill in stays empty."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
from msgspec.structs import replace

from poa.model.training import Session
from poa.training.calendar import calendar, refresher_dates
from poa.training.documents import session_documents
from poa.training.papers import quiz_key, quiz_paper, record_sheet, sign_in_sheet
from poa.training.session import left_out
from poa.wording import Wording
from tests.training.people import GUIDANCE, TODAY, held


def text(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_signatures_are_never_filled_in() -> None:
    document = docx.Document(BytesIO(sign_in_sheet(held())))
    table = next(t for t in document.tables if len(t.columns) == 6)
    assert [row.cells[3].text for row in table.rows[1:]] == ["", ""]
    assert "周敏" in text(sign_in_sheet(held()))


def test_an_undated_session_has_no_date_on_its_sheet() -> None:
    shown = text(sign_in_sheet(Session(id="x")))
    assert "202" not in shown


def test_absent_people_stand_apart_with_their_make_up_date() -> None:
    assert "2026-03-17" in text(sign_in_sheet(held()))


def test_the_quiz_paper_gives_no_answer_away() -> None:
    session = held()
    paper, key = text(quiz_paper(session, session.papers[0])), text(quiz_key(session, session.papers[0]))
    assert "☑" not in paper
    assert all(asked.why.en not in paper and asked.why.en in key for asked in session.papers[0].questions)


def test_all_documents_of_a_session_are_written() -> None:
    files = session_documents(held(), GUIDANCE, Wording("en"), every_months=6, today=TODAY)
    assert set(files) == {
        "sign-in.docx", "quiz-paper-7.docx", "quiz-paper-7-key.docx", "policy-log.docx", "record.docx",
        "procedure.docx", "refresher-plan.docx", "results.csv", "refresher.ics",
    }  # fmt: skip
    assert "https://a.example/g" in text(files["policy-log.docx"])
    assert session_documents(held(), GUIDANCE, Wording("en"), every_months=6, today=TODAY) == files


def test_refreshers_follow_the_calendar() -> None:
    assert refresher_dates(date(2026, 8, 31), 6, 2) == [date(2027, 2, 28), date(2027, 8, 31)]
    assert refresher_dates(date(2026, 12, 15), 1, 1) == [date(2027, 1, 15)]


def test_calendar_lines_are_folded_and_escaped() -> None:
    shown = calendar([date(2026, 9, 15)], "培训，one; two, three " * 8, "x", TODAY)
    assert all(len(line.encode()) <= 75 for line in shown.split("\r\n"))
    unfolded = shown.replace("\r\n ", "")
    assert r"one\; two\, three" in unfolded
    assert "DTSTART;VALUE=DATE:20260915" in unfolded


def test_the_record_leaves_out_what_cannot_be_and_names_it() -> None:
    first, *others = held().results
    early, late = replace(first, on=date(2026, 3, 13)), replace(first, on=date(2026, 3, 21))
    session = held(results=(early, late, *others), start="10:30", end="09:00")
    shown = text(record_sheet(session, {}, today=TODAY))
    assert "2026-03-13" not in shown
    assert "2026-03-21" not in shown
    assert "10:30" not in shown
    assert "2026-03-15: 2/4" in shown
    named = {doubt.key for doubt in left_out(session, TODAY)}
    assert named == {"result_before_session", "result_in_the_future", "ends_early"}
    assert left_out(held(), TODAY) == []
