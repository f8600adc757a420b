"""Where trainings begin: the modules, the checklists, the sessions of the open case and one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.errors import PoaError
from poa.text.dates import told_day
from poa.tui import commands as c
from poa.tui.flow import APART, padded, shortened, width_of
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.case import CaseScreen
from poa.tui.screens.training_book import Book, topic_of
from poa.tui.screens.training_module import ModuleScreen
from poa.tui.widgets.lines import Item, Line, Lines, blank_line, flow_spans

__all__ = ["ModuleScreen", "TrainingScreen", "new_session", "open_session"]

MOST_TITLE = 44
# The least room in which a note beside a title still says something.
LEAST_NOTE = 18


class TableItem(Item):
    """A title, what helps to choose beside it, and what matters; on one line where there is room, else on two."""

    def __init__(self, key: str, title: str, told: str, note: str, widest: int) -> None:
        super().__init__(key)
        self.title, self.told, self.note, self.widest = title, told, note, widest

    def lines(self, width: int) -> list[Line]:
        """The lines at this width."""
        left = width - self.widest - 2 - (width_of(self.note) + 2 if self.note else 0)
        if left >= LEAST_NOTE:
            note: Line = [(f"  {self.note}", "warn")] if self.note else []
            return [[(f"{padded(self.title, self.widest)}  ", ""), (shortened(self.told, left), "quiet"), *note]]
        lines: list[Line] = [[(shortened(self.title, width), "")]]
        if self.told:
            lines.append([("  ", ""), (shortened(self.told, width - 2), "quiet")])
        return [*lines, *(flow_spans([(self.note, "warn")], width, 2) if self.note else [])]


class TrainingScreen(PoaScreen[None]):
    """All modules, checklists and sessions, a line each."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.ShowDetails,
        c.NewSession,
        c.StartQuiz,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS[1:])
    HELP = "training"
    # How many sessions were listed last; they are read once for a look at them.
    listed = 0

    def books(self) -> list[Book]:
        """The open case's trainings, if there is one, and one's own."""
        opened = next((shown.session for shown in self.app.screen_stack if isinstance(shown, CaseScreen)), None)
        own = Book(self.desk)
        return [Book(self.desk, opened), own] if opened else [own]

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield Vertical(Lines(id="modules"), classes="page")

    def where(self) -> tuple[str, str, str]:
        """How many sessions there are."""
        count = self.listed
        return self.words("tui_training.where"), self.words("tui_training.count", n=count, count=count), "right"

    def first_focus(self) -> str:
        """The list."""
        return "#modules"

    def redraw(self) -> None:
        """Modules, checklists, sessions."""
        items = [*self._modules(), blank_line(), *self._checklists()]
        self.listed = 0
        for number, book in enumerate(self.books()):
            items += [blank_line(), *self._sessions(number, book)]
        self.query_one("#modules", Lines).show(items)

    def _modules(self) -> Iterable[Item]:
        fitting = self.books()[0].suggested()
        rows = []
        for module in self.desk.modules.values():
            count = len(module.quiz)
            told = self.words("tui_training.length", n=count, count=count, minutes=module.minutes)
            fits = self.words("tui_training.fits") if module.id in fitting else ""
            rows.append((f"module:{module.id}", self.desk.tell(module.title), told, fits))
        return self._table(self.words("tui_training.modules"), rows)

    def _checklists(self) -> Iterable[Item]:
        from poa.library.training import load_checklists

        rows = [
            (f"checklist:{one.id}", self.desk.tell(one.title), self.desk.tell(one.when), "")
            for one in load_checklists(self.desk.guidance).values()
        ]
        return self._table(self.words("tui_training.checklists"), rows)

    def _sessions(self, number: int, book: Book) -> Iterable[Item]:
        rows = []
        for name, record in book.sessions():
            self.listed += 1
            if isinstance(record, PoaError):
                rows.append((f"session:{number}:{name}", name, "", record.told(self.words)))
                continue
            barred = any(doubt.weight == "bar" for doubt in book.doubts(record))
            day = told_day(record.on, self.words) if record.on else self.words("tui_training.undated")
            told = APART.join(part for part in (day, book.figures(record)) if part)
            note = self.words("tui_training.barred") if barred and record.on else ""
            rows.append((f"session:{number}:{name}", topic_of(record, self.desk), told, note))
        head = "tui_training.sessions_case" if book.opened else "tui_training.sessions_own"
        yield from self._table(self.words(head), rows)
        new = self.words("tui_training.new_case" if book.opened else "tui_training.new_own")
        yield Item(f"new:{number}", spans=[("+ ", "accent"), (new, "accent")])

    def _table(self, head: str, rows: list[tuple[str, str, str, str]]) -> Iterable[Item]:
        """A heading, and each row's title, what helps to choose, and what matters."""
        yield Item(spans=[(head, "head")], selectable=False)
        widest = min(MOST_TITLE, max((width_of(title) for _, title, _, _ in rows), default=0))
        for key, title, told, note in rows:
            yield TableItem(key, title, told, note, widest)

    # ---- going on

    @on(Lines.Chosen, "#modules")
    def action_show_details(self) -> None:
        """Read a module, tick a checklist, open or make a session."""
        kind, _, rest = str(self.query_one("#modules", Lines).key or "").partition(":")
        if kind == "module":
            self.app.push_screen(ModuleScreen(self.desk.modules[rest]))
        elif kind == "checklist":
            self._open_checklist(rest)
        elif kind == "session":
            number, _, name = rest.partition(":")
            open_session(self, self.books()[int(number)], name)
        elif kind == "new":
            new_session(self, self.books()[int(rest)])

    def _open_checklist(self, name: str) -> None:
        from poa.library.training import load_checklists
        from poa.tui.screens.training_checklist import ChecklistScreen

        self.app.push_screen(ChecklistScreen(self.books()[0], load_checklists(self.desk.guidance)[name]))

    def action_new_session(self) -> None:
        """A session of the open case, or of one's own."""
        new_session(self, self.books()[0])

    def action_start_quiz(self) -> None:
        """Try oneself over all modules."""
        from poa.model.training import Paper
        from poa.training.quiz import draw_paper
        from poa.tui.screens.training_module import QUESTIONS
        from poa.tui.screens.training_quiz import QuizScreen

        def draw(used: set[str]) -> Paper:
            seed = self.desk.local_now.toordinal() + len(used)
            modules = list(self.desk.modules.values())
            rules = self.books()[0].broken
            return draw_paper(modules, QUESTIONS, seed=seed, rules=rules, used=used, guidance_rules=self.desk.rules)

        self.app.push_screen(QuizScreen(lambda: self.words("tui_training.where"), draw))


def open_session(screen: PoaScreen[None], book: Book, name: str) -> None:
    """Show a session."""
    from poa.tui.screens.training_session import SessionScreen

    screen.app.push_screen(SessionScreen(book, name))


def new_session(screen: PoaScreen[None], book: Book) -> None:
    """Ask for the topic and the modules, then make the session and show it."""
    from poa.tui.screens.training_form import Field, FormScreen
    from poa.tui.screens.training_forms import module_options
    from poa.tui.screens.training_pick import PickScreen

    def topic_kept(topic: Mapping[str, str] | None) -> None:
        if not topic:
            return
        suggested = book.suggested()
        note = "tui_training.pick_suggested" if suggested else "tui_training.pick_modules_note"
        pick = PickScreen(
            lambda: screen.words("tui_training.pick_modules"),
            lambda: screen.words(note),
            lambda: module_options(book, ()),
        )
        screen.app.push_screen(book.form(pick), lambda modules: made(topic, modules))

    def made(topic: Mapping[str, str], modules: list[str] | None) -> None:
        if modules is None:
            screen.tell(screen.words("tui_training.not_made"))
            return
        try:
            name = book.create(topic["topic"], topic["topic_zh"], modules)
        except PoaError as problem:
            screen.tell_problem(problem)
            return
        open_session(screen, book, name)

    def keep(read: Mapping[str, str], changed: set[str]) -> Mapping[str, str]:
        from poa.errors import InputError

        if not (read["topic"] or read["topic_zh"]):
            raise InputError("tui_training.needed", field=screen.words("tui_training.field.topic"))
        return dict(read)

    form = FormScreen("new", [Field("topic"), Field("topic_zh")], keep, where=book.title())
    screen.app.push_screen(book.form(form), topic_kept)
