"""Step 7: the sessions of the case, and what to teach, beginning with the rules that were broken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from poa.errors import PoaError
from poa.model.question import Step
from poa.text.dates import told_day
from poa.tui.flow import APART
from poa.tui.steps.base import Row, State, StepView, head, next_row

if TYPE_CHECKING:
    from poa.model.training import Session
    from poa.tui.screens.training_book import Book


MOST_DOUBTS = 3


class View(StepView):
    """Training."""

    step: ClassVar[Step] = "training"

    @property
    def book(self) -> Book:
        """The trainings of the case."""
        from poa.tui.screens.training_book import Book

        return Book(self.desk, self.session)

    def rows(self) -> Iterable[Row]:
        """Sessions with their figures and doubts, a new one, questions, modules that fit, all others."""
        book, words = self.book, self.desk.words
        yield head(self.say("sessions"))
        for name, record in book.sessions():
            if isinstance(record, PoaError):
                yield Row("", name, note=record.told(words), state="problem")
            else:
                yield from self._session(book, name, record)
        yield Row("new", words("tui_training.new_case"), state="action")
        yield from self.question_rows()
        yield head(self.say("modules"))
        for module, fits in self.modules():
            note = self.say("fits") if fits else ""
            yield Row(f"module:{module.id}", self.desk.tell(module.title), note=note, state="info")
        yield Row("home", words("tui_training.to_home"), state="action")
        yield from next_row(self)

    def _session(self, book: Book, name: str, record: Session) -> Iterable[Row]:
        """A record: its day, its figures, the gravest doubts, and whether the case has it."""
        from poa.training.into_case import disproved, standing_in
        from poa.tui.screens.training_book import topic_of

        words = self.desk.words
        found = book.doubts(record)
        barred = any(doubt.weight == "bar" for doubt in found)
        standing = standing_in(self.case, record)
        gravest = [doubt for doubt in found if doubt.weight == "bar"][:MOST_DOUBTS]
        notes = [book.figures(record), *(f"- {book.told(doubt)}" for doubt in gravest)]
        others = len(found) - len(gravest)
        if others:
            notes.append(words("tui_training.open", n=others, count=others))
        wrong = bool(disproved(self.case, record, self.desk.local_now.date()))
        state: State = "problem" if barred or wrong else "done" if standing == "yes" else "todo"
        day = told_day(record.on, words) if record.on else words("tui_training.undated")
        title = f"{topic_of(record, self.desk)}{APART}{day}"
        yield Row(f"session:{name}", title, note="\n".join(note for note in notes if note), state=state)
        if wrong:
            yield Row(f"session:{name}", words("tui_training.disproved"), state="problem")
            yield Row(f"drop:{name}", words("tui_training.drop"), state="action")
        elif standing == "yes":
            yield Row("", words("tui_training.taken"), state="done")
        elif not barred:
            take = "tui_training.take_in" if standing == "no" else "tui_training.take_again"
            yield Row(f"take:{name}", words(take), state="action")

    def modules(self) -> list[tuple[Any, bool]]:
        """All modules, those on the broken rules first."""
        known, fitting = self.desk.modules, self.book.suggested()
        rest = [name for name in known if name not in fitting]
        return [(known[name], True) for name in fitting] + [(known[name], False) for name in rest]

    def choose(self, key: str) -> None:
        """A session to open or to take into the case, a new one, a module to read, or a question."""
        kind, _, rest = key.partition(":")
        if kind == "module":
            from poa.tui.screens.training_module import ModuleScreen

            self.screen.app.push_screen(ModuleScreen(self.desk.modules[rest]))
        elif kind == "session":
            from poa.tui.screens.training import open_session

            open_session(self.screen, self.book, rest)
        elif kind == "new":
            self.add()
        elif kind == "take":
            self._take(rest)
        elif kind == "drop":
            self._drop(rest)
        elif kind == "home":
            self.screen.poa.action_open_training()
        else:
            super().choose(key)

    def add(self) -> None:
        """A new session."""
        from poa.tui.screens.training import new_session

        new_session(self.screen, self.book)

    def _take(self, name: str) -> None:
        from poa.tui.screens.training_files import take_record

        take_record(self.session, self.book.load(name))
        self.screen.tell(self.desk.words("tui_training.taken"))

    def _drop(self, name: str) -> None:
        from poa.tui.screens.training_files import drop_record

        drop_record(self.session, self.book.load(name))
        self.screen.tell(self.desk.words("tui_training.dropped"))
