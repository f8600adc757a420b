"""A form of a few fields, one a line; what was typed is read back, and refused in words below the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input

from poa.errors import InputError, PoaError
from poa.text.dates import read_date, told_date
from poa.text.pinyin import has_han
from poa.tui import commands as c
from poa.tui.fields import latin_and_characters
from poa.tui.readings import quoted
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.choice import Choice
from poa.tui.widgets.lineinput import LineInput
from poa.tui.widgets.pathinput import PathInput
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.tui.desk import Desk
    from poa.tui.session import Session

Kind = Literal["text", "date", "time", "count", "path", "choice"]
FIELDS = "Input, Choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form. Its words are ``tui_training.field.<name>`` and ``tui_training.hint.<name>``.

    ``known`` completes what is typed; ``options`` gives value and label of each choice; ``needed`` may not stay empty.
    """

    name: str
    kind: Kind = "text"
    value: str = ""
    known: Sequence[str] = ()
    options: Callable[[Desk], Sequence[tuple[str, str]]] | None = None
    needed: bool = False


def pairs(names: Iterable[str]) -> dict[str, str]:
    """The fields of texts in Chinese, each with the field of the same text in English.

    Names are left: what is typed for one is read as a name in either script.
    """
    known = list(names)
    found = {}
    for name in known:
        base = name.removesuffix("_zh")
        english = base if base in known else f"{base}_en"
        if name != base and base != "name" and english in known:
            found[name] = english
    return found


def in_their_fields(read: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with texts that stand in each other's field, or in the wrong one, put where they belong."""
    found = dict(read)
    for chinese, english in pairs(read).items():
        found[english], found[chinese] = latin_and_characters(read[english], read[chinese])
    return found


def read_field(kind: Kind, text: str, today: date) -> str:
    """What was typed, as it is kept: dates as 2026-03-15, times as 09:30, numbers in digits.

    Raises:
        InputError: it is none; with the sentence for below the fields.
    """
    text = text.strip()
    if not text:
        return ""
    if kind == "date":
        day = read_date(text, today)
        if day is None:
            raise InputError("tui_fields.no_date", text=quoted(text))
        return day.isoformat()
    if kind == "time":
        from poa.training.desk import parse_time

        try:
            return parse_time(text)
        except InputError as problem:
            raise InputError(problem.key, value=quoted(text)) from None
    if kind == "count":
        if not (text.isdecimal() and len(text) < 7):
            raise InputError("tui_fields.no_count", text=quoted(text))
        return str(int(text))
    return text


class FormScreen(PoaScreen[Any]):
    """Nothing is kept before the user keeps the form; what does not fit stays as typed, with the reason.

    Args:
        form: title and note are ``tui_training.form.<form>.title`` and ``.note``.
        fields: the lines.
        keep: takes what was read (by field name) and what of it was changed; what it refuses is said. Its result is
            the screen's.
        values: what the title and the note name.
        where: the left side of the top bar.
        start: the field to begin at.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.Confirm,
        c.NextField,
        c.Complete,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS), ("down", "field(1)", ""), ("up", "field(-1)", "")]
    HELP = "training"
    # Where the form is asked: in an open case, and there about a training; set by the book of trainings.
    session: Session | None = None
    about = ""

    def __init__(
        self,
        form: str,
        fields: Sequence[Field],
        keep: Callable[[Mapping[str, str], set[str]], Any],
        *,
        values: Mapping[str, object] | None = None,
        where: str = "",
        start: str = "",
    ) -> None:
        super().__init__()
        self.form, self.keep, self.left, self.start = form, keep, where, start
        self.fields = {field.name: field for field in fields}
        self.begun = {field.name: field.value for field in fields}
        self.values = dict(values or {})
        # The fields whose Chinese in place of English was asked about.
        self.doubted: set[str] = set()

    # ---- drawing

    def body(self) -> Sequence[Widget]:
        """Title, lines, and below them what the present one asks and how it is read."""
        self._own_language_first()
        rows = [
            Horizontal(
                Prose(self.words(f"tui_training.field.{field.name}"), classes="form-label"),
                self._field(field),
                classes="form-row",
            )
            for field in self.fields.values()
        ]
        return [
            Vertical(
                Prose(self._said("title"), classes="page-title"),
                Prose(self._said("note"), classes="page-note"),
                VerticalScroll(*rows, id="form", can_focus=False),
                Prose(id="q-why"),
                Prose(id="q-say"),
                classes="page",
            )
        ]

    def _own_language_first(self) -> None:
        """Of two languages the user's own comes first, as in every form."""
        names = list(self.begun)
        if self.desk.language.startswith("zh"):
            for chinese, english in pairs(names).items():
                one, other = sorted((names.index(chinese), names.index(english)))
                names[one], names[other] = chinese, english
        self.fields = {name: self.fields[name] for name in names}

    def _said(self, key: str) -> str:
        return self.words(f"tui_training.form.{self.form}.{key}", **self.values)

    def _field(self, field: Field) -> Widget:
        name = f"f-{field.name}"
        if field.options is not None:
            options = field.options(self.desk)
            return Choice(options, field.value or options[0][0], id=name)
        if field.kind == "path":
            return PathInput(id=name, value=field.value)
        known = SuggestFromList(list(field.known), case_sensitive=False) if field.known else None
        return LineInput(field.value, id=name, select_on_focus=False, suggester=known)

    def where(self) -> tuple[str, str, str]:
        """What the form belongs to."""
        return self.left or self.words("tui_training.where"), "", "right"

    def first_focus(self) -> str:
        """The field asked for, of two languages the one that stands first; or the first of all."""
        names = list(self.fields)
        either = {self.start, *(name for pair in pairs(names).items() if self.start in pair for name in pair)}
        return f"#f-{next(name for name in names if name in either)}" if self.start else FIELDS

    def redraw(self) -> None:
        """What the present field asks, and how it is read."""
        field = self._present()
        if field is not None:
            self.query_one("#q-why", Prose).update(self.words(f"tui_training.hint.{field.name}"))
            self._say(field)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Completing is offered where there is something to complete."""
        if action == c.Complete.name:
            return any(field.kind == "path" for field in self.fields.values())
        return super().check_action(action, parameters)

    def _present(self) -> Field | None:
        return self.fields.get((self.focused.id or "").removeprefix("f-")) if self.focused else None

    @on(events.DescendantFocus)
    def _entered(self) -> None:
        self.call_after_refresh(self.redraw)

    # ---- what was typed

    def draft(self) -> str:
        """One for each form, what it is about, and what stood in it at first."""
        return f"training {self.form} {self.about} {self.values} {self.begun}"

    def text_of(self, name: str) -> str:
        """What stands in a field."""
        widget = self.query_one(f"#f-{name}")
        return widget.path if isinstance(widget, PathInput) else str(getattr(widget, "value", ""))

    @on(Input.Changed)
    @on(Choice.Changed)
    def _typed(self) -> None:
        field = self._present()
        if field is not None:
            self._say(field)

    def _say(self, field: Field) -> None:
        say = self.query_one("#q-say", Prose)
        say.remove_class("bad")
        try:
            value = read_field(field.kind, self.text_of(field.name), self.desk.local_now.date())
        except InputError as problem:
            self.refuse(problem)
            return
        told = ""
        if value and field.kind == "date":
            told = self.words("tui_fields.read_as", value=told_date(date.fromisoformat(value), self.words))
        elif value and field.kind == "time" and value != self.text_of(field.name).strip():
            told = self.words("tui_fields.read_as", value=value)
        say.update(told)

    # ---- actions

    def action_field(self, step: int) -> None:
        """The field below or above."""
        if step > 0:
            self.focus_next(FIELDS)
        else:
            self.focus_previous(FIELDS)

    def action_complete(self) -> None:
        """Take the suggested continuation of the path."""
        for widget in self.query(PathInput):
            widget.complete()

    @on(Input.Submitted)
    @on(Choice.Submitted)
    def _entered_field(self) -> None:
        """Enter goes to the next field, and from the last one keeps the form."""
        names = list(self.fields)
        present = self._present()
        place = names.index(present.name) if present else len(names) - 1
        if place + 1 < len(names):
            self.query_one(f"#f-{names[place + 1]}").focus()
        else:
            self.action_confirm()

    def action_confirm(self) -> None:
        """Keep the whole form, or go to the field that does not fit."""
        read: dict[str, str] = {}
        for field in self.fields.values():
            try:
                read[field.name] = read_field(field.kind, self.text_of(field.name), self.desk.local_now.date())
                if field.needed and not read[field.name]:
                    raise InputError("tui_training.needed", field=self.words(f"tui_training.field.{field.name}"))
            except InputError as problem:
                self.query_one(f"#f-{field.name}").focus()
                self.call_after_refresh(self.call_after_refresh, self.refuse, problem)
                return
        read = in_their_fields(read)
        if self._doubts(read):
            return
        changed = {name for name, value in read.items() if value != self.fields[name].value}
        try:
            result = self.keep(read, changed)
        except PoaError as problem:
            self.refuse(problem)
            return
        self.forget_draft()
        self.dismiss(True if result is None else result)

    def _doubts(self, read: Mapping[str, str]) -> bool:
        """Whether Chinese stands where the English documents take their words from; it is asked about once."""
        for english in pairs(read).values():
            if has_han(read[english]) and read[english] != self.begun[english] and english not in self.doubted:
                self.doubted.add(english)
                self.query_one(f"#f-{english}").focus()
                problem = InputError("tui_fields.chinese_in_english", text=quoted(read[english]))
                self.call_after_refresh(self.call_after_refresh, self.refuse, problem)
                return True
        return False
