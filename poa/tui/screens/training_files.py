"""What was written and where; and a record that goes into the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.training import Session
    from poa.tui.session import Session as CaseSession


# The reason under which the case is saved; undo tells the step by it.
TAKEN = "training"


class FilesScreen(PoaScreen[None]):
    """The files that were written, in words, and their folder."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Copy, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "training-session"

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self.paths = [Path(path) for path in paths]

    @property
    def folder(self) -> str:
        """Where they are."""
        return str(self.paths[0].parent) if self.paths else ""

    def body(self) -> Iterable[Widget]:
        """The folder, then the files."""
        yield Vertical(
            Prose(self.words("tui_training.written", n=len(self.paths), count=len(self.paths)), classes="page-title"),
            Prose(self.folder, classes="page-note"),
            Lines(id="files", cursor=False),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The screen's name."""
        return self.words("tui_training.documents"), "", "right"

    def first_focus(self) -> str:
        """The list."""
        return "#files"

    def redraw(self) -> None:
        """Each file with what it is."""
        width = max((len(path.name) for path in self.paths), default=0) + 2
        items = []
        for path in self.paths:
            told = self.words(f"tui_training.file.{_kind(path)}")
            items.append(Item(spans=[("✓ ", "good"), (path.name.ljust(width), ""), (told, "quiet")], hang=2))
        self.query_one("#files", Lines).show(items)

    def action_copy(self) -> None:
        """The folder's path."""
        from poa.tui.clipboard import copy

        copy(self.app, self.folder)
        self.tell(self.words("tui.copied"))


def _kind(path: Path) -> str:
    """The name of the words that say what a file is."""
    if path.stem.startswith("quiz-"):
        return "key" if path.stem.endswith("-key") else "quiz"
    if path.stem.startswith("checklist"):
        return "checklist"
    return "calendar" if path.suffix == ".ics" else path.stem.replace("-", "_")


def take_record(opened: CaseSession, record: Session) -> None:
    """Make a record an exhibit of the open case, and its figures an action of the letter; undo takes it back.

    Raises:
        LockedError: another window holds the case.
        RefusedError: the record cannot stand as done.
        CaseError: it could not be written.
    """
    from poa.cases.store import load
    from poa.training.into_case import take_into_case

    if opened.refusal is not None:
        raise opened.refusal
    desk = opened.desk
    take_into_case(opened.folder, record, desk.guidance, today=desk.local_now.date(), now=desk.now)
    opened.change(load(opened.folder), step="training", why=TAKEN)


def drop_record(opened: CaseSession, record: Session) -> None:
    """Take the sentence of a record out of the letter; undo brings it back.

    Raises:
        LockedError: another window holds the case.
        CaseError: it could not be saved.
    """
    from poa.training.into_case import without_record

    opened.change(without_record(opened.case, record), step="training", why=TAKEN)
