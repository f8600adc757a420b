"""Colours can be told from their ground, in every theme; without colours, words and marks remain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.theme import Theme

from poa.tui.look import DEFAULTS, THEMES

from .conftest import contrast, screen_lines, settle

TEXTS = ("foreground", "accent", "success", "warning", "error", "quiet")
GROUNDS = ("background", "raised", "chosen")


def colour(theme: Theme, name: str) -> Color:
    return Color.parse(theme.variables.get(name) or getattr(theme, name))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(colour(theme, text).rgb, colour(theme, ground).rgb) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_every_theme_has_all_our_colours(theme: Theme) -> None:
    assert set(theme.variables) == set(DEFAULTS)


async def test_without_colours_states_are_still_words_and_the_cursor_a_mark(
    make_app: Callable[..., Any], case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        text = "\n".join(screen_lines(app))
        assert "begun" in text
        assert "empty" in text
        assert "› " in text


async def test_the_theme_is_kept(make_app: Callable[..., Any], case_folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        chosen = app.theme
    assert chosen == "poa-light"
    assert make_app().theme == "poa-light"
