"""Step 6: the exhibits, numbered, with what each shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from poa.model.question import Step
from poa.tui.paths import without
from poa.tui.steps.base import Row, State, StepView, head, next_row
from poa.tui.wayfinding import entry_name


class View(StepView):
    """Evidence."""

    step: ClassVar[Step] = "evidence"

    def rows(self) -> Iterable[Row]:
        """Exhibits with their files, then questions."""
        for number, exhibit in enumerate(self.case.exhibits):
            title = f"{exhibit.number}. {self.desk.tell(exhibit.title)}"
            state: State = self.state_of(f"exhibits[{number}]") if exhibit.file else "open"
            yield Row(f"exhibit:{number}", title, exhibit.file or self.say("no_file"), state=state)
        yield Row("add", self.say("add"), state="action")
        rest = self.others("exhibits")
        if rest:
            yield head(self.say("more"))
        for row in self.question_rows(rest):
            yield replace(row, note=self._about(row.key[2:]))
        yield from next_row(self)

    def _about(self, path: str) -> str:
        """The action or measure that a question of this step asks proof for."""
        return entry_name(self.session, path)

    def choose(self, key: str) -> None:
        """An exhibit, a new one, a question."""
        if key == "add":
            self.add()
        elif key.startswith("exhibit:"):
            self._open(int(key.partition(":")[2]))
        else:
            super().choose(key)

    def add(self) -> None:
        """A file, or evidence whose file comes later."""
        self._open(None)

    def _open(self, number: int | None) -> None:
        from poa.tui.screens.exhibit import ExhibitScreen

        self.screen.app.push_screen(ExhibitScreen(self.session, number))

    def remove(self, key: str) -> None:
        """Take an exhibit out of the list; its file stays in the folder."""
        if key.startswith("exhibit:"):
            path = f"exhibits[{key.partition(':')[2]}]"
            self.change(without(self.case, path), f"- {path}")
            self.screen.tell(self.desk.words("tui_steps.general.removed"))
