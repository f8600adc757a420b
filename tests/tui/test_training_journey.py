"""A lead with the keyboard alone: from the incidents of a worked case to an exhibit and a sentence of the letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx

from poa.cases.store import load
from poa.letter import compose
from poa.library.guidance import Guidance
from poa.resources import root
from poa.training.store import load_session, sessions

from .conftest import settle, shows
from .test_training_quiz import answer
from .training import at, go_to, press, typed

CASE = Path(__file__).parents[1] / "data" / "cases" / "case-1"
NOW = datetime(2026, 3, 15, 9, 30, tzinfo=UTC)
TEAM = {"chen-xiaoyu": (0, 1), "he-jing": (), "zhou-min": (2,)}


def worked_case(home: Path) -> Path:
    from poa.cli import main

    folder = home / "cases" / "case-1"
    words = ["new", str(folder), "--notice", str(CASE / "notice.txt"), "--answers", str(CASE / "answers.yaml")]
    assert main(words) == 0
    return folder


async def test_from_incidents_to_a_record_an_exhibit_and_a_sentence(make_app: Callable[..., Any], home: Path) -> None:
    folder = worked_case(home)
    roster = home / "team.csv"
    roster.write_text("姓名,职位\nChen Xiaoyu,客服\nHe Jing,客服\nZhou Min,主管\n", encoding="gb18030")
    before = load(folder)
    app = make_app(now=NOW)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "7")
        await go_to(pilot, "#rows", "new")
        await press(pilot, "enter")
        await typed(pilot, "One channel\n")
        await at(pilot, "#f-topic_zh", "只用一个渠道\n")
        assert shows(app, "rules that were broken")
        app.screen.picked.add("off-amazon-and-data")
        await press(pilot, "ctrl+s")
        (name,) = sessions(folder)
        assert "off-amazon-and-data" in load_session(folder, name).modules
        assert shows(app, "may not stand under actions taken")

        await go_to(pilot, "#session", "fact:trainer")
        await press(pilot, "enter")
        await typed(pilot, "Li Wei\ntoday\n9:00\n10:30\nMeeting room\n2\n")
        await at(pilot, "#f-next_on", "2026-09-15\n")
        await go_to(pilot, "#session", "roster")
        await press(pilot, "enter")
        await typed(pilot, f"{roster}\n")
        for person in TEAM:
            await go_to(pilot, "#session", f"person:{person}")
            await press(pilot, "enter", "enter")
        await go_to(pilot, "#session", "draw")
        await press(pilot, "enter")
        await at(pilot, "#f-count", "3\n")
        await press(pilot, "enter")
        await go_to(pilot, "#session", "policy")
        await press(pilot, "enter", "enter")
        await typed(pilot, "today\n\n\n")

        paper = load_session(folder, name).papers[0]
        for person, wrong in TEAM.items():
            await take(pilot, person, paper, wrong)
        await take(pilot, "chen-xiaoyu", paper, ())
        record = load_session(folder, name)
        assert [(r.attendee, r.points) for r in record.results] == [
            ("chen-xiaoyu", 1), ("he-jing", 3), ("zhou-min", 2), ("chen-xiaoyu", 3),
        ]  # fmt: skip
        assert shows(app, "nothing to clear up")

        await press(pilot, "w")
        await app.workers.wait_for_complete()
        await settle(pilot)
        written = {path.name for path in (folder / "training" / name).iterdir()}
        assert written >= {"sign-in.docx", "record.docx", "policy-log.docx", "procedure.docx", "refresher-plan.docx"}
        assert written >= {"results.csv", "refresher.ics", "quiz-paper-1.docx", "quiz-paper-1-key.docx"}
        assert shows(app, *written - {"session.yaml"})
        await press(pilot, "escape")
        await go_to(pilot, "#session", "take")
        await press(pilot, "enter")
        assert shows(app, "The record is in the case")
        await press(pilot, "escape")
        assert shows(app, "The record is in the case")

    case = load(folder)
    assert len(case.exhibits) == len(before.exhibits) + 1
    tables = docx.Document(str(folder / case.exhibits[-1].file)).tables
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert any("1/3" in cell and "3/3" in cell for cell in cells)
    letter = compose(case, Guidance([root("guidance")]), "en", draft=True)
    assert "with 3 taking part" in letter.text and "Chen Xiaoyu passed at a later attempt" in letter.text
    assert f"Exhibit {case.exhibits[-1].number}" in letter.text
    assert "只用一个渠道" in compose(case, Guidance([root("guidance")]), "zh", draft=True).text


async def take(pilot: Any, person: str, paper: Any, wrong: tuple[int, ...]) -> None:
    """One person takes the quiz on the screen, some answers wrong."""
    await go_to(pilot, "#session", f"person:{person}")
    await press(pilot, "enter")
    await go_to(pilot, "#options", "quiz")
    await press(pilot, "enter")
    await typed(pilot, "today\n")
    for number, asked in enumerate(paper.questions):
        await answer(pilot, asked, right=number not in wrong)
        await press(pilot, "enter")
    await press(pilot, "escape")
