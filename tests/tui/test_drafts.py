"""What was typed and not kept comes back when its form is opened again, whichever way the form was left."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from poa.cases.drafts import drafts
from poa.cases.store import load
from poa.tui.drafts import Drafts
from poa.tui.screens import drafting

from .conftest import NOTICE, settle, shows
from .test_screens import full_case, press


async def asked(pilot: Any, step: str, path: str) -> Any:
    """The question at a path of a step."""
    await settle(pilot)
    await press(pilot, "enter", step)
    pilot.app.screen.view.open(path)
    await settle(pilot)
    return pilot.app.screen


def typed_in(folder: Path) -> set[str]:
    """All that stands in the fields that are put by in a case, or in the home."""
    return {text for draft in drafts(folder) for text in draft.fields.values()}


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed is put by so soon that the screen does not come to rest before."""
    monkeypatch.setattr(drafting, "EVERY", 0.02)


@contextlib.contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The disk answers nobody before the event is set."""
    from poa.cases import drafts as store

    go_on, write = threading.Event(), store.write_atomic

    def waiting(*args: Any) -> None:
        assert go_on.wait(20)
        write(*args)

    monkeypatch.setattr(store, "write_atomic", waiting)
    try:
        yield go_on
    finally:
        go_on.set()


def note(app: Any) -> str:
    return str(app.screen.query_one("#draft-note").text)


@pytest.mark.parametrize("way", ["escape", "ctrl+n"])
async def test_a_text_of_many_lines_comes_back_whichever_key_left_it(
    make_app: Callable[..., Any], home: Path, way: str
) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        screen.query_one("#answer-en").load_text("Access came first.\nTraining came later.")
        await press(pilot, way)
        assert load(folder).causes[0].text.en == "Access came before training."
    assert drafts(folder), "it outlives the program"
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        assert screen.query_one("#answer-en").text == "Access came first.\nTraining came later."
        assert "还没有保存" in note(app)
        screen.query_one("#answer-en").focus()
        await press(pilot, *"So")
        assert screen.query_one("#answer-en").text == "Access came first.\nTraining came later.So", "one types on"
        await press(pilot, "backspace", "backspace", "ctrl+s")
        assert load(folder).causes[0].text.en == "Access came first.\nTraining came later."
        assert drafts(folder) == (), "what is kept is no draft any more"


async def test_ticks_come_back_after_a_look_at_the_question_before(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "4", "actions[0].by")
        assert screen.picked == ["Li Wei"]
        await press(pilot, "enter", "ctrl+b")
        assert screen.path != "actions[0].by"
        await screen.turn_to("actions[0].by")
        assert screen.picked == []


async def test_a_draft_can_be_taken_away(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        assert note(app) == ""
        screen.query_one("#answer-en").load_text("Something else.")
        await press(pilot, "escape")
        app.screen.view.open("causes[0].text")
        await settle(pilot)
        assert "F9 takes it away" in note(app)
        await press(pilot, "f9")
        assert app.screen.query_one("#answer-en").text == "Access came before training."
        assert note(app) == ""
        app.clear_notifications()
        await press(pilot, "escape")
        assert not app._notifications
        assert drafts(folder) == ()


async def test_a_draft_stays_with_its_entry_when_one_before_it_goes(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    from poa.model.case import Cause, Incident, Text
    from poa.tui.wayfinding import lasting_path

    folder = full_case(home)
    case = load(folder)
    two = (Cause(id="a", text=Text(en="A")), Cause(id="b", text=Text(en="B")))
    before = msgspec.structs.replace(case, causes=two)
    after = msgspec.structs.replace(case, causes=two[1:])
    assert lasting_path(before, "causes[1].text") == lasting_path(after, "causes[0].text")
    assert lasting_path(before, "causes[0].text") != lasting_path(after, "causes[0].text")
    incidents = tuple(Incident(order_id="113-5550740-3306120", source=source) for source in ("m1", "m2"))
    of_one_order = msgspec.structs.replace(case, incidents=incidents)
    assert lasting_path(of_one_order, "incidents[0].by") != lasting_path(of_one_order, "incidents[1].by")


async def test_a_draft_stays_with_its_own_words_when_those_before_it_go(
    make_app: Callable[..., Any], home: Path
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "4")
        view = app.screen.view
        for text in ("closed the old script", "taught both agents"):
            view.take()
            await settle(pilot)
            app.screen.query_one("#answer-en").load_text(text)
            await press(pilot, "ctrl+s", "escape")
        place = len(view.case.actions) - 1
        view.open(f"actions[{place}].by")
        await settle(pilot)
        await press(pilot, *"Ann", "escape")
        view.remove(f"entry:{place - 1}")
        view.open(f"actions[{place - 1}].by")
        await settle(pilot)
        assert app.screen.query_one("#new-en").value == "Ann"


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        (("6", "home", "enter"), "#title-en"),
        (("0", "home", "enter"), "#round-on"),
        (("2", "home", "enter"), "#mail-path"),
    ],
    ids=["exhibit", "round", "import"],
)
async def test_every_form_of_a_case_gives_back_what_was_typed(
    make_app: Callable[..., Any], home: Path, keys: tuple[str, ...], field: str
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *keys)
        first = app.screen.query_one(field).value
        await press(pilot, "x", "y", "escape", *keys)
        assert app.screen.query_one(field).value == "xy"
        assert note(app)
        await press(pilot, "f9")
        assert app.screen.query_one(field).value == first


async def test_a_paragraph_in_own_words_comes_back(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "ctrl+r")
        for _ in range(30):
            if app.screen.session.letter("en").blocks[app.screen.place.block].kind == "paragraph":
                break
            await press(pilot, "down")
        await press(pilot, "e")
        app.screen.query_one("#edit").load_text("In our own words.")
        await press(pilot, "escape", "e")
        assert app.screen.query_one("#edit").text == "In our own words."
        await press(pilot, "ctrl+s")
        assert "In our own words." in load(folder).letter.edits.values()
        assert drafts(folder) == ()


async def test_quitting_puts_by_what_stands_in_an_open_form(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        screen.query_one("#answer-en").load_text("Not finished yet")
        await press(pilot, "ctrl+q")
    assert "Not finished yet" in typed_in(folder)


async def test_a_pasted_warning_and_a_typed_message_come_back(
    make_app: Callable[..., Any], case_folder: Path, home: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        app.screen.query_one("#notice-text").load_text(NOTICE)
        await press(pilot, "escape", "ctrl+k")
        app.screen.query_one("#check-text").load_text("The lamp, which nobody must know of")
        await press(pilot, "escape", "n")
        assert app.screen.query_one("#notice-text").text == NOTICE
        await press(pilot, "ctrl+k")
        assert app.screen.query_one("#check-text").text == "The lamp, which nobody must know of"
        await press(pilot, "f9")
        assert app.screen.query_one("#check-text").text == ""
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"nobody must know of" not in kept, "what is checked is on no disk"


async def test_a_form_that_is_kept_begins_empty_the_next_time(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        app.screen.query_one("#notice-text").load_text(NOTICE)
        await press(pilot, "escape", "n", "ctrl+s", "escape", "escape", "n")
        assert app.screen.query_one("#notice-text").text == ""
        assert not shows(app, "You typed this before")


async def test_the_form_of_a_training_comes_back_for_its_training_alone(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.tui.screens.training_form import Field, FormScreen

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for about, typed in (("one", ""), ("one", "Room 5"), ("two", "")):
            form = FormScreen("facts", [Field("place")], lambda read, changed: None)
            form.about = about
            app.push_screen(form)
            await settle(pilot)
            assert form.query_one("#f-place").value == typed
            form.query_one("#f-place").value = "Room 5"
            await press(pilot, "escape")


async def test_ticks_of_a_list_come_back_too(make_app: Callable[..., Any], home: Path) -> None:
    from poa.tui.screens.choose import Option
    from poa.tui.screens.training_pick import PickScreen

    def options() -> list[Option]:
        return [Option("a", "A", present=True), Option("b", "B")]

    kept: list[Any] = []
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for keys in (("enter", "escape"), ("ctrl+s",), ("ctrl+s",), ("enter", "escape"), ("f9", "ctrl+s")):
            app.push_screen(PickScreen(str, str, options), kept.append)
            await settle(pilot)
            await press(pilot, *keys)
        app.push_screen(PickScreen(str, str, options), kept.append)
        await settle(pilot)
        await press(pilot, "enter", "escape")
        another = PickScreen(str, str, options)
        another.about = "another training"
        app.push_screen(another, kept.append)
        await settle(pilot)
        await press(pilot, "ctrl+s")
    assert kept == [None, [], ["a"], None, ["a"], None, ["a"]]


async def test_an_exhibit_does_not_show_what_was_typed_for_one_that_had_its_number(
    make_app: Callable[..., Any], home: Path
) -> None:
    import msgspec

    from poa.model.case import Exhibit, Text
    from poa.tui.screens.exhibit import ExhibitScreen
    from poa.tui.session import open_session

    folder = full_case(home)
    app = make_app()
    session = open_session(app.desk, folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for file, typed in (("exhibits/01-a.txt", "A"), ("exhibits/01-a.txt", "Typed."), ("exhibits/01-b.txt", "A")):
            one = Exhibit(number=1, title=Text(en="A", zh="甲"), file=file)
            session.change(msgspec.structs.replace(session.case, exhibits=(one,)))
            app.push_screen(ExhibitScreen(session, 0))
            await settle(pilot)
            assert app.screen.query_one("#title-en").value == typed
            app.screen.query_one("#title-en").value = "Typed."
            await press(pilot, "escape")
    session.close()


async def test_what_is_typed_about_a_training_of_a_case_is_kept_with_the_case(
    make_app: Callable[..., Any], home: Path
) -> None:
    from poa.tui.screens.training_book import Book
    from poa.tui.screens.training_form import Field, FormScreen

    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        session = app.screen.session
        for book, typed in ((Book(app.desk, session), "Room 5"), (Book(app.desk), "Room 6")):
            app.push_screen(book.form(FormScreen("facts", [Field("place")], lambda read, changed: None), "first"))
            await settle(pilot)
            assert app.screen.query_one("#f-place").value == ""
            app.screen.query_one("#f-place").value = typed
            await press(pilot, "escape")
    assert typed_in(folder) == {"Room 5"}
    assert typed_in(home) == {"Room 6"}


async def test_what_belongs_to_no_case_is_kept_for_thirty_days_and_says_so(
    make_app: Callable[..., Any], case_folder: Path, home: Path
) -> None:
    from poa.cases.drafts import put_draft

    put_draft(home, "1-a", "first", {"notice-text": "Long ago"}, 1)
    put_draft(case_folder, "1-a", "question store.name", {"answer": "Kept"}, 1)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert typed_in(home) == set() and typed_in(case_folder) == {"Kept"}
        await press(pilot, "n")
        app.screen.query_one("#notice-text").load_text(NOTICE)
        await press(pilot, "escape")
        assert shows(app, "within 30 days")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert NOTICE in typed_in(home)


async def test_a_setting_that_cannot_be_written_comes_back(
    make_app: Callable[..., Any], case_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from poa.errors import CaseError
    from poa.tui.desk import Desk

    def refused(*_: object) -> None:
        raise CaseError("cases.disk_full", file=home)

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f4")
        app.screen.query_one("#settings").select("cases")
        await press(pilot, "enter", *"elsewhere")
        with monkeypatch.context() as full:
            full.setattr(Desk, "set_setting", refused)
            await press(pilot, "ctrl+s")
        assert "elsewhere" in typed_in(home)
        await press(pilot, "enter", "ctrl+s")
        assert typed_in(home) == set()


def test_what_cannot_be_written_lasts_as_long_as_the_program_runs(tmp_path: Path) -> None:
    (tmp_path / ".poa").write_text("in the way")
    kept = Drafts(tmp_path)
    kept.put("x", {"y": "z"})
    kept.wait()
    assert kept.of("x") == {"y": "z"}
    kept.drop("x")
    kept.wait()
    assert kept.of("x") == {}


@pytest.mark.usefixtures("soon")
async def test_what_is_typed_is_on_the_disk_before_the_form_is_left(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        assert typed_in(folder) == set()
        screen.query_one("#answer-en").load_text("Not finished yet")
        await settle(pilot)
        assert "Not finished yet" in typed_in(folder), "a program that is killed now loses nothing"
        screen.query_one("#answer-en").load_text("Access came before training.")
        await settle(pilot)
        assert drafts(folder) == (), "as it is in the case again"


@pytest.mark.usefixtures("soon")
async def test_ticks_and_a_warning_of_no_case_yet_are_on_the_disk_too(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot, "4", "actions[0].by")
        await press(pilot, "enter")
        await settle(pilot)
        assert drafts(folder)
        await press(pilot, "enter", "escape", "escape", "n")
        app.screen.query_one("#notice-text").load_text(NOTICE)
        await settle(pilot)
        assert NOTICE in typed_in(home)
        await press(pilot, "ctrl+k")
        app.screen.query_one("#check-text").load_text("The lamp, which nobody must know of")
        await settle(pilot)
        assert typed_in(home) == {NOTICE, ""}, "a message that is checked is on no disk"
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        assert app.screen.query_one("#notice-text").text == NOTICE


@pytest.mark.usefixtures("soon")
async def test_what_is_confirmed_does_not_come_back_when_the_typing_rests(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        screen.query_one("#answer-en").load_text("Now it is finished.")
        await pilot.pause()
        screen.query_one("#answer-en").load_text("Now it is finished")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert load(folder).causes[0].text.en == "Now it is finished"
        assert drafts(folder) == ()


async def test_a_second_window_takes_nothing_away_from_the_first(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    first = Drafts(folder)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        form = screen.draft()
        first.put(form, {"answer-en": "Typed in the first window"})
        await press(pilot, "escape")
        assert first.of(form) == {"answer-en": "Typed in the first window"}, "the second typed nothing"
        app.screen.view.open("causes[0].text")
        await settle(pilot)
        app.screen.query_one("#answer-en").load_text("Typed in the second")
        first.put(form, {"answer-en": "More typed in the first window"})
        await press(pilot, "ctrl+s")
        assert load(folder).causes[0].text.en == "Typed in the second"
    assert Drafts(folder).of(form) == {"answer-en": "More typed in the first window"}


def test_what_was_asked_for_later_is_not_undone_by_what_was_asked_for_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Drafts(tmp_path)
    with held_up(monkeypatch) as go_on:
        kept.put("form", {"field": "a"})
        kept.put("form", {"field": "ab"})
        kept.drop("form")
        assert kept.of("form") == {}
        go_on.set()
    kept.wait()
    assert kept.of("form") == {} and drafts(tmp_path) == ()


def test_a_disk_that_does_not_answer_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Drafts(tmp_path)
    with held_up(monkeypatch) as go_on:
        for number in range(50):
            kept.put("form", {"field": str(number)})
            assert kept.of("form") == {"field": str(number)}
        kept.put("another", {"field": "x"})
        assert drafts(tmp_path) == ()
        go_on.set()
    kept.wait()
    assert [draft.fields["field"] for draft in drafts(tmp_path)] == ["49", "x"]


@pytest.mark.skipif(os.name != "posix", reason="the lock is one of POSIX")
async def test_a_lock_that_another_program_holds_keeps_no_key_waiting(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    guards = [place / name for place in (folder / ".poa", home / ".poa") for name in ("drafts.guard", "lock.guard")]
    code = "import fcntl, sys; files = [open(p, 'a') for p in sys.argv[1:]]; [fcntl.flock(f, 2) for f in files]"
    (home / ".poa").mkdir(exist_ok=True)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot, "3", "causes[0].text")
        waiting = f"{code}; print(flush=True); input()"
        with subprocess.Popen(
            [sys.executable, "-c", waiting, *map(str, guards)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdout is not None and other.stdout.readline()
            alarm = threading.Timer(20, other.kill)
            alarm.start()
            screen.query_one("#answer-en").load_text("Not finished yet")
            await press(pilot, "escape")
            assert "Not finished yet" in typed_in(folder)
            assert other.poll() is None, "the other program was waited for"
            alarm.cancel()
            other.kill()


def test_a_case_that_was_removed_does_not_come_back_with_a_draft(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    kept = Drafts(gone)
    kept.put("form", {"field": "a"})
    kept.wait()
    assert not gone.exists() and kept.of("form") == {"field": "a"}
