"""A field of one line that keeps all that is pasted into it."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class LineInput(Input):
    """Several lines are put beside each other; Textual's own field takes the first and lets the others go unsaid."""

    def _on_paste(self, event: events.Paste) -> None:
        """Instead of Textual's own."""
        event.stop()
        event.prevent_default()
        lines = [line for line in event.text.splitlines() if line.strip()]
        text = lines[0] if len(lines) == 1 else " ".join(line.strip() for line in lines)
        if text:
            self.replace(text, *self.selection)
