"""Training on the screen: the modules, one to read, and a quiz to try oneself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.training import Asked, Module

ON_SCREEN = ("choose", "judge")
VERDICTS = ("send", "fix", "stop")
QUESTIONS = 10


class TrainingScreen(PoaScreen[None]):
    """All modules."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.ShowDetails, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS[1:])
    HELP = "training"

    def body(self) -> Iterable[Widget]:
        """The list."""
        words = self.words
        yield Vertical(
            Prose(words("tui_training.title"), classes="page-title"),
            Prose(words("tui_training.note"), classes="page-note"),
            Lines(id="modules"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """How many modules there are."""
        count = len(self.desk.modules)
        return self.words("tui_training.where"), self.words("tui_training.count", n=count, count=count), "right"

    def first_focus(self) -> str:
        """The list."""
        return "#modules"

    def redraw(self) -> None:
        """Each module with its length."""
        items = []
        for module in self.desk.modules.values():
            count = len(module.quiz)
            told = self.words("tui_steps.training.module_note", n=count, count=count, minutes=module.minutes)
            items.append(Item(module.id, spans=[(self.desk.tell(module.title), "bold"), (f"\n{told}", "quiet")]))
        self.query_one("#modules", Lines).show(items)

    @on(Lines.Chosen, "#modules")
    def action_show_details(self) -> None:
        """Read a module."""
        module = self.desk.modules.get(self.query_one("#modules", Lines).key)
        if module:
            self.app.push_screen(ModuleScreen(module))


class ModuleScreen(PoaScreen[None]):
    """One module to read."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.StartQuiz, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "training"

    def __init__(self, module: Module) -> None:
        super().__init__()
        self.module = module

    def body(self) -> Iterable[Widget]:
        """One page."""
        yield Vertical(Lines(id="module", cursor=False), classes="page")

    def where(self) -> tuple[str, str, str]:
        """The module's name."""
        return self.desk.tell(self.module.title), "", "right"

    def first_focus(self) -> str:
        """The page."""
        return "#module"

    def redraw(self) -> None:
        """What to know, wrong and right, the checklist."""
        module, tell, words = self.module, self.desk.tell, self.words
        items = [Item(spans=[(tell(module.title), "head")]), Item(spans=[("", "")])]
        items.append(Item(spans=[(words("tui_training.know"), "accent")]))
        for point in module.know:
            items.append(Item(spans=[("- ", "quiet"), (tell(point.text), "")], hang=2))
        if module.pairs:
            items += [Item(spans=[("", "")]), Item(spans=[(words("tui_training.pairs"), "accent")])]
        for pair in module.pairs:
            items.append(Item(spans=[("x ", "bad"), (pair.dont.text, "")], hang=2))
            items.append(Item(spans=[("✓ ", "good"), (pair.do.text, "")], hang=2))
            items.append(Item(spans=[(tell(pair.why), "quiet"), ("\n", "")], indent=2))
        items.append(Item(spans=[(words("tui_training.checklist"), "accent")]))
        items += [Item(spans=[("[ ] ", "quiet"), (tell(line), "")], hang=4) for line in module.checklist]
        self.query_one("#module", Lines).show(items)

    def action_start_quiz(self) -> None:
        """Try oneself."""
        self.app.push_screen(QuizScreen(self.module))


class QuizScreen(PoaScreen[None]):
    """Questions one after the other, each answered with its reason; nothing is recorded."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "training"

    def __init__(self, module: Module) -> None:
        super().__init__()
        self.module = module
        self.at = 0
        self.picked: set[int] = set()
        self.right: bool | None = None
        self.points = 0
        self.questions: tuple[Asked, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The question and its answers."""
        yield Vertical(Prose(id="q-count"), Lines(id="asked", cursor=False), Lines(id="quiz"), classes="page")

    def where(self) -> tuple[str, str, str]:
        """The module and the points."""
        return (
            self.desk.tell(self.module.title),
            self.words("tui_training.points", points=self.points, of=self.at),
            "right",
        )

    def first_focus(self) -> str:
        """The answers."""
        return "#quiz"

    def redraw(self) -> None:
        """The present question, or the result."""
        if not self.questions:
            self.questions = self._draw()
        if self.at >= len(self.questions):
            told = self.words("tui_training.result", points=self.points, total=len(self.questions))
            self.query_one("#q-count", Prose).update(told)
            self.query_one("#asked", Lines).show([])
            self.query_one("#quiz", Lines).show([Item("end", spans=[(self.words("tui_training.end"), "accent")])])
            return
        asked = self.questions[self.at]
        self.query_one("#q-count", Prose).update(
            self.words("tui_training.question", number=self.at + 1, total=len(self.questions))
        )
        text = [Item(spans=[(self.desk.tell(asked.question), "bold")])]
        if asked.message:
            text += [Item(spans=[(asked.message, "")], indent=2)]
        self.query_one("#asked", Lines).show(text)
        self.query_one("#quiz", Lines).show(self._answers(asked))

    def _draw(self) -> tuple[Asked, ...]:
        from poa.training.quiz import draw_paper

        fitting = tuple(item for item in self.module.quiz if item.kind in ON_SCREEN)
        if not fitting:
            return ()
        module = replace(self.module, quiz=fitting)
        seed = self.desk.local_now.toordinal()
        return draw_paper([module], min(QUESTIONS, len(fitting)), seed=seed, guidance_rules=self.desk.rules).questions

    def _answers(self, asked: Asked) -> list[Item]:
        tell = self.desk.tell
        names = VERDICTS if asked.kind == "judge" else ()
        labels = [self.words(f"tui_check.verdict_{v}") for v in names] or [tell(option) for option in asked.options]
        right = {VERDICTS.index(asked.verdict)} if asked.kind == "judge" else set(asked.right)
        many = asked.kind == "choose" and len(right) > 1
        items = []
        for number, label in enumerate(labels):
            mark = ("[✓] " if number in self.picked else "[ ] ", "accent") if many else ("- ", "quiet")
            if self.right is not None:
                mark = ("✓ ", "good") if number in right else ("x ", "bad") if number in self.picked else ("  ", "")
            items.append(Item(number, spans=[mark, (label, "")], hang=4, selectable=self.right is None))
        if many and self.right is None:
            items.append(Item("done", spans=[(self.words("tui_training.done"), "accent")]))
        if self.right is not None:
            verdict = ("tui_training.right", "good") if self.right else ("tui_training.wrong", "bad")
            items.append(Item("next", spans=[(self.words(verdict[0]), verdict[1]), (f" {tell(asked.why)}", "")]))
            items.append(Item("next", spans=[(self.words("tui_training.next"), "accent")]))
        return items

    @on(Lines.Chosen, "#quiz")
    def _chosen(self, event: Lines.Chosen) -> None:
        if event.key == "end":
            self.dismiss(None)
            return
        if event.key == "next":
            self.at, self.picked, self.right = self.at + 1, set(), None
        else:
            self._answer(event.key)
        self.redraw()
        self.draw_bars()

    def _answer(self, key: int | str) -> None:
        asked = self.questions[self.at]
        right = {VERDICTS.index(asked.verdict)} if asked.kind == "judge" else set(asked.right)
        if asked.kind == "choose" and len(right) > 1 and isinstance(key, int):
            self.picked ^= {key}
            return
        if isinstance(key, int):
            self.picked = {key}
        self.right = self.picked == right
        self.points += self.right
