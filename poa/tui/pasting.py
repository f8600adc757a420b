"""Pasted text in terminals that do not mark it as pasted (old consoles, GNU screen): it arrives like typed keys.

Each Enter and Tab in it would be obeyed, and in a list each letter. What comes at once and is longer than fingers can
type is therefore marked here as the terminal should have marked it, and goes on as one paste.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

from textual import _xterm_parser
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
# So many letters that come in one go were not typed; an input method hands over whole sentences, which is no harm.
LEAST = 16
# So long after a piece of a long paste, in seconds, the next piece belongs to it however short it is.
SOON = 0.1
_BREAKS = "\r\n"


class Marking:
    """Marks what was pasted, until the terminal shows that it does so itself."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self._needless = False
        self._tail = ""
        self._last = float("-inf")

    def marked(self, data: str) -> str:
        """What was read from the terminal in one go, with marks around it where it was pasted."""
        # A mark may be cut in two where a piece ends.
        self._needless = self._needless or START in self._tail + data
        self._tail = data[-len(START) :]
        if self._needless or not all(char.isprintable() or char in "\r\n\t" for char in data):
            return data
        now, body = self.clock(), data.rstrip(_BREAKS)
        goes_on = now - self._last < SOON
        # One line and Enter may have been typed while the computer was busy; Enter is then meant.
        text = data if goes_on or any(char in _BREAKS for char in body) else body
        if not goes_on and sum(char.isprintable() for char in text) < LEAST:
            return data
        self._last = now
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        return f"{START}{lines}{END}{data[len(text) :]}"


class Parser(_xterm_parser.XTermParser):
    """Textual's parser of what the terminal sends."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._marking = Marking()

    def feed(self, data: str) -> Iterable[Message]:
        """The keys, pastes and other events in a piece."""
        return super().feed(self._marking.marked(data) if data else data)


def install() -> None:
    """Let Textual's drivers, which are imported when the application starts, read by this parser."""
    _xterm_parser.XTermParser = Parser  # type: ignore[misc]
