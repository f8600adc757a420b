"""Import messages: a path with completion, progress while they are read, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from poa.errors import InputError, PoaError
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.pathinput import PathInput
from poa.tui.widgets.prose import Prose


class ImportScreen(PoaScreen[bool]):
    """Returns whether messages came in."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.StartImport, c.Complete, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "importing"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.busy = False
        self.done = False

    def body(self) -> Iterable[Widget]:
        """What can be read, the path, what came of it."""
        words = self.words
        yield Vertical(
            Prose(words("tui_mail.title"), classes="page-title"),
            Prose(words("tui_mail.note"), classes="page-note"),
            PathInput(id="mail-path", placeholder=words("tui_mail.path")),
            Prose(id="mail-progress", classes="page-note"),
            Lines(id="mail-result", cursor=False),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.words("tui_steps.messages.name"), "right"

    def first_focus(self) -> str:
        """The path."""
        return "#mail-path"

    def action_complete(self) -> None:
        """Take the suggested continuation of the path."""
        self.query_one("#mail-path", PathInput).complete()

    @on(Input.Submitted, "#mail-path")
    def action_start_import(self) -> None:
        """Read the files behind the path."""
        typed = self.query_one("#mail-path", PathInput).path.strip()
        if not typed and self.done:
            self.dismiss(True)
            return
        if self.busy or not typed:
            return
        path = Path(typed).expanduser()
        if not path.exists():
            self._problems([InputError("files.missing", file=path)])
            return
        self.busy = True
        self.query_one("#mail-progress", Prose).update(self.words("tui_mail.reading", count=0))
        self._import(path)

    @work(thread=True, exclusive=True, exit_on_error=False, group="import")
    def _import(self, path: Path) -> None:
        from poa.cases.mail import import_messages

        try:
            result = import_messages(
                self.session.folder,
                [path],
                guidance=self.desk.guidance,
                progress=lambda count: self.app.call_from_thread(self._progress, count),
                now=self.desk.now,
            )
        except PoaError as problem:
            self.app.call_from_thread(self._failed, problem)
            return
        self.app.call_from_thread(self._finished, result)

    def _progress(self, count: int) -> None:
        for line in self.query("#mail-progress").results(Prose):
            line.update(self.words("tui_mail.reading", count=count))

    def _failed(self, problem: PoaError) -> None:
        self.busy = False
        self.query_one("#mail-progress", Prose).update("")
        self._problems([problem])

    def _finished(self, result: Any) -> None:
        self.busy = False
        self.done = True
        self.session.forget_mail()
        told = self.words("tui_mail.done", n=result.imported, count=result.imported)
        if result.known:
            told += " " + self.words("tui_mail.known", n=result.known, count=result.known)
        self.query_one("#mail-progress", Prose).update(told)
        field = self.query_one("#mail-path", PathInput)
        field.value = ""
        good = self.words("tui_mail.suspects" if result.suspects else "tui_mail.clean", count=result.suspects)
        items = [
            Item(spans=[(good, "warn" if result.suspects else "good")]),
            Item(spans=[(self.words("tui_mail.more"), "quiet")]),
        ]
        self._problems(result.problems, items)

    def _problems(self, problems: Iterable[PoaError], items: list[Item] | None = None) -> None:
        shown = list(items or [])
        shown += [
            Item(spans=[("! ", "bad"), (problem.told(self.words), "")], hang=2) for problem in list(problems)[:50]
        ]
        self.query_one("#mail-result", Lines).show(shown)

    def action_back(self) -> None:
        """Back to the step; not while messages are being read."""
        if not self.busy:
            self.dismiss(self.done)
