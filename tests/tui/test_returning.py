"""Where one is after a question: on the line that was open, or back in the review; an entry without answers is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.store import load, save
from poa.model.case import Text

from .conftest import NOW, make_case, settle
from .test_review_step import rows, two_measures
from .test_screens import full_case, press


def cursor(app: Any) -> tuple[str, str]:
    """The step that is shown, and the line under the cursor."""
    return app.screen.step, app.screen.query_one("#rows").key


async def choose(pilot: Any, row: str) -> Any:
    """Enter on a row of the step that is shown."""
    pilot.app.screen.query_one("#rows").select(row)
    await press(pilot, "enter")
    return pilot.app.screen


@pytest.mark.parametrize("leave", ["escape", "ctrl+s"])
async def test_the_cursor_stays_on_the_line_that_was_open(make_app: Callable[..., Any], home: Path, leave: str) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        assert any(row.state == "todo" for row in rows(app))
        screen = await choose(pilot, "q:store.name")
        if leave == "ctrl+s":
            screen.query_one("#answer").value = "Harbor Lighting"
        await press(pilot, leave)
        assert cursor(app) == ("notice", "q:store.name")


async def test_the_cursor_goes_to_the_line_of_the_question_shown_last(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        key = next(row.key for row in rows(app) if row.state == "todo" and row.key.startswith("q:"))
        await choose(pilot, key)
        await press(pilot, "ctrl+n")
        last = app.screen.path
        assert last != key[2:]
        await press(pilot, "escape")
        assert cursor(app) == ("notice", f"q:{last}")


async def test_after_an_entry_the_cursor_stands_on_the_entry(make_app: Callable[..., Any], home: Path) -> None:
    two_measures(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "5")
        await choose(pilot, "entry:1")
        await press(pilot, "escape")
        assert cursor(app) == ("measures", "entry:1")


async def test_what_was_mended_from_the_review_leads_back_to_its_place_there(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = two_measures(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        gap = next(row for row in rows(app) if row.note.endswith("Weekly reading"))
        place = rows(app).index(gap)
        screen = await choose(pilot, gap.key)
        await press(pilot, "escape")
        assert cursor(app) == ("review", gap.key)
        await press(pilot, "enter", "ctrl+n")
        assert cursor(app) == ("review", gap.key)
        following = rows(app)[place + 1]
        screen = await choose(pilot, gap.key)
        assert screen.path == "measures[1].frequency"
        await press(pilot, *"Mondays", "tab", *"x", "ctrl+s")
        assert load(folder).measures[1].frequency.en == "Mondays"
        assert app.screen.path == "measures[1].status", "the sentence that was attested is another now"
        await press(pilot, "down", "enter")
        assert load(folder).measures[1].status == "in_force"
        assert app.screen.step == "review"
        listing = app.screen.query_one("#rows")
        assert (listing.cursor, rows(app)[listing.cursor].title) == (place, following.title)


async def test_a_list_that_was_opened_from_the_review_leads_back_as_well(
    make_app: Callable[..., Any], home: Path
) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "8")
        case = app.screen
        case.view._choose = lambda key: case.jump("messages", "audit.ledger")
        await press(pilot, "down", "down")
        before = cursor(app)
        await press(pilot, "enter")
        assert app.screen is not case
        await press(pilot, "escape")
        assert cursor(app) == before


@pytest.mark.parametrize(
    ("step", "row", "place"), [(2, "add", "incidents"), (3, "take:own", "causes"), (5, "take:own", "measures")]
)
async def test_an_entry_in_which_nothing_was_answered_goes_again(
    make_app: Callable[..., Any], home: Path, step: int, row: str, place: str
) -> None:
    folder = full_case(home)
    before = getattr(load(folder), place)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", str(step))
        await choose(pilot, row)
        assert type(app.screen).__name__ == "QuestionScreen"
        await press(pilot, "escape")
        assert getattr(load(folder), place) == before
        assert app.screen.query_one("#rows").key == row
        assert sum(row.key.startswith(("incident:", "entry:")) for row in rows(app)) == len(before)


async def test_what_was_typed_in_it_comes_back_with_the_next_one_and_an_answer_makes_it_stay(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    save(folder, msgspec.structs.replace(load(folder), incidents=()), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        await choose(pilot, "add")
        while app.screen.question.type != "date":
            await press(pilot, "ctrl+n")
        await press(pilot, *"2026-03-01", "escape")
        assert load(folder).incidents == ()
        await choose(pilot, "add")
        while app.screen.question.type != "date":
            await press(pilot, "ctrl+n")
        await press(pilot, "ctrl+s", "escape")
        assert [str(incident.on) for incident in load(folder).incidents] == ["2026-03-01"]


@pytest.mark.parametrize(
    "keys", [(), ("ctrl+l",), ("ctrl+l", "ctrl+l")], ids=["at once", "in English", "there and back"]
)
async def test_the_list_of_cases_comes_back_to_the_case_that_was_left(
    make_app: Callable[..., Any], home: Path, keys: tuple[str, ...]
) -> None:
    make_case(home)
    for _ in range(2):
        make_case(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter", *keys, "escape")
        chosen = app.screen.chosen
        assert [str(one.folder) for one in app.screen.summaries].index(str(chosen.folder)) == 1


async def test_a_new_case_is_under_the_cursor_when_it_is_left(make_app: Callable[..., Any], home: Path) -> None:
    from .conftest import NOTICE

    make_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        app.screen.query_one("#notice-text").load_text(NOTICE.replace("13 Mar", "14 Mar"))
        await press(pilot, "ctrl+s")
        folder = app.screen_stack[1].session.folder
        await press(pilot, "escape", "escape")
        assert app.screen.chosen.folder == folder
        assert len(app.screen.summaries) == 2


async def test_another_language_leaves_every_cursor_where_it_was(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "4", "end")
        key = app.screen.query_one("#rows").key
        await press(pilot, "ctrl+l")
        assert app.screen.query_one("#rows").key == key


@pytest.mark.parametrize(
    ("why", "step"),
    [
        ("edit", "notice"),
        ("causes[0].text", "causes"),
        ("looked messages", "notice"),
        ("undo actions[0].by", "actions"),
    ],
)
async def test_a_case_that_is_opened_again_begins_where_the_last_answer_was_kept(
    make_app: Callable[..., Any], home: Path, why: str, step: str
) -> None:
    folder = full_case(home)
    case = load(folder)
    open_ones = (msgspec.structs.replace(case.causes[0], text=Text()), *case.causes[1:])
    undone = tuple(msgspec.structs.replace(action, by=()) for action in case.actions)
    save(folder, msgspec.structs.replace(case, causes=open_ones, actions=undone), now=NOW, why=why)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert app.screen.step == step


async def test_where_the_last_step_is_whole_the_next_open_one_is_shown(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    case = load(folder)
    undone = tuple(msgspec.structs.replace(action, by=()) for action in case.actions)
    save(folder, msgspec.structs.replace(case, actions=undone), now=NOW, why="causes[0].text")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert app.screen.step == "actions"
