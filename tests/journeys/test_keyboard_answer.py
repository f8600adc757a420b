"""From the written letter over a refusal to the next round, with the keyboard alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.journeys.test_keyboard import Keyboard
from tests.tui.conftest import home, make_app, settle, shows
from tests.tui.test_screens import full_case

__all__ = ["home", "make_app"]

REFUSAL = """Hello Harbor Lamps,

Thank you for your submission. We cannot reinstate your account on it: we need greater detail on the root cause.
Please answer within 14 days of the original notice.

Seller Performance Team
"""
SAID = {
    "en": ("Round 1, sent 14 March 2026", "Amazon wants more about: root cause", "Go on with: Further appeal"),
    "zh-Hans": ("第1轮，2026年3月14日提交", "亚马逊要求补充：根本原因", "接下来选择：被拒绝之后的再次申诉"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_a_refusal_becomes_the_tasks_of_the_next_round(
    make_app: Callable[..., Any], home: Path, language: str
) -> None:
    from textual.events import Paste

    from poa.cases.rounds import altered, rounds
    from poa.cases.store import load

    folder = full_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        user = Keyboard(pilot)
        await settle(pilot)
        await user.press("enter", "9")
        await user.open_row("write:draft")
        await user.press("0")
        await user.open_row("submit")
        assert user.screen == "SubmitScreen"
        assert shows(app, "letter.en.docx")
        await user.press("enter")
        assert user.screen == "SubmitScreen" and rounds(folder) == (), "a draft is not recorded as sent unasked"
        await user.press("enter")
        assert user.screen == "CaseScreen"
        [sent] = rounds(folder)
        assert {file.name for file in sent.files} >= {"letter.en.docx", "letter.en.txt"}
        assert {file.name for file in sent.mirror} == {"letter.zh.docx", "letter.zh.txt"}, "the mirror is not sent"
        assert altered(sent) == ()
        digest = hashlib.sha256((folder / "out" / sent.files[0].name).read_bytes()).hexdigest()
        assert shows(app, digest[:16])

        await user.open_row("answer")
        app.screen.focused.post_message(Paste(REFUSAL))
        await settle(pilot)
        await user.press("ctrl+s")
        assert user.screen == "CaseScreen"
        app.clear_notifications()
        await see(user, language)

        case = load(folder)
        assert [(entry.what, entry.on) for entry in case.earlier] == [
            ("appeal", date(2026, 3, 14)), ("refusal", date(2026, 3, 14)),
        ]  # fmt: skip
        assert (folder / case.earlier[1].file).read_text(encoding="utf-8").startswith("Hello Harbor Lamps")
        assert app.screen.session.deadline.date() == date(2026, 3, 27), "14 days of the original notice"
        assert "causes" in case.look_again
        await user.open_row("further")
        assert load(folder).branch == "further_appeal"
        await user.open_row("gap:root_cause")
        assert app.screen.step == "causes"

        await user.press("escape")
        await user.press("enter", "0")
        assert app.screen.session.case.branch == "further_appeal"
        await see(user, language, chosen=True)
        await user.open_row("said:1")
        assert shows(app, "Hello Harbor Lamps")
        await user.press("escape")
        await user.open_row("sent:1")
        assert user.screen == "ReadingScreen"
        assert len(app.screen.text) > 200
        await user.press("escape")
        await user.open_row("submit")
        assert user.screen == "SubmitScreen"


async def see(user: Keyboard, language: str, *, chosen: bool = False) -> None:
    """Each thing that is said of the round can be brought onto the screen with the arrow keys."""
    seen: set[str] = set()
    await user.press("home")
    for _ in range(10):
        seen |= {words for words in SAID[language] if shows(user.app, words)}
        await user.press("down")
    missing = set(SAID[language]) - seen
    assert missing == ({SAID[language][-1]} if chosen else set())


async def test_a_confirmed_acceptance_closes_the_case_and_changes_nothing_else(
    make_app: Callable[..., Any], home: Path
) -> None:
    from textual.events import Paste

    from poa.cases.rounds import rounds, submit
    from poa.cases.store import load
    from tests.tui.conftest import NOW

    folder = full_case(home)
    letter = home / "letter.en.txt"
    letter.write_text("Plan of action. The root cause was missing training.", encoding="utf-8")
    submit(folder, [letter], sent=NOW, now=NOW)
    before = load(folder)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        user = Keyboard(pilot)
        await settle(pilot)
        await user.press("enter", "0")
        await user.open_row("answer")
        await user.press("ctrl+s")
        assert user.screen == "AnswerScreen", "nothing was pasted"
        app.screen.focused.post_message(Paste("Thank you for your plan. Your selling account has been reactivated."))
        await settle(pilot)
        await user.press("ctrl+s")
        assert shows(app, "Nothing is changed until you say so")
        assert load(folder) == before
        await user.press("escape")
        assert shows(app, "Confirm it")
        await user.open_row("outcome")
        await user.press("enter")
        assert not shows(app, "Amazon wants more")
        assert shows(app, "has been reactivated"), "the words it was read from"
    assert rounds(folder)[0].answer is not None
    assert rounds(folder)[0].answer.kind == "accepted"
    assert load(folder) == msgspec.structs.replace(before, closed_on=NOW.date())
