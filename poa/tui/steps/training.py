"""Step 7: what to teach, beginning with the rules that were broken; sessions that were held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from poa.errors import PoaError
from poa.model.question import Step
from poa.tui.steps.base import Row, State, StepView, head, next_row


class View(StepView):
    """Training."""

    step: ClassVar[Step] = "training"

    def rows(self) -> Iterable[Row]:
        """Sessions with their figures and doubts, modules that fit, all others, questions."""
        from poa.training.store import sessions

        held = list(sessions(self.session.folder))
        if held:
            yield head(self.say("sessions"))
        for name in held:
            yield self._session(name)
        yield from self.question_rows()
        yield head(self.say("modules"))
        for module, fits in self.modules():
            note = self.say("module_note", n=len(module.quiz), count=len(module.quiz), minutes=module.minutes)
            told = self.say("fits") if fits else ""
            yield Row(f"module:{module.id}", self.desk.tell(module.title), told, note, state="todo" if fits else "info")
        command = self.desk.words("tui_training.command", folder=self.session.folder)
        yield Row("", self.say("record"), note=command, state="info")
        yield from next_row(self)

    def _session(self, name: str) -> Row:
        """A record: its day, its figures, what is to be cleared up, and whether the case has it."""
        from poa.training.session import doubts, figures
        from poa.training.store import load_session

        words, case = self.desk.words, self.case
        try:
            record = load_session(self.session.folder, name)
        except PoaError as problem:
            return Row("", name, note=problem.told(words), state="problem")
        count = figures(record)
        notes = [
            words("training.figures", invited=count.invited, present=count.present, tested=count.tested,
                  passed=count.passed)
        ]  # fmt: skip
        found = doubts(
            record,
            today=self.desk.local_now.date(),
            incidents=[incident.on for incident in case.incidents if incident.on],
            notice=case.notice.received.date() if case.notice.received else None,
        )
        for doubt in found:
            values = {
                key: self.desk.tell(value) if hasattr(value, "of") else value for key, value in doubt.values.items()
            }
            notes.append("- " + words(f"training.doubt_{doubt.key}", **values))
        taken, barred = name in case.training, any(doubt.weight == "bar" for doubt in found)
        if not barred or taken:
            notes.append(words("tui_training.taken" if taken else "tui_training.take"))
        state: State = "done" if taken else "problem" if barred else "todo"
        title = " ".join(part for part in (self.desk.tell(record.topic) or name, str(record.on or "")) if part)
        return Row(f"session:{name}", title, note="\n".join(notes), state=state)

    def modules(self) -> list[tuple[Any, bool]]:
        """All modules, those on the broken rules first."""
        from poa.training.quiz import suggest_modules

        known = self.desk.modules
        broken = {rule for incident in self.case.incidents for rule in incident.rules}
        fitting = suggest_modules(known, broken)
        rest = [name for name in known if name not in fitting]
        return [(known[name], True) for name in fitting] + [(known[name], False) for name in rest]

    def choose(self, key: str) -> None:
        """A record to take into the case, a module to read, or a question."""
        kind, _, rest = key.partition(":")
        if kind == "module":
            from poa.tui.screens.training import ModuleScreen

            self.screen.app.push_screen(ModuleScreen(self.desk.modules[rest]))
        elif kind == "session":
            self._take(rest)
        else:
            super().choose(key)

    def _take(self, name: str) -> None:
        """Make the record an exhibit, and its figures an action of the letter."""
        from poa.cases.store import load
        from poa.training.into_case import take_into_case
        from poa.training.store import load_session

        session = self.session
        if session.refusal is not None:
            raise session.refusal
        if name in self.case.training:
            self.screen.tell(self.desk.words("tui_training.taken"))
            return
        record = load_session(session.folder, name)
        take_into_case(session.folder, record, self.desk.guidance, today=self.desk.local_now.date(), now=self.desk.now)
        self.change(load(session.folder), f"training {name}")
        self.screen.tell(self.desk.words("tui_training.taken"))
