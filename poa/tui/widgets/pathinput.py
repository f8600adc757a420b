"""A one-line field for a path: completes with Tab-like right arrow, accepts files dropped on the terminal."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.suggester import Suggester
from textual.widgets import Input

from poa.places import standing_at, user_path
from poa.tui.widgets.lineinput import LineInput
from poa.wording.system import not_there

# How a path begins that is written in full; terminals put quotation marks around one that was dropped.
_PATH = re.compile(r"""['"]?(?:~?/|file://|[A-Za-z]:[\\/])\S""")
_WINDOWS = re.compile(r'"([^"]+)"|(\S+)')


class PathSuggester(Suggester):
    """Suggests the first file or folder that continues what was typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The longest continuation that is certain, or the first candidate."""
        return completion(value)


def completion(value: str) -> str | None:
    """The path that ``value`` may become, written as it was begun; None where nothing fits."""
    if not value:
        return None
    head, tail = os.path.split(value)
    folder = user_path(head or ".")
    try:
        names = sorted(
            entry.name + (os.sep if entry.is_dir() else "")
            for entry in folder.iterdir()
            if entry.name.startswith(tail) and (tail.startswith(".") or not entry.name.startswith("."))
        )
    except OSError:
        return None
    if not names:
        return None
    return value[: len(value) - len(tail)] + names[0]


def dropped(text: str) -> str:
    """The path in a dropped or pasted text: terminals quote it, escape its blanks or write it as an address."""
    line = text.strip().splitlines()[0].strip() if text.strip() else ""
    if line.startswith("file://"):
        from urllib.parse import unquote, urlparse
        from urllib.request import url2pathname

        return url2pathname(unquote(urlparse(line).path)) if os.name == "nt" else unquote(urlparse(line).path)
    if standing_at(user_path(line)):
        return line
    if os.name != "nt" and ("\\" in line or line[:1] in "'\""):
        try:
            words = shlex.split(line)
        except ValueError:
            return line
        return words[0] if len(words) == 1 else line
    return line.strip("'\"")


def dropped_all(text: str) -> list[str]:
    """The paths in a text that holds one or several: a line each, or side by side with quotation marks or escapes."""
    found: list[str] = []
    for line in (part.strip() for part in text.splitlines() if part.strip()):
        one = dropped(line)
        words = [] if standing_at(user_path(one)) else _side_by_side(line)
        found += [dropped(word) for word in words] if len(words) > 1 else [one]
    return list(dict.fromkeys(found))


def _side_by_side(line: str) -> list[str]:
    """What stands beside each other on a line; a blank inside quotation marks or behind a backslash parts nothing."""
    if os.name == "nt":
        return [quoted or bare for quoted, bare in _WINDOWS.findall(line)]
    try:
        return shlex.split(line)
    except ValueError:
        return [line]


def _quoted(path: str) -> str:
    return f'"{path}"' if os.name == "nt" else shlex.quote(path)


class PathInput(Input):
    """A field for one path, or for several (``many``)."""

    def __init__(self, *, id: str, placeholder: str = "", value: str = "", many: bool = False) -> None:
        super().__init__(value=value, id=id, placeholder=placeholder, suggester=PathSuggester())
        self.many = many

    @property
    def paths(self) -> list[str]:
        """All paths as typed or dropped."""
        return dropped_all(self.value)

    @property
    def path(self) -> str:
        """The path as typed or dropped, without quotation marks."""
        return dropped(self.value)

    def complete(self) -> None:
        """Take the suggested continuation."""
        longer = completion(self.value)
        if longer:
            self.value = longer
            self.cursor_position = len(longer)

    def _on_paste(self, event: events.Paste) -> None:
        """A dropped file arrives as pasted text."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(self._told(event.text))

    def take(self, text: str) -> None:
        """Put in what was dropped elsewhere; what stood here stays where several may stand."""
        paths = [*self.paths, *dropped_all(text)] if self.many else []
        self.value = " ".join(_quoted(path) for path in paths) if len(paths) > 1 else self._told(text)

    def _told(self, text: str) -> str:
        several = dropped_all(text) if self.many else []
        return " ".join(_quoted(path) for path in several) if len(several) > 1 else dropped(text)


def names_paths(text: str) -> bool:
    """Whether a text is nothing but the paths of files and folders that there are."""
    return _names(text, "file", "folder", "other")


def take_into(screen: Screen[Any], selector: str, text: str) -> None:
    """Put what was dropped elsewhere into a field of a screen that is about to open."""

    def take() -> None:
        from textual.widgets import TextArea

        for field in screen.query(selector):
            if isinstance(field, PathInput):
                field.take(text)
            elif isinstance(field, TextArea):
                field.load_text(text)

    if text:
        screen.call_after_refresh(take)


def names_files(text: str) -> bool:
    """Whether a text is nothing but the paths of files that there are; a mere word is a title, not a path."""
    return _names(text, "file")


def _names(text: str, *kinds: str) -> bool:
    paths = dropped_all(text)
    return bool(paths) and all(
        ("/" in path or os.sep in path) and standing_at(user_path(path)) in kinds for path in paths
    )


def file_in(text: str) -> Path | None:
    """The file whose path is all there is in a text for many lines; None where the text says something itself.

    Raises:
        InputError: it is written as a path, and there is no such file, or a folder.
    """
    if len(text.strip().splitlines()) != 1:
        return None
    path = user_path(dropped(text))
    if names_files(text):
        return path
    # A mere word may be all that Amazon wrote; with a separator in it, and a folder of that name, it is a path.
    folder = standing_at(path) == "folder" and any(sign in text for sign in ("/", os.sep, "~"))
    if folder or (_PATH.match(text.strip()) and path.suffix):
        raise not_there(path)
    return None


class TitleInput(LineInput):
    """A field for a title, which passes on the files that are dropped on it."""

    @dataclass
    class Dropped(Message):
        """Files were dropped here."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        """A dropped file arrives as pasted text."""
        if names_files(event.text):
            event.stop()
            event.prevent_default()
            self.post_message(self.Dropped(event.text))
