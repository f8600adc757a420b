"""What Amazon's answer is can be said on the screen: the case follows, and one key takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import TextArea

from poa.cases.rounds import record_answer, rounds, say_outcome, submit
from poa.cases.store import load
from poa.cases.withdrawing import withdrawn, withdrawn_rounds
from poa.errors import CaseError

from .conftest import NOW, settle, shows
from .test_screens import full_case, press
from .training import said


@pytest.fixture
def answered(home: Path) -> Path:
    """A case with an answer in which nothing was read."""
    folder = full_case(home)
    letter = home / "letter.txt"
    letter.write_text("We sent a plan.", encoding="utf-8")
    submit(folder, [letter], sent=NOW - timedelta(hours=3), now=NOW)
    text = "Thank you for your message. Please describe the root cause in greater detail."
    record_answer(folder, 1, received=NOW - timedelta(hours=1), now=NOW, text=text)
    return folder


def kind(folder: Path) -> str:
    answer = rounds(folder)[-1].answer
    return answer.kind if answer else "none"


@pytest.mark.parametrize(
    ("downs", "said"), [(1, "accepted"), (2, "final"), (3, "refusal")], ids=["accepted", "refused", "more"]
)
async def test_the_case_follows_what_the_seller_says_and_goes_back(
    make_app: Callable[..., Any], answered: Path, downs: int, said: str
) -> None:
    before = load(answered)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0")
        assert app.screen.query_one("#rows").key == "outcome", "what could not be read is asked first"
        await press(pilot, "enter", *["down"] * downs, "enter")
        after = load(answered)
        assert kind(answered) == said
        assert bool(after.closed_on) == (said == "accepted")
        assert [entry.what for entry in after.earlier] == ([] if said == "accepted" else ["appeal", "refusal"])
        assert ("causes" in after.look_again) == (said == "refusal")
        await press(pilot, "ctrl+z")
        assert kind(answered) == "", "as it was read"
        assert load(answered) == before
        assert app.screen.query_one("#rows").key == "outcome"


async def test_a_mere_enter_says_nothing(make_app: Callable[..., Any], answered: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0", "enter", "enter")
        assert kind(answered) == ""
        assert shows(app, "Did Amazon accept?")


async def test_what_the_letter_lacks_is_shown_as_soon_as_more_is_asked_for(
    make_app: Callable[..., Any], answered: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0")
        view = app.screen.view
        assert not any(row.key.startswith("gap:") for row in view.rows())
        await press(pilot, "enter", "down", "down", "down", "enter")
        assert "gap:root_cause" in [row.key for row in view.rows()]
        app.screen.query_one("#rows").select("outcome")
        await press(pilot, "enter", "down", "enter")
        assert load(answered).closed_on
        assert load(answered).earlier == (), "the reading before is taken back"
        assert not any(row.key.startswith("gap:") for row in view.rows())


async def test_a_second_window_says_no_outcome(make_app: Callable[..., Any], answered: Path) -> None:
    from poa.cases.store import acquire

    with acquire(answered, "poa", NOW):
        app = make_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "enter", "0")
            app.screen.query_one("#rows").select("outcome")
            await press(pilot, "enter", "down", "enter")
            assert kind(answered) == ""
            assert any("Not saved" in told.message for told in app._notifications)


@pytest.mark.parametrize("when", ["said", "taken back"])
async def test_where_the_case_cannot_be_saved_nothing_is_said_of_the_answer_either(
    make_app: Callable[..., Any], answered: Path, when: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0")
        if when == "taken back":
            await press(pilot, "enter", "down", "enter")

        def full(*_: object) -> None:
            raise CaseError("cases.disk_full", file=answered)

        app.screen.session._save = full
        await press(pilot, *(["ctrl+z"] if when == "taken back" else ["enter", "down", "enter"]))
        assert kind(answered) == ("accepted" if when == "taken back" else "")


async def test_what_is_no_answer_of_amazon_is_put_aside_and_another_is_recorded(
    make_app: Callable[..., Any], answered: Path
) -> None:
    before = load(answered)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0", "enter", "down", "enter")
        assert load(answered).closed_on
        app.screen.query_one("#rows").select("outcome")
        await press(pilot, "enter", *["down"] * 4)
        assert shows(app, "This is not Amazon's answer")
        await press(pilot, "enter")
        assert kind(answered) == "none" and load(answered).closed_on is None
        assert said(app, "Put aside") and shows(app, "Paste Amazon's answer"), "the form for the right one is open"
        app.screen.query_one("#round-text", TextArea).load_text("Please describe the root cause in detail. We refuse.")
        await press(pilot, "ctrl+s")
    [found] = rounds(answered)
    assert found.answer is not None
    [old] = withdrawn(found)
    assert old.answer.kind == "accepted" and (old.folder / "answer.txt").is_file(), "nothing is lost"
    assert load(answered).store == before.store


async def test_an_answer_that_was_put_aside_comes_back_with_one_key(
    make_app: Callable[..., Any], answered: Path
) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0", "enter", *["down"] * 3, "enter")
        before = load(answered)
        app.screen.query_one("#rows").select("outcome")
        await press(pilot, "enter", *["down"] * 4, "enter")
        assert kind(answered) == "none" and load(answered).earlier == ()
        assert said(app, "已放到一边")
        await press(pilot, "escape", "ctrl+z")
        assert kind(answered) == "refusal" and load(answered) == before
        assert not shows(app, "withdrawn-1"), "the screen shows it at once"
    assert withdrawn(rounds(answered)[0]) == ()


@pytest.mark.parametrize(
    "text", ["Thank you, we have your message.", "Your appeal is accepted. Your account is active."]
)
async def test_an_answer_that_was_just_recorded_is_taken_back_before_anything_else(
    make_app: Callable[..., Any], home: Path, text: str
) -> None:
    folder = full_case(home)
    letter = home / "letter.txt"
    letter.write_text("We sent a plan.", encoding="utf-8")
    submit(folder, [letter], sent=NOW - timedelta(hours=3), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        app.screen.session.answer("store.name", "Lamps", "notice")
        before = load(folder)
        await press(pilot, "0")
        app.screen.query_one("#rows").select("answer")
        await press(pilot, "enter")
        app.screen.query_one("#round-text", TextArea).load_text(text)
        await press(pilot, "ctrl+s")
        assert rounds(folder)[0].answer is not None
        while len(app.screen_stack) > 2:
            await press(pilot, "escape")
        await press(pilot, "ctrl+z")
        assert rounds(folder)[0].answer is None and len(withdrawn(rounds(folder)[0])) == 1
        assert load(folder) == before
        assert said(app, "Taken back: Amazon's answer")


async def test_a_submission_recorded_by_mistake_is_put_aside_once_it_is_said_again(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    letter = home / "letter.txt"
    letter.write_text("We sent a plan.", encoding="utf-8")
    submit(folder, [letter], sent=NOW - timedelta(hours=3), now=NOW)
    before = load(folder)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0")
        app.screen.query_one("#rows").select("unsend")
        await press(pilot, "enter", "enter")
        assert len(rounds(folder)) == 1, "a mere Enter leaves it"
        app.screen.query_one("#rows").select("unsend")
        await press(pilot, "enter", "down", "enter")
        assert rounds(folder) == () and len(withdrawn_rounds(folder)) == 1
        assert shows(app, "的一次提交，已收回") and load(folder) == before


@pytest.mark.parametrize(
    ("open_is", "note"),
    [
        ("unsent", "No letter is recorded as sent"),
        ("waits", "is not recorded yet"),
        ("unread", "has not been said yet"),
        ("refusal", "still asks for more"),
    ],
    ids=["unsent", "waits", "unread", "refused"],
)
async def test_a_case_that_amazon_did_not_end_is_closed_only_once_it_is_said_again(
    make_app: Callable[..., Any], home: Path, open_is: str, note: str
) -> None:
    folder = full_case(home)
    if open_is != "unsent":
        letter = home / "letter.txt"
        letter.write_text("We sent a plan.", encoding="utf-8")
        submit(folder, [letter], sent=NOW - timedelta(hours=3), now=NOW)
    if open_is in ("unread", "refusal"):
        record_answer(folder, 1, received=NOW - timedelta(hours=1), now=NOW, text="It is what it is.")
    if open_is == "refusal":
        say_outcome(folder, 1, open_is, now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0")
        app.screen.query_one("#rows").select("close")
        await press(pilot, "enter")
        assert shows(app, "Close this case?", note)
        await press(pilot, "enter")
        assert load(folder).closed_on is None, "a mere Enter leaves it open"
        app.screen.query_one("#rows").select("close")
        await press(pilot, "enter", "down", "enter")
        assert load(folder).closed_on
        await press(pilot, "ctrl+z")
        assert load(folder).closed_on is None


async def test_a_case_that_amazon_ended_is_closed_by_one_key(make_app: Callable[..., Any], answered: Path) -> None:
    say_outcome(answered, 1, "final", now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0")
        app.screen.query_one("#rows").select("close")
        await press(pilot, "enter")
        assert load(answered).closed_on
