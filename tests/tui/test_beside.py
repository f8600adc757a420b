"""What lies beside the answers is told by the steps: a review that was read, a record that says otherwise by now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load, summaries
from poa.plan import progress

from .conftest import NOW, settle, shows
from .test_screens import full_case, press

CASE = Path(__file__).parents[1] / "data" / "cases" / "case-1"


def step_words(app: Any, step: str) -> str:
    """What the outline says of a step."""
    outline = app.screen.query_one("#outline")
    item = next(item for item in outline.items if item.key == step)
    return "".join(text for line in item.lines(60) for text, _ in line)


async def test_a_review_stands_until_an_answer_changes_also_when_the_case_is_opened_again(
    make_app: Callable[..., Any], home: Path
) -> None:
    import msgspec

    from poa.cases.begin import begin
    from poa.library.guidance import Guidance
    from poa.resources import root

    folder = home / "cases" / "one"
    begin(folder, CASE / "notice.txt", Guidance([root("guidance")]), answers=CASE / "answers.yaml", now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        assert app.screen.session.review.band == "ready"
        assert "ready" in step_words(app, "review")
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        (listed,) = summaries(home / "cases", NOW, steps=lambda case: dict(progress(case, app.desk.playbook)))  # type: ignore[misc]
        assert listed.steps["review"] == "ready"
        await press(pilot, "enter")
        session = app.screen.session
        assert not session.read and "ready" in step_words(app, "review")
        session.change(msgspec.structs.replace(session.case, look_again=("causes",), notes="asked the team"))
        assert "ready" in step_words(app, "review"), "nothing of the letter changed"
        store = msgspec.structs.replace(session.case.store, name="Another")
        session.change(msgspec.structs.replace(session.case, store=store))
        assert "open" in step_words(app, "review")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_a_training_record_that_changed_on_the_disk_is_to_be_looked_at_again(
    make_app: Callable[..., Any], home: Path, language: str
) -> None:
    import msgspec

    from poa.model.training import Session
    from poa.training.into_case import take_into_case
    from poa.training.store import save_session
    from tests.training.people import GUIDANCE, TODAY, held

    record: Session = held()
    folder = full_case(home)
    save_session(folder, record)
    take_into_case(folder, record, GUIDANCE, today=TODAY, now=NOW)
    assert load(folder).training == (record.id,)
    app = make_app(language, now=NOW.replace(year=2027))
    again, head = ("look again", "Look again") if language == "en" else ("再看看", "请再看一遍")
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert again not in step_words(app, "training")
        save_session(folder, msgspec.structs.replace(record, results=record.results[:1]))
        await press(pilot, "7")
        assert again in step_words(app, "training")
        assert shows(app, head)
        await press(pilot, "6")
        assert again in step_words(app, "training"), "it stays until it is taken again"
        await press(pilot, "7")
        app.screen.view.choose(f"take:{record.id}")
        await settle(pilot)
        app.screen.redraw()
        assert again not in step_words(app, "training")
        assert not shows(app, head)
