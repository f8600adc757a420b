"""What a safe wording would change in a message: the lines before and after, before anything is taken over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.findings import finding_items
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines, Span, blank_line
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.rule import Finding

# So many of what stays are told.
MOST = 20
_PIECE = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


class RewriteScreen(PoaScreen[bool]):
    """Returns whether the new words are to be taken.

    Args:
        before: the text.
        after: what it would be.
        left: what a new check finds in that; only where it finds nothing the new words are called safe.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.TakeWords, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "check"

    def __init__(self, before: str, after: str, left: Sequence[Finding] = ()) -> None:
        super().__init__()
        self.before, self.after, self.left = before, after, left

    def body(self) -> Iterable[Widget]:
        """What it is, and the lines."""
        part = "_in_part" if self.left else ""
        yield Vertical(
            Prose(self.words(f"tui_check.diff_title{part}"), classes="page-title"),
            Prose(self.words(f"tui_check.diff_note{part}"), classes="page-note"),
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
        """The lines of both texts, and what stays."""
        items = changed_lines(self.before, self.after)
        if self.left:
            head = Item(spans=[(self.words("tui_check.stays"), "head")], selectable=False)
            items += [blank_line(), head, *finding_items(self.left[:MOST], self.desk, instead=False)]
        self.query_one("#changes", Lines).show(items)

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
