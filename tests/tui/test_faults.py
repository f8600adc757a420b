"""A fault of the program on the screen: written down without the user's words, told in a sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import settle


@pytest.mark.parametrize(("language", "told"), [("en", "A fault of the program"), ("zh-Hans", "程序")])
async def test_a_report_of_a_fault_holds_none_of_the_users_words(
    make_app: Callable[..., Any], home: Path, language: str, told: str
) -> None:
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.run_worker(fail, thread=True, exit_on_error=False)
        for _ in range(3):
            await pilot.pause(0.1)
        said = [note.message for note in app._notifications]
    assert any(told in message for message in said)
    [report] = home.rglob("fault-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_faults.py" in text
    assert not any(b"Anna Schmidt" in path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert str(report) in said[-1]
    if os.name == "posix":
        assert report.stat().st_mode & 0o077 == 0


def fail() -> None:
    raise ValueError("cannot read: Dear Anna Schmidt, 12 Elm Street")


@pytest.mark.parametrize(
    ("language", "told"), [("en", "left out for now; everything else works"), ("zh-Hans", "其余一切正常")]
)
async def test_what_is_left_out_of_the_users_own_rules_is_said_once_and_stops_nothing(
    make_app: Callable[..., Any], home: Path, language: str, told: str
) -> None:
    (home / "guidance").mkdir()
    (home / "guidance" / "rules.yaml").write_text("- {id: style.emoji, severity: loud}\n", encoding="utf-8")
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(60):
            await pilot.pause(0.1)
            if app._notifications:
                break
        said = ["".join(note.message.split()) for note in app._notifications]
        assert len(said) == 1 and "".join(told.split()) in said[0] and "rules.yaml:1" in said[0]
        assert app.desk.rules["style.emoji"].severity != "loud" and app.desk.auditor and app.desk.playbook
