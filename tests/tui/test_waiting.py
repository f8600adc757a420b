"""Two windows on one case: the second reads, says for whom it waits, goes on by itself, and loses nothing typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.layout import case_file, inner
from poa.cases.lock import LOCK
from poa.cases.store import acquire, holder, load, save
from poa.errors import CaseError, LockedError
from poa.model.case import LedgerRow
from poa.tui.session import open_session

from .conftest import NOW, settle, shows
from .test_screens import full_case, press


def told(app: Any) -> str:
    return str([note.message for note in app._notifications])


async def second(pilot: Any, *keys: str) -> Any:
    """The case in a second window."""
    await settle(pilot)
    await press(pilot, "enter", *keys)
    return pilot.app.screen


def changed(folder: Path, **values: Any) -> None:
    """What the first window saves."""
    save(folder, msgspec.structs.replace(load(folder), **values), now=NOW)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_the_second_window_says_for_whom_it_waits_and_goes_on_by_itself(
    make_app: Callable[..., Any], case_folder: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("poa.tui.screens.waiting.EVERY", 0.05)
    first = acquire(case_folder, "poa", NOW)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await second(pilot)
        assert screen.session.read_only
        assert shows(app, "09:30", first.holder.user)
        assert not shows(app, str(first.holder.pid)), "a number of the system tells a seller nothing"
        assert not app._notifications, "that it is read only stands there and needs no alarm"
        first.release()
        for _ in range(100):
            await pilot.pause(0.05)
            if not screen.session.read_only:
                break
        await settle(pilot)
        assert holder(case_folder).is_us
        assert not screen.query_one("#held").display
        assert app.desk.words("tui_held.taken") in told(app)
        screen.session.answer("store.team_size", 4, "notice")
    assert load(case_folder).store.team_size == 4


async def test_in_a_low_window_the_steps_keep_their_room(make_app: Callable[..., Any], case_folder: Path) -> None:
    first = acquire(case_folder, "poa", NOW)
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await second(pilot)
        assert not screen.query_one("#held").region.height
        assert screen.query_one("#rows").region.height > 4
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert screen.query_one("#held").region.height
    first.release()


async def test_a_text_whose_saving_was_refused_stays_and_is_saved_once_it_can_be(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    first = acquire(folder, "poa", NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await second(pilot, "3")
        screen.view.open("causes[0].text")
        await settle(pilot)
        question = app.screen
        question.query_one("#answer-en").load_text("Access came first.")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert app.screen is question
        assert shows(app, "Not saved", "open in another window since 14 March 2026, 09:30 UTC")
        assert question.query_one("#answer-en").text == "Access came first."
        first.release()
        screen.look()
        await settle(pilot)
        assert not shows(app, "Not saved")
        assert question.query_one("#answer-en").text == "Access came first."
        await press(pilot, "ctrl+s")
    assert load(folder).causes[0].text.en == "Access came first."


async def test_what_the_other_window_saved_is_shown_and_not_overwritten_by_a_form_that_nobody_touched(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    first = acquire(folder, "poa", NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await second(pilot, "1")
        screen.view.ask("store.team_size")
        await settle(pilot)
        assert app.screen.query_one("#answer").value == ""
        changed(folder, store=msgspec.structs.replace(load(folder).store, team_size=7))
        screen.look()
        await settle(pilot)
        assert screen.session.read_only
        assert app.screen.query_one("#answer").value == "7", "reading on, one sees what is saved"
        first.release()
        screen.look()
        await press(pilot, "ctrl+s")
    assert load(folder).store.team_size == 7


async def test_an_answer_never_lands_at_another_entry_that_moved_into_its_place(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.model.case import Cause, Text

    folder = full_case(home)
    two = tuple(Cause(id=id, text=Text(en=f"Cause {id}.", zh=f"原因 {id}。")) for id in ("a", "b"))
    changed(folder, causes=two)
    first = acquire(folder, "poa", NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await second(pilot, "3")
        screen.view.open("causes[0].text")
        await settle(pilot)
        app.screen.query_one("#answer-en").load_text("About a.")
        await settle(pilot)
        changed(folder, causes=two[1:])
        first.release()
        screen.look()
        await press(pilot, "ctrl+s")
        assert shows(app, "no longer there")
        assert app.screen.query_one("#answer-en").text == "About a."
    assert load(folder).causes == two[1:]


async def test_a_form_overwrites_no_entry_that_the_other_window_changed(
    make_app: Callable[..., Any], home: Path
) -> None:
    from .test_scope import opened

    folder = full_case(home)
    rows = tuple(LedgerRow(order_id=f"113-555074{n}-3306128", messages=n + 1) for n in range(2))
    changed(folder, audit=msgspec.structs.replace(load(folder).audit, ledger=rows))
    first = acquire(folder, "poa", NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "audit.ledger")
        case = app.screen_stack[-2]
        app.screen.query_one("#entries").select("entry:0")
        await press(pilot, "enter")
        app.screen.query_one("#f-messages").value = "9"
        changed(folder, audit=msgspec.structs.replace(load(folder).audit, ledger=rows[1:]))
        first.release()
        case.look()
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert shows(app, "changed in the other window")
        assert app.screen.query_one("#f-messages").value == "9"
    assert load(folder).audit.ledger == rows[1:]


@pytest.mark.parametrize("taken", [True, False])
async def test_a_case_is_taken_over_from_another_computer_only_when_asked(
    make_app: Callable[..., Any], case_folder: Path, taken: bool
) -> None:
    held = acquire(case_folder, "poa", NOW)
    place = inner(case_folder, LOCK)
    place.write_text(json.dumps({**json.loads(place.read_text()), "host": "OFFICE-PC"}))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await second(pilot)
        assert shows(app, "on the computer OFFICE-PC", "^g takes it over")
        screen.look()
        assert screen.session.read_only
        await press(pilot, "ctrl+g")
        assert shows(app, "Take the case over from the computer OFFICE-PC?")
        await press(pilot, *(["down"] if taken else []), "enter")
        assert screen.session.read_only is not taken
        assert not screen.check_action("take_over", ()) or not taken
        assert ("You took the case over" in told(app)) is taken
    held.release()


async def test_a_window_on_this_computer_is_not_taken_over(make_app: Callable[..., Any], case_folder: Path) -> None:
    held = acquire(case_folder, "poa", NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await second(pilot, "ctrl+g")
        assert app.screen is screen
        assert screen.session.read_only
    held.release()


def test_a_window_from_which_the_case_was_taken_says_so_and_waits(
    make_app: Callable[..., Any], case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(make_app().desk, case_folder)
    place = inner(case_folder, LOCK)
    place.write_text(json.dumps({**json.loads(place.read_text()), "host": "OFFICE-PC", "token": "theirs"}))
    with pytest.raises(LockedError):
        session.answer("store.team_size", 4, "notice")
    assert (session.read_only, session.held_elsewhere, session.case.store.team_size) == (True, True, None)
    place.unlink()
    session.look()
    session.answer("store.team_size", 4, "notice")
    assert load(case_folder).store.team_size == 4
    session.close()


def test_a_window_that_closed_the_case_never_takes_it_again(make_app: Callable[..., Any], case_folder: Path) -> None:
    session = open_session(make_app().desk, case_folder)
    session.close()
    session.look()
    assert holder(case_folder) is None


def test_answers_from_before_the_other_window_are_not_taken_back_over_its_own(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    session = open_session(make_app().desk, case_folder)
    session.answer("store.team_size", 4, "notice")
    session.lock.release()
    session.lock = None
    changed(case_folder, notes="from the other window")
    assert session.look()
    assert not session.undo()
    assert load(case_folder).notes == "from the other window"
    session.close()


def test_answers_that_cannot_be_read_are_not_taken_over(make_app: Callable[..., Any], case_folder: Path) -> None:
    other = acquire(case_folder, "poa", NOW)
    session = open_session(make_app().desk, case_folder)
    answers = case_file(case_folder).read_text(encoding="utf-8")
    case_file(case_folder).write_text("store: [", encoding="utf-8")
    other.release()
    with pytest.raises(CaseError):
        session.look()
    assert session.read_only and holder(case_folder) is None
    with pytest.raises(LockedError):
        session.answer("store.team_size", 4, "notice")
    case_file(case_folder).write_text(answers.replace("notes: ''", "") + "notes: mended\n", encoding="utf-8")
    assert session.look() and session.case.notes == "mended" and not session.read_only
    session.close()
