"""A file that is dropped where its words are wanted is read; its path is nobody's answer and no warning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Input, TextArea

from poa.cases.rounds import rounds, submit
from poa.errors import InputError
from poa.messages import documents
from poa.tui.widgets.pathinput import file_in, names_files, names_paths

from .conftest import NOTICE, NOW, settle, shows
from .test_screens import full_case, press

REFUSAL = "From: no-reply@amazon.com\nSubject: More information required\nDate: Sat, 14 Mar 2026 08:00:00 +0000\n\n" + (
    "Your plan does not say how the message came to be sent. Please add the root cause and send it again.\n"
)


async def open_answer(app: Any, pilot: Any, text: str) -> None:
    await settle(pilot)
    await press(pilot, "enter", "0", "enter")
    app.screen.query_one("#round-text", TextArea).load_text(text)
    await press(pilot, "ctrl+s")


def counted(monkeypatch: pytest.MonkeyPatch, opened: list[Path]) -> None:
    """Note each document that is opened."""
    read = documents.read_document

    def noted(source: Any) -> Any:
        opened.append(source)
        return read(source)

    monkeypatch.setattr(documents, "read_document", noted)


@pytest.fixture
def sent(home: Path) -> Path:
    """A case whose letter was sent."""
    folder = full_case(home)
    letter = home / "letter.txt"
    letter.write_text("We sent a plan.", encoding="utf-8")
    submit(folder, [letter], sent=NOW - timedelta(hours=3), now=NOW)
    return folder


async def test_a_file_dropped_as_amazons_answer_is_read_and_kept_as_it_came(
    make_app: Callable[..., Any], sent: Path
) -> None:
    mail = Path("more information.eml").absolute()
    mail.write_text(REFUSAL, encoding="utf-8")
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_answer(app, pilot, f"'{mail}'")
    answer = rounds(sent)[-1].answer
    assert answer is not None
    assert [file.name for file in answer.files] == ["more information.eml"]
    assert answer.kind == "refusal"
    assert answer.received.hour == 8, "the day and hour of the mail, not of the key"


async def test_a_pasted_answer_came_when_its_own_date_says(make_app: Callable[..., Any], sent: Path) -> None:
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_answer(app, pilot, REFUSAL)
    answer = rounds(sent)[-1].answer
    assert answer is not None and answer.received == datetime(2026, 3, 14, 8, tzinfo=UTC)


async def test_a_pasted_answer_that_says_no_date_came_now(make_app: Callable[..., Any], sent: Path) -> None:
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_answer(app, pilot, REFUSAL.partition("\n\n")[2])
    answer = rounds(sent)[-1].answer
    assert answer is not None and answer.received == NOW


async def test_a_dropped_answer_is_opened_once_before_it_is_kept(
    make_app: Callable[..., Any], sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, opened = Path("answer.eml").absolute(), list[Path]()
    mail.write_text(REFUSAL, encoding="utf-8")
    counted(monkeypatch, opened)
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_answer(app, pilot, str(mail))
    assert rounds(sent)[-1].answer is not None
    assert opened.count(mail) == 1


async def test_a_day_that_was_typed_goes_before_the_day_of_the_mail(make_app: Callable[..., Any], sent: Path) -> None:
    mail = Path("answer.eml").absolute()
    mail.write_text(REFUSAL.replace("14 Mar", "13 Mar"), encoding="utf-8")
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0", "enter")
        app.screen.query_one("#round-on", Input).value = "2026-03-14"
        app.screen.query_one("#round-text", TextArea).load_text(str(mail))
        await press(pilot, "ctrl+s")
    answer = rounds(sent)[-1].answer
    assert answer is not None
    assert answer.received == NOW


async def test_a_path_without_a_file_is_not_kept_as_the_answer(make_app: Callable[..., Any], sent: Path) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_answer(app, pilot, "/downloads/refusal.eml")
        assert shows(app, "refusal.eml")
        assert type(app.screen).__name__ == "AnswerScreen"
    assert rounds(sent)[-1].answer is None


async def test_a_file_dropped_on_the_large_field_of_the_first_screen_is_read(
    make_app: Callable[..., Any], home: Path
) -> None:
    file = Path("warning.txt").absolute()
    file.write_text(NOTICE, encoding="utf-8")
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#notice-text", TextArea).load_text(str(file))
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert list((home / "cases").glob("*/warning.txt")), "the file itself is kept"


def test_what_says_something_itself_is_no_path(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    assert file_in(str(file)) == file
    assert file_in(f"{file}\nand more") is None
    assert file_in("We have reviewed your plan. See https://example.com/a.html") is None
    assert file_in("/ no path") is None
    assert file_in(tmp_path.name) is None, "a mere word may be all that Amazon wrote"
    with pytest.raises(InputError) as folder:
        file_in(f"{tmp_path}\n")
    assert folder.value.key == "files.is_a_folder" and folder.value.file == tmp_path
    with pytest.raises(InputError):
        file_in("~/gone.eml")


@pytest.mark.parametrize("text", ["Send us a plan of action. " * 20, "and/or " * 100, "警告" * 200, "x" * 300])
def test_a_text_on_one_long_line_is_no_path(text: str) -> None:
    assert file_in(text) is None and not names_files(text) and not names_paths(text)


def test_a_path_that_is_too_long_to_be_one_is_not_there() -> None:
    with pytest.raises(InputError) as wrong:
        file_in(f"/{'x' * 300}.eml")
    assert wrong.value.key == "files.missing"


async def paste(app: Any, pilot: Any, text: str) -> None:
    """What a terminal sends for a dropped file or a paste."""
    await app.on_event(events.Paste(text))
    await settle(pilot)


@pytest.mark.parametrize(
    ("step", "screen", "field"),
    [("2", "ImportScreen", "#mail-path"), ("6", "ExhibitScreen", "#exhibit-path")],
)
async def test_a_file_dropped_on_a_step_goes_where_the_step_takes_files(
    make_app: Callable[..., Any], home: Path, step: str, screen: str, field: str
) -> None:
    full_case(home)
    file = Path("sent mails 7.txt").absolute()
    file.write_text("x", encoding="utf-8")
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", step)
        await paste(app, pilot, f"'{file}'")
        assert type(app.screen).__name__ == screen
        assert app.screen.query_one(field, Input).value == str(file)


async def test_amazons_answer_dropped_on_the_step_that_waits_for_it_is_offered(
    make_app: Callable[..., Any], sent: Path
) -> None:
    mail = Path("answer.eml").absolute()
    mail.write_text(REFUSAL, encoding="utf-8")
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "0")
        await paste(app, pilot, str(mail))
        assert app.screen.query_one("#round-text", TextArea).text == str(mail)


@pytest.mark.parametrize("pasted", ["/tmp/not/there1.txt", "7 words"])
async def test_what_is_pasted_where_nothing_takes_it_presses_no_keys_and_is_said(
    make_app: Callable[..., Any], home: Path, pasted: str
) -> None:
    full_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3")
        await paste(app, pilot, pasted)
        assert app.screen.step == "causes"
        assert shows(app, "粘贴的内容没有用上")


async def test_a_warning_pasted_on_the_list_of_cases_begins_a_new_one(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await paste(app, pilot, NOTICE)
        assert app.screen.query_one("#notice-text", TextArea).text == NOTICE


async def test_what_is_pasted_into_a_field_stays_there(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app("en")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        await paste(app, pilot, "one line")
        assert app.screen.query_one("#notice-text", TextArea).text == "one line"
        assert not shows(app, "was not used")
