"""What is typed while a list has the focus lands in the field of text below it, where a screen has one."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from poa.tui.narrow import narrow
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.drafting import Result

# In a list these keys do something: tick, and help. A Chinese input method has signs of its own for them.
_OF_THE_LIST = " ?"


class TypedOver(PoaScreen[Result]):
    """A screen with a list and a field beside it: letters that a list would swallow are written into the field."""

    def field_for(self, text: str) -> Input | None:
        """The field that takes what is typed; None where there is none."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """A character that nothing took on its way here; keys of many at once come from an input method."""
        character = event.character or ""
        if not event.is_printable or (not self._typing_already and _of_the_list(character)):
            return
        if self._write(character):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """The same with what is pasted."""
        if event.text and not self._typing_already and self._write(""):
            event.stop()
            if self.focused is not None:
                self.focused.post_message(events.Paste(event.text))

    @property
    def _typing_already(self) -> bool:
        """Several characters may be on their way to the list when the first of them reaches the field."""
        return isinstance(self.focused, Input | TextArea)

    def _write(self, text: str) -> bool:
        field = self.focused if isinstance(self.focused, Input) else self.field_for(text)
        if field is None:
            return False
        if not field.has_focus:
            # What stands there is not to be replaced by what is typed.
            before, field.select_on_focus = field.select_on_focus, False
            self.set_focus(field)
            field.cursor_position = len(field.value)
            self.call_after_refresh(setattr, field, "select_on_focus", before)
        field.insert_text_at_cursor(text)
        return True


def _of_the_list(character: str) -> bool:
    return (narrow(character) or character) in _OF_THE_LIST
