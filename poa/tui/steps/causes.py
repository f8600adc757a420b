"""Step 3: why it could happen. Suggestions come with their reason; the user decides."""

from __future__ import annotations

from typing import Any, ClassVar

from poa.model.question import Step
from poa.tui.steps.entries import EntriesView


class View(EntriesView):
    """Root causes."""

    step: ClassVar[Step] = "causes"
    place: ClassVar[str] = "causes"

    def fresh(self, entry: str) -> Any:
        """A cause with an id, so that actions can name it whatever its place."""
        from poa.model.case import Cause

        return Cause(id=self.new_id(entry.rpartition(".")[2] or "own"), entry=entry)
