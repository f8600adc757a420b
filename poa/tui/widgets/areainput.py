"""A field of many lines in which one goes on behind what stands there."""

from __future__ import annotations

from textual.widgets import TextArea


class AreaInput(TextArea):
    """Textual's own puts the cursor before the text: what is typed next would stand before what was typed first."""

    def on_mount(self) -> None:
        """Behind the text that it was made with."""
        self.move_cursor(self.document.end)

    def load_text(self, text: str) -> None:
        """Behind a text that is put in: a draft that comes back, an example."""
        super().load_text(text)
        self.move_cursor(self.document.end)
