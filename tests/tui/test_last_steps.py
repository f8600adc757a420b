"""Steps 9 and 10: what lacks something says so before it is pasted, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from poa.cases.rounds import rounds
from poa.model.case import Text

from .conftest import screen_lines, settle, shows
from .test_screens import full_case, press


@pytest.mark.parametrize(("language", "gap"), [("en", "1 gap"), ("zh-Hans", "有 1 处缺口")])
async def test_texts_to_paste_say_which_of_them_have_gaps(
    make_app: Callable[..., Any], home: Path, language: str, gap: str
) -> None:
    full_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "9")
        rows = {row.key: row for row in app.screen.view.rows()}
        assert gap in rows["copy:actions"].value
        assert {key for key, row in rows.items() if key.startswith("copy:") and row.state == "problem"} == {
            "copy:actions", "copy:measures", "copy:",
        }  # fmt: skip
        assert rows["copy:root_cause"].state == "info"
        app.screen.query_one("#rows").select("copy:actions")
        await press(pilot, "enter")
        assert any(told.severity == "warning" for told in app._notifications), (
            "the text on the clipboard lacks something"
        )


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_without_documents_what_to_do_first_is_said_once(
    make_app: Callable[..., Any], home: Path, language: str
) -> None:
    folder = full_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0", "enter")
        words = app.desk.words
        assert shows(app, words("tui_round.no_files")[:18].replace(" ", "") if language == "zh-Hans" else "Nothing is")
        assert not shows(app, words("tui_round.sent_note")[:9]), "there are no files below of which it could speak"
        await press(pilot, "ctrl+s")
        step = "step 9" if language == "en" else "第9步"
        text = " ".join(screen_lines(app)) if language == "en" else "".join(screen_lines(app)).replace(" ", "")
        assert text.count(step) == 1
        assert rounds(folder) == ()
        (folder / "out").mkdir()
        (folder / "out" / "letter.en.txt").write_text("Plan.", encoding="utf-8")
        await press(pilot, "ctrl+s")
        assert len(rounds(folder)) == 1


async def test_of_the_documents_those_are_kept_as_sent_that_go_to_amazon_and_the_mirror_says_what_it_is_kept_for(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    (folder / "out").mkdir()
    for name in ("letter.en.docx", "letter.en.md", "letter.zh.md", "letter.zh.txt", "fields.en.txt", "fields.zh.txt",
                 "invoice.pdf"):  # fmt: skip
        (folder / "out" / name).write_text("Plan.", encoding="utf-8")
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0", "enter")
        assert shows(app, "letter.zh.txt", "the mirror", "fields.en.txt", "invoice.pdf")
        assert not shows(app, "fields.zh.txt") and not shows(app, "✓ letter.zh.txt")
        await press(pilot, "ctrl+s", "ctrl+s")
        (sent,) = rounds(folder)
        assert {file.name for file in sent.files} == {"letter.en.docx", "fields.en.txt", "invoice.pdf"}
        assert [file.name for file in sent.mirror] == ["letter.zh.txt"]


async def test_a_pack_with_the_letter_of_before_says_so_and_is_recorded_only_when_that_is_said_again(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    (folder / "out").mkdir()
    (folder / "out" / "letter.en.txt").write_text("The second plan.", encoding="utf-8")
    with ZipFile(folder / "out" / "pack.zip", "w") as pack:
        pack.writestr("letter.en.txt", "The first plan.")
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "9")
        states = {row.title: row.state for row in app.screen.view.rows()}
        assert (states["letter.en.txt"], states["pack.zip"]) == ("done", "problem")
        app.screen.query_one("#rows").scroll_end(animate=False)
        await settle(pilot)
        assert not shows(app, "Letter.en.txt"), "a name stands as it is written"
        await press(pilot, "0", "enter")
        assert shows(app, "older than your")
        await press(pilot, "ctrl+s")
        assert rounds(folder) == ()
        assert shows(app, "confirm once more")
        await press(pilot, "ctrl+s")
        assert len(rounds(folder)) == 1


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_a_place_never_filled_in_is_told_before_anything_is_written_or_pasted(
    make_app: Callable[..., Any], home: Path, language: str
) -> None:
    full_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "9")
        view = app.screen.view
        assert not [row for row in view.rows() if row.key.startswith("fill:")]
        case = app.screen.session.case
        first = replace(case.causes[0], entry="", title=Text(), text=Text(en="Nobody knew, see TODO.", zh="没人知道。"))
        view.change(replace(case, causes=(first, *case.causes[1:])), "causes[0].text")
        await settle(pilot)
        (row,) = [row for row in app.screen.view.rows() if row.key.startswith("fill:")]
        assert row.key == "fill:causes[0].text" and row.state == "problem" and "TODO" in row.title
        app.screen.query_one("#rows").select("copy:root_cause")
        await press(pilot, "enter")
        assert any(told.severity == "warning" and "TODO" in told.message for told in app._notifications)
        app.screen.query_one("#rows").select(row.key)
        await press(pilot, "enter")
        await settle(pilot)
        assert app.screen.question.path == "causes[0].text"
