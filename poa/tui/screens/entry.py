"""One order, body of messages or turn of a conversation: all its fields in one form, each read back as it is typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, TextArea

from poa.errors import InputError, PoaError
from poa.plan.entries import entry_questions
from poa.tui import commands as c
from poa.tui.answers import told_value
from poa.tui.entryform import field_name, first_texts, known_names, options_of, typed_raw
from poa.tui.fields import applied, asked_again, editor_of
from poa.tui.paths import value_at, with_value
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.drafting import put_text, typed_text
from poa.tui.session import Session
from poa.tui.widgets.areainput import AreaInput
from poa.tui.widgets.choice import Choice
from poa.tui.widgets.lineinput import LineInput
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.case import Case
    from poa.model.question import Question

FIELDS = "Input, TextArea, Choice"
_READ_BACK = ("date", "count", "person", "exhibits")


class EntryScreen(PoaScreen[bool]):
    """Nothing is kept before the user keeps the form; then all of it is, at once.

    Args:
        session: where the answers go.
        working: the case with the entry in its place; not saved.
        path: the entry (``audit.ledger[2]``).
        note: says where a proposal was counted.
        checked: puts the finished case in order, or refuses what cannot be true together.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Confirm, c.CopyOver, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS), ("down", "field(1)", ""), ("up", "field(-1)", "")]
    HELP = "scope"

    def __init__(
        self,
        session: Session,
        working: Case,
        path: str,
        note: Callable[[], str] = str,
        checked: Callable[[Case], Case] = lambda case: case,
    ) -> None:
        super().__init__()
        self.session, self.working, self.path, self.note, self.checked = session, working, path, note, checked
        self._opened_on = session.case
        self.place = path.partition("[")[0]
        self.asked: tuple[Question, ...] = entry_questions(working, session.desk.playbook, path)
        self._at_first: dict[str, str] = {}
        self._true: set[str] = set()
        begun = [first_texts(question, working, "en") for question in self.asked]
        self._draft = f"{self.place} {json.dumps(begun, ensure_ascii=False)}"

    # ---- drawing

    def body(self) -> Iterable[Widget]:
        """The fields, one a line; below them what the present one asks and how it is read."""
        yield Vertical(
            Prose(self.words(f"tui_scope.{self._area}.one"), classes="page-title"),
            Prose(self.note(), classes="page-note"),
            VerticalScroll(
                *(row for question in self.asked for row in self._rows(question)), id="form", can_focus=False
            ),
            Prose(id="q-prompt"),
            Prose(id="q-why"),
            Prose(id="q-say"),
            Prose(id="q-example"),
            classes="page",
        )

    @property
    def _area(self) -> str:
        return self.place.rpartition(".")[2]

    def _rows(self, question: Question) -> Iterable[Widget]:
        texts = first_texts(question, self.working, self.desk.language)
        self._at_first = {**texts, **self._at_first}
        for id, text in texts.items():
            label = Prose(self._label(question, id), classes="form-label")
            yield Horizontal(label, self._field(question, id, text), classes="form-row")

    def _label(self, question: Question, id: str) -> str:
        name = self.words(f"tui_scope.field.{field_name(question)}")
        if id.endswith("-en") or id.endswith("-zh"):
            return self.words(f"tui_scope.in_{id[-2:]}", name=name)
        return name

    def _field(self, question: Question, id: str, text: str) -> Widget:
        options = options_of(question, self.working, self.desk)
        if options:
            return Choice(options, text or options[0][0], id=id)
        if editor_of(question) == "area":
            return AreaInput(text, id=id, soft_wrap=True, tab_behavior="focus")
        names = known_names(self.working) if question.type == "person" else []
        return LineInput(
            text,
            id=id,
            select_on_focus=False,
            suggester=SuggestFromList(names, case_sensitive=False) if names else None,
        )

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.words(f"tui_scope.{self._area}.name"), "right"

    def first_focus(self) -> str:
        """The first field."""
        return FIELDS

    def redraw(self) -> None:
        """What the present field asks."""
        question = self._present()
        if question is None:
            return
        tell, example = self.desk.tell, self.desk.tell(question.example)
        self.query_one("#q-prompt", Prose).update(tell(question.prompt))
        self.query_one("#q-why", Prose).update(tell(question.why))
        told = self.words("tui_fields.example", example=example) if example else ""
        self.query_one("#q-example", Prose).update(told)
        self._say(question)

    def _present(self) -> Question | None:
        id = self.focused.id if self.focused else None
        return next((q for q in self.asked if id in first_texts(q, self.working, "en")), None)

    @on(events.DescendantFocus)
    def _entered(self) -> None:
        self.call_after_refresh(self.redraw)

    # ---- what was typed

    def texts(self) -> dict[str, str]:
        """What stands in all fields, by id."""
        found = {}
        for widget in self.query(FIELDS):
            found[str(widget.id)] = widget.text if isinstance(widget, TextArea) else str(getattr(widget, "value", ""))
        return found

    def _say(self, question: Question) -> None:
        say = self.query_one("#q-say", Prose)
        say.remove_class("bad")
        try:
            raw = typed_raw(question, self.texts(), self.working)
            case = applied(question, raw, self.working, self.desk.local_now.date()) if raw else None
        except InputError as problem:
            self.refuse(problem)
            return
        one_sided = editor_of(question) == "pair" and raw and not all(text.strip() for text in raw.texts)
        if one_sided:
            say.update(self.words("tui_fields.one_language"))
        elif case is not None and question.type in _READ_BACK:
            told = told_value(question, value_at(case, question.path), case, self.desk)
            say.update(self.words("tui_scope.new_person" if self._is_new(case) else "tui_fields.read_as", value=told))
        else:
            say.update("")

    def _is_new(self, case: Case) -> bool:
        return len(case.people) > len(self.working.people)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _typed(self) -> None:
        question = self._present()
        if question is not None:
            self._say(question)

    # ---- actions

    def action_field(self, step: int) -> None:
        """The field below or above."""
        if step > 0:
            self.focus_next(FIELDS)
        else:
            self.focus_previous(FIELDS)

    @on(Input.Submitted)
    @on(Choice.Submitted)
    async def action_confirm(self) -> None:
        """Keep the whole form, or go to the field that does not fit."""
        try:
            case = self._begun()
        except InputError as problem:
            self.refuse(problem)
            return
        for question in self.asked:
            try:
                case = self._with(question, case)
            except InputError as problem:
                self._to_field(question)
                self.call_after_refresh(self.refuse, problem)
                return
        fresh = entry_questions(case, self.desk.playbook, self.path)
        if [q.path for q in fresh] != [q.path for q in self.asked]:
            await self._ask_more(case, fresh)
            return
        try:
            self.session.change(self.checked(case), step="messages", why=self.place)
        except PoaError as problem:
            self.refuse(problem)
            return
        self.forget_draft()
        self.dismiss(True)

    def _begun(self) -> Case:
        """The case with the entry in its place; what else was changed since the form was opened stays.

        Raises:
            InputError: another window changed or removed the entry.
        """
        live = self.session.case
        if live == self._opened_on:
            return self.working
        entries = list(value_at(live, self.place) or ())
        place = int(self.path.removesuffix("]").rpartition("[")[2])
        begun = value_at(self._opened_on, self.place) or ()
        known = len(value_at(self.working, self.place)) == len(begun)
        if entries[place : place + known] != list(begun[place : place + known]) or place > len(entries):
            raise InputError("tui_held.changed")
        entries[place : place + known] = [value_at(self.working, self.path)]
        return with_value(live, self.place, entries)

    def _with(self, question: Question, case: Case) -> Case:
        raw = typed_raw(question, self.texts(), case)
        doubted = asked_again(question, raw)
        if doubted and question.path not in self._true:
            self._true.add(question.path)
            raise doubted
        if question.required and not raw:
            raise InputError("tui_scope.needed", field=self.words(f"tui_scope.field.{field_name(question)}"))
        return applied(question, raw, case, self.desk.local_now.date())

    def _to_field(self, question: Question) -> None:
        wanted = next(iter(first_texts(question, self.working, self.desk.language)))
        self.query_one(f"#{wanted}").focus()

    async def _ask_more(self, case: Case, fresh: tuple[Question, ...]) -> None:
        """What was typed opened another field: show it before anything is kept."""
        known = {question.path for question in self.asked}
        self.working, self.asked = case, fresh
        await self.recompose()
        self._fill_more()
        new = next((question for question in fresh if question.path not in known), fresh[0])
        self._to_field(new)
        self.draw_bars()

    def _fill_more(self) -> None:
        """What was put by of a field that is there only now."""
        kept = self.drafts.of(self.draft()) if self.from_draft else {}
        for widget in self.query(FIELDS):
            if widget.id in kept and not typed_text(widget):
                put_text(widget, kept[widget.id])

    def action_copy_over(self) -> None:
        """The example into the present field, to be changed; only where it is empty."""
        question, field = self._present(), self.focused
        if question is None or field is None or isinstance(field, Choice) or self.texts()[str(field.id)].strip():
            return
        put_text(field, question.example.of("zh" if str(field.id).endswith("-zh") else self._language(field)))

    def _language(self, field: Widget) -> str:
        return "en" if str(field.id).endswith("-en") else self.desk.language

    def action_back(self) -> None:
        """Leave; what was typed and not kept is put by."""
        self.leave(False)

    # ---- what was typed and not kept

    def draft(self) -> str:
        """One for each list and what stood in the form at first; the place in the list may change."""
        return self._draft

    def unkept(self) -> bool:
        """Whether a field holds something else than at first; a field that came later counts where it holds any."""
        return any(self._at_first.get(id, "") != text for id, text in self.texts().items())
