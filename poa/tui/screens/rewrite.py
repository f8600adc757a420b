"""What a safe wording would change in a message: the lines before and after, before anything is taken over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines, Span
from poa.tui.widgets.prose import Prose

_PIECE = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


class RewriteScreen(PoaScreen[bool]):
    """Returns whether the new words are to be taken."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.TakeWords, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "check"

    def __init__(self, before: str, after: str) -> None:
        super().__init__()
        self.before, self.after = before, after

    def body(self) -> Iterable[Widget]:
        """What it is, and the lines."""
        yield Vertical(
            Prose(self.words("tui_check.diff_title"), classes="page-title"),
            Prose(self.words("tui_check.diff_note"), classes="page-note"),
            Lines(id="changes", cursor=False),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The screen below."""
        return self.words("tui_check.where"), "", "right"

    def first_focus(self) -> str:
        """The lines."""
        return "#changes"

    def redraw(self) -> None:
        """The lines of both texts."""
        self.query_one("#changes", Lines).show(changed_lines(self.before, self.after))

    def action_take_words(self) -> None:
        """Take the new words."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Leave the text as it is."""
        self.dismiss(False)


def changed_lines(before: str, after: str) -> list[Item]:
    """Lines that stay, lines that go ("-") with the words that go marked, lines that come ("+")."""
    old, new = before.split("\n"), after.split("\n")
    items: list[Item] = []
    for kind, a, b, x, y in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            items += [_line("  ", [(line, "quiet")], "") for line in old[a:b]]
            continue
        gone, come = _marked("\n".join(old[a:b]), "\n".join(new[x:y]))
        items += [_line("- ", spans, "bad") for spans in gone if a < b]
        items += [_line("+ ", spans, "good") for spans in come if x < y]
    return items


def _line(mark: str, spans: list[Span], style: str) -> Item:
    return Item(spans=[(mark, style), *spans], hang=2, selectable=False)


def _marked(old: str, new: str) -> tuple[list[list[Span]], list[list[Span]]]:
    """Both texts as lines, the words that differ in the colour of their sign and underlined."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    gone: list[Span] = []
    come: list[Span] = []
    for kind, a, b, x, y in SequenceMatcher(None, before, after).get_opcodes():
        same = kind == "equal"
        gone.append(("".join(before[a:b]), "" if same else "marked"))
        come.append(("".join(after[x:y]), "" if same else "marked"))
    return _broken(gone), _broken(come)


def _broken(spans: list[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for text, style in spans:
        first, *rest = text.split("\n")
        lines[-1].append((first, style))
        lines += [[(part, style)] for part in rest]
    return lines
