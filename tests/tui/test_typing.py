"""Typing Chinese works: what input methods send arrives, pasted text is kept whole, nothing is read as markup."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import NOTICE, settle, shows

SENTENCE = "我们已经关闭了所有自动消息并保存记录"


def test_the_keyboard_protocol_that_breaks_input_methods_is_off() -> None:
    code = "import poa.tui, textual.constants as c; print(c.DISABLE_KITTY_KEY)"
    env = {name: value for name, value in os.environ.items() if name != "TEXTUAL_DISABLE_KITTY_KEY"}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert result.stdout.strip() == "True"


def test_committed_chinese_arrives_whole() -> None:
    from textual._xterm_parser import XTermParser
    from textual.events import Key

    parser = XTermParser()
    keys = [event for event in parser.feed(SENTENCE) if isinstance(event, Key)]
    assert "".join(key.character or "" for key in keys) == SENTENCE


def test_a_bracketed_paste_of_many_lines_is_one_paste() -> None:
    from textual._xterm_parser import XTermParser
    from textual.events import Paste

    parser = XTermParser()
    events = list(parser.feed(f"\x1b[200~{NOTICE}\x1b[201~"))
    assert [event.text for event in events if isinstance(event, Paste)] == [NOTICE]


async def test_a_pasted_notice_keeps_all_its_lines(make_app: Callable[..., Any]) -> None:
    from textual.events import Paste
    from textual.widgets import TextArea

    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(Paste(NOTICE))
        await settle(pilot)
        assert app.screen.query_one("#notice-text", TextArea).text.splitlines() == NOTICE.splitlines()


@pytest.mark.parametrize(
    "hostile",
    [
        "a [/b] c [link=http://x.example]hi[/link] [重要] [@click=app.leave]x[/]",
        "\x1b[31mred\x1b[0m \x1b]8;;http://x.example\x07link\x1b]8;;\x07 \x07 end",
        "\u202eevil\u202c \u2066rtl\u2069 שלום مرحبا end",
        "卖家" * 60_000,
        "🇨🇳👩‍👩‍👧‍👦 e\u0301 \u200b\ufeff end",
    ],
    ids=["markup", "escapes", "direction", "huge", "emoji"],
)
async def test_hostile_text_is_shown_as_text(make_app: Callable[..., Any], hostile: str) -> None:
    from poa.tui.screens.reading import ReadingScreen

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(ReadingScreen("[/b] " + hostile[:50], hostile, [(0, 5)], hostile[:80]))
        await settle(pilot)
        rendered = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
        assert "\x1b" not in rendered
        assert "\u202e" not in rendered
        await pilot.press("pagedown", "end", "home")
        await pilot.resize_terminal(20, 8)
        await settle(pilot)


async def test_markup_in_a_notice_stays_what_it_is(make_app: Callable[..., Any]) -> None:
    from textual.widgets import TextArea

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        notice = NOTICE.replace("Harbor Lamps", "[bold]A&B <店>[/bold] [/x]")
        app.screen.query_one("#notice-text", TextArea).load_text(notice)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("home", "down", "enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "ReadingScreen"
        assert shows(app, "[bold]A&B <店>[/bold] [/x]")


@pytest.mark.parametrize("way", ["ctrl+s", "escape", "ctrl+q"])
async def test_a_command_that_comes_in_one_go_with_the_words_before_it_loses_none(
    make_app: Callable[..., Any], home: Path, way: str
) -> None:
    from textual.events import Key

    from poa.cases.drafts import drafts
    from poa.cases.store import load

    from .test_screens import full_case, press

    folder = full_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "4")
        app.screen.view.take()
        await settle(pilot)
        app.screen.query_one("#answer-zh").focus()
        for char in SENTENCE:
            app.post_message(Key(char, char))
        app.post_message(Key(way, None))
        await settle(pilot)
    kept = [action.text.zh for action in load(folder).actions] if way == "ctrl+s" else []
    assert SENTENCE in [*kept, *(text for draft in drafts(folder) for text in draft.fields.values())]


async def test_what_is_typed_behind_the_key_that_opens_a_question_is_its_answer(
    make_app: Callable[..., Any], home: Path
) -> None:
    from textual.events import Key, Paste

    from poa.cases.store import load

    from .conftest import make_case
    from .test_screens import press

    folder = make_case(home)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        app.screen.query_one("#rows").select("q:store.name")
        for key in ("enter", "end", *["backspace"] * 20):
            app.post_message(Key(key, None))
        app.post_message(Paste("Northern "))
        for char in "Lamps":
            app.post_message(Key(char, char))
        app.post_message(Key("enter", None))
        await settle(pilot)
        assert load(folder).store.name == "Northern Lamps"
