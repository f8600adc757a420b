"""A paste that the terminal does not mark as one: nothing in it is obeyed, nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from poa.cases.store import load
from poa.tui.pasting import END, SOON, START, Marking, Parser

from .conftest import NOTICE, settle
from .test_screens import full_case, press

LONG = "Please send a plan of action."


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("data", "marked"),
    [
        ("a", "a"),
        ("\r", "\r"),
        ("yes\r", "yes\r"),
        ("2j\r\r", "2j\r\r"),
        ("\x1b[A\x1b[A" + LONG, "\x1b[A\x1b[A" + LONG),
        (LONG + "\x13", LONG + "\x13"),
        (LONG, f"{START}{LONG}{END}"),
        (LONG + "\r", f"{START}{LONG}{END}\r"),
        ("One line,\r\nand\tanother\r", f"{START}One line,\nand\tanother\n{END}"),
        (
            "您的账户存在风险。\r请在 72 小时内提交行动计划。",
            f"{START}您的账户存在风险。\n请在 72 小时内提交行动计划。{END}",
        ),
    ],
)
def test_only_what_fingers_cannot_type_at_once_is_a_paste(data: str, marked: str) -> None:
    assert Marking().marked(data) == marked


def test_the_short_end_of_a_long_paste_belongs_to_it() -> None:
    clock = Clock()
    marking = Marking(clock)
    assert marking.marked(LONG + "\r" + LONG).startswith(START)
    clock.now += SOON / 2
    assert marking.marked(" A\r") == f"{START} A\n{END}"
    clock.now += SOON * 2
    assert marking.marked("a\r") == "a\r"


@pytest.mark.parametrize("cut", [0, 3, 6])
def test_a_terminal_that_marks_pastes_is_left_alone(cut: int) -> None:
    sent = f"{START}{LONG}\r{LONG}"
    marking = Marking()
    pieces = [piece for piece in (sent[:cut], sent[cut:], LONG + "\r" + LONG, END) if piece]
    assert [marking.marked(piece) for piece in pieces] == pieces


def fed(app: Any, text: str) -> None:
    """As the terminal's driver does it."""
    for event in Parser().feed(text):
        assert isinstance(event, Key | Paste)
        app.post_message(event)


async def test_a_warning_with_tabs_comes_whole_into_its_field(make_app: Callable[..., Any]) -> None:
    pasted = NOTICE.replace("Order concerned: ", "Order concerned:\t")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        fed(app, pasted.replace("\n", "\r"))
        await settle(pilot)
        assert app.screen.query_one("#notice-text", TextArea).text == pasted
        assert not app.screen.query_one("#notice-path", Input).value
        assert app.screen.id == "first-screen", "nothing was handed in by an Enter inside"


async def test_a_paste_over_a_list_presses_no_keys(make_app: Callable[..., Any], home: Path) -> None:
    full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3")
        screen = app.screen
        fed(app, "0 days\r9 answers\r+ 12345678\r")
        await settle(pilot)
        assert app.screen is screen
        assert screen.step == "causes"
        told = " ".join(note.message for note in app._notifications)
        assert "What you pasted was not used" in " ".join(told.split())


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("113-5550741-3306128\r\n113-5550742-1188204\r\n", "113-5550741-3306128 113-5550742-1188204"),
        ("113-5550742-1188204\n", "113-5550742-1188204"),
        ("\n", ""),
    ],
)
async def test_lines_that_are_pasted_into_a_field_of_one_line_all_stay(
    make_app: Callable[..., Any], case_folder: Path, pasted: str, kept: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        app.screen.view.choose("q:notice.order_ids")
        await settle(pilot)
        field = app.screen.query_one("#answer", Input)
        field.value = ""
        app.post_message(Paste(pasted))
        await settle(pilot)
        assert field.value == kept
        await press(pilot, "ctrl+s")
    assert " ".join(load(case_folder).notice.order_ids) == kept
