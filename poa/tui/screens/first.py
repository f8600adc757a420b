"""The first screen: paste the warning, name its file, or open the practice case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, TextArea

from poa.errors import InputError, PoaError
from poa.places import user_path
from poa.tui import commands as c
from poa.tui.screens.practice import OpensPractice
from poa.tui.widgets.areainput import AreaInput
from poa.tui.widgets.pathinput import PathInput, file_in
from poa.tui.widgets.prose import Prose


class FirstScreen(OpensPractice):
    """Everything else follows from the notice, so it is all that is asked for."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.ReadNotice,
        c.NextField,
        c.OpenPractice,
        c.SwitchLanguage,
        c.Back,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "first"
    WITH_CARD = True

    def __init__(self) -> None:
        super().__init__(id="first-screen")
        # The text that was said to be no notice; given again, it is one by the user's own word.
        self._doubted = ""
        # What stood in the large field then: a file that is named afterwards takes its place.
        self._rejected = ""

    def body(self) -> Iterable[Widget]:
        """A greeting, a place to paste, a place for a path."""
        words = self.words
        yield Vertical(
            Prose(words("tui.first.title"), id="first-title"),
            Prose(words("tui.first.calm"), id="first-calm"),
            AreaInput(id="notice-text", placeholder=words("tui.first.paste"), tab_behavior="focus", soft_wrap=True),
            PathInput(id="notice-path", placeholder=words("tui.first.path")),
            Prose(words("tui.first.practice"), id="first-practice"),
            id="first",
        )

    def where(self) -> tuple[str, str, str]:
        """The screen's name and the language one can switch to."""
        return self.words("tui.first.where"), self.words("tui.language.switch"), "right"

    def first_focus(self) -> str:
        """The place to paste."""
        return "#notice-text"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing behind the first screen before there is a case."""
        if action == "back":
            from poa.tui.screens.cases import has_cases

            return has_cases(self.desk.cases)
        return super().check_action(action, parameters)

    def draft(self) -> str:
        """The warning and the path."""
        return "first"

    def action_open_practice(self) -> None:
        """The invented case; a warning that was pasted already is there again the next time."""
        self.put_by()
        super().action_open_practice()

    @on(Input.Submitted, "#notice-path")
    def action_read_notice(self) -> None:
        """Read what was pasted, or the file; once, however often it is asked for."""
        if self.under_way("read"):
            return
        # What was said of the last try no longer holds.
        self.app.clear_notifications()
        text = self.query_one("#notice-text", TextArea).text
        path = self.query_one("#notice-path", PathInput).path
        if not text.strip() and not path:
            self.tell(self.words("tui.first.nothing"), warning=True)
            return
        if path and text.strip() == self._rejected:
            text = ""
        if path and text.strip():
            self.tell(self.words("tui.first.both"), warning=True)
            return
        self.tell(self.words("tui.first.reading"))
        self._read(text, path)

    @work(thread=True, exclusive=True, exit_on_error=False, group="read")
    def _read(self, text: str, path: str) -> None:
        from poa.tui.newcase import draft_from_file, draft_from_text

        try:
            # A file that was dropped on the larger field is read too, not taken for the words of a warning.
            file = file_in(text) if text.strip() else user_path(path)
            draft = draft_from_file(self.desk, file) if file else draft_from_text(self.desk, text)
            if draft.doubtful and draft.notice.text != self._doubted:
                self._doubted, self._rejected = draft.notice.text, text.strip()
                raise InputError("tui.first.no_notice")
            folder = draft.save(self.desk)
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self._made, folder)

    def _made(self, folder: Path) -> None:
        self.forget_draft()
        self.when_on_top(lambda: self._open(folder))

    def _open(self, folder: Path) -> None:
        self.app.clear_notifications()
        self.poa.open_case(folder, fresh=True)
