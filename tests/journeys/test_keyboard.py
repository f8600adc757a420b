"""From a pasted warning to a Word file on the disk, with the keyboard alone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tui.conftest import NOTICE, home, make_app, settle, shows

__all__ = ["home", "make_app"]

MESSAGES = """date,direction,order_id,sender,text
2026-03-10,outbound,113-5550741-3306128,Dana,"Please give me your WhatsApp number, then we send you the video."
2026-03-11,outbound,113-5550742-1188204,Dana,"Thank you for your question. The lamp uses an E27 bulb from the box."
"""
# What the seller answers, by place in the case (positions left out): text, keys, or a pair (English, Chinese).
ANSWERS: dict[str, Any] = {
    "store.name": "Harbor Lamps",
    "earlier_none": ["down", "enter"],
    "letter.on": "2026-03-14",
    "people": ("Dana Novak", "诺达娜"),
    "people.role": ("customer service agent", "客服"),
    "incidents.by": ["down", "enter"],
    "incidents.act": ("asked the buyer to go on by WhatsApp", "请买家改用 WhatsApp 联系"),
    "incidents.quote_zh": "请把您的 WhatsApp 号码给我，工程师把视频发给您。",
    "causes.text": (
        "Dana Novak received message permission on her first day, before any training.",
        "诺达娜入职第一天就有了消息权限，当时还没有培训。",
    ),
    "actions.status": ["down", "enter"],
    "actions.on": "yesterday",
    "actions.by": ["enter", "ctrl+s"],
    "actions.text": (
        "read the guidelines with both agents and withdrew the repair script",
        "与两名客服学习了指南，并停用维修话术",
    ),
    "actions.causes": ["enter", "ctrl+s"],
    "measures.status": ["down", "enter"],
    "measures.owner": ["down", "enter"],
    "measures.text": (
        "Permission to write to buyers is given after a passed test.",
        "通过测试后才开通给买家写信的权限。",
    ),
    "measures.title": ("Test before access", "先测试，后开权限"),
    "measures.frequency": ("every Monday", "每周一"),
    "measures.causes": ["enter", "ctrl+s"],
    "in_force_since": "2026-03-14",
}


class Keyboard:
    """A user who has only keys: types, presses, looks at the screen."""

    def __init__(self, pilot: Any) -> None:
        self.pilot = pilot
        self.app = pilot.app

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def type(self, text: str) -> None:
        names = {" ": "space", "\n": "enter"}
        await self.pilot.press(*[names.get(character, character) for character in text])
        await settle(self.pilot)

    @property
    def screen(self) -> str:
        return type(self.app.screen).__name__

    async def go_to_row(self, key: str) -> None:
        from poa.tui.widgets.lines import Lines

        rows = self.app.screen.query_one("#rows", Lines)
        await self.press("home")
        for _ in range(60):
            if rows.key == key:
                return
            await self.press("down")
        raise AssertionError(f"no line {key}: {[item.key for item in rows.items]}")

    async def open_row(self, key: str) -> None:
        await self.go_to_row(key)
        await self.press("enter")

    async def answer_all(self) -> None:
        """Answer the questions as they come until the step is back; leave optional ones without an answer open."""
        for _ in range(40):
            if self.screen != "QuestionScreen":
                return
            path = _plain(self.app.screen.question.path)
            done = path == "people" and self.app.screen.session.case.people
            await self._answer(None if done else ANSWERS.get(path))
        raise AssertionError("the questions do not end")

    async def _answer(self, answer: Any) -> None:
        if answer is None:
            await self.press("ctrl+n")
        elif isinstance(answer, list):
            await self.press(*answer)
        elif isinstance(answer, tuple):
            first, second = answer if self._english_first() else answer[::-1]
            await self.type(first)
            await self.press("tab")
            await self.type(second)
            await self.press("ctrl+s")
        else:
            await self.type(answer)
            await self.press("ctrl+s")

    def _english_first(self) -> bool:
        return self.app.desk.language == "en" or bool(self.app.screen.query("#new-en"))

    async def open_questions(self) -> None:
        """Open each line that still needs an answer, until there is none left to answer."""
        for _ in range(30):
            rows = self.app.screen.query_one("#rows").items
            open_rows = [i.row.key for i in rows if i.row.state == "todo" and _plain(i.row.key[2:]) in ANSWERS]
            if not open_rows:
                return
            await self.open_row(open_rows[0])
            await self.answer_all()


def _plain(path: str) -> str:
    import re

    return re.sub(r"\[\d+\]", "", path)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_warning_becomes_a_word_file(
    make_app: Callable[..., Any], tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    from textual.events import Paste

    sent = tmp_path / "sent.csv"
    sent.write_text(MESSAGES, encoding="utf-8")
    app = make_app(language)
    async with app.run_test(size=size) as pilot:
        user = Keyboard(pilot)
        await settle(pilot)
        app.post_message(Paste(NOTICE))
        await user.press("ctrl+s")
        assert user.screen == "DoNowScreen"
        await user.press("enter", "ctrl+n")
        assert user.screen == "CaseScreen"
        folder = app.screen.session.folder
        await user.open_questions()
        if not app.screen.session.case.people:
            await user.open_row("q:people")
            await user.answer_all()
        await user.open_row("branch")
        await user.press("enter")

        await user.press("2")
        await user.open_row("import")
        await user.type(str(sent))
        await user.press("enter")
        await user.press("escape")
        await user.open_row("suspects")
        assert shows(app, "WhatsApp")
        await user.press("i", "escape")
        await user.open_questions()
        await user.open_row("incident:0")
        await user.answer_all()

        for key in ("3", "4", "5"):
            await user.press(key)
            await user.open_row("take:own")
            await user.answer_all()
            await user.open_questions()

        await user.press("9")
        gaps = app.screen.session.letter("en").gaps + app.screen.session.letter("zh").gaps
        assert gaps == (), [gap.path for gap in gaps]
        await user.open_row("write:docx,txt,md")
        await settle(pilot)
        assert app.screen.session.case.do_now == ("stop_automation",)
    for name in ("letter.en.docx", "letter.zh.docx", "letter.en.txt", "fields.en.txt"):
        assert (folder / "out" / name).is_file()
    with zipfile.ZipFile(folder / "out" / "letter.en.docx") as word:
        text = word.read("word/document.xml").decode()
    assert "113-5550741-3306128" in text
    assert "Please give me your WhatsApp number" in text
    assert "DRAFT" not in text
