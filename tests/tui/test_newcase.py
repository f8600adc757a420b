"""What is no notice becomes a case only when that is said again, and a case that holds nothing can be removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from poa.cases.store import load, save
from poa.errors import InputError
from poa.model.case import Person
from poa.tui.newcase import draft_from_file, draft_from_text

from .conftest import NOW, make_case, settle, shows
from .test_screens import press


def cases(home: Path) -> list[str]:
    return sorted(place.name for place in (home / "cases").glob("*") if place.is_dir())


@pytest.mark.parametrize(("language", "said"), [("en", "does not look like a notice"), ("zh-Hans", "不像亚马逊的警告")])
async def test_words_that_are_no_notice_are_asked_about_once(
    make_app: Callable[..., Any], home: Path, language: str, said: str
) -> None:
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#notice-text").text = "asdf 你好 1234"
        await press(pilot, "ctrl+s")
        assert cases(home) == []
        assert any(said in str(note.message) for note in app._notifications)
        await press(pilot, "ctrl+s")
        assert len(cases(home)) == 1


async def test_a_file_that_is_named_after_a_text_was_doubted_is_read_in_its_place(
    make_app: Callable[..., Any], home: Path, tmp_path: Path
) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("Your account is at risk of deactivation. Send us a plan of action within 72 hours.")
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#notice-text").text = "asdf 你好 1234"
        await press(pilot, "ctrl+s")
        app.screen.query_one("#notice-path").value = str(tmp_path / "missing.txt")
        await press(pilot, "ctrl+s")
        assert cases(home) == []
        assert any("missing.txt" in str(note.message).replace("\n", "") for note in app._notifications)
        app.screen.query_one("#notice-path").value = str(notice)
        await press(pilot, "ctrl+s")
        (folder,) = cases(home)
        assert load(home / "cases" / folder).notice.deadline_hours == 72


async def test_of_a_text_and_a_file_at_once_neither_is_taken_unasked(
    make_app: Callable[..., Any], home: Path, tmp_path: Path
) -> None:
    (tmp_path / "notice.txt").write_text("Your account is at risk of deactivation within 72 hours.")
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#notice-text").text = "Your account is at risk of deactivation."
        app.screen.query_one("#notice-path").value = str(tmp_path / "notice.txt")
        await press(pilot, "ctrl+s")
        assert cases(home) == []
        told = [" ".join(str(note.message).split()) for note in app._notifications]
        assert any("Empty the one that is not the warning" in one for one in told), told


async def test_a_new_try_takes_the_last_error_away(make_app: Callable[..., Any], home: Path, tmp_path: Path) -> None:
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for typed, said in (("", "Paste the warning"), ("asdf", "does not look like"), (str(tmp_path), "is a folder")):
            app.screen.query_one("#notice-text").text = typed
            await press(pilot, "ctrl+s")
            notes = [note for note in app._notifications if note.severity != "information"]
            problems = [" ".join(str(note.message).split()) for note in notes]
            assert len(problems) == 1 and said in problems[0], problems
        assert cases(home) == []


async def test_a_notice_pasted_as_one_long_line_makes_a_case(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        notice = "Your account is at risk of deactivation. Send us a plan of action within 72 hours. "
        app.screen.query_one("#notice-text").text = notice + "You may add documents to it. " * 10
        await press(pilot, "ctrl+s")
        assert len(cases(home)) == 1


def test_a_notice_in_few_words_is_none_to_ask_about(make_app: Callable[..., Any]) -> None:
    notice = "Your account is at risk of deactivation. Send us a plan of action within 72 hours."
    assert not draft_from_text(make_app().desk, notice).doubtful


async def test_a_case_with_its_notice_alone_is_removed_once_that_is_confirmed(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = make_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "delete")
        assert shows(app, "Remove Harbor Lamps?")
        await press(pilot, "enter")
        assert folder.is_dir(), "a mere Enter removes nothing"
        await press(pilot, "delete", "down", "enter")
        assert not folder.exists()


async def test_a_case_with_answers_is_not_removed(make_app: Callable[..., Any], home: Path) -> None:
    folder = make_case(home)
    save(folder, replace(load(folder), people=(Person(en="He Wen"),)), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "delete")
        assert app.screen.id != "choose" and not shows(app, "Remove Harbor Lamps?")
        assert any("holds answers" in str(note.message) for note in app._notifications), app._notifications
        assert folder.is_dir()


async def test_cases_that_are_put_away_are_neither_counted_nor_said_to_be_none(
    make_app: Callable[..., Any], home: Path
) -> None:
    make_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert shows(app, "1 case")
        await press(pilot, "a")
        assert shows(app, "All cases are put away")
        assert not shows(app, "1 case")


async def test_the_assistant_begins_with_the_case_that_was_named(make_app: Callable[..., Any], tmp_path: Path) -> None:
    app = make_app(case=make_case(tmp_path / "elsewhere"))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert type(app.screen).__name__ == "CaseScreen"
        await press(pilot, "escape")
        assert type(app.screen).__name__ == "CasesScreen"


@pytest.mark.parametrize(("language", "said"), [("en", "This is a folder"), ("zh-Hans", "这是一个文件夹")])
def test_a_folder_given_as_the_notice_is_called_one(
    make_app: Callable[..., Any], tmp_path: Path, language: str, said: str
) -> None:
    app = make_app(language)
    with pytest.raises(InputError) as problem:
        draft_from_file(app.desk, tmp_path)
    assert said in problem.value.told(app.desk.words)
