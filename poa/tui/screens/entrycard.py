"""A cause, an action or a measure to look at; it comes into the case only when the user says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.guide import Topic, told_topic
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose


class EntryCard(PoaScreen[bool]):
    """Returns whether the entry is to be added; nothing is changed here.

    Args:
        session: the open case.
        topic: the entry of the playbook.
        why: the reason for which it is suggested, in the present language; empty where it is not.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.TakeIn, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "entry"

    def __init__(self, session: Session, topic: Topic, why: Callable[[], str]) -> None:
        super().__init__()
        self.session, self.topic, self.why = session, topic, why

    def body(self) -> Iterable[Widget]:
        """What it is called, what the keys do, what it says and asks."""
        title = self.desk.tell(self.topic.title)
        yield Vertical(
            Prose(title[:1].upper() + title[1:], classes="page-title"),
            Prose(self.words(f"tui_steps.card.{'taken' if self._taken else 'note'}"), classes="page-note"),
            Lines(id="card", cursor=False),
            classes="page",
        )

    @property
    def _taken(self) -> bool:
        return any(item.entry == self.topic.id for item in getattr(self.session.case, self.topic.kind))

    def where(self) -> tuple[str, str, str]:
        """The case and the step."""
        return self.session.title(), self.words(f"tui_steps.{self.topic.kind}.name"), "right"

    def first_focus(self) -> str:
        """The text."""
        return "#card"

    def redraw(self) -> None:
        """Why it is suggested, then all that the playbook says of it."""
        why = self.why()
        told = [*([self.words("tui_steps.card.why", why=why), ""] if why else []), told_topic(self.topic, self.desk)]
        lines = "\n".join(told).strip().split("\n")
        items = [Item(spans=[(line, "")], hang=4 if line.startswith(" ") else 0, selectable=False) for line in lines]
        self.query_one("#card", Lines).show(items)

    def action_take_in(self) -> None:
        """It is true for this shop."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Nothing is added."""
        self.dismiss(False)
