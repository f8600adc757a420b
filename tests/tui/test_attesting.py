"""Whoever is asked whether a sentence is true can read all of it, on a small screen too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from poa.cases.store import load, save
from poa.model.case import Text

from .conftest import NOW, screen_lines, shows
from .test_question import ask
from .test_screens import full_case, press


def long_measure(home: Path) -> Path:
    folder = full_case(home)
    case = load(folder)
    long = "；".join(f"第{number}步由客服主管李伟在站内消息里完成并逐条登记" for number in range(1, 12)) + "，末尾一句"
    measure = msgspec.structs.replace(
        case.measures[0], frequency=Text(en="every day", zh="每天"), text=Text(en="x" * 20 + " end", zh=long), status=""
    )
    save(folder, msgspec.structs.replace(case, measures=(measure,)), now=NOW)
    return folder


async def test_nobody_attests_a_sentence_whose_end_was_not_shown(make_app: Callable[..., Any], home: Path) -> None:
    folder = long_measure(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, 5, "measures[0].status")
        assert not shows(app, "末尾一句")
        await press(pilot, "down", "enter")
        for _ in range(8):
            if shows(app, "末尾一句"):
                break
            assert shows(app, "下面还有没显示完的内容"), screen_lines(app)
            assert load(folder).measures[0].status == ""
            await press(pilot, "enter")
        assert load(folder).measures[0].status == "" and shows(app, "末尾一句", "后面的内容到此为止")
        await press(pilot, "pageup")
        assert not shows(app, "末尾一句")
        await press(pilot, "pagedown", "pagedown", "pagedown", "enter")
        assert load(folder).measures[0].status == "in_force"


async def test_on_the_lowest_screen_the_sentence_is_still_there(make_app: Callable[..., Any], home: Path) -> None:
    folder = long_measure(home)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 14)) as pilot:
        await ask(pilot, 5, "measures[0].status")
        assert shows(app, "先测试后开权限。负责人：李伟"), screen_lines(app)
        await press(pilot, "down", "enter")
        assert load(folder).measures[0].status == ""
