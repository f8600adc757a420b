"""Step 5: what prevents a repetition: owner, how often, how it is checked, since when."""

from __future__ import annotations

from typing import Any, ClassVar

from poa.model.question import Step
from poa.tui.steps.actions import View as ActionsView
from poa.tui.steps.entries import Place


class View(ActionsView):
    """Preventive measures."""

    step: ClassVar[Step] = "measures"
    place: ClassVar[Place] = "measures"

    def fresh(self, entry: str) -> Any:
        """A measure that claims nothing yet."""
        from poa.model.case import Measure

        return Measure(id=self.new_id(entry.rpartition(".")[2] or "own"), entry=entry, causes=self._causes(entry))
