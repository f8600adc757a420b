"""What is typed on a screen and not kept: put by while one types and when the screen is left, shown again later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.widgets.panes import Alike
from poa.tui.widgets.prose import Prose
from poa.wording import Wording

if TYPE_CHECKING:
    from poa.tui.app import PoaApp
    from poa.tui.desk import Desk
    from poa.tui.drafts import Drafts
    from poa.tui.session import Session

Result = TypeVar("Result")
# The ticks, among what was put by of a form.
PICKED = "picked"
# So often, in seconds, what stands in a form is handed to the disk while one types.
EVERY = 0.4
# What holds something that the user entered.
FIELDS = "Input, TextArea, Choice"


class Drafting(Alike, Screen[Result]):
    """A screen whose fields are put by under a name of their own."""

    # Whether what is typed here and not kept may be put by on the disk.
    ON_DISK: ClassVar[bool] = True
    # What stood in the fields before anything was typed.
    _composed: Mapping[str, str] = {}
    # Whether what stands there was typed when the form was open before.
    from_draft = False
    # While the fields are taken away and others come there is nothing to read or to tell.
    exchanging = False
    # Rings when what was typed since the last time is to be put by.
    _typing: Timer | None = None

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

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by the field's id."""
        return {widget.id: typed_text(widget) for widget in self.query(FIELDS) if widget.id}

    async def recompose(self) -> None:
        """Exchange the fields, as Textual does it; what was typed last may still be on its way to the screen."""
        self.exchanging = True
        try:
            await super().recompose()
        finally:
            self.exchanging = False

    def tell(self, text: str, *, warning: bool = False, passing: bool = False) -> None:
        """Say a sentence; ``passing`` ones go when one goes on."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show the present state."""
        raise NotImplementedError

    # ---- what was typed and not kept

    def draft(self) -> str:
        """The name under which that is put by: the same for the same form the next time; empty where there is none."""
        return ""

    @property
    def drafts(self) -> Drafts:
        """Where it is put by: with the case that the screen is about, else in the user's home."""
        session: Session | None = getattr(self, "session", None)
        return session.drafts if session else self.desk.drafts

    def unkept(self) -> bool:
        """Whether something stands here that was typed and not kept."""
        return any(text.strip() != self._composed.get(id, "").strip() for id, text in self.typed().items())

    def put_by(self) -> bool:
        """Put it by for the next time; whether there was anything."""
        name = self.draft()
        self._typed_no_more()
        if not name or not self.is_mounted or self.exchanging:
            return False
        if self.unkept():
            self.drafts.put(name, self.to_put_by(), disk=self.ON_DISK)
            return True
        self.drafts.drop(name)
        return False

    def put_by_and_say(self) -> None:
        """The same, and that it comes back is said, with how long it does."""
        if not self.put_by():
            return
        if not self.ON_DISK:
            self.tell(self.words("tui_fields.put_by_here"), passing=True)
        elif self.drafts is self.desk.drafts:
            from poa.tui.drafts import DAYS

            self.tell(self.words("tui_fields.put_by_days", days=DAYS), passing=True)
        else:
            self.tell(self.words("tui_fields.put_by"), passing=True)

    def on_input_changed(self) -> None:
        """A field of one line."""
        self.typed_something()

    def on_text_area_changed(self) -> None:
        """A field of many lines."""
        self.typed_something()

    def on_choice_changed(self) -> None:
        """A field with choices."""
        self.typed_something()

    def typed_something(self) -> None:
        """Put it by soon, and again and again while one types on: it is there even where the program is killed."""
        if self._typing is None and self.ON_DISK and self.draft():
            self._typing = self.set_timer(EVERY, self._while_typing)

    def _while_typing(self) -> None:
        self._typing = None
        if self.exchanging:
            self.typed_something()
        elif self in self.app.screen_stack:
            self.put_by()

    def _typed_no_more(self) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None

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
        self._typed_no_more()
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
