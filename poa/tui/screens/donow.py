"""The card of the first hour: what to do now, what not to do; ticks are kept with the case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import msgspec
from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.times import told_moment
from poa.tui.widgets.lines import Item, Lines, blank_line
from poa.tui.widgets.prose import Prose

DO = ("stop_automation", "save_messages", "write_down", "tell_staff", "answer_buyers")
DO_NOT = ("buyer", "delete", "second_account", "hurry")


class DoNowScreen(PoaScreen[None]):
    """Ticks stand in ``case.do_now``."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Tick, c.ToSteps, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS[1:]), ("space", "tick", "")]
    HELP = "donow"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def body(self) -> Iterable[Widget]:
        """The time left, and the two lists."""
        yield Vertical(
            Prose(self.words("tui_now.title"), classes="page-title"),
            Prose(id="now-time", classes="page-note"),
            Lines(id="now"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The case and the time left."""
        left = self.session.time_left
        return self.session.title(), left.words, left.style if left.style in ("warn", "bad") else "right"

    def first_focus(self) -> str:
        """The list."""
        return "#now"

    def redraw(self) -> None:
        """Both lists with their ticks."""
        words, ticked = self.words, self.session.case.do_now
        self.query_one("#now-time", Prose).update(self._time())
        items = [Item(spans=[(words("tui_now.do"), "head")], selectable=False)]
        for name in DO:
            done = name in ticked
            mark = ("[✓] ", "good") if done else ("[ ] ", "warn")
            items.append(Item(name, spans=[mark, (words(f"tui_now.do_{name}"), "quiet" if done else "")], hang=4))
        items.append(Item("go", spans=[("›   ", "accent"), (words("tui_now.go"), "accent")], hang=4))
        items.append(blank_line())
        items.append(Item(spans=[(words("tui_now.do_not"), "head")], selectable=False))
        for name in DO_NOT:
            told = words(f"tui_now.not_{name}")
            items.append(Item(spans=[("x   ", "bad"), (told, "")], hang=4, selectable=False))
        self.query_one("#now", Lines).show(items)

    def _time(self) -> str:
        left, hours = self.session.time_left, self.session.stated_hours
        if self.session.case.closed_on:
            return left.words
        if left.ends is None and hours is not None:
            return "\n".join((self.words("tui_now.stated", n=hours, hours=f"{hours:g}"), *self._also()))
        if left.ends is None:
            free = self._free()
            return self.words("tui_now.free", words=free) if free else self.words("tui_now.no_deadline")
        key = "tui_now.passed" if left.urgency == "over" else "tui_now.until"
        told = self.words(key, moment=told_moment(left.ends, self.desk.zone, self.words))
        return "\n".join((told, *self._also()))

    def _free(self) -> str:
        """The words with which the notice says that there is no day to answer by."""
        from poa.tui.noticeread import free_of_deadline

        return free_of_deadline(self.session.notice, self.session.case)

    def _also(self) -> Iterable[str]:
        """How else the deadline can be read, as long as nobody has said which reading holds."""
        from poa.notice.told import told_readings

        readings = self.session.case.notice.other_deadlines
        for line in told_readings(readings, self.words, lambda at: told_moment(at, self.desk.zone, self.words)):
            yield self.words("tui_now.also", reading=line)

    @on(Lines.Chosen, "#now")
    def _chosen(self, event: Lines.Chosen) -> None:
        if event.key == "go":
            self.action_back()
        else:
            self.action_tick()

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        name = self.query_one("#now", Lines).key
        ticked = self.session.case.do_now
        if name not in DO:
            return
        kept = tuple(tick for tick in ticked if tick != name) if name in ticked else (*ticked, name)
        try:
            self.session.change(msgspec.structs.replace(self.session.case, do_now=kept), why="do_now")
        except PoaError as problem:
            self.tell_problem(problem)
            return
        self.redraw()
        if name not in ticked:
            self.query_one("#now", Lines).action_move(1)

    def action_to_steps(self) -> None:
        """On to the steps."""
        self.action_back()
