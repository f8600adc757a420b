"""Notes stand as long as it takes to read them, and undo says by name what it took back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from poa.cases.store import load
from poa.tui.screens.base import reading_time

from .conftest import settle, shows
from .test_question import keep_and_leave
from .test_screens import full_case, press


def test_a_longer_sentence_stands_longer_and_chinese_counts_by_its_width() -> None:
    assert 3.5 < reading_time("Taken out.") < reading_time("Taken out. Undo (^z) brings it back.") < 8
    assert reading_time("已删除，撤销可以找回。") > reading_time("Taken out.")


async def test_a_note_is_not_cleared_by_the_next_key(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5")
        app.screen.query_one("#rows").select("entry:0")
        await press(pilot, "delete")
        assert shows(app, "Taken out. Undo (^z) brings it back.")
        await press(pilot, "6", "down", "up")
        assert shows(app, "Taken out. Undo (^z) brings it back.")


async def test_undo_says_by_name_what_it_took_back_and_goes_there(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5")
        app.screen.query_one("#rows").select("entry:0")
        await press(pilot, "delete", "8", "ctrl+z")
        assert shows(app, "Taken back: Preventive measures")
        assert app.screen.step == "measures"
        assert len(load(folder).measures) == 1


async def test_undo_names_the_question_whose_answer_it_took_back(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        app.screen.jump("notice", "letter.on")
        await settle(pilot)
        await press(pilot, *"2026-03-15")
        await keep_and_leave(pilot)
        await press(pilot, "5", "ctrl+z")
        assert shows(app, "信上写哪一天的日期")
        assert app.screen.step == "notice"
        assert load(folder).letter.on is None


async def test_that_something_can_be_taken_back_is_no_longer_said_once_it_was(
    make_app: Callable[..., Any], home: Path
) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5")
        app.screen.query_one("#rows").select("entry:0")
        await press(pilot, "delete")
        assert shows(app, "按^z可以撤销")
        await press(pilot, "ctrl+z")
        assert shows(app, "已撤回")
        assert not shows(app, "按^z可以撤销")


async def test_undo_of_a_paragraph_in_ones_own_words_says_so(make_app: Callable[..., Any], home: Path) -> None:
    import msgspec

    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        session = app.screen.session
        letter = msgspec.structs.replace(session.case.letter, edits={"en:opening": "We wrote this."})
        session.change(msgspec.structs.replace(session.case, letter=letter), why="letter.edits en:opening")
        await press(pilot, "ctrl+z")
        assert shows(app, "已撤回：信中您自己改写的一段")


@pytest.mark.parametrize(("size", "stays"), [((80, 24), True), ((120, 40), False)])
async def test_what_is_longer_than_two_lines_stays_until_a_key(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], stays: bool
) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        long = "这个案件的文件夹现在写不进去，" * 6
        app.say(long, "error")
        await settle(pilot)
        assert shows(app, "按任意键关闭") == stays
        assert any(told.timeout > 3600 for told in app._notifications) == stays
        await press(pilot, "down")
        assert shows(app, "写不进去"), "a key that comes too early takes nothing away unread"
        clock = monotonic() + 60
        monkeypatch.setattr("poa.tui.app.monotonic", lambda: clock)
        await press(pilot, "enter")
        assert shows(app, "写不进去") != stays
        assert app.screen.id == "case-screen", "and the key does what it does"


@pytest.mark.parametrize("keys", [["6"], ["f3"], ["ctrl+d"], ["enter"]], ids=["step", "screen", "card", "question"])
async def test_what_waits_for_a_key_stays_behind_when_the_user_goes_on(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5")
        now = 100.0
        monkeypatch.setattr("poa.tui.app.monotonic", lambda: now)
        app.say("这个案件的文件夹现在写不进去，" * 6, "error")
        await press(pilot, *keys)
        assert shows(app, "写不进去"), "what the key itself led to is read first"
        await press(pilot, "escape" if keys != ["6"] else "7")
        assert shows(app, "写不进去")
        now += 1.5
        await press(pilot, *(keys if keys != ["6"] else ["8"]))
        assert not shows(app, "写不进去") and not app._notifications


async def test_that_something_was_put_by_is_no_longer_said_where_the_user_goes_on_from_there(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        now = 100.0
        monkeypatch.setattr("poa.tui.app.monotonic", lambda: now)
        app.screen.jump("causes", "causes[0].text")
        await settle(pilot)
        app.screen.query_one("#answer-en").load_text("Not finished yet")
        await press(pilot, "escape")
        assert shows(app, "Not kept, but not lost")
        now += 1.5
        await press(pilot, "down")
        assert shows(app, "Not kept, but not lost")
        await press(pilot, "6")
        assert not shows(app, "Not kept, but not lost")


async def test_what_was_done_is_no_longer_said_over_the_next_step_and_a_warning_is(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5")
        now = 100.0
        monkeypatch.setattr("poa.tui.app.monotonic", lambda: now)
        app.screen.query_one("#rows").select("entry:0")
        await press(pilot, "delete", "6")
        assert shows(app, "Taken out."), "what was said just now is read first"
        now += 1.5
        await press(pilot, "down")
        assert shows(app, "Taken out."), "the place is still the same"
        await press(pilot, "7")
        assert not shows(app, "Taken out.")
        app.say("Mind this.", "warning")
        app.say("Done.")
        now += 1.5
        await press(pilot, "8")
        assert shows(app, "Mind this.") and not shows(app, "Done.")


@pytest.mark.parametrize("blank", ["", " "], ids=["without blanks", "with blanks"])
async def test_no_word_of_a_note_is_cut_off_at_any_length(make_app: Callable[..., Any], home: Path, blank: str) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        for length in range(30, 130, 3):
            told = ("这个案件在 2026 年，" + blank) * (length // 11) + "鑫"
            app.say(told, "error")
            await settle(pilot)
            assert shows(app, "鑫"), length
            app.clear_notifications()
            await settle(pilot)


async def test_what_is_said_again_stands_there_once(
    make_app: Callable[..., Any], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        monkeypatch.setattr("poa.tui.app.monotonic", lambda: 100.0)
        for step, path in (("notice", "letter.on"), ("causes", "causes[0].text")):
            app.screen.jump(step, path)
            await settle(pilot)
            await press(pilot, *"12", "escape")
        assert [str(told.message).count("先替您留着") for told in app._notifications] == [1]
        app.say("别的话")
        await settle(pilot)
        assert len(app._notifications) == 2, "other words stand beside it"
