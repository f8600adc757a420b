"""The language: said for one start it comes before the saved one; a key changes it at once and for later starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from poa.cli import main
from poa.wording import choose_language

from .conftest import settle, shows


@pytest.mark.parametrize(
    ("wanted", "environ", "saved", "spoken"),
    [
        (None, {"POA_LANG": "zh", "LANG": "en_US.UTF-8"}, "en", "zh-Hans"),
        (None, {"LANG": "en_US.UTF-8"}, "zh-Hans", "zh-Hans"),
        ("en", {"POA_LANG": "zh"}, "zh-Hans", "en"),
        (None, {"POA_LANG": "", "LANG": "zh_CN.UTF-8"}, None, "zh-Hans"),
    ],
)
def test_what_is_said_for_this_start_comes_before_what_was_saved(
    wanted: str | None, environ: Mapping[str, str], saved: str | None, spoken: str
) -> None:
    assert choose_language(wanted, environ, saved=saved) == spoken


def test_the_command_line_speaks_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POA_LANG", "en")
    assert main(["settings", "language", "zh-Hans"]) == 0
    capsys.readouterr()
    main(["status"])
    assert capsys.readouterr().out.isascii()
    monkeypatch.delenv("POA_LANG")
    main(["status"])
    assert not capsys.readouterr().out.isascii()


async def test_the_key_switches_at_once_and_another_setting_does_not_switch_back(
    make_app: Callable[..., Any], case_folder: Path, home: Path
) -> None:
    app = make_app("zh-Hans")
    app.desk.set_setting("language", "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        app.screen._set("mask", False)
        await settle(pilot)
        assert app.desk.language == "zh-Hans"
        app.screen._set("language", "en")
        await settle(pilot)
        assert app.desk.language == "en"
        assert shows(app, "Settings")
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert app.desk.language == "zh-Hans"
        assert app.desk.settings["language"] == "zh-Hans"


async def test_a_language_that_the_environment_names_is_told_when_another_is_saved(
    make_app: Callable[..., Any], case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POA_LANG", "zh_CN")
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert "POA_LANG=zh_CN" in str([note.message for note in app._notifications])
        app.clear_notifications()
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert not list(app._notifications)
