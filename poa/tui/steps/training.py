"""Step 7: what to teach, beginning with the rules that were broken; sessions that were held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from poa.model.question import Step
from poa.tui.steps.base import Row, StepView, head, next_row


class View(StepView):
    """Training."""

    step: ClassVar[Step] = "training"

    def rows(self) -> Iterable[Row]:
        """Sessions, modules that fit, all others, questions."""
        from poa.training.store import sessions

        held = list(sessions(self.session.folder))
        if held:
            yield head(self.say("sessions"))
        for name in held:
            yield Row("", name, state="done")
        yield from self.question_rows()
        yield head(self.say("modules"))
        for module, fits in self.modules():
            note = self.say("module_note", n=len(module.quiz), count=len(module.quiz), minutes=module.minutes)
            told = self.say("fits") if fits else ""
            yield Row(f"module:{module.id}", self.desk.tell(module.title), told, note, state="todo" if fits else "info")
        yield Row("", self.say("record"), state="info")
        yield from next_row(self)

    def modules(self) -> list[tuple[Any, bool]]:
        """All modules, those on the broken rules first."""
        from poa.training.quiz import suggest_modules

        known = self.desk.modules
        broken = {rule for incident in self.case.incidents for rule in incident.rules}
        fitting = suggest_modules(known, broken)
        rest = [name for name in known if name not in fitting]
        return [(known[name], True) for name in fitting] + [(known[name], False) for name in rest]

    def choose(self, key: str) -> None:
        """A module to read, or a question."""
        if key.startswith("module:"):
            from poa.tui.screens.training import ModuleScreen

            self.screen.app.push_screen(ModuleScreen(self.desk.modules[key.partition(":")[2]]))
        else:
            super().choose(key)
