"""One session: its facts, people, papers, pages read, what is to be cleared up, and its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.training_book import Book, topic_of
from poa.tui.screens.training_forms import Forms
from poa.tui.screens.training_rows import session_rows
from poa.tui.steps.base import row_item
from poa.tui.widgets.lines import Item, Lines

if TYPE_CHECKING:
    from poa.model.training import Session
    from poa.tui.session import Session as CaseSession


class SessionScreen(PoaScreen[None]):
    """A session of ``book``; what is on the disk is the truth, and is read anew for every look at it."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.ChangeFact,
        c.AddPerson,
        c.WriteWord,
        c.TakeOut,
        c.Undo,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS[1:])
    HELP = "training-session"

    def __init__(self, book: Book, name: str) -> None:
        super().__init__()
        self.book = book
        self.name_of = name
        self.forms = Forms(self, book, name)

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield Vertical(Lines(id="session"), classes="page")

    def where(self) -> tuple[str, str, str]:
        """The topic, and how much is to be cleared up."""
        try:
            record = self.book.load(self.name_of)
        except PoaError:
            return self.name_of, "", "right"
        count = len(self.book.doubts(record))
        told = self.words("tui_training.open", n=count, count=count) if count else self.words("tui_training.clear")
        title = self.words("tui_training.titled", of=self.book.title(), what=topic_of(record, self.desk))
        return title, told, "warn" if count else "right"

    def first_focus(self) -> str:
        """The list."""
        return "#session"

    def redraw(self) -> None:
        """All lines, from the disk."""
        listing = self.query_one("#session", Lines)
        try:
            rows = list(session_rows(self.book, self.book.load(self.name_of)))
        except PoaError as problem:
            listing.show([Item(spans=[(problem.told(self.words), "bad")], selectable=False)])
            return
        listing.show([row_item(row, self.words, first=row is rows[0]) for row in rows])

    def change(self, change: Callable[[Session], Session]) -> bool:
        """Change the session on the disk; False where that is refused, which is said."""
        try:
            self.book.change(self.name_of, change)
        except PoaError as problem:
            self.tell_problem(problem)
            return False
        self.refresh_all()
        return True

    def refresh_all(self, _: object = None) -> None:
        """Lines and bars."""
        self.redraw()
        self.draw_bars()

    # ---- choosing a line

    @on(Lines.Chosen, "#session")
    def action_change_fact(self) -> None:
        """What the line is about."""
        kind, _, rest = str(self.query_one("#session", Lines).key or "").partition(":")
        forms, record = self.forms, self.book.load(self.name_of)
        actions: dict[str, Callable[[], object]] = {
            "fact": lambda: forms.facts(record, rest),
            "modules": lambda: forms.modules(record),
            "person": lambda: forms.person(record, rest),
            "people": forms.add_person,
            "roster": forms.roster,
            "paper": lambda: forms.paper(record, rest),
            "draw": lambda: forms.draw(record),
            "policy": lambda: forms.policy(record, int(rest) if rest else None),
            "write": self.action_write_word,
            "take": self._take,
            "drop": self._drop,
        }
        if kind in actions:
            actions[kind]()

    def action_add_person(self) -> None:
        """Somebody by hand."""
        self.forms.add_person()

    def action_take_out(self) -> None:
        """Take the person, paper or page under the cursor out."""
        from poa.training import desk, people

        kind, _, rest = str(self.query_one("#session", Lines).key or "").partition(":")
        if kind == "person":
            self.change(lambda found: people.remove_person(found, rest))
        elif kind == "paper":
            self.change(lambda found: desk.remove_paper(found, rest))
        elif kind == "policy" and rest:
            self.change(lambda found: desk.remove_policy(found, int(rest)))
        else:
            self.tell(self.words("tui_training.stays"))

    def action_undo(self) -> None:
        """Take back what was entered last here."""
        told = self.book.undo(self.name_of)
        self.app.clear_notifications()
        self.tell(told or self.words("tui_steps.general.nothing_to_undo"))
        self.refresh_all()

    # ---- documents

    def action_write_word(self) -> None:
        """All documents, behind the screen's back."""
        if self.under_way("papers"):
            return
        self.tell(self.words("tui_training.writing"))
        self._write(self.book.load(self.name_of))

    @work(thread=True, exclusive=True, exit_on_error=False, group="papers")
    def _write(self, record: Session) -> None:
        from poa.export.write import write_files
        from poa.training.documents import session_documents

        desk = self.desk
        try:
            files = session_documents(record, desk.guidance, desk.words, every_months=6, today=desk.local_now.date())
            written = write_files(files, self.book.folder / "training" / record.id)
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self.when_on_top, lambda: self._written([str(path) for path in written]))

    def _written(self, paths: list[str]) -> None:
        from poa.tui.screens.training_files import FilesScreen

        self.app.clear_notifications()
        self.app.push_screen(FilesScreen(paths))

    def _take(self) -> None:
        """Make the record an exhibit, and its figures an action of the letter."""
        from poa.tui.screens.training_files import take_record

        self._in_case(take_record, "tui_training.taken")

    def _drop(self) -> None:
        """Take the sentence out of the letter."""
        from poa.tui.screens.training_files import drop_record

        self._in_case(drop_record, "tui_training.dropped")

    def _in_case(self, act: Callable[[CaseSession, Session], None], told: str) -> None:
        """Do something to the open case with the record, and say so."""
        if self.book.opened is None:
            return
        record = self.book.load(self.name_of)
        act(self.book.opened, record)
        self.book.noted(record)
        self.tell(self.words(told))
        self.refresh_all()
