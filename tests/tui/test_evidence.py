"""Evidence: files taken in, pictures framed, what proves what, and a file that is no longer as it was."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events

from poa.cases.exhibits import uses_of, without_exhibit
from poa.cases.store import load, save
from poa.errors import InputError
from poa.model.case import Action, Audit, Case, Exhibit, Incident, Text, Turn
from poa.tui.screens.exhibit import read_area

from .conftest import NOW, settle, shows

PNG = b"\x89PNG\r\n\x1a\n"


async def evidence(pilot: Any, *keys: str) -> Any:
    await settle(pilot)
    await press(pilot, "enter", "6", *keys)
    return pilot.app.screen


async def press(pilot: Any, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def test_several_dropped_files_become_one_exhibit_each(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "one page.pdf", tmp_path / "two.txt"]
    for file in files:
        file.write_bytes(PNG if file.suffix == ".png" else b"%PDF-1.4 content")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "enter")
        app.screen.query_one("#title-en").value = "Permissions page"
        app.screen.query_one("#exhibit-path").focus()
        app.post_message(events.Paste("\n".join(shlex.quote(str(file)) for file in files)))
        await settle(pilot)
        await press(pilot, "ctrl+s")
        exhibits = load(case_folder).exhibits
        assert [(exhibit.number, exhibit.title.en) for exhibit in exhibits] == [(1, "Permissions page"), (2, "two")]
        assert all((case_folder / exhibit.file).read_bytes() == b"%PDF-1.4 content" for exhibit in exhibits)
        assert shows(app, "no answer refers to it yet")


async def test_a_picture_can_stand_in_the_letter_with_a_frame(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "permissions.png"
    picture.write_bytes(PNG)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "enter")
        assert not app.screen.query_one("#exhibit-picture").display, "nothing about pictures before there is one"
        app.screen.query_one("#title-zh").value = "权限页面"
        app.screen.query_one("#exhibit-path").value = str(picture)
        await settle(pilot)
        assert shows(app, "放进信里", "加框")
        app.screen.query_one("#exhibit-appendix").focus()
        await press(pilot, "space")
        app.screen.query_one("#exhibit-area").value = "10, 20, 5, 45"
        await press(pilot, "ctrl+s")
        assert shows(app, "这不是一个框")
        assert load(case_folder).exhibits == ()
        app.screen.query_one("#exhibit-area").value = "10, 20, 90, 45"
        await press(pilot, "ctrl+s")
        (exhibit,) = load(case_folder).exhibits
        assert (exhibit.in_appendix, exhibit.area) == (True, (10, 20, 90, 45))


@pytest.mark.parametrize(
    "text", ["10", "1,2,3", "a,b,c,d", "10,20,30,110", "50,0,50,10", "0,9,1,9", "1,2,3,4,5", "-1,0,5,5"]
)
def test_what_is_no_frame_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_area(text)


@pytest.mark.parametrize("text", ["10, 20, 90, 45", "10 20 90 45", "10%，20%，90%，45%", "10.0;20;90;45"])
def test_a_frame_may_be_written_in_several_ways(text: str) -> None:
    assert read_area(text) == (10, 20, 90, 45)
    assert read_area("") is None


async def test_a_file_that_is_gone_or_altered_is_a_problem(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path
) -> None:
    from poa.cases.exhibits import add_exhibit

    case = load(case_folder)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("as it was")
        case, _ = add_exhibit(case_folder, case, tmp_path / name, now=NOW)
    save(case_folder, case, now=NOW)
    (case_folder / case.exhibits[1].file).unlink()
    (case_folder / case.exhibits[2].file).write_text("otherwise")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await evidence(pilot)
        await settle(pilot)
        states = [item.row.state for item in screen.query_one("#rows").items if item.key and "exhibit:" in item.key]
        assert states == ["done", "problem", "problem"]
        assert shows(app, "no longer in the case folder", "was changed after it was taken in")


async def test_an_exhibit_goes_with_the_references_to_it_and_comes_back(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    import msgspec

    exhibits = (Exhibit(number=1, title=Text(en="one", zh="一")), Exhibit(number=2, title=Text(en="two", zh="二")))
    action = Action(text=Text(en="Done.", zh="完成。"), status="done", exhibits=(1, 2))
    save(case_folder, msgspec.structs.replace(load(case_folder), exhibits=exhibits, actions=(action,)), now=NOW)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "delete")
        case = load(case_folder)
        assert [e.number for e in case.exhibits] == [2]
        assert case.actions[0].exhibits == (2,)
        await press(pilot, "ctrl+z")
        assert load(case_folder).actions[0].exhibits == (1, 2)


def test_every_answer_that_names_an_exhibit_is_found_and_freed() -> None:
    case = Case(
        incidents=(Incident(exhibits=(1,)), Incident(exhibits=(2,))),
        audit=Audit(exhibits=(1, 2)),
        conversation=(Turn(exhibits=(2, 1)),),
        exhibits=(Exhibit(number=2, title=Text()), Exhibit(number=1, title=Text())),
    )
    assert uses_of(case, 1) == ("audit", "incidents[0]", "conversation[0]")
    freed = without_exhibit(case, 1)
    assert uses_of(freed, 1) == ()
    assert uses_of(freed, 2) == uses_of(case, 2)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_a_new_exhibit_begins_at_its_first_field(
    make_app: Callable[..., Any], case_folder: Path, language: str
) -> None:
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "enter")
        assert app.screen.focused is app.screen.query("Input").first()


@pytest.mark.parametrize("pasted", [True, False], ids=["pasted", "typed"])
async def test_a_file_named_where_the_title_belongs_is_the_file(
    make_app: Callable[..., Any], case_folder: Path, tmp_path: Path, pasted: bool
) -> None:
    file = tmp_path / "user page.pdf"
    file.write_bytes(PNG if file.suffix == ".png" else b"%PDF-1.4 content")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "enter")
        title = app.screen.query_one("#title-en")
        if pasted:
            app.post_message(events.Paste(shlex.quote(str(file))))
            await settle(pilot)
            assert (title.value, app.screen.query_one("#exhibit-path").paths) == ("", [str(file)])
        else:
            title.value = shlex.quote(str(file))
        await press(pilot, "ctrl+s")
        (exhibit,) = load(case_folder).exhibits
        assert (case_folder / exhibit.file).read_bytes() == b"%PDF-1.4 content"
        assert str(tmp_path) not in exhibit.title.en + exhibit.title.zh


async def test_words_that_name_no_file_stay_the_title(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "enter")
        app.post_message(events.Paste("Permissions, 13/15 March"))
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert [exhibit.title.en for exhibit in load(case_folder).exhibits] == ["Permissions, 13/15 March"]


async def test_an_empty_exhibit_is_refused_without_a_key_that_does_nothing_there(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "enter", "ctrl+s")
        told = app.screen.query_one("#q-say").text
        assert "Nothing is entered" in told
        assert "^n" not in told


async def test_a_title_goes_where_its_language_belongs_or_is_asked_about(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await evidence(pilot, "home", "enter")
        app.screen.query_one("#title-en").value = "权限页面"
        await press(pilot, "ctrl+s")
        assert load(case_folder).exhibits[0].title == Text(zh="权限页面")
        app.screen.query_one("#rows").select("exhibit:0")
        await press(pilot, "enter")
        app.screen.query_one("#title-en").value = "微信 log"
        await press(pilot, "ctrl+s")
        assert shows(app, "英文一栏里有中文：微信 log。请写英文")
        await press(pilot, "ctrl+s")
        assert load(case_folder).exhibits[0].title == Text(en="微信 log", zh="权限页面")
