"""What an action of the interface is: a class that gives key, footer, palette entry and help row, in both languages.

The words stand in the catalogue under ``tui_keys.<name>`` (``label`` for footer and palette, ``help`` for the rest of
the sentence); the work is done by the method ``action_<name>`` of the screen (or the application) that lists it.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from poa.wording import Wording


class Command:
    """An action. ``keys`` are alternatives, the first is shown; ``footer`` puts it into the key bar.

    ``bound`` is False where the widget that has the focus hears the key itself (Enter in a list, Tab between fields).
    ``called`` is where the words stand of an action that does something else on one screen than elsewhere.
    """

    name: ClassVar[str]
    keys: ClassVar[tuple[str, ...]] = ()
    footer: ClassVar[bool] = False
    priority: ClassVar[bool] = False
    bound: ClassVar[bool] = True
    called: ClassVar[str] = ""

    @classmethod
    def bindings(cls) -> list[BindingType]:
        """What Textual needs to know."""
        keys = cls.keys if cls.bound else ()
        return [Binding(key, cls.name, cls.name, show=False, priority=cls.priority) for key in keys]

    @classmethod
    def label(cls, words: Wording) -> str:
        """The name of the action."""
        return words(f"tui_keys.{cls.called or cls.name}.label")

    @classmethod
    def help(cls, words: Wording) -> str:
        """What it does, in one sentence."""
        return words(f"tui_keys.{cls.called or cls.name}.help")

    @classmethod
    def shown_key(cls) -> str:
        """The first key as people write it."""
        return key_name(cls.keys[0]) if cls.keys else ""


_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "delete": "del",
    "up": "↑",
    "down": "↓",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def key_name(key: str) -> str:
    """``ctrl+s`` -> ``^s``, ``question_mark`` -> ``?``."""
    if key.startswith("ctrl+"):
        return "^" + _NAMES.get(key[5:], key[5:])
    return _NAMES.get(key, key)


def bindings(*commands: type[Command]) -> list[BindingType]:
    """The ``BINDINGS`` of a screen that offers these commands."""
    return [binding for command in commands for binding in command.bindings()]
