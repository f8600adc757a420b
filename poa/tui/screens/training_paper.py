"""A quiz paper as it was drawn; the answers are shown on a key of their own, for the trainer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.training_answers import labels_of, right_places
from poa.tui.screens.training_book import Book, paper_name, topic_of
from poa.tui.widgets.lines import Item, Lines

if TYPE_CHECKING:
    from poa.model.training import Asked, Paper, Session


class PaperScreen(PoaScreen[None]):
    """The questions of one paper."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.ShowAnswers, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "training-session"

    def __init__(self, book: Book, record: Session, paper: Paper) -> None:
        super().__init__()
        self.book, self.record, self.paper = book, record, paper
        self.answers = False

    def body(self) -> Iterable[Widget]:
        """One page."""
        yield Vertical(Lines(id="paper", cursor=False), classes="page")

    def where(self) -> tuple[str, str, str]:
        """The session and the paper."""
        name = self.words("tui_training.paper", name=paper_name(self.paper.id))
        return self.words("tui_training.titled", of=topic_of(self.record, self.desk), what=name), "", "right"

    def first_focus(self) -> str:
        """The page."""
        return "#paper"

    def redraw(self) -> None:
        """All questions; with the answers where they are wanted."""
        from poa.training.desk import changed_since

        items = []
        altered = changed_since(self.paper, list(self.desk.modules.values()))
        if altered:
            told = self.words("training.bank_changed", ids=", ".join(altered))
            items += [Item(spans=[(told, "warn")]), Item(spans=[("", "")])]
        for number, asked in enumerate(self.paper.questions, 1):
            items += self._question(number, asked)
        self.query_one("#paper", Lines).show(items)

    def _question(self, number: int, asked: Asked) -> list[Item]:
        tell = self.desk.tell
        items = [Item(spans=[(f"{number}. {tell(asked.question)}", "bold")], hang=3)]
        if asked.message:
            items.append(Item(spans=[(asked.message, "quiet")], indent=3))
        right = right_places(asked) if asked.kind != "rewrite" else set()
        for place, label in enumerate(labels_of(self, asked) if asked.kind != "rewrite" else ()):
            mark = ("✓ ", "good") if self.answers and place in right else ("- ", "quiet")
            items.append(Item(spans=[mark, (label, "")], indent=3, hang=2))
        if self.answers:
            if asked.model:
                items.append(Item(spans=[("✓ ", "good"), (asked.model, "")], indent=3, hang=2))
            items.append(Item(spans=[(tell(asked.why), ""), (f"  {asked.url}", "quiet")], indent=3))
        return [*items, Item(spans=[("", "")])]

    def action_show_answers(self) -> None:
        """The key, or without it."""
        self.answers = not self.answers
        self.redraw()
