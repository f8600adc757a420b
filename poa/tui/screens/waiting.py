"""A case that another window holds: who it is, reading meanwhile, and going on here as soon as it is free."""

from __future__ import annotations

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.holding import told_holder
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.screens.writing import WritesDocuments
from poa.tui.widgets.prose import Prose

# How often it is looked, in seconds: one small file is read.
EVERY = 2.0


class Waits(WritesDocuments):
    """Takes the case over by itself once the other window has closed it; what is being typed meanwhile stays."""

    def opened(self) -> None:
        """Begin to look."""
        super().opened()
        self.set_interval(EVERY, self.look)

    def draw_bars(self) -> None:
        """The bars, and who holds the case."""
        super().draw_bars()
        for note in self.query("#held").results(Prose):
            told = told_holder(self.session)
            note.update(told)
            note.set_class(not told, "hidden")

    def look(self, *, force: bool = False) -> None:
        """Whether the case is free by now, and what was saved in the other window."""
        if not self.session.read_only:
            return
        try:
            changed = self.session.look(force=force)
        except PoaError as problem:
            if force:
                self.tell_problem(problem)
            return
        if not self.session.read_only:
            self.app.clear_notifications()
            self.tell(self.words(f"tui_held.{'forced' if force else 'taken_anew' if changed else 'taken'}"))
        if self.session.read_only and not changed:
            self.draw_bars()
            return
        self.session.watch()
        for screen in self.app.screen_stack:
            if isinstance(screen, PoaScreen) and screen is not self:
                self.app.call_later(screen.came_anew)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to take over where it cannot be seen whether the other window has ended."""
        if action == c.TakeOver.name:
            return self.session.read_only and self.session.held_elsewhere
        return super().check_action(action, parameters)

    def action_take_over(self) -> None:
        """Asked first; a mere Enter waits on."""
        words, refusal = self.words, self.session.refusal
        host = refusal.values.get("host", "") if refusal else ""
        options = [
            Option("", words("tui_held.force_no")),
            Option("take", words("tui_held.force_yes"), words("tui_held.force_yes_note")),
        ]

        def chosen(key: str | None) -> None:
            if key:
                self.look(force=True)

        screen = ChooseScreen(words("tui_held.force_title", host=host), options, words("tui_held.force_note"))
        self.app.push_screen(screen, chosen)
