"""What every screen has: the two bars, its commands, help, and a language that can change while it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.flow import width_of
from poa.tui.screens.drafting import FIELDS, Drafting, Result, put_text
from poa.tui.widgets.bars import KeyBar, TopBar, entries
from poa.tui.widgets.lines import Lines
from poa.tui.widgets.panes import Frame
from poa.tui.widgets.prose import Prose
from poa.wording import Wording

# How long a sentence stands: time to notice it, and to read it slowly in a second language, whatever is pressed.
NOTICED, CELLS_A_SECOND = 3.0, 14


class PoaScreen(Drafting[Result]):
    """A screen of the assistant. ``ACTIONS`` are its commands, ``HELP`` the name of its help page."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[str | None] = "../styles/screens.tcss"
    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Back, c.Help)
    HELP: ClassVar[str] = "general"
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(c.DropDraft, c.TogglePreview)
    spoken = ""
    # Drawn when it was mounted, and not yet told that it is on top.
    _new = False
    # What is to be done once no other screen lies above.
    _waiting: tuple[Callable[[], object], ...] = ()

    def body(self) -> Iterable[Widget]:
        """The widgets between the bars."""
        return ()

    def where(self) -> tuple[str, str, str]:
        """Left text, right text and its style (right, warn, bad) of the top bar."""
        return "", "", "right"

    def redraw(self) -> None:
        """Show the present state; called after mounting and whenever something changed."""

    def opened(self) -> None:
        """What begins with the screen. An ``on_mount`` that calls the one above it would run that twice."""

    def came_back(self) -> None:
        """The screen that lay above is closed, and this one shows the present state again."""
        waiting, self._waiting = self._waiting, ()
        for act in waiting:
            self.call_later(act)

    def when_on_top(self, act: Callable[[], object]) -> None:
        """Do what came of work behind the screen's back, but not before another screen: then once that is closed."""
        if self.app.screen is self:
            act()
        elif self in self.app.screen_stack:
            self._waiting = (*self._waiting, act)

    def under_way(self, group: str) -> bool:
        """Whether work of this kind, begun here, is under way."""
        return any(one.node is self and one.group == group and not one.is_finished for one in self.app.workers)

    def first_focus(self) -> str:
        """The selector of the widget to begin at."""
        return ""

    def places(self, words: Wording) -> Iterable[tuple[str, str, str, str]]:
        """Where one can go from here, for the list of all actions: key, name, sentence, action."""
        return ()

    # ---- errors

    async def _dispatch_message(self, message: Message) -> None:
        """Whatever the core refuses becomes a sentence; the screen stays."""
        try:
            await super()._dispatch_message(message)
        except PoaError as problem:
            self.tell_problem(problem)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault of the program in work behind the screen's back is said, not swallowed."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.poa.note_fault(event.worker.error)

    # ---- keys

    def on_key(self, event: events.Key) -> None:
        """A key of a Chinese input method does what the same key does without it, where no text is typed."""
        if event.character is None or event.character < "\x80":
            return
        # Imported when such a key is pressed: the first screen has no field of many lines.
        from textual.widgets import TextArea

        from poa.tui.narrow import key_of, narrow

        if isinstance(self.focused, Input | TextArea):
            return
        character = narrow(event.character)
        if character:
            event.stop()
            # As if it came from the terminal: with this screen as its sender it would not reach the keys of the screen.
            self.app.post_message(events.Key(key_of(character), character).set_sender(self.app))

    def on_choice_unknown(self) -> None:
        """A letter that chooses nothing says how one chooses."""
        self.tell(self.words("tui.choice_how"))

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted where nothing can be written is a file for this screen, or is said to have gone nowhere."""
        from textual.widgets import TextArea

        if not event.text.strip() or isinstance(self.focused, Input | TextArea):
            return
        event.stop()
        if not self.dropped(event.text):
            self.tell(self.words("tui.paste_nowhere"), warning=True)

    def dropped(self, text: str) -> bool:
        """Take the files that a pasted text names; False where this screen takes none, or the text names none."""
        return False

    # ---- frame

    def compose(self) -> ComposeResult:
        """The bars and the body."""
        self.spoken = self.desk.language
        yield TopBar()
        yield Frame(*self.body(), id="body")
        if self.draft():
            yield Prose(self._draft_told(), id="draft-note")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill what was composed."""
        self._composed = self.typed()
        self.take_up()
        self.redraw()
        self.draw_bars()
        if self.first_focus():
            for widget in self.query(self.first_focus()):
                widget.focus()
                break
        self.opened()
        self._new = True

    async def on_screen_resume(self) -> None:
        """A screen that comes back speaks the present language and shows the present state; a new one does already."""
        self.poa.moved_on()
        new, self._new = self._new, False
        if new:
            return
        if self.spoken and self.spoken != self.desk.language:
            await self.relabel()
        elif self.is_mounted:
            self.redraw()
            self.draw_bars()
        self.came_back()

    def on_screen_suspend(self) -> None:
        """The painted lines are let go: they are most of what a screen holds, and painted anew when it comes back."""
        for widget in self.query("*"):
            widget._styles_cache.clear()

    async def came_anew(self) -> None:
        """Another window changed the answers or let go of the case; a screen below shows it when it comes back."""
        if self.app.screen is self:
            self.redraw()
            self.draw_bars()

    def draw_bars(self) -> None:
        """Renew both bars."""
        for bar in self.query(TopBar):
            bar.show(*self.where())
        for keys in self.query(KeyBar):
            keys.show(entries(self.footer_commands(), self.words))

    def footer_commands(self) -> list[type[c.Command]]:
        """The commands that the key bar shows now."""
        shown = [command for command in self.ACTIONS if command.footer]
        return [command for command in shown if self.check_action(command.name, ())]

    async def relabel(self) -> None:
        """Compose anew in the present language; what was typed stays, and every cursor where it was."""
        typed = self.typed()
        cursors = {listing.id: listing.key for listing in self.query(Lines) if listing.has_cursor}
        focused = self.focused.id if self.focused else None
        await self.recompose()
        for widget in self.query(FIELDS):
            if widget.id in typed:
                put_text(widget, typed[widget.id])
        self.redraw()
        self.draw_bars()
        for listing in self.query(Lines):
            if cursors.get(listing.id) is not None:
                listing.select(cursors[listing.id])
        for widget in self.query(f"#{focused}") if focused else ():
            widget.focus()

    def action_back(self) -> None:
        """Leave this screen."""
        if len(self.app.screen_stack) > 1:
            self.leave(None)

    def leave(self, result: Result | None) -> None:
        """Leave; what was typed and not kept is put by."""
        self.put_by_and_say()
        self.dismiss(result)

    # ---- fields

    def action_toggle_preview(self) -> None:
        """The letter is shown in the case itself; a key that does nothing here says where it does."""
        if any(shown.id == "case-screen" for shown in self.app.screen_stack):
            self.tell(self.words("tui_preview.in_the_case"))

    def action_next_field(self) -> None:
        """To the next field; Tab does the same."""
        self.focus_next()

    def tell_problem(self, problem: PoaError) -> None:
        """An error as one sentence, at the bottom of the screen."""
        self.poa.say(problem.told(self.words), "error")

    def refuse(self, problem: PoaError) -> None:
        """Say what does not fit, below the fields."""
        say = self.query_one("#q-say", Prose)
        say.update(problem.told(self.words))
        say.add_class("bad")

    def tell(self, text: str, *, warning: bool = False, passing: bool = False) -> None:
        """A sentence at the bottom of the screen; ``passing`` ones go when one goes on."""
        self.poa.say(text, "warning" if warning else "information", passing=passing)

    def tell_undone(self, text: str) -> None:
        """That something was taken back; that it can be is no longer true, and not said any longer."""
        self.app.clear_notifications()
        self.tell(text)


def reading_time(text: str) -> float:
    """Seconds for which a sentence stands; a Chinese character is two cells wide and takes as long as two letters."""
    return NOTICED + width_of(text) / CELLS_A_SECOND
