"""Step 3: why it could happen. Suggestions come with their reason; the user decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from poa.model.question import Step
from poa.tui.steps.entries import EntriesView, Place


class View(EntriesView):
    """Root causes."""

    step: ClassVar[Step] = "causes"
    place: ClassVar[Place] = "causes"

    def entries(self) -> Mapping[str, Any]:
        """Without causes that contradict what is confirmed, unless the case holds one already."""
        from poa.plan.suggest import may_be

        taken = {cause.entry for cause in self.case.causes}
        return {name: entry for name, entry in super().entries().items() if name in taken or may_be(entry, self.case)}

    def fresh(self, entry: str) -> Any:
        """A cause with an id, so that actions can name it whatever its place; its sentence is still to be confirmed."""
        from poa.model.case import Cause

        return Cause(id=self.new_id(entry.rpartition(".")[2] or "own"), entry=entry, status="" if entry else "true")
