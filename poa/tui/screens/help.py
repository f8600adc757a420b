"""The help of a screen: what it is for, and its keys; generated from the same commands that the keys come from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.flow import in_column
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.palette import available
from poa.tui.widgets.lines import Item, Lines

_FOLDER = Path(__file__).resolve().parent.parent / "help"


class HelpScreen(PoaScreen[None]):
    """Explains the screen under it."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Back, c.SwitchLanguage)
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS), ("question_mark,f1", "back", "")]

    def __init__(self, under: PoaScreen[Any]) -> None:
        super().__init__()
        self.under = under

    def body(self) -> Iterable[Widget]:
        """One long page."""
        yield Vertical(Lines(id="help-text", cursor=False), classes="page")

    def where(self) -> tuple[str, str, str]:
        """The screen's name."""
        return self.words("tui.help.where"), "", "right"

    def first_focus(self) -> str:
        """The page."""
        return "#help-text"

    def redraw(self) -> None:
        """The page in the present language."""
        items = page_items(help_text(self.under.HELP, self.desk.language))
        items.append(Item(spans=[(self.words("tui.help.keys"), "head")], selectable=False))
        shown: list[type[c.Command]] = [c.Palette, *available(self.under)]
        keys = [(one.shown_key(), one.label(self.words), one.help(self.words), "") for one in shown]
        keys += [(key, label, told, "quiet") for key, label, told, _ in self.under.places(self.words)]
        names = in_column([label for _, label, _, _ in keys])
        for (key, _, told, style), name in zip(keys, names, strict=True):
            items.append(Item(spans=[(f"{key:<7}", "accent"), (name, "bold"), (f"  {told}", style)], hang=7))
        if self.under.HELP != "general":
            items += [Item(spans=[("", "")]), *page_items(help_text("general", self.desk.language))]
        self.query_one("#help-text", Lines).show(items)


def help_text(page: str, language: str) -> str:
    """A help page's text."""
    return (_FOLDER / language / f"{page}.md").read_text(encoding="utf-8")


def page_items(text: str) -> list[Item]:
    """A page of headings (#), bullets (-) and paragraphs as items."""
    items = []
    for paragraph in text.strip().split("\n"):
        if paragraph.startswith("# "):
            items.append(Item(spans=[(paragraph[2:], "head")]))
        elif paragraph.startswith("- "):
            items.append(Item(spans=[(paragraph, "")], hang=2))
        else:
            items.append(Item(spans=[(paragraph, "")]))
    items.append(Item(spans=[("", "")]))
    return items
