"""One question at a time: why it is asked, an example, the fields, and a sentence that says how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, TextArea

from poa.errors import InputError, PoaError
from poa.letter.attest import is_attestation
from poa.model.question import Question
from poa.plan import doubts
from poa.plan.doubts import told_doubt
from poa.tui import commands as c
from poa.tui.answers import choices_of, told_moved, told_people, told_value
from poa.tui.fields import (
    EARLIER,
    MOMENTS,
    NEW,
    PEOPLE,
    READ_BACK,
    Raw,
    applied,
    asked_again,
    counterpart,
    editor_of,
    misplaced,
    raw_of,
)
from poa.tui.flow import shortened
from poa.tui.onward import Onward, told_left
from poa.tui.paths import value_at
from poa.tui.screens.naming import Naming
from poa.tui.session import Session
from poa.tui.wayfinding import lasting_path, place_name
from poa.tui.widgets.areainput import AreaInput
from poa.tui.widgets.lineinput import LineInput
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.case import Case

# So much of what the questions are about stands above them, with how many are left behind it.
_TOPIC = 44


class QuestionScreen(Naming):
    """Asks the questions of a list, beginning at ``start``.

    Args:
        session: where the answers go.
        questions: the list as it stands now; asked again after each answer, since answers open new questions.
        start: path of the first question to show.
        topic: what the questions are about, where it is not the whole step.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.Confirm,
        c.NextField,
        c.Skip,
        c.Earlier,
        c.Back,
        c.CopyOver,
        c.Remove,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *c.bindings(*ACTIONS),
        Binding("pagedown", "below(1)", show=False, priority=True),
        Binding("pageup", "below(-1)", show=False, priority=True),
    ]
    HELP = "question"

    def __init__(
        self, session: Session, questions: Callable[[], Sequence[Question]], start: str, topic: Callable[[], str] = str
    ) -> None:
        super().__init__()
        self.topic = topic
        self.session = session
        self.provider = questions
        self.path = start
        self.picked: list[str] = []
        # The answer that is kept when it is confirmed once more, with its question.
        self.doubted: tuple[str, Raw] | None = None
        self.onward = Onward()
        self._begin()

    def _begin(self) -> None:
        self.questions = list(self.provider())
        self.index = next((n for n, q in enumerate(self.questions) if q.path == self.path), 0)
        self.question = self.questions[self.index]
        self.path = self.question.path
        self.onward.at(self.question)
        self.correcting = self.question.answered
        self.begun = raw_of(self.question, self.session.case)
        self.picked = list(self.begun.picked)
        self.named = lasting_path(self.session.case, self.path)

    # ---- drawing

    def body(self) -> Iterable[Widget]:
        """Count, prompt, reason, fields, reading, example."""
        tell, question = self.desk.tell, self.question
        example, english = tell(question.example), question.example.en
        if editor_of(question) == "pair" and english and english != example:
            # The English words stand in a sentence of ours: what they are to look like is seen beforehand.
            example = self.words("tui.aside", text=example, note=english)
        shown = self.words("tui_fields.example", example=example) if example else ""
        yield Vertical(
            Prose(self._count(), id="q-count"),
            Prose(tell(question.prompt), id="q-prompt"),
            Prose(tell(question.why), id="q-why"),
            VerticalScroll(*self._fields(), id="q-fields", can_focus=False),
            Prose("", id="q-say"),
            VerticalScroll(
                Prose(shown, id="q-example"), Prose(self.letter_says(), id="q-letter"), id="q-below", can_focus=False
            ),
            id="question",
            classes="attesting" if is_attestation(question.path) else "",
        )

    def _count(self) -> str:
        topic = shortened(self.topic() or place_name(self.session, self.path, self.question.step), _TOPIC).rstrip(".。")
        if self.once or self.correcting:
            return topic
        # What is needed and was left open above is needed all the same.
        above = [question for question in self.questions[: self.index] if question.required]
        return told_left([*above, *self.questions[self.index :]], topic, self.words)

    def _fields(self) -> Iterable[Widget]:
        words, kind = self.words, editor_of(self.question)
        raw = raw_of(self.question, self.session.case)
        texts = (*raw.texts, "", "")
        if kind == "line":
            yield LineInput(texts[0], id="answer", placeholder=words("tui_fields.line_hint"))
        elif kind == "area":
            yield AreaInput(texts[0], id="answer", soft_wrap=True, tab_behavior="focus", classes="single")
        elif kind == "pair":
            first, second = ("zh", "en") if self.desk.language.startswith("zh") else ("en", "zh")
            both = {"en": (words("tui_fields.english"), texts[0]), "zh": (words("tui_fields.chinese"), texts[1])}
            for language in (first, second):
                yield Prose(both[language][0], classes="field-label")
                yield AreaInput(both[language][1], id=f"answer-{language}", soft_wrap=True, tab_behavior="focus")
        else:
            choices = Lines(id="choices")
            choices.begins_unset = kind == "one"
            yield choices
            if self.question.type in NEW:
                what = "exhibit" if self.question.type == "exhibits" else "person"
                yield LineInput("", id="new-en", placeholder=words(f"tui_fields.new_{what}_en"))
                yield LineInput("", id="new-zh", placeholder=words(f"tui_fields.new_{what}_zh"))

    def where(self) -> tuple[str, str, str]:
        """The case and the step."""
        return self.session.title(), self.words(f"tui_steps.{self.question.step}.name"), "right"

    def first_focus(self) -> str:
        """The first field; choices only where there are some to choose from."""
        if self.question.path == PEOPLE:
            return "#new-en"
        if editor_of(self.question) in ("one", "many"):
            known = choices_of(self.question, self.session.case, self.desk)
            return "#choices" if known else "#new-en"
        return "#q-fields TextArea, #q-fields Input"

    def redraw(self) -> None:
        """The choices with their marks, and how the answer is read."""
        for listing in self.query("#choices").results(Lines):
            many = editor_of(self.question) == "many"
            items = []
            for value, label in choices_of(self.question, self.session.case, self.desk):
                on_off = "✓" if value in self.picked else " "
                listed = self.question.path == PEOPLE
                mark = "- " if listed else f"[{on_off}] " if many else ("✓ " if value in self.picked else "  ")
                items.append(Item(value, spans=[(mark, "accent"), (label, "")], hang=len(mark)))
            listing.show(items, key=listing.key or (self.picked[0] if self.picked else None))
        self.say()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a next field only where there are two."""
        if action == "remove":
            return self.question.path == PEOPLE and bool(self.session.case.people)
        if action == "below":
            return self.goes_on_below()
        if action == "next_field":
            return editor_of(self.question) == "pair" or self._has_new
        return super().check_action(action, parameters)

    # ---- what was typed

    def raw(self) -> Raw:
        """What stands in the fields now."""
        kind = editor_of(self.question)
        if kind == "pair":
            return Raw((self._area("answer-en"), self._area("answer-zh")))
        if kind == "area":
            return Raw((self._area("answer"),))
        if kind == "line":
            return Raw((self.query_one("#answer", Input).value,))
        new = tuple(self.query_one(f"#{name}", Input).value for name in ("new-en", "new-zh")) if self._has_new else ()
        return Raw(new, tuple(self.picked))

    @property
    def _has_new(self) -> bool:
        return self.question.type in NEW

    def _area(self, name: str) -> str:
        return self.query_one(f"#{name}", TextArea).text

    def say(self) -> None:
        say = self.query_one("#q-say", Prose)
        raw = self.raw()
        say.remove_class("bad", "warn")
        say.set_class(not raw, "how")
        if not raw:
            say.update(self._how())
            return
        try:
            case = self._applied(raw)
        except InputError as problem:
            self.refuse(problem)
            return
        value = value_at(case, self.question.path)
        told = told_value(self.question, value, case, self.desk)
        one_sided = editor_of(self.question) == "pair" and not all(text.strip() for text in raw.texts)
        if misplaced(self.question, raw) is not None:
            say.update(self.words("tui_fields.english_here"))
            say.add_class("warn")
        elif one_sided:
            known = counterpart(self.question, raw)
            say.update(
                self.words("tui_fields.one_language_known", text=known)
                if known
                else self.words("tui_fields.one_language")
            )
        elif doubt := next((d for d in doubts(case) if d.path == self.question.path), None):
            say.update(told_doubt(doubt, self.words))
            say.add_class("warn")
        elif self.question.type in ("person", "people"):
            told = told_people(self.question, self.session.case, case, self.desk)
            shown = self.words("tui_fields.read_as", value=told) if told else self.words("tui_fields.person_there")
            say.update("\n".join((shown, self.then())) if any(raw.texts) else shown)
        elif self.question.type in READ_BACK or self.question.path in MOMENTS:
            moved = told_moved(self.session.case, case, self.question, self.desk)
            say.update(self.words("tui_fields.read_as", value=told) + moved)
        else:
            say.update("")

    def _how(self) -> str:
        """What the keys do here, as long as nothing is answered; nothing is chosen by itself."""
        kind = editor_of(self.question)
        if kind == "line":
            return ""
        known = self.question.path != PEOPLE and choices_of(self.question, self.session.case, self.desk)
        if self.question.path == PEOPLE and self.session.case.people:
            return self.words("tui_fields.how_people")
        if kind in ("one", "many") and not known:
            return self.words("tui_fields.how_new" if self.question.type == "exhibits" else "tui_fields.how_person")
        return self.words(f"tui_fields.how_{kind}_new" if self._has_new else f"tui_fields.how_{kind}")

    def _applied(self, raw: Raw) -> Case:
        return applied(self.question, raw, self.session.case, self.desk.local_now.date())

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        if not self.exchanging:
            self.say()

    @on(Lines.Chosen, "#choices")
    async def _chosen(self, event: Lines.Chosen) -> None:
        if self.question.path == PEOPLE:
            await self.turn_to(f"people[{self.person_at(event.key)}].role")
            return
        if editor_of(self.question) == "many":
            self.picked = (
                [p for p in self.picked if p != event.key] if event.key in self.picked else [*self.picked, event.key]
            )
            self.typed_something()
            self.redraw()
            return
        self.picked = [event.key]
        await self.action_confirm()

    async def action_confirm(self) -> None:
        """Keep the answer, then the next open question."""
        raw = self.raw()
        if not raw and self.question.path in (PEOPLE, EARLIER):
            await self._next(after_answer=True)
            return
        if not raw and self.question.type not in ("people", "exhibits", "causes") and not self.correcting:
            await self.action_skip()
            return
        doubted = asked_again(self.question, raw)
        if doubted and self.doubted != (self.path, raw):
            self.doubted = (self.path, raw)
            say = self.query_one("#q-say", Prose)
            say.update(doubted.told(self.words))
            say.add_class("warn")
            return
        if await self.to_what_lacks(raw) or self.shows_the_rest(raw):
            return
        before = self.session.case
        try:
            self.refuse_another()
            case = self._applied(raw)
            self.session.change(case, step=self.question.step, why=self.question.path)
        except PoaError as problem:
            self.refuse(problem)
            return
        self.forget_draft()
        self.owe(before)
        if self.question.path == PEOPLE and raw:
            await self.turn_to(PEOPLE)
            # Who has named one goes on to what is asked about him.
            self.correcting = False
            return
        await self._next(after_answer=True)

    async def action_skip(self) -> None:
        """Leave it open."""
        self.put_by_and_say()
        await self._next(after_answer=False)

    async def action_earlier(self) -> None:
        """The question before this one."""
        if self.index:
            self.put_by_and_say()
            self.onward.back(self.path)
            await self.turn_to(self.questions[self.index - 1].path)
            # Who goes back on the way goes on from there.
            self.correcting = False

    async def _next(self, *, after_answer: bool) -> None:
        if after_answer and await self.to_what_is_owed():
            return
        if self.once or (after_answer and self.correcting):
            self.dismiss(None)
            return
        questions = list(self.provider())
        following = self.onward.after(questions, self.path, self.index, answered=after_answer)
        if following is not None:
            await self.turn_to(following.path)
            self.correcting = False
            return
        if after_answer and all(q.answered or not q.required for q in questions):
            left = sum(1 for q in questions if not q.answered)
            key = "needed_answered" if left else "all_answered"
            self.tell(self.words(f"tui_fields.{key}", n=left, count=left))
        self.dismiss(None)

    async def turn_to(self, path: str) -> None:
        self.poa.moved_on()
        self.path = path
        self._begin()
        with self.app.batch_update():
            await self.recompose()
            self.take_up()
            self.redraw()
            self.draw_bars()
        for widget in self.query(self.first_focus()):
            widget.focus()
            break

    def action_copy_over(self) -> None:
        """The example into the field, to be changed, or a role's name in the other language; only into empty ones."""
        example = self.question.example
        kind = editor_of(self.question)
        if known := counterpart(self.question, self.raw()):
            empty = next(area for area in self.query("#q-fields TextArea").results(TextArea) if not area.text.strip())
            empty.load_text(known)
        elif kind == "line":
            field = self.query_one("#answer", Input)
            field.value = field.value or self.desk.tell(example)
        elif kind == "pair":
            for name, text in (("answer-en", example.en), ("answer-zh", example.zh)):
                area = self.query_one(f"#{name}", TextArea)
                if not area.text.strip():
                    area.load_text(text)
