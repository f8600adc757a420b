"""Step 1: beside each value the words it was read from, of the notice or of Amazon's later answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from poa.cases.layout import inner
from poa.cases.rounds import record_answer, rounds, submit
from poa.cases.store import load, save
from poa.errors import CaseError
from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.resources import root
from poa.review.answered import with_refusal
from poa.tui.noticeread import KEPT, notice_of

from .conftest import NOW, make_case, settle, shows
from .test_screens import press

REFUSAL = "We need greater detail on the root cause. Please answer within 7 days of this message."


def notes(app: Any) -> dict[str, str]:
    """The note below each field of the notice."""
    return {item.row.key: item.row.note for item in app.screen.query_one("#rows").items}


@pytest.mark.parametrize("refused", [False, True], ids=["first", "refused"])
async def test_a_deadline_names_the_text_it_was_read_from(
    make_app: Callable[..., Any], home: Path, refused: bool
) -> None:
    folder = make_case(home)
    sent = home / "letter.en.txt"
    sent.write_text("Dear team", encoding="utf-8")
    if refused:
        submit(folder, [sent], sent=NOW, now=NOW)
        record_answer(folder, 1, received=NOW, now=NOW, text=REFUSAL, kind="refusal")
        answer = read_notice(REFUSAL, Guidance([root("guidance")]), received=NOW)
        save(folder, with_refusal(load(folder), rounds(folder)[0], answer, ()), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        said = notes(app)["q:notice.deadline_at"]
        if refused:
            assert said.startswith("read from Amazon's answer of 14 March 2026: “")
            assert "within 7 days" in said
        else:
            assert said.startswith("read from: “")
            assert "72 hours" in said


async def test_a_value_that_was_corrected_by_hand_quotes_no_text(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    folder = make_case(home)
    case = load(folder)
    save(folder, msgspec.structs.replace(case, notice=msgspec.structs.replace(case.notice, kind="other")), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        assert notes(app)["q:notice.kind"] == ""
        assert notes(app)["q:notice.order_ids"].startswith("read from: ")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_a_matter_that_the_text_does_not_name_is_not_ticked_off(
    make_app: Callable[..., Any], home: Path, language: str
) -> None:
    import msgspec

    folder = make_case(home)
    case = load(folder)
    (folder / case.notice.file).write_text("Amazon: we deactivated your account. Reply by 12/01.", encoding="utf-8")
    facts = msgspec.structs.replace(case.notice, kind="other", deadline_hours=None, deadline_at=None)
    save(folder, msgspec.structs.replace(case, notice=facts), now=NOW)
    app = make_app(language)
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        rows = {item.row.key: item.row for item in app.screen.query_one("#rows").items}
        assert rows["q:notice.kind"].state == "open"
        assert rows["q:notice.kind"].note == app.desk.words("tui_steps.notice.kind_unread")
        assert "Reply by 12/01" in rows["q:notice.deadline_at"].note, "a day without a year is shown in its words"


def test_a_notice_that_cannot_be_kept_as_read_is_read_all_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: Any, **more: Any) -> None:
        raise CaseError("files.unreadable", file="x", why="disk full")

    folder = make_case(home)
    inner(folder, KEPT).unlink(missing_ok=True)
    monkeypatch.setattr("poa.cases.files.write_atomic", full)
    found = notice_of(folder, load(folder).notice.file, Guidance([root("guidance")]))
    assert found is not None and found.deadline_hours == 72


async def test_no_earlier_warnings_are_told_with_a_word(make_app: Callable[..., Any], home: Path) -> None:
    folder = make_case(home)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.view.choose("q:earlier")
        await settle(pilot)
        await press(pilot, *"没有", "enter")
        await settle(pilot)
        assert load(folder).earlier_none is True


@pytest.mark.parametrize(
    ("language", "none", "card"),
    [("en", "none; the notice says so: “{}”", "sets no day"), ("zh-Hans", "没有期限；通知写明：“{}”", "没有规定")],
)
async def test_that_the_notice_sets_no_deadline_is_told_and_not_asked(
    make_app: Callable[..., Any], home: Path, language: str, none: str, card: str
) -> None:
    import msgspec

    folder = make_case(home)
    case = load(folder)
    text = "Your account cannot send messages. The restriction is set for 30 days. Send us a plan of action. "
    (folder / case.notice.file).write_text(text + "There is no closing date for this.", encoding="utf-8")
    facts = msgspec.structs.replace(case.notice, deadline_hours=None, deadline_at=None)
    save(folder, msgspec.structs.replace(case, notice=facts), now=NOW)
    app = make_app(language)
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        rows = {item.row.key: item.row for item in app.screen.query_one("#rows").items}
        assert rows["q:notice.deadline_at"].value == none.format("There is no closing date for this.")
        assert rows["q:notice.deadline_at"].state == "done"
        assert "q:notice.deadline_hours" not in rows
        assert any("set for 30 days" in item.row.value for item in app.screen.query_one("#rows").items)
        asked = {question.path: question.answered for question in app.screen.view.questions()}
        assert asked["notice.deadline_at"]
        await press(pilot, "ctrl+d")
        assert shows(app, card)


async def test_words_that_two_fields_stand_on_are_quoted_once(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    folder = make_case(home)
    case = load(folder)
    (folder / case.notice.file).write_text("Your permission to send messages to buyers has been restricted.", "utf-8")
    facts = msgspec.structs.replace(case.notice, kind="messaging_restricted", severity="messaging_restricted")
    save(folder, msgspec.structs.replace(case, notice=facts), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        assert "to buyers has been restricted" in notes(app)["q:notice.kind"]
        assert notes(app)["q:notice.severity"] == ""


async def test_of_a_day_to_answer_by_the_place_where_it_ends_is_said(make_app: Callable[..., Any], home: Path) -> None:
    folder = make_case(home)
    case = load(folder)
    ends = datetime.fromisoformat("2026-11-27T23:59:00-08:00")
    save(folder, replace(case, notice=replace(case.notice, deadline_at=ends)), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        assert notes(app)["q:notice.deadline_at"] == "That is the end of 27 November 2026 at UTC-08:00."
        session, early = app.screen.session, ends.replace(tzinfo=timezone(timedelta(hours=9)))
        session.change(
            replace(
                session.case,
                store=replace(session.case.store, marketplace="US"),
                notice=replace(session.case.notice, deadline_at=early),
            )
        )
        assert "UTC+09:00. At your store that day ends later" in notes(app)["q:notice.deadline_at"]
