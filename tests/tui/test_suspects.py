"""Each message with findings is decided on; what is left is counted down on the screen, in steps and lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from poa.cases.store import load

from .conftest import NOW, make_case, once, settle, shows
from .test_screens import press

ORDERS = [f"113-555074{n}-330612{n}" for n in range(4)]


@once
def suspicious(home: Path) -> Path:
    """A case with four suspects on orders of their own, the third to be mended alone, and a message that is fine."""
    from poa.cases.mailimport import import_messages
    from poa.library.guidance import Guidance
    from poa.resources import root

    folder = make_case(home)
    texts = ["Please give me your WhatsApp number."] * 2 + ["See www.harborlamps.example for more."]
    texts += ["If you delete the review we refund you 10 dollars.", "The lamp uses an E27 bulb."]
    rows = [
        {
            "id": f"m{n}",
            "text": text,
            "order_id": ORDERS[n % 4],
            "sent": f"2026-03-0{n + 1}T10:00:00Z",
            "sender": "Dana",
        }
        for n, text in enumerate(texts)
    ]
    source = home / "m.jsonl"
    source.write_text("".join(json.dumps({**row, "sender": "Dana"}) + "\n" for row in rows), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")], home / ".cache"), now=NOW)
    return folder


@pytest.fixture
def folder(home: Path) -> Path:
    return suspicious(home)


async def the_list(pilot: Any) -> Any:
    await settle(pilot)
    await press(pilot, "enter", "2")
    pilot.app.screen.view.choose("suspects")
    await settle(pilot)
    return pilot.app.screen


def said(app: Any) -> str:
    return str([note.message for note in app._notifications])


def cursor(app: Any) -> Any:
    return app.screen.query_one("#suspects").key


async def test_the_count_falls_with_each_decision_and_the_step_is_ready_at_its_end(
    make_app: Callable[..., Any], folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await the_list(pilot)
        assert shows(app, "4 of 4 to decide")
        assert (cursor(app), screen.session.progress["messages"]) == ("m3", "part")
        await press(pilot, "i")
        assert shows(app, "3 of 4 to decide")
        await press(pilot, "n")
        await press(pilot, "s")
        assert shows(app, "1 of 4 to decide", "confirmed", "no breach", "set aside")
        await press(pilot, "escape")
        assert shows(app, "1 of 4 to decide")
        app.screen.view.choose("suspects")
        await settle(pilot)
        assert cursor(app) == "m2", "the cursor begins at the open one"
        await press(pilot, "n")
        assert shows(app, "all 4 decided")
        case = load(folder)
        assert [incident.source for incident in case.incidents] == ["m3"]
        assert case.decided == {"m1": "innocent", "m0": "aside", "m2": "innocent"}
        await press(pilot, "escape")
        assert shows(app, "all 4 suspicious ones decided")


async def test_the_named_order_comes_first_and_then_the_latest_of_the_gravest(
    make_app: Callable[..., Any], folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await the_list(pilot)
        assert screen.session.case.notice.order_ids == ("113-5550741-3306128",)
        assert [item.key for item in screen.query_one("#suspects").items] == ["m3", "m1", "m0", "m2"]


async def test_a_decision_is_taken_back_by_its_key_or_by_undo(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await the_list(pilot)
        await press(pilot, "n", "home", "s")
        first = screen.query_one("#suspects").items[0].key
        assert load(folder).decided == {first: "aside"}
        await press(pilot, "home", "s")
        assert load(folder).decided == {}
        await press(pilot, "i", "ctrl+z")
        assert load(folder).incidents == ()
        assert shows(app, "4 of 4 to decide")
        await press(pilot, "home", "i", "home", "n")
        assert len(load(folder).incidents) == 1, "an incident is taken out in step 2 alone"
        assert load(folder).decided == {}


@pytest.mark.parametrize("key", ["n", "s", "i"])
async def test_undo_goes_back_to_the_message_that_was_decided(
    make_app: Callable[..., Any], folder: Path, key: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await the_list(pilot)
        await press(pilot, "n")
        decided = cursor(app)
        await press(pilot, key)
        assert cursor(app) != decided, "the cursor goes on to the next open one"
        await press(pilot, "ctrl+z")
        assert cursor(app) == decided
        await press(pilot, "ctrl+z")
        assert cursor(app) == "m3"


async def test_undo_finds_a_message_on_a_later_page(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await the_list(pilot)
        await press(pilot, "n", "n", "n", "n")
        screen.limit, screen._found = 1, ()
        screen.redraw()
        await press(pilot, "ctrl+z")
        assert cursor(app) == "m2"


async def test_what_is_confirmed_is_no_longer_set_aside(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await the_list(pilot)
        await press(pilot, "s", "home", "i")
        case = load(folder)
        assert (case.decided, len(case.incidents)) == ({}, 1)


async def test_messages_with_something_in_common_are_decided_at_once(
    make_app: Callable[..., Any], folder: Path
) -> None:
    from poa.cases.mail import Wanted
    from poa.tui.screens.suspects import SuspectsScreen

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await the_list(pilot)
        assert not screen.check_action("decide_all", ())
        app.push_screen(SuspectsScreen(screen.session, Wanted(sender="Dana"), "Dana"))
        await settle(pilot)
        await press(pilot, "n", "a")
        assert shows(app, "Decide on all 3 open messages")
        await press(pilot, "escape")
        assert len(load(folder).decided) == 1, "leaving decides nothing"
        await press(pilot, "a", "enter")
        assert len(load(folder).decided) == 1, "nor does a mere Enter"
        await press(pilot, "a", "down", "down", "enter")
        assert sorted(load(folder).decided.values()) == ["aside", "aside", "aside", "innocent"]
        await press(pilot, "ctrl+z")
        assert len(load(folder).decided) == 1
        await press(pilot, "escape")
        assert shows(app, "3 of 4 to decide")


async def test_of_a_message_in_which_nothing_was_found_nothing_is_decided(
    make_app: Callable[..., Any], folder: Path
) -> None:
    from poa.cases.mail import Wanted
    from poa.tui.screens.suspects import SuspectsScreen

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await the_list(pilot)
        app.push_screen(SuspectsScreen(screen.session, Wanted(ids=("m4",)), "all"))
        await settle(pilot)
        await press(pilot, "n")
        assert load(folder).decided == {}
        assert "nothing to decide" in said(app)


async def test_the_undo_of_step_2_says_what_it_took_back(make_app: Callable[..., Any], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await the_list(pilot)
        await press(pilot, "n", "escape", "ctrl+z")
        assert "messages to look at" in said(app)
        assert app.screen.query_one("#rows").key == "suspects"
        assert load(folder).decided == {}


async def test_the_list_of_cases_and_the_steps_tell_the_same(make_app: Callable[..., Any], folder: Path) -> None:
    from poa.cases.store import summaries

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await the_list(pilot)
        for left in (4, 3, 2, 1, 0):
            (found,) = summaries(folder.parent, NOW)
            assert screen.session.beside.undecided == left
            assert found.undecided == left
            assert found.steps["messages"] == screen.session.progress["messages"] == ("part" if left else "empty")
            await press(pilot, "n")


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 40)])
async def test_the_list_of_cases_says_how_many_are_left_to_decide(
    make_app: Callable[..., Any], folder: Path, language: str, size: tuple[int, int]
) -> None:
    app = make_app(language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        four, three = ("4 to decide", "3 to decide") if language == "en" else ("4条待判断", "3条待判断")
        assert shows(app, four)
        await press(pilot, "enter", "2")
        app.screen.view.choose("suspects")
        await settle(pilot)
        await press(pilot, "n", "escape", "escape")
        assert shows(app, three)
        await press(pilot, "enter", "2")
        app.screen.view.choose("suspects")
        await settle(pilot)
        await press(pilot, "n", "n", "n", "escape", "escape")
        assert not shows(app, four[1:])


def test_what_stops_a_message_names_it_before_what_is_merely_to_be_mended() -> None:
    from poa.cases.mail import Breach
    from poa.library.guidance import Guidance
    from poa.library.rules import load_rules, load_stops
    from poa.resources import root
    from poa.tui.screens.suspects import worst

    guidance = Guidance([root("guidance")])
    rules, stops = load_rules(guidance), load_stops(guidance)
    assert stops == {rule.id for rule in rules.values() if rule.stop}
    grave = next(iter(sorted(stops)))
    found = [Breach("type.thank-you-only", "error"), Breach("form.order-id-17", "warning"), Breach(grave, "error")]
    assert worst(found, stops).rule == grave
    assert worst(found[:2], stops).rule == "type.thank-you-only"
    assert worst([], stops) is None


async def test_a_message_without_findings_is_left_out_of_the_case_and_of_its_count_by_the_same_key(
    make_app: Callable[..., Any], folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        app.screen.view.choose("all")
        await settle(pilot)
        (clean,) = (suspect for suspect in app.screen._found if not suspect.findings)
        app.screen.query_one("#suspects").select(clean.id)
        await settle(pilot)
        app.screen.action_set_aside()
        assert load(folder).decided == {clean.id: "aside"}
        await press(pilot, "escape")
        (row,) = (row for row in app.screen.view.rows() if row.key == "suspects")
        assert row.note == "4 sent by you are counted, 1 set aside is not"
        app.screen.view.choose("counts")
        assert load(folder).audit.messages_read == 4


@pytest.mark.parametrize(("language", "said"), [("en", "belong to this case?"), ("zh-Hans", "它属于这个案件吗")])
async def test_a_message_later_than_the_notice_is_asked_about_before_it_is_an_incident(
    make_app: Callable[..., Any], folder: Path, language: str, said: str
) -> None:
    from datetime import UTC, datetime

    import msgspec

    from poa.cases.store import save

    case = load(folder)
    notice = msgspec.structs.replace(case.notice, received=datetime(2026, 2, 1, tzinfo=UTC))
    save(folder, msgspec.structs.replace(case, notice=notice), now=NOW)
    app = make_app(language)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await the_list(pilot)
        first = cursor(app)
        await press(pilot, "i")
        assert shows(app, said)
        await press(pilot, "enter")
        assert (load(folder).incidents, load(folder).decided) == (case.incidents, case.decided)
        await press(pilot, "i", "down", "enter")
        assert load(folder).decided[first] == "aside"
        second = cursor(app)
        await press(pilot, "i", "down", "down", "enter")
        assert load(folder).incidents[-1].source == second
        assert app.screen is screen
