"""Step 6: the exhibits, numbered, with what each shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from poa.errors import PoaError
from poa.model.question import Step
from poa.tui.steps.base import Row, State, StepView, head, next_row
from poa.tui.wayfinding import entry_name

_ALTERED = "altered exhibits"


class View(StepView):
    """Evidence."""

    step: ClassVar[Step] = "evidence"

    def opened(self) -> None:
        """Files are compared with what was taken in, behind the screen's back: they may be large."""
        self.screen.run_worker(self._compare, thread=True, exclusive=True, group="exhibits", exit_on_error=False)

    def _compare(self) -> None:
        from poa.cases.exhibits import altered_exhibits

        try:
            altered = {path.name for path in altered_exhibits(self.session.folder, self.case)}
        except (OSError, PoaError):
            # What cannot be read is said when it is exported.
            return
        self.screen.app.call_from_thread(self._compared, altered)

    def _compared(self, altered: set[str]) -> None:
        if altered != self.session.kept(_ALTERED, set):
            self.session.keep(_ALTERED, altered)
            self.screen.redraw()

    def rows(self) -> Iterable[Row]:
        """Exhibits with their files, then questions."""
        for number in range(len(self.case.exhibits)):
            yield self._exhibit_row(number)
        yield Row("add", self.say("add"), state="action")
        rest = self.others("exhibits")
        if rest:
            yield head(self.say("more"))
        for row in self.question_rows(rest):
            yield replace(row, note=self._about(row.key[2:]))
        yield from next_row(self)

    def _exhibit_row(self, index: int) -> Row:
        from poa.cases.exhibits import uses_of

        exhibit = self.case.exhibits[index]
        words = self.desk.words
        title = f"{exhibit.number}. {self.desk.tell(exhibit.title)}"
        uses = len(uses_of(self.case, exhibit.number))
        note = words("tui_exhibit.used", n=uses, count=uses) if uses else words("tui_exhibit.unused")
        state: State = self.state_of(f"exhibits[{index}]") if exhibit.file else "open"
        if exhibit.file and not (self.session.folder / exhibit.file).is_file():
            note, state = words("tui_exhibit.gone"), "problem"
        elif Path(exhibit.file).name in self.session.kept(_ALTERED, set):
            note, state = words("tui_exhibit.altered"), "problem"
        return Row(f"exhibit:{index}", title, exhibit.file or self.say("no_file"), note, state)

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

    def dropped(self, text: str) -> bool:
        """The file of a new exhibit."""
        self._open(None, text)
        return True

    def _open(self, number: int | None, dropped: str = "") -> None:
        from poa.tui.screens.exhibit import ExhibitScreen
        from poa.tui.widgets.pathinput import take_into

        screen = ExhibitScreen(self.session, number)
        self.screen.app.push_screen(screen)
        take_into(screen, "#exhibit-path", dropped)

    def remove(self, key: str) -> None:
        """Take an exhibit out of the list and of the answers that name it; its file stays in the folder."""
        if key.startswith("exhibit:"):
            from poa.cases.exhibits import without_exhibit

            index = int(key.partition(":")[2])
            self.change(without_exhibit(self.case, index), f"- exhibits[{index}]")
            self.screen.tell(self.desk.words("tui_steps.general.removed"))
