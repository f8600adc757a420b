"""Where the cursor stands when what a line opened is closed: on that line, or back in the step that one came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from poa.model.question import Step
from poa.tui.changes import place_of
from poa.tui.screens.answering import Answering
from poa.tui.screens.waiting import Waits
from poa.tui.widgets.lines import Lines


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a step: which one, and what it said."""

    step: Step
    number: int
    row: Any


class Returns(Waits):
    """The screen of a case, as far as it knows the way back."""

    step: Step
    # The line from which another step's question was opened.
    came_from: Place | None = None

    def show_step(self, step: Step) -> None:
        """Show a step."""
        raise NotImplementedError

    def place(self) -> Place:
        """The line under the cursor."""
        rows = self.query_one("#rows", Lines)
        item = rows.items[rows.cursor] if 0 <= rows.cursor < len(rows.items) else None
        return Place(self.step, rows.cursor, getattr(item, "row", None))

    def come_back_to(self, place: Place) -> None:
        """When the screen that was just opened is closed, show this line again, or the one that took its place.

        A question asks for one answer then, not for all that are open around it.
        """
        opened = self.app.screen
        if opened is not self:
            self.came_from = place
        if isinstance(opened, Answering):
            opened.once = True

    def came_back(self) -> None:
        """The step that one came from."""
        super().came_back()
        place, self.came_from = self.came_from, None
        if place is None:
            return
        self.show_step(place.step)
        rows = self.query_one("#rows", Lines)
        known = (number for number, item in enumerate(rows.items) if getattr(item, "row", None) == place.row)
        rows.select_near(next(known, place.number))

    def closed(self, path: str) -> None:
        """Put the cursor on the line of the question that was asked last: the next Enter opens what one looked at."""

        def go() -> None:
            rows = self.query_one("#rows", Lines)
            for key in reversed(place_of(self.session, path)[1]):
                rows.select(key)

        self.call_after_refresh(go)
