"""One exhibit: its file, and what it shows in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from poa.errors import InputError, PoaError
from poa.model.case import Case, Exhibit, Text
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.pathinput import PathInput
from poa.tui.widgets.prose import Prose


class ExhibitScreen(PoaScreen[None]):
    """A new exhibit, or one of the case (``index``)."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.Confirm,
        c.NextField,
        c.Complete,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "evidence"

    def __init__(self, session: Session, index: int | None) -> None:
        super().__init__()
        self.session = session
        self.index = index

    @property
    def exhibit(self) -> Exhibit:
        """The exhibit as it stands in the case."""
        if self.index is not None:
            return self.session.case.exhibits[self.index]
        number = max((exhibit.number for exhibit in self.session.case.exhibits), default=0) + 1
        return Exhibit(number=number, title=Text())

    def body(self) -> Iterable[Widget]:
        """File and titles."""
        words, exhibit = self.words, self.exhibit
        kept = words("tui_exhibit.kept", file=exhibit.file) if exhibit.file else words("tui_exhibit.file_note")
        yield VerticalScroll(
            Prose(words("tui_exhibit.title", number=exhibit.number), classes="page-title"),
            Prose(words("tui_exhibit.what"), classes="page-note"),
            Prose(words("tui_fields.english"), classes="field-label"),
            Input(exhibit.title.en, id="title-en", placeholder=words("tui_exhibit.example_en")),
            Prose(words("tui_fields.chinese"), classes="field-label spaced"),
            Input(exhibit.title.zh, id="title-zh", placeholder=words("tui_exhibit.example_zh")),
            Prose(words("tui_exhibit.file"), classes="field-label spaced"),
            PathInput(id="exhibit-path", placeholder=words("tui_exhibit.path")),
            Prose(kept, classes="page-note"),
            Prose(id="q-say"),
            classes="page",
            can_focus=False,
        )

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.words("tui_steps.evidence.name"), "right"

    def first_focus(self) -> str:
        """The title in the user's language."""
        return "#title-zh" if self.desk.language.startswith("zh") else "#title-en"

    def action_complete(self) -> None:
        """Take the suggested continuation of the path."""
        self.query_one("#exhibit-path", PathInput).complete()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and keeps in the last."""
        if event.input.id == "exhibit-path":
            self.action_confirm()
        else:
            self.focus_next()

    def action_confirm(self) -> None:
        """Copy the file into the case and keep the titles."""
        title = Text(en=self._value("title-en"), zh=self._value("title-zh"))
        path = self.query_one("#exhibit-path", PathInput).path.strip()
        try:
            self.session.change(self._changed(title, path), step="evidence", why="exhibits")
        except PoaError as problem:
            say = self.query_one("#q-say", Prose)
            say.update(problem.told(self.words))
            say.add_class("bad")
            return
        self.dismiss(None)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _changed(self, title: Text, path: str) -> Case:
        from poa.cases.exhibits import add_exhibit

        case, exhibit = self.session.case, self.exhibit
        if not path and not title:
            raise InputError("tui_fields.empty")
        if not path:
            fresh = msgspec.structs.replace(exhibit, title=title)
            return _with_exhibit(case, fresh, self.index)
        added, copied = add_exhibit(
            self.session.folder, case, Path(path).expanduser(), title=title or None, now=self.desk.now
        )
        if self.index is None:
            return added
        kept = msgspec.structs.replace(copied, number=exhibit.number, title=title or exhibit.title)
        return _with_exhibit(case, kept, self.index)


def _with_exhibit(case: Case, exhibit: Exhibit, index: int | None) -> Case:
    exhibits = list(case.exhibits)
    if index is None:
        exhibits.append(exhibit)
    else:
        exhibits[index] = exhibit
    return msgspec.structs.replace(case, exhibits=tuple(exhibits))
