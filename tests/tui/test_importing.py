"""Import on the screen: several dropped files, unknown headings, pictures, stopping, and what could not be read."""

from __future__ import annotations

import os
import shlex
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events

from poa.cases.mail import CaseMail
from poa.cases.store import load
from poa.cases.unfinished import note, unfinished
from poa.errors import InputError
from poa.places import Places
from poa.tui.desk import Desk
from poa.tui.importjob import take_words
from poa.tui.session import open_session
from poa.tui.widgets.pathinput import dropped_all

from .conftest import NOW, settle, shows
from .test_screens import press

TABLE = (
    "Rendelés;Szöveg;Mikor\n113-5550741-3306128;Please add my WhatsApp now;2026-03-01\n;The bulb is E27;2026-03-02\n"
)


async def import_screen(pilot: Any) -> Any:
    await settle(pilot)
    await pilot.press("enter", "2")
    await settle(pilot)
    pilot.app.screen.view.choose("import")
    await settle(pilot)
    return pilot.app.screen


async def taken(pilot: Any, path: object) -> None:
    """Type a path and wait until it is read."""
    screen = pilot.app.screen
    screen.query_one("#mail-path").value = str(path)
    await pilot.press("enter")
    await idle(pilot, screen)


async def idle(pilot: Any, screen: Any) -> None:
    for _ in range(200):
        await pilot.pause(0.02)
        if not screen.busy:
            break
    await settle(pilot)
    assert not screen.busy


def listed(app: Any) -> str:
    drawn = app.screen.query_one("#mail-result")._drawn
    return " ".join(" ".join(text for lines in drawn for line in lines for text, _ in line).split())


def texts(folder: Path) -> set[str]:
    return {message.text for message in CaseMail(folder).messages()}


async def test_a_table_with_unknown_headings_is_read_once_its_columns_are_named(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    table = tmp_path / "lista.csv"
    table.write_text(TABLE, encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        await taken(pilot, table)
        assert "no column was recognised" in listed(app)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert type(app.screen).__name__ == "ColumnsScreen", "without the words there is nothing to import"
        await pilot.press("home", "enter")
        await settle(pilot)
        assert shows(app, "column B Szöveg", "Please add my WhatsApp now")
        app.screen.query_one("#options").select("1")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await idle(pilot, screen)
        assert texts(case_folder) == {"Please add my WhatsApp now", "The bulb is E27"}
        assert "recognised" not in listed(app)
        assert "2 messages imported" in listed(app)


async def test_headings_that_were_explained_once_are_not_asked_about_again(
    make_app: Callable[..., Any], case_folder: Path, home: Path, tmp_path: Path
) -> None:
    from poa.cases.columns import remember

    remember(home, ("Rendelés", "Szöveg", "Mikor"), {"text": "Szöveg", "sent": "Mikor", "order_id": "Rendelés"})
    table = tmp_path / "next.csv"
    table.write_text(TABLE, encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await import_screen(pilot)
        await taken(pilot, table)
        assert "2 messages imported" in listed(app)
        assert "could not be read" not in listed(app)
    assert CaseMail(case_folder).of_order("113-5550741-3306128")[0].sent is not None


async def test_headings_that_do_not_tell_columns_apart_are_no_message(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    table = tmp_path / "twice.csv"
    table.write_text("valami;valami\n7;First words here\n8;Second words here\n", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        await taken(pilot, table)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("home", "enter")
        await settle(pilot)
        app.screen.query_one("#options").select("1")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await idle(pilot, screen)
    assert texts(case_folder) == {"First words here", "Second words here"}


async def test_a_table_without_headings_begins_with_its_first_row(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    table = tmp_path / "bare.csv"
    table.write_text("7;First words here\n8;Second words here\n", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        await taken(pilot, table)
        await pilot.press("enter")
        await settle(pilot)
        app.screen.chosen["text"] = 1
        await pilot.press("end", "enter", "ctrl+s")
        await idle(pilot, screen)
    assert texts(case_folder) == {"First words here", "Second words here"}


async def test_words_in_a_picture_come_in_only_as_confirmed(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import poa.tui.screens.importing as importing

    picture = tmp_path / "chat.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    monkeypatch.setattr(importing, "words_in", lambda path: "The bu1b is E27 and new")
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        await taken(pilot, picture)
        assert "1 张图片" in listed(app)
        assert texts(case_folder) == set(), "nothing is taken from a picture unseen"
        await pilot.press("enter")
        await idle(pilot, screen)
        assert shows(app, "The bu1b is E27")
        await pilot.press("escape")
        await settle(pilot)
        assert texts(case_folder) == set()
        await pilot.press("enter")
        await idle(pilot, screen)
        app.screen.query_one("#picture-words").load_text("The bulb is E27 and new")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await idle(pilot, screen)
        assert texts(case_folder) == {"The bulb is E27 and new"}
        assert CaseMail(case_folder).messages()[0].source.startswith("chat.png.txt")
        assert "图片" not in listed(app)


def test_the_words_of_a_picture_with_the_longest_of_names_are_taken(case_folder: Path) -> None:
    session = open_session(Desk(Places(case_folder.parents[1]), "en"), case_folder)
    outcome = take_words(session, Path("图" * 83 + ".png"), "The bulb is E27 and new", lambda count: None)
    session.close()
    assert outcome.imported == 1


async def test_a_picture_that_cannot_be_read_is_named(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import poa.tui.screens.importing as importing

    def unable(path: Path) -> str:
        raise InputError("messages.needs_ocr", file=path)

    monkeypatch.setattr(importing, "words_in", unable)
    picture = tmp_path / "chat.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        await taken(pilot, picture)
        await pilot.press("enter")
        await idle(pilot, screen)
        assert "1 file or part could not be read" in listed(app)
        assert "chat.png" in listed(app).replace(" ", "")


async def test_an_import_that_is_stopped_leaves_nothing_behind(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poa.cases.mailimport._STEP", 1)
    many = tmp_path / "m.jsonl"
    many.write_text("\n".join(f'{{"id": "m{n}", "text": "Hello {n}"}}' for n in range(50)), encoding="utf-8")
    reached = threading.Event()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        real = screen._count

        def slow(count: int) -> None:
            if count > 3:
                reached.set()
                while not screen.stopping:
                    threading.Event().wait(0.01)
            real(count)

        screen._count = slow
        screen.query_one("#mail-path").value = str(many)
        await pilot.press("enter")
        for _ in range(200):
            await pilot.pause(0.02)
            if reached.is_set():
                break
        await pilot.press("escape")
        await idle(pilot, screen)
        assert "Nothing of it was imported" in listed(app)
        assert app.screen is screen
    assert CaseMail(case_folder).count == 0
    assert list((case_folder / "messages").iterdir()) == []


async def test_an_import_that_was_killed_is_told_in_its_step_until_it_is_made(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "sent.txt").write_text("The bulb is E27.", encoding="utf-8")
    note(case_folder, [tmp_path / "sent.txt"], NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "2")
        await settle(pilot)
        assert shows(app, "never finished") and shows(app, "sent.txt")
        app.screen.view.choose("unfinished")
        await settle(pilot)
        await taken(pilot, tmp_path / "sent.txt")
        await pilot.press("escape")
        await settle(pilot)
        assert not shows(app, "never finished")


async def test_what_could_not_be_read_is_listed_and_can_be_told_in_the_letter(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "good.txt").write_text("The bulb is E27", encoding="utf-8")
    for number in range(3):
        (folder / f"broken{number}.eml").write_bytes(b"%PDF-1.4")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await import_screen(pilot)
        await taken(pilot, folder)
        assert "3 files or parts could not be read" in listed(app)
        assert all(f"broken{number}.eml" in listed(app).replace(" ", "") for number in range(3))
        await pilot.press("down", "end", "enter")
        await settle(pilot)
        assert shows(app, "3 files could not be read and were not checked.")
        assert not load(case_folder).audit.limits
        await pilot.press("f8", "ctrl+s", "ctrl+s")
        await settle(pilot)
        assert load(case_folder).audit.limits.en == "3 files could not be read and were not checked."


async def test_a_list_about_messages_is_told_once_in_the_words_of_the_screen_and_left_nothing_unread(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "good.txt").write_text("Please give me your WhatsApp number.", encoding="utf-8")
    (folder / "sheet.csv").write_text("agent,period_from,messages_read\nLi Wei,2026-01-01,64\n", encoding="utf-8")
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await import_screen(pilot)
        await taken(pilot, folder)
        told = listed(app)
        assert told.count("sheet.csv") == 1 and "没有消息正文" in told, told
        assert "--columns" not in told and "无法读取" not in told
        await press(pilot, "enter")
        assert type(app.screen).__name__ == "ColumnsScreen", "it may hold them all the same"
        await press(pilot, "escape", "escape")
        assert app.screen.query_one("#rows").key == "suspects", "what comes next is under the cursor"


async def test_several_dropped_files_are_read_together(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "one file.txt", tmp_path / "two.txt"]
    for number, file in enumerate(files):
        file.write_text(f"Hello number {number} of two", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        app.post_message(events.Paste(" ".join(shlex.quote(str(file)) for file in files)))
        await settle(pilot)
        await pilot.press("enter")
        await idle(pilot, screen)
        assert len(texts(case_folder)) == 2


@pytest.mark.skipif(os.name == "nt", reason="escapes and addresses differ there")
def test_paths_are_understood_however_the_terminal_writes_them(tmp_path: Path) -> None:
    one, two = tmp_path / "a b.txt", tmp_path / "买家.txt"
    for path in (one, two):
        path.write_text("x", encoding="utf-8")
    written = [
        f"{one}",
        f"'{one}'",
        f'"{one}"',
        str(one).replace(" ", "\\ "),
        one.as_uri(),
    ]
    for text in written:
        assert dropped_all(text) == [str(one)], text
        assert dropped_all(f"{text}\n{two}") == [str(one), str(two)]
    for text in written[1:]:
        assert dropped_all(f"{text} {two.as_uri()}") == [str(one), str(two)]
    assert dropped_all(" \n") == []
    assert dropped_all("it's not there") == ["it's not there"]


async def test_a_fault_while_reading_leaves_a_screen_that_can_be_left(
    make_app: Callable[..., Any], case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("m.txt").write_text("The bulb is E27.", encoding="utf-8")
    monkeypatch.setattr("poa.tui.screens.importing.take_in", lambda *given: 1 / 0)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        screen.query_one("#mail-path").value = "m.txt"
        await pilot.press("enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if not screen.busy:
                break
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen


async def test_a_name_that_begins_with_a_tilde_is_a_name(make_app: Callable[..., Any], case_folder: Path) -> None:
    Path("~$m.txt").write_text("Please add my WhatsApp now", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await import_screen(pilot)
        await taken(pilot, "~nobody-of-this-name/m.txt")
        assert "~nobody-of-this-name" in listed(app)
        await taken(pilot, "~$m.txt")
    assert texts(case_folder) == {"Please add my WhatsApp now"}


async def test_what_was_read_otherwise_than_it_stands_is_no_failure_but_told(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    table.write_text('sent,text\n46082.5,"Buyer: is it E27?\nSeller: the bulb is E27"\n', encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await import_screen(pilot)
        await taken(pilot, table)
        assert "2 messages" in listed(app)
        assert "hold a whole conversation" in listed(app) and "2026-03-01 12:00" in listed(app)
        assert "could not be read" not in listed(app)
        await pilot.press("down", "end", "enter")
        await settle(pilot)
        assert "hold a whole conversation" in listed(app)
        assert len(texts(case_folder)) == 2


async def test_a_chat_that_was_read_in_doubt_is_no_file_that_could_not_be_read(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    chat = tmp_path / "chat.txt"
    text = "Amanda Cole: Where is my parcel?\nLily: It is on its way.\nAmanda Cole: Thanks a lot.\n"
    chat.write_text(text, encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await import_screen(pilot)
        await taken(pilot, chat)
        shown = listed(app)
        assert "1 place was read, but in doubt" in shown
        assert "Nothing tells which of" in shown
        assert "could not be read" not in shown
        chat.write_text(text.replace("Amanda Cole:", "Amanda Cole（买家）:"), encoding="utf-8")
        await taken(pilot, chat)
        assert "2 were there already and are now read with another side or sender." in listed(app)
        assert CaseMail(case_folder).report().sent == 1


async def test_a_long_export_tells_how_far_it_is_read_and_can_be_stopped_before_its_first_message(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from poa.tui.screens import importing

    monkeypatch.setattr(importing, "EVERY", 0.0)
    export = tmp_path / "orders.csv"
    rows = (f"2026-03-{number % 28 + 1:02},seller,Your lamp {number} has left today." for number in range(4000))
    export.write_text("date,from,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    total = f"{export.stat().st_size / 1_000_000:.1f} MB"
    app = make_app()
    told: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await import_screen(pilot)
        show = screen._read_on

        def read_on(file: Path, done: int, size: int) -> None:
            show(file, done, size)
            told.append(screen.query_one("#mail-progress").label)
            # As if esc were pressed while the file is read.
            screen.stopping = True

        monkeypatch.setattr(screen, "_read_on", read_on)
        await taken(pilot, export)
        assert len(told) == 1 and told[0].startswith("orders.csv: ") and told[0].endswith(total)
        assert shows(app, "Stopped") and not texts(case_folder)


async def test_what_an_unfinished_import_was_to_take_in_can_be_left_out(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    note(case_folder, [tmp_path / "sent.txt"], NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "2")
        await settle(pilot)
        app.screen.query_one("#rows").select("unfinished")
        await pilot.press("delete")
        await settle(pilot)
        assert not shows(app, "never finished") and not unfinished(case_folder)
