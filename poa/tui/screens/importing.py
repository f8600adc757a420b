"""Import messages: paths with completion, progress that can be stopped, what came of it and what still needs a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from poa.errors import InputError, PoaError
from poa.places import standing_at, user_path
from poa.tui import commands as c
from poa.tui.flow import shortened
from poa.tui.importjob import Outcome, Stopped, take_in, take_words, words_in
from poa.tui.importtold import outcome_items, problem_line, told_line
from poa.tui.screens.typedover import TypedOver
from poa.tui.session import Session
from poa.tui.widgets.lines import Lines
from poa.tui.widgets.pathinput import PathInput
from poa.tui.widgets.progress import ProgressLine
from poa.tui.widgets.prose import Prose
from poa.wording.system import not_there

# How often a block that was read is told, in seconds; how wide a name is there.
EVERY, NAME, MB = 0.2, 30, 1_000_000


class ImportScreen(TypedOver[bool]):
    """Returns whether messages came in."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.StartImport, c.Complete, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS), ("down", "to_result", ""), ("up", "to_path", "")]
    HELP = "importing"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.busy = False
        self.stopping = False
        self.done = False
        self._due = 0.0
        self.outcome = Outcome()

    # ---- drawing

    def body(self) -> Iterable[Widget]:
        """What can be read, the path, what came of it."""
        words = self.words
        yield Vertical(
            Prose(words("tui_mail.title"), classes="page-title"),
            Prose(words("tui_mail.note"), classes="page-note"),
            PathInput(id="mail-path", placeholder=words("tui_mail.path"), many=True),
            ProgressLine(id="mail-progress"),
            Lines(id="mail-result"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.words("tui_steps.messages.name"), "right"

    def first_focus(self) -> str:
        """The path."""
        return "#mail-path"

    def redraw(self) -> None:
        """What came of the imports so far."""
        if self.done or self.outcome.problems:
            self.query_one("#mail-result", Lines).show(outcome_items(self.outcome, self.words, done=self.done))

    # ---- keys

    def action_complete(self) -> None:
        """Take the suggested continuation of the path."""
        self.query_one("#mail-path", PathInput).complete()

    def action_to_result(self) -> None:
        """From the path to the list below it."""
        result = self.query_one("#mail-result", Lines)
        if any(item.selectable for item in result.items):
            result.focus()

    def action_to_path(self) -> None:
        """Back to the path."""
        self.query_one("#mail-path", PathInput).focus()

    def action_back(self) -> None:
        """Stop what is being read; else back to the step."""
        if self.busy:
            self.stopping = True
            self.query_one("#mail-progress", ProgressLine).show(0, 0, self.words("tui_mail.stopping"))
            return
        self.leave(self.done)

    def draft(self) -> str:
        """The paths."""
        return "import"

    def field_for(self, text: str) -> Input | None:
        """The path."""
        return self.query_one("#mail-path", PathInput)

    @on(Input.Submitted, "#mail-path")
    def action_start_import(self) -> None:
        """Read the files behind the paths; without a path, back."""
        typed = [user_path(path) for path in self.query_one("#mail-path", PathInput).paths]
        if not typed and self.done:
            self.dismiss(True)
        if self.busy or not typed:
            return
        missing = [not_there(path) for path in typed if not standing_at(path)]
        if missing:
            self.query_one("#mail-result", Lines).show([problem_line(problem.told(self.words)) for problem in missing])
            return
        self._begin(lambda: take_in(self.session, typed, self._count, reading=self._reading))

    @on(Lines.Chosen, "#mail-result")
    def _chosen(self, event: Lines.Chosen) -> None:
        kind, _, number = str(event.key).partition(":")
        if self.busy:
            return
        if kind == "table":
            self._ask_columns(self.outcome.tables[int(number)])
        elif kind == "pictures":
            self._read_picture(self.outcome.pictures[0])
        elif kind == "limits":
            self._ask_limits()

    # ---- behind the screen's back

    def _begin(self, job: Callable[[], Outcome], solved: Path | None = None) -> None:
        self.busy, self.stopping = True, False
        self.query_one("#mail-progress", ProgressLine).show(0, 0, self.words("tui_mail.reading", count=0))
        self._work(job, solved)

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _work(self, job: Callable[[], Outcome], solved: Path | None) -> None:
        try:
            outcome = job()
        except Stopped:
            self.app.call_from_thread(self._ended, None, None)
        except PoaError as problem:
            self.app.call_from_thread(self._ended, None, problem)
        else:
            self.app.call_from_thread(self._finished, outcome, solved)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """After a fault, which is said in any case, the screen can be left and tried again."""
        if event.state is WorkerState.ERROR:
            self.busy = False
            self.query_one("#mail-progress", ProgressLine).show(0)

    def _count(self, count: int) -> None:
        """Called by the import; what is raised here takes all of it back."""
        if self.stopping:
            raise Stopped
        self.app.call_from_thread(self._progress, count)

    def _progress(self, count: int) -> None:
        for line in self.query(ProgressLine):
            line.show(0, 0, self.words("tui_mail.reading", count=f"{count:,}"))

    def _reading(self, file: Path, done: int, total: int) -> None:
        """Called for each block that is read, long before there are messages to count."""
        if self.stopping:
            raise Stopped
        if monotonic() >= self._due:
            self._due = monotonic() + EVERY
            self.app.call_from_thread(self._read_on, file, done, total)

    def _read_on(self, file: Path, done: int, total: int) -> None:
        name = shortened(file.name, NAME)
        if 0 < total < MB // 10:
            told = self.words("tui_mail.reading_small", file=name)
        elif total:
            told = self.words("tui_mail.reading_file", file=name, done=f"{done / MB:.1f}", total=f"{total / MB:.1f}")
        else:
            told = self.words("tui_mail.reading_rows", file=name, count=f"{done:,}")
        for line in self.query(ProgressLine):
            line.show(done if total else 0, total, told)

    def _ended(self, outcome: Outcome | None, problem: PoaError | None) -> None:
        """Nothing came in: it was stopped, or went wrong."""
        self.busy = False
        self.query_one("#mail-progress", ProgressLine).show(0)
        told = problem.told(self.words) if problem else self.words("tui_mail.stopped")
        self.query_one("#mail-result", Lines).show([problem_line(told)] if problem else [told_line(told, "warn")])

    def _finished(self, outcome: Outcome, solved: Path | None) -> None:
        self.busy, self.done = False, True
        self.session.forget_mail()
        self.outcome = self.outcome.with_more(outcome, solved=solved)
        self.query_one("#mail-progress", ProgressLine).show(0)
        self.query_one("#mail-path", PathInput).value = ""
        self.forget_draft()
        if solved is not None:
            from poa.tui.screens.picture import draft_of

            self.drafts.drop(draft_of(solved))
        self.redraw()
        if self.outcome.tables or self.outcome.pictures:
            self.query_one("#mail-result", Lines).focus()
        else:
            self.action_to_path()

    # ---- what only a person can say

    def _ask_columns(self, table: Path) -> None:
        from poa.messages.preview import first_rows
        from poa.tui.screens.columns import ColumnsScreen

        rows = first_rows(table)

        def answered(columns: Mapping[str, str] | None) -> None:
            if columns:
                self._remember(rows[0], columns)
                self._begin(lambda: take_in(self.session, [table], self._count, columns, self._reading), table)

        self.app.push_screen(ColumnsScreen(table, rows, self.desk), answered)

    def _remember(self, headings: Sequence[str], columns: Mapping[str, str]) -> None:
        from poa.cases.columns import remember

        try:
            remember(self.desk.places.home, headings, columns)
        except PoaError as problem:
            self.tell_problem(problem)

    def _read_picture(self, picture: Path) -> None:
        self.busy, self.stopping = True, False
        told = self.words("tui_mail.recognising", file=picture.name)
        self.query_one("#mail-progress", ProgressLine).show(0, 0, told)
        self._recognise(picture)

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _recognise(self, picture: Path) -> None:
        try:
            found = words_in(picture)
        except InputError as problem:
            unread = Outcome(problems=(problem,))
            self.app.call_from_thread(self._finished, unread, picture)
            return
        self.app.call_from_thread(self._recognised, picture, found)

    def _recognised(self, picture: Path, found: str) -> None:
        from poa.tui.screens.picture import PictureScreen

        self.busy = False
        self.query_one("#mail-progress", ProgressLine).show(0)
        if self.stopping:
            return

        def answered(text: str | None) -> None:
            if text:
                self._begin(lambda: take_words(self.session, picture, text, self._count), picture)

        self.app.push_screen(PictureScreen(self.session, picture, found), answered)

    def _ask_limits(self) -> None:
        """What could not be read is told openly; the sentence is the seller's."""
        from poa.plan.questions import fixed_question
        from poa.tui.screens.question import QuestionScreen

        count = len(self.outcome.unread)
        example = self.desk.both("tui_mail.limits_example", n=count, count=count)

        def asked() -> list[object]:
            return [fixed_question(self.session.case, self.desk.playbook, "audit.limits", example=example)]

        self.app.push_screen(QuestionScreen(self.session, asked, "audit.limits"))  # type: ignore[arg-type]
