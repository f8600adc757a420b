"""Opening the practice case, for the screens that offer it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from textual import work

from poa.errors import PoaError
from poa.tui.screens.base import PoaScreen


class OpensPractice(PoaScreen[Any]):
    """Makes the invented case where it is not there yet, and opens it; it is never among the real ones unmarked."""

    # Whether the card of what to do now comes first, as it does with a new warning.
    WITH_CARD: ClassVar[bool] = False

    def action_open_practice(self) -> None:
        """The invented case."""
        if not self.under_way("practice"):
            self.tell(self.words("tui.first.opening"))
            self._make_practice()

    @work(thread=True, exclusive=True, exit_on_error=False, group="practice")
    def _make_practice(self) -> None:
        from poa.tui.newcase import practice_folder

        try:
            folder = practice_folder(self.desk)
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self.when_on_top, lambda: self._practise(folder))

    def _practise(self, folder: Path) -> None:
        self.app.clear_notifications()
        # What was typed beside it comes back.
        self.put_by()
        self.poa.open_case(folder, fresh=self.WITH_CARD)
