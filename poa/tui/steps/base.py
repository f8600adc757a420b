"""What the steps share: rows, questions as rows, and the way to the question screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from poa.errors import PoaError
from poa.model.question import STEPS, Question, Step
from poa.plan import doubts
from poa.plan.doubts import told_doubt
from poa.tui.answers import told_value
from poa.tui.fields import LISTS
from poa.tui.flow import shortened, width_of
from poa.tui.paths import appended, value_at
from poa.tui.wayfinding import entry_name, entry_of, question_of, step_of
from poa.tui.widgets.lines import Item, Line, Span, flow_spans

if TYPE_CHECKING:
    from poa.model.case import Case
    from poa.tui.desk import Desk
    from poa.tui.screens.case import CaseScreen
    from poa.tui.session import Session
    from poa.wording import Wording

State = Literal["todo", "done", "problem", "info", "action", "head", "open"]
MARKS: dict[State, Span] = {
    "todo": ("? ", "warn"),
    "done": ("✓ ", "good"),
    "problem": ("! ", "bad"),
    "info": ("  ", ""),
    "open": ("- ", "quiet"),
    "action": ("+ ", "accent"),
    "head": ("", ""),
}
TITLE_WIDTH = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One line or two of a step. ``key`` says what choosing it does; ``note`` gives the reason or the place.

    ``verbatim``: the title is a name, told as it is written.
    """

    key: str
    title: str
    value: str = ""
    note: str = ""
    state: State = "info"
    verbatim: bool = False


def row_item(row: Row, words: Wording, *, first: bool = False) -> RowItem:
    """A row as an item of the list; the first needs no blank line above."""
    return RowItem(row, words("tui_fields.missing"), words("tui_fields.optional"), first)


class RowItem(Item):
    """Draws a row: title and value beside each other where they fit, else below each other."""

    def __init__(self, row: Row, missing: str, optional: str, first: bool) -> None:
        super().__init__(key=row.key, selectable=bool(row.key))
        self.row = row
        self.missing, self.optional = missing, optional
        self.first = first

    def lines(self, width: int) -> list[Line]:
        """The lines at this width."""
        row = self.row
        if row.state == "head":
            blank: list[Line] = [] if self.first else [[("", "")]]
            return [*blank, *flow_spans([(row.title, "head")], width)] if row.title else blank
        lines = self._main(width)
        if row.note:
            lines += flow_spans([(row.note, "quiet")], width, 2)
        return lines

    def _main(self, width: int) -> list[Line]:
        title = self.row.title
        row = replace(self.row, title=title if self.row.verbatim else title[:1].upper() + title[1:])
        mark = MARKS[row.state]
        value = row.value or (self.missing if row.state == "todo" and row.key.startswith(("q:", "branch")) else "")
        style = "" if row.value else "quiet"
        flat = " ".join(value.split())
        if row.state == "action":
            return flow_spans([mark, (row.title, "accent"), (f" · {value}" if value else "", "quiet")], width, 0, 2)
        if value and width_of(row.title) <= TITLE_WIDTH and TITLE_WIDTH + 4 + width_of(flat) <= width:
            gap = " " * (TITLE_WIDTH + 1 - width_of(row.title))
            return [[mark, (row.title, "quiet"), (gap, ""), (flat, style)]]
        lines = flow_spans([mark, (row.title, "quiet" if value else "")], width, 0, 2)
        room = width - sum(width_of(text) for text, _ in lines[-1])
        if value == self.optional and width_of(value) + 2 <= room:
            # What may stay open takes no line of its own where it needs none: there is much of it.
            return [*lines[:-1], [*lines[-1], (f"  {value}", "quiet")]]
        if value:
            lines += flow_spans([(shortened(flat, width * 3), style)], width, 2)
        return lines


class StepView:
    """One step of a case; rows come from the session, choices go to the screen."""

    step: ClassVar[Step]
    # Where the first line says how things stand, the cursor begins there and not at what is open.
    from_the_top: ClassVar[bool] = False

    def __init__(self, screen: CaseScreen) -> None:
        self.screen = screen
        # The path of an entry that was put in by hand and is asked about now, and the entry as it was then.
        self._new: tuple[str, Any] | None = None

    @property
    def session(self) -> Session:
        """The open case."""
        return self.screen.session

    @property
    def case(self) -> Case:
        """Its answers."""
        return self.session.case

    @property
    def desk(self) -> Desk:
        """What all screens share."""
        return self.screen.desk

    def say(self, key: str, **values: object) -> str:
        """Words of this step (``tui_steps.<step>.<key>``)."""
        return self.desk.words(f"tui_steps.{self.step}.{key}", **values)

    @property
    def way_on(self) -> str:
        """The line that comes next where nothing is open: the way to the next step, or what is waited for."""
        return "next"

    # ---- to be said by each step

    def opened(self) -> None:
        """The step is shown; what takes long begins here, behind the screen's back."""

    def rows(self) -> Iterable[Row]:
        """What the step shows."""
        yield from self.question_rows()

    def choose(self, key: str) -> None:
        """Enter on a row."""
        if key.startswith("q:"):
            self.ask(key[2:])
        elif key == "next":
            self.screen.action_next_step()

    def remove(self, key: str) -> None:
        """Delete on a row; most rows cannot go."""

    def add(self) -> None:
        """The step's first kind of new entry, if it has one."""

    def dropped(self, text: str) -> bool:
        """Files were dropped on the step; False where it takes none."""
        return False

    def jump(self, path: str, step: str) -> None:
        """To the question at ``path``, else to its step, else to the letter itself."""
        question = question_of(self.session, path) if path else None
        if question is not None:
            self.screen.jump(question.step, question.path)
        elif step in STEPS:
            # What answers a cause is asked among the actions.
            asked_there = step_of(self.session, path) == step or (step == "actions" and path.startswith("causes["))
            self.screen.jump(step, path if asked_there else "")
        elif path:
            self.screen.jump(step_of(self.session, path), path)
        else:
            self.screen.open_preview()

    # ---- questions

    def questions(self) -> Sequence[Question]:
        """The questions of this step."""
        return self.session.questions(self.step)

    def question_rows(self, questions: Sequence[Question] | None = None) -> Iterable[Row]:
        """Questions as rows; an answer that is doubted says why."""
        doubted = {doubt.path: doubt for doubt in doubts(self.case)}
        for question in self.questions() if questions is None else questions:
            if question.path in LISTS:
                continue
            given = value_at(self.case, question.path) if question.answered or question.type != "yes_no" else None
            value = told_value(question, given, self.case, self.desk)
            state: State = "done" if question.answered else "todo" if question.required else "open"
            optional = self.desk.words("tui_fields.optional") if state == "open" else ""
            doubt = doubted.get(question.path)
            note = told_doubt(doubt, self.desk.words) if doubt else ""
            title = self.desk.tell(question.prompt)
            yield Row(f"q:{question.path}", title, value or optional, note, "problem" if doubt else state)

    def ask(
        self, start: str, provider: Callable[[], Sequence[Question]] | None = None, topic: Callable[[], str] = str
    ) -> None:
        """Open the question screen at a question."""
        from poa.tui.screens.question import QuestionScreen

        if start in LISTS:
            self.add()
            return
        questions = provider or self._own_questions
        if any(question.path == start for question in questions()):
            screen = QuestionScreen(self.session, questions, start, topic)
            self.screen.app.push_screen(screen, lambda _: self._closed(screen.path))

    def _closed(self, path: str) -> None:
        """Back from the questions; a new entry of which nothing was told goes again."""
        new, self._new = self._new, None
        if new is None or self.session.last_change != new[0] or value_at(self.case, new[0]) != new[1]:
            self.screen.closed(path)
            return
        try:
            self.session.undo()
        except PoaError as problem:
            self.screen.tell_problem(problem)

    def ask_new(self, place: str, entry: Any, topic: Callable[[], str] = str) -> None:
        """Put an entry that says nothing yet at the end of a list, and ask about it; unanswered it does not stay."""
        number = len(value_at(self.case, place) or ())
        path = f"{place}[{number}]"
        self.change(appended(self.case, place, entry), path)
        if len(value_at(self.case, place) or ()) > number:
            self._new = (path, value_at(self.case, path))
            self.ask_about(path, topic)

    def open(self, path: str) -> None:
        """Ask at ``path``; where it belongs to an entry, this entry alone is asked about, under its name."""
        entry = entry_of(path)
        prefix = f"{entry[0]}[{entry[1]}]." if entry else "-"

        def about() -> Sequence[Question]:
            return [question for question in self.questions() if question.path.startswith(prefix)]

        if any(question.path == path for question in about()):
            self.ask(path, about, lambda: entry_name(self.session, path))
        else:
            self.ask(path)

    def others(self, prefix: str) -> list[Question]:
        """The questions of this step that belong to no entry of the list ``prefix``."""
        return [q for q in self.questions() if not q.path.startswith(f"{prefix}[") and q.path not in LISTS]

    def _own_questions(self) -> Sequence[Question]:
        return [question for question in self.questions() if question.path not in LISTS]

    def ask_about(self, prefix: str, topic: Callable[[], str] = str) -> None:
        """Ask the open questions about one entry (``causes[0]``) under its name, or show them all again."""

        def about() -> Sequence[Question]:
            return [q for q in self.questions() if q.path == prefix or q.path.startswith((f"{prefix}.", f"{prefix}["))]

        found = about()
        if not found:
            self.screen.tell(self.desk.words("tui_fields.all_answered"))
            return
        first = next((q for q in found if not q.answered), found[0])
        self.ask(first.path, about, lambda: topic() or entry_name(self.session, prefix))

    def state_of(self, prefix: str) -> State:
        """Whether an entry's questions are answered, with nothing that cannot be beside the rest."""
        if any(doubt.bars and doubt.path.startswith(f"{prefix}.") for doubt in doubts(self.case)):
            return "problem"
        mine = [q for q in self.questions() if q.path.startswith((f"{prefix}.", f"{prefix}["))]
        return "todo" if any(q.required and not q.answered for q in mine) else "done"

    def change(self, case: Case, why: str) -> None:
        """Save a change, or say why not."""
        self.screen.save(case, self.step, why)


def head(title: str) -> Row:
    """A heading between rows."""
    return Row("", title, state="head")


def next_row(view: StepView) -> Iterable[Row]:
    """The way on, at the end of each step."""
    place = STEPS.index(view.step)
    if place + 1 < len(STEPS):
        yield head("")
        name = view.desk.words(f"tui_steps.{STEPS[place + 1]}.name")
        yield Row("next", view.desk.words("tui_steps.general.next", step=name), state="action")
