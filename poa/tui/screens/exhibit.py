"""One exhibit: its file, and what it shows in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from poa.errors import InputError, PoaError
from poa.model.case import Case, Exhibit, Text
from poa.places import user_path
from poa.text.pinyin import has_han
from poa.tui import commands as c
from poa.tui.fields import latin_and_characters
from poa.tui.readings import quoted
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.choice import Choice
from poa.tui.widgets.lineinput import LineInput
from poa.tui.widgets.pathinput import PathInput, TitleInput, names_files
from poa.tui.widgets.prose import Prose

PICTURES = (".png", ".jpg", ".jpeg")
_SIDES = re.compile(r"\s*[,，;；\s]\s*")
_NUMBER = re.compile(r"\d{1,3}(\.\d+)?%?")


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
        # The English title with Chinese in it that is kept when it is confirmed once more.
        self.doubted = ""
        # A number that was given up is given again.
        self._draft = f"exhibit {self.exhibit.number} {self.exhibit.file}" if index is not None else "exhibit new"

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
            *self._titles(),
            Prose(words("tui_exhibit.file"), classes="field-label spaced"),
            PathInput(id="exhibit-path", placeholder=words("tui_exhibit.path"), many=self.index is None),
            Prose(kept, classes="page-note"),
            Vertical(*self._picture(), id="exhibit-picture"),
            Prose(id="q-say"),
            classes="page",
            can_focus=False,
        )

    def _titles(self) -> Iterable[Widget]:
        """The title in both languages, the user's own first."""
        words, title = self.words, self.exhibit.title
        fields = {"en": (words("tui_fields.english"), title.en), "zh": (words("tui_fields.chinese"), title.zh)}
        for number, language in enumerate(self._languages()):
            label, text = fields[language]
            yield Prose(label, classes="field-label spaced" if number else "field-label")
            yield TitleInput(text, id=f"title-{language}", placeholder=words(f"tui_exhibit.example_{language}"))

    def _languages(self) -> tuple[str, str]:
        return ("zh", "en") if self.desk.language.startswith("zh") else ("en", "zh")

    def _picture(self) -> Iterable[Widget]:
        """What only a picture can do: stand in the letter's appendix, with a frame around what matters."""
        words, exhibit = self.words, self.exhibit
        options = [("no", words("tui_fields.no")), ("yes", words("tui_fields.yes"))]
        area = ", ".join(f"{side:g}" for side in exhibit.area) if exhibit.area else ""
        shown = Choice(options, "yes" if exhibit.in_appendix else "no", id="exhibit-appendix")
        yield Horizontal(Prose(words("tui_exhibit.appendix"), classes="form-label"), shown, classes="form-row")
        frame = LineInput(area, id="exhibit-area", placeholder=words("tui_exhibit.area_hint"), select_on_focus=False)
        yield Horizontal(Prose(words("tui_exhibit.area"), classes="form-label"), frame, classes="form-row")

    def redraw(self) -> None:
        """The fields for pictures are there for pictures only."""
        paths = self.query_one("#exhibit-path", PathInput).paths
        named = paths[0] if paths else self.exhibit.file
        self.query_one("#exhibit-picture").display = named.lower().endswith(PICTURES)

    @on(Input.Changed, "#exhibit-path")
    def _path_typed(self) -> None:
        self.redraw()

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.words("tui_steps.evidence.name"), "right"

    def first_focus(self) -> str:
        """The first title, which is in the user's language."""
        return f"#title-{self._languages()[0]}"

    @on(TitleInput.Dropped)
    def _dropped(self, event: TitleInput.Dropped) -> None:
        """A file that was dropped where its title belongs is the file all the same."""
        self.query_one("#exhibit-path", PathInput).take(event.text)

    def action_complete(self) -> None:
        """Take the suggested continuation of the path."""
        self.query_one("#exhibit-path", PathInput).complete()

    @on(Input.Submitted)
    @on(Choice.Submitted)
    def action_confirm(self) -> None:
        """Copy the files into the case and keep the titles."""
        self._take_typed_files()
        english, chinese = latin_and_characters(self._value("title-en"), self._value("title-zh"))
        if has_han(english) and english != self.doubted:
            self.doubted = english
            self.refuse(InputError("tui_fields.chinese_in_english", text=quoted(english)))
            return
        title = Text(en=english, zh=chinese)
        try:
            self.session.change(self._changed(title), step="evidence", why="exhibits")
        except PoaError as problem:
            self.refuse(problem)
            return
        self.forget_draft()
        self.dismiss(None)

    def _take_typed_files(self) -> None:
        """A path that stands in a title goes where it belongs, also from a terminal that pastes as if it were typed."""
        for field in self.query(TitleInput):
            if names_files(field.value):
                self.query_one("#exhibit-path", PathInput).take(field.value)
                field.value = ""

    def draft(self) -> str:
        """One for each exhibit by its number and file, and one for a new one."""
        return self._draft

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _changed(self, title: Text) -> Case:
        """The case with this exhibit; several dropped files become one exhibit each, the first with the title."""
        case, exhibit = self.session.case, self.exhibit
        paths = [user_path(path) for path in self.query_one("#exhibit-path", PathInput).paths]
        if not paths and not title:
            raise InputError("tui_exhibit.empty")
        look: dict[str, Any] = {}
        if self.query_one("#exhibit-picture").display:
            look = {"in_appendix": self.query_one("#exhibit-appendix", Choice).value == "yes",
                    "area": read_area(self._value("exhibit-area"))}  # fmt: skip
        if not paths:
            return _with_exhibit(case, msgspec.structs.replace(exhibit, title=title, **look), self.index)
        added, copied = self._copied(case, paths[0], title, exhibit.number)
        kept = msgspec.structs.replace(
            copied, number=exhibit.number, title=title or exhibit.title or copied.title, **look
        )
        case = _with_exhibit(case, kept, self.index) if self.index is not None else _with_last(added, kept)
        for path in paths[1:]:
            case, _ = self._copied(case, path, Text())
        return case

    def _copied(self, case: Case, path: Path, title: Text, number: int | None = None) -> tuple[Case, Exhibit]:
        from poa.cases.exhibits import add_exhibit

        return add_exhibit(self.session.folder, case, path, title=title or None, number=number, now=self.desk.now)


def read_area(text: str) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of a frame in percent of the picture; None for no frame.

    Raises:
        InputError: these are not four numbers from 0 to 100, each pair growing.
    """
    if not text:
        return None
    found = [float(number.replace("%", "")) for number in _SIDES.split(text) if _NUMBER.fullmatch(number)]
    if len(found) != 4 or len(_SIDES.split(text)) != 4 or max(found) > 100:
        raise InputError("tui_exhibit.bad_area", text=quoted(text))
    left, top, right, bottom = found
    if left >= right or top >= bottom:
        raise InputError("tui_exhibit.bad_area", text=quoted(text))
    return left, top, right, bottom


def _with_last(case: Case, exhibit: Exhibit) -> Case:
    return msgspec.structs.replace(case, exhibits=(*case.exhibits[:-1], exhibit))


def _with_exhibit(case: Case, exhibit: Exhibit, index: int | None) -> Case:
    exhibits = list(case.exhibits)
    if index is None:
        exhibits.append(exhibit)
    else:
        exhibits[index] = exhibit
    return msgspec.structs.replace(case, exhibits=tuple(exhibits))
