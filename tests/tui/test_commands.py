"""One class per action: each has words in both languages, and somebody who does the work."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest

import poa.tui.screens
import poa.tui.steps
from poa.tui import commands
from poa.tui.app import PoaApp
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.help import help_text, page_items
from poa.wording import LANGUAGES, Wording
from tests.each import each

COMMANDS = [
    c
    for c in vars(commands).values()
    if isinstance(c, type) and issubclass(c, commands.Command) and c is not commands.Command
]
for module in pkgutil.iter_modules(poa.tui.screens.__path__):
    importlib.import_module(f"poa.tui.screens.{module.name}")


def screens(base: type[Any] = PoaScreen) -> list[type[Any]]:
    return [s for sub in base.__subclasses__() for s in (sub, *screens(sub))]


@pytest.mark.parametrize("language", LANGUAGES)
@each("command", COMMANDS, ids=lambda command: command.name)
def test_every_action_has_a_name_and_a_sentence(command: type[commands.Command], language: Any) -> None:
    words = Wording(language)
    assert command.label(words)
    assert command.help(words)


@each("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_screen_can_do_what_it_offers(screen: type[Any]) -> None:
    for command in screen.ACTIONS:
        assert hasattr(screen, f"action_{command.name}") or hasattr(PoaApp, f"action_{command.name}"), command.name


def test_the_application_can_do_what_it_offers() -> None:
    assert all(hasattr(PoaApp, f"action_{command.name}") for command in PoaApp.GENERAL)


@each("screen", screens(), ids=lambda screen: screen.__name__)
def test_no_two_actions_of_a_screen_share_a_key(screen: type[Any]) -> None:
    keys = [key for command in {*screen.ACTIONS, *PoaApp.GENERAL} for key in command.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
@each("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_screen_has_its_help_page(screen: type[Any], language: str) -> None:
    assert len(page_items(help_text(screen.HELP, language))) > 2


def test_help_pages_are_the_same_in_both_languages() -> None:
    folder = Path(poa.tui.screens.__file__).parent.parent / "help"
    names = {language: {page.name for page in (folder / language).glob("*.md")} for language in LANGUAGES}
    assert names["en"] == names["zh-Hans"]


def test_every_step_has_a_view() -> None:
    from poa.model.question import STEPS

    for step in STEPS:
        assert importlib.import_module(f"poa.tui.steps.{step}").View.step == step


def test_every_place_of_a_statement_has_its_words() -> None:
    from typing import get_args, get_type_hints

    from poa.model.case import Statement
    from poa.tui.steps.actions import STATEMENT_PLACES

    assert set(get_args(get_type_hints(Statement)["place"])) == set(STATEMENT_PLACES)
    for language in LANGUAGES:
        assert all(Wording(language)(f"tui_steps.actions.place_{place}") for place in STATEMENT_PLACES)
