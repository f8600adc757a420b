"""What every screen has: the two bars, its commands, help, and a language that can change while it is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.flow import width_of
from poa.tui.widgets.bars import KeyBar, TopBar, entries
from poa.tui.widgets.panes import Alike, Frame
from poa.tui.widgets.prose import Prose
from poa.wording import Wording

if TYPE_CHECKING:
    from poa.tui.app import PoaApp
    from poa.tui.desk import Desk
    from poa.tui.drafts import Drafts
    from poa.tui.session import Session

Result = TypeVar("Result")
# How long a sentence stands: time to notice it, and to read it slowly in a second language, whatever is pressed.
NOTICED, CELLS_A_SECOND = 3.0, 14
# The ticks, among what was put by of a form.
PICKED = "picked"
# What holds something that the user entered.
FIELDS = "Input, TextArea, Choice"


class PoaScreen(Alike, Screen[Result]):
    """A screen of the assistant. ``ACTIONS`` are its commands, ``HELP`` the name of its help page."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[str | None] = "../styles/screens.tcss"
    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Back, c.Help)
    HELP: ClassVar[str] = "general"
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(c.DropDraft)
    spoken = ""
    # What stood in the fields before anything was typed.
    _composed: Mapping[str, str] = {}
    # Whether what stands there was typed when the form was open before.
    from_draft = False

    @property
    def poa(self) -> PoaApp:
        """The application."""
        return cast("PoaApp", self.app)

    @property
    def desk(self) -> Desk:
        """What all screens share."""
        return self.poa.desk

    @property
    def words(self) -> Wording:
        """The program's words."""
        return self.desk.words

    def body(self) -> Iterable[Widget]:
        """The widgets between the bars."""
        return ()

    def where(self) -> tuple[str, str, str]:
        """Left text, right text and its style (right, warn, bad) of the top bar."""
        return "", "", "right"

    def redraw(self) -> None:
        """Show the present state; called after mounting and whenever something changed."""

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

    async def on_screen_resume(self) -> None:
        """A screen that comes back speaks the present language and shows the present state."""
        if self.spoken and self.spoken != self.desk.language:
            await self.relabel()
        elif self.is_mounted:
            self.redraw()
            self.draw_bars()

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
        """Compose anew in the present language; what was typed stays."""
        typed = self.typed()
        focused = self.focused.id if self.focused else None
        await self.recompose()
        for widget in self.query(FIELDS):
            if widget.id in typed:
                put_text(widget, typed[widget.id])
        self.redraw()
        self.draw_bars()
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

    # ---- what was typed and not kept

    def draft(self) -> str:
        """The name under which that is put by: the same for the same form the next time; empty where there is none."""
        return ""

    @property
    def drafts(self) -> Drafts:
        """Where it is put by: with the case that the screen is about, else for as long as the program runs."""
        session: Session | None = getattr(self, "session", None)
        return session.drafts if session else self.desk.drafts

    def unkept(self) -> bool:
        """Whether something stands here that was typed and not kept."""
        return any(text.strip() != self._composed.get(id, "").strip() for id, text in self.typed().items())

    def put_by(self) -> bool:
        """Put it by for the next time; whether there was anything."""
        name = self.draft()
        if not name or not self.is_mounted:
            return False
        if self.unkept():
            self.drafts.put(name, self.to_put_by())
            return True
        self.drafts.drop(name)
        return False

    def put_by_and_say(self) -> None:
        """The same, and that it comes back is said."""
        if self.put_by():
            self.tell(self.words("tui_fields.put_by"))

    def to_put_by(self) -> dict[str, str]:
        """What stands here; of long texts this is a copy."""
        return self.typed()

    def take_up(self) -> None:
        """Put what was put by back into the fields."""
        kept = self.drafts.of(self.draft()) if self.draft() else {}
        self.from_draft = bool(kept)
        if kept:
            # That it comes back need not be said beside it.
            self.app.clear_notifications()
        for widget in self.query(FIELDS) if kept else ():
            if widget.id in kept:
                put_text(widget, kept[widget.id])
        for note in self.query("#draft-note").results(Prose):
            note.update(self._draft_told())

    def forget_draft(self) -> None:
        """It was kept, or given up."""
        if self.draft():
            self.drafts.drop(self.draft())
        self.from_draft = False

    async def action_drop_draft(self) -> None:
        """Give up what was typed the time before: the fields are as they would be without it."""
        if self.from_draft:
            self.forget_draft()
            await self.empty()
            self.redraw()

    async def empty(self) -> None:
        """Take out of the fields what was typed."""
        for widget in self.query(FIELDS):
            put_text(widget, self._composed.get(widget.id or "", ""))
        self.query_one("#draft-note", Prose).update("")

    def _draft_told(self) -> str:
        return self.words("tui_fields.from_draft") if self.from_draft else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to give up only where something came back."""
        return self.from_draft if action == c.DropDraft.name else super().check_action(action, parameters)

    # ---- fields

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by the field's id."""
        return {widget.id: typed_text(widget) for widget in self.query(FIELDS) if widget.id}

    def action_next_field(self) -> None:
        """To the next field; Tab does the same."""
        self.focus_next()

    def tell_problem(self, problem: PoaError) -> None:
        """An error as one sentence, at the bottom of the screen."""
        told = problem.told(self.words)
        self.app.notify(told, severity="error", timeout=max(12, reading_time(told)), markup=False)

    def refuse(self, problem: PoaError) -> None:
        """Say what does not fit, below the fields."""
        say = self.query_one("#q-say", Prose)
        say.update(problem.told(self.words))
        say.add_class("bad")

    def tell(self, text: str, *, warning: bool = False) -> None:
        """A sentence at the bottom of the screen."""
        severity: Literal["warning", "information"] = "warning" if warning else "information"
        self.app.notify(text, severity=severity, timeout=reading_time(text), markup=False)

    def tell_undone(self, text: str) -> None:
        """That something was taken back; that it can be is no longer true, and not said any longer."""
        self.app.clear_notifications()
        self.tell(text)


def reading_time(text: str) -> float:
    """Seconds for which a sentence stands; a Chinese character is two cells wide and takes as long as two letters."""
    return NOTICED + width_of(text) / CELLS_A_SECOND


def typed_text(widget: Widget) -> str:
    """What stands in a field of any kind."""
    return str(getattr(widget, "value", "") or getattr(widget, "text", ""))


def put_text(widget: Widget, text: str) -> None:
    """Put text into a field of any kind."""
    if hasattr(widget, "load_text"):
        widget.load_text(text)
    else:
        widget.value = text  # type: ignore[attr-defined]
        widget.refresh()
