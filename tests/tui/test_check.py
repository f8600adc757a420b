"""Check a message before sending: what would change is shown first; the buyer's language and marketplace count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from rich.text import Text

from poa.tui.screens.rewrite import changed_lines
from poa.tui.widgets.marktext import LongLine

from .conftest import settle, shows

MENDABLE = "Hi Ana,\nthe lamp ships today 😀\nKind regards"


RULE = "form.buyer-language"


def broken(screen: Any) -> set[str]:
    return {finding.rule for finding in screen.audited.findings}


async def checked(pilot: Any, text: str) -> Any:
    """The screen with the text judged."""
    await settle(pilot)
    await pilot.press("ctrl+k")
    await settle(pilot)
    await retyped(pilot, text)
    return pilot.app.screen


async def retyped(pilot: Any, text: str) -> None:
    screen = pilot.app.screen
    screen.query_one("#check-text").text = text
    await judged(pilot, lambda: screen.audited is not None and screen.audited.text == text)


async def judged(pilot: Any, done: Callable[[], bool]) -> None:
    for _ in range(200):
        await pilot.pause(0.05)
        if done():
            break
    assert done()
    await settle(pilot)


async def test_the_safe_wording_is_shown_before_it_is_taken(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await checked(pilot, MENDABLE)
        area = screen.query_one("#check-text")
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert shows(app, "- the lamp ships today 😀", "+ the lamp ships today")
        await pilot.press("escape")
        await settle(pilot)
        assert area.text == MENDABLE, "leaving takes nothing"
        await pilot.press("ctrl+r")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert area.text == MENDABLE.replace(" 😀", "")


async def test_a_wording_is_called_safe_only_when_a_new_check_finds_nothing(
    make_app: Callable[..., Any], case_folder: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await checked(pilot, MENDABLE)
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert shows(app, "The safe wording", "nothing was found in it")
        await pilot.press("escape")
        await retyped(pilot, MENDABLE + "\nSee www.harborlamps.example for more.")
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert shows(app, "+ the lamp ships today", "What stays", "www.harborlamps.example")
        assert not shows(app, "The safe wording"), "a link stays in it"
        await pilot.press("enter")
        await settle(pilot)
        assert "😀" not in screen.query_one("#check-text").text
        assert "still marked" in str([note.message for note in app._notifications])


async def test_a_message_to_be_stopped_is_never_reworded(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await checked(pilot, "亲爱的客户，请加我微信，我们给您返现😀")
        assert shows(app, "不要发送")
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert app.screen is screen
        assert "重写" in str([note.message for note in app._notifications])
        assert not shows(app, "改为")


async def test_another_language_than_the_buyers_is_pointed_out(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await checked(pilot, "The street of your address is missing. Please tell us which street is right.")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert RULE not in broken(screen)
        await pilot.press("f6")
        await settle(pilot)
        app.screen.query_one("#options").select("de")
        await pilot.press("enter")
        await judged(pilot, lambda: RULE in broken(screen))
        assert shows(app, "buyer writes German")
        await pilot.press("f7")
        await settle(pilot)
        app.screen.query_one("#options").select("DE")
        await pilot.press("enter")
        await settle(pilot)
        assert screen.setting.marketplace == "DE"
        assert shows(app, "Amazon.de")
        assert screen.query_one("#check-text").text.startswith("The street"), "f6 and f7 are not the text field's"


async def test_a_text_is_checked_once_the_typing_rests(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await checked(pilot, "Hello")
        texts: list[str] = []
        real = app.desk.auditor.check
        app.desk.auditor.check = lambda message: texts.append(message.text) or real(message)
        area = screen.query_one("#check-text")
        for place, letter in enumerate(" Ana", start=5):
            area.insert(letter, (0, place))
        await judged(pilot, lambda: screen.audited is not None and screen.audited.text == "Hello Ana")
        assert len(texts) <= 2, "one check for what was typed, not one for each letter"


async def test_a_long_paste_is_judged_whole_and_stays_as_it_is(make_app: Callable[..., Any], case_folder: Path) -> None:
    from textual import events

    text = "灯泡是 E27 规格，请放心使用。" * 500 + "请加我微信。"
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await checked(pilot, "您好")
        screen.query_one("#check-text").text = ""
        app.post_message(events.Paste(text))
        await judged(pilot, lambda: screen.audited is not None and screen.audited.text == text)
        assert screen.query_one("#check-text").text == text
        assert shows(app, "请加我微信。"), "the end of the paste is in sight"
        assert shows(app, "不要发送")


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("a b\nc", "a\nc", ["- a b", "+ a", "  c"]),
        ("one\ntwo", "one", ["  one", "- two"]),
        ("", "new", ["- ", "+ new"]),
        ("请加微信。好的", "好的", ["- 请加微信。好的", "+ 好的"]),
    ],
)
def test_lines_that_go_and_come_have_a_sign(before: str, after: str, lines: list[str]) -> None:
    assert ["".join(text for text, _ in item.spans) for item in changed_lines(before, after)] == lines


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_both_texts_can_be_read_from_their_lines(before: str, after: str) -> None:
    found = ["".join(text for text, _ in item.spans) for item in changed_lines(before, after)]
    for text, other in ((before, "+ "), (after, "- ")):
        assert "\n".join(line[2:] for line in found if not line.startswith(other)) == text


@given(
    st.text(alphabet="ab 灯泡，\t", min_size=30, max_size=60),
    st.lists(st.integers(1, 29), min_size=1, max_size=5, unique=True),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_a_long_paragraph_is_cut_as_any_other(text: str, cuts: list[int], marks: list[tuple[int, int]]) -> None:
    plain, long = Text(text, end="", no_wrap=True), LongLine(text)
    for line in (plain, long):
        line.set_length(len(text) + 1)
        for start, end in marks:
            line.stylize(Style(bold=True), start, end)
    whole = plain.divide(sorted(cuts))
    for index, piece in enumerate(whole):
        found = long.divide(sorted(cuts))[index]
        assert found.plain == piece.plain
        assert [bold_at(found, at) for at in range(len(piece))] == [bold_at(piece, at) for at in range(len(piece))]


def bold_at(text: Text, at: int) -> bool:
    return any(span.start <= at < span.end for span in text.spans)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thank you for your question, the lamp uses an E27 bulb.", "Nothing is to be changed here"),
        ("Please look at www.harborlamps.example for more", "change the marked words"),
        ("", "Nothing to check yet"),
    ],
)
async def test_what_is_said_when_there_is_no_safe_wording_is_true(
    make_app: Callable[..., Any], case_folder: Path, text: str, said: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await checked(pilot, text or "x y z")
        if not text:
            screen.query_one("#check-text").text = text
            await settle(pilot)
        before = screen.audited
        await pilot.press("ctrl+r")
        await settle(pilot)
        told = " ".join(str(note.message) for note in app._notifications)
        assert said in told, (before, told)


async def test_the_key_opens_the_check_from_the_first_screen_and_cuts_nothing(
    make_app: Callable[..., Any], home: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        field = app.screen.query_one("#notice-text")
        field.text = "Hello, we reviewed your account"
        field.move_cursor((0, 5))
        await pilot.press("ctrl+k")
        await settle(pilot)
        assert type(app.screen).__name__ == "CheckScreen"
        assert field.text == "Hello, we reviewed your account"
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.id == "first-screen"


async def test_a_verdict_on_earlier_words_does_not_stand_while_the_new_one_is_made(
    make_app: Callable[..., Any], case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await checked(pilot, "The lamp uses an E27 bulb.")
        assert shows(app, "Nothing found")
        with monkeypatch.context() as slow:
            slow.setattr(screen, "_audit", lambda text, setting: None)
            screen.query_one("#check-text").text = "The lamp uses an E27 bulb. Add me on WhatsApp."
            await judged(pilot, lambda: shows(app, "Checking"))
            assert not shows(app, "Nothing found")
        screen._check()
        await judged(pilot, lambda: shows(app, "Stop. Do not send this."))


async def test_a_message_that_can_be_mended_is_not_called_forbidden(make_app: Callable[..., Any], home: Path) -> None:
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+k")
        await settle(pilot)
        app.screen.query_one("#check-text").text = "Your order was shipped. See http://example.com"
        await settle(pilot)
        assert app.screen.audited.verdict == "fix"
        assert shows(app, "修改后再发送", "违规：", "规则“") and not shows(app, "禁止")
        assert not shows(app, "content.external-link"), "a name for scripts"
