"""All actions that are possible now, to search by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from poa.tui import commands as c
from poa.tui.flow import in_column, padded
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines
from poa.wording import LANGUAGES, Language

KEY_WIDTH = 6
# Key, name, the rest of the sentence, action.
Entry = tuple[str, str, str, str]


class PaletteScreen(PoaScreen[str]):
    """Returns the name of the chosen action."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.Pick,
        c.Back,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *c.bindings(*ACTIONS),
        ("down", "cursor(1)", ""),
        ("up", "cursor(-1)", ""),
    ]

    def __init__(self, under: PoaScreen[Any]) -> None:
        super().__init__()
        self.under = under
        self._other_words: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        """A search line and the actions."""
        yield Vertical(
            Input(id="palette-words", placeholder=self.words("tui.palette.search")),
            Lines(id="actions", classes="driven"),
            id="palette",
        )

    def where(self) -> tuple[str, str, str]:
        """The screen's name."""
        return self.words("tui.palette.where"), "", "right"

    def first_focus(self) -> str:
        """The search line."""
        return "#palette-words"

    def redraw(self) -> None:
        """The actions that fit the words; where none does, those whose pinyin or other language does."""
        wanted = self.query_one("#palette-words", Input).value.casefold().split()
        entries = list(self._entries())
        found = [e for e in entries if all(word in f"{e[1]} {e[2]} {e[0]}".casefold() for word in wanted)]
        if not found:
            spelled = self._spelled(entries)
            found = [e for e in entries if all(word in spelled[e[3]] for word in wanted)]
        items = []
        names = in_column([label for _, label, _, _ in found])
        for (key, _, told, action), name in zip(found, names, strict=True):
            spans = [(padded(key, KEY_WIDTH), "accent"), (f" {name}", "bold"), (f"  {told}", "quiet")]
            items.append(Item(action, spans=spans, hang=KEY_WIDTH + 1))
        if not items:
            items = [Item(spans=[(self.words("tui.palette.none"), "quiet")], selectable=False)]
        self.query_one("#actions", Lines).show(items)

    def _entries(self, language: Language | None = None) -> Iterable[Entry]:
        """Key, name, sentence and action of everything that is possible now."""
        words = self.desk.wording(language) if language else self.words
        for command in available(self.under):
            yield command.shown_key(), command.label(words), command.help(words), command.name
        yield from self.under.places(words)

    def _spelled(self, entries: Sequence[Entry]) -> Mapping[str, str]:
        """What else finds an action: its words in all languages, and the Chinese ones in pinyin and by initials."""
        from poa.text.pinyin import spelled

        if not self._other_words:
            told = [entry for language in LANGUAGES for entry in self._entries(language)]
            for _, label, help, action in told:
                before = self._other_words.get(action, "")
                self._other_words[action] = f"{before} {label} {help} {spelled(label)} {spelled(help)}".casefold()
        return self._other_words

    @on(Input.Changed, "#palette-words")
    def _typed(self) -> None:
        self.redraw()
        self.query_one("#actions", Lines).action_edge(0)

    @on(Input.Submitted, "#palette-words")
    def action_pick(self) -> None:
        """Do what the line under the cursor says."""
        self.query_one("#actions", Lines).action_choose()

    @on(Lines.Chosen, "#actions")
    def _chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(event.key)

    def action_cursor(self, step: int) -> None:
        """Move in the list while the search line keeps the focus."""
        self.query_one("#actions", Lines).action_move(step)


def available(screen: PoaScreen[Any]) -> list[type[c.Command]]:
    """The actions of a screen that are possible now, then those of the application."""
    offered: tuple[type[c.Command], ...] = (*screen.ACTIONS, c.DropDraft)
    own = [command for command in offered if screen.check_action(command.name, ())]
    return own + [command for command in screen.poa.GENERAL if command is not c.Palette and command not in own]
