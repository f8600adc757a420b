"""Facts travel through the templates as marks: a number between two private-use signs that no template can read.

After rendering, each mark is put back as the fact's own words together with the path it came from. A fact that
contains template code, markup or such a sign itself is therefore only ever printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from poa.model.case import Person

_OPEN, _CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")

Kind = Literal["text", "own", "day", "days", "span", "people", "origin", "link", "gap"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands behind a mark.

    ``text``: words inside a sentence. ``own``: whole sentences of the seller, kept as written. ``day``, ``days``,
    ``span``: dates, whose year is shown where it is needed. ``people``: names, with the role at the first mention
    (``form`` ``plain`` never adds it), and senders without a name in ``also``. ``origin``: nothing visible, only what
    the sentence stands on. ``link``: words with an address. ``gap``: a missing fact in a draft.
    """

    kind: Kind
    text: str = ""
    dates: tuple[date, ...] = ()
    people: tuple[Person, ...] = ()
    also: tuple[str, ...] = ()
    form: str = ""
    link: str = ""
    facts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    exhibits: tuple[int, ...] = ()


class Value(str):
    """A mark as the template sees it: it can be placed and tested, not read."""

    __slots__ = ()


class Recorder:
    """Hands out marks and finds them again."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []

    def add(self, mark: Mark) -> Value:
        """The sign that stands for ``mark`` in a rendered text."""
        self.marks.append(mark)
        return Value(f"{_OPEN}{len(self.marks) - 1}{_CLOSE}")

    def text(self, text: str, *facts: str, exhibits: tuple[int, ...] = ()) -> Value:
        """Words of the case inside a sentence."""
        return self.add(Mark("text", text, facts=facts, exhibits=exhibits))

    def own(self, text: str, *facts: str) -> Value:
        """Whole sentences of the seller."""
        return self.add(Mark("own", text, facts=facts))

    def pieces(self, rendered: str) -> list[str | Mark]:
        """A rendered text as template words and marks, in order."""
        found: list[str | Mark] = []
        place = 0
        for match in MARK.finditer(rendered):
            if match.start() > place:
                found.append(rendered[place : match.start()])
            found.append(self.marks[int(match[1])])
            place = match.end()
        if place < len(rendered):
            found.append(rendered[place:])
        return found
