"""One module to read: what to know with its rules, wrong and right, the checklist; then to practise and to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.tui import commands as c
from poa.tui.flow import APART
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines, blank_line

if TYPE_CHECKING:
    from poa.model.rule import Bilingual
    from poa.model.training import Module, Paper

QUESTIONS = 10


class ModuleScreen(PoaScreen[None]):
    """One module. Each line stands on rules; enter shows the first of them."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.ShowRule,
        c.StartQuiz,
        c.Practise,
        c.OpenLink,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "training"

    def __init__(self, module: Module) -> None:
        super().__init__()
        self.module = module

    def body(self) -> Iterable[Widget]:
        """One page."""
        yield Vertical(Lines(id="module"), classes="page")

    def where(self) -> tuple[str, str, str]:
        """The module's name."""
        count = len(self.module.quiz)
        told = self.words("tui_training.length", n=count, count=count, minutes=self.module.minutes)
        return self.desk.tell(self.module.title), told, "right"

    def first_focus(self) -> str:
        """The page."""
        return "#module"

    def redraw(self) -> None:
        """What to know, wrong and right, the checklist."""
        module, tell = self.module, self.desk.tell
        items = [Item(spans=[(self.words("tui_training.know"), "accent")], selectable=False)]
        for number, point in enumerate(module.know):
            spans = [("- ", "quiet"), (tell(point.text), ""), (f"{APART}{self._sources(point.rules)}", "quiet")]
            items.append(Item((number, point.rules), spans=spans, hang=2))
        items += [blank_line(), Item(spans=[(self.words("tui_training.pairs"), "accent")], selectable=False)]
        for number, pair in enumerate(module.pairs):
            spans = [
                ("x ", "bad"), (pair.dont.text, ""), ("\n✓ ", "good"), (pair.do.text, ""),
                (f"\n{tell(pair.why)}", "quiet"),
            ]  # fmt: skip
            items.append(Item((f"pair {number}", pair.rules), spans=spans, hang=2))
        items += [blank_line(), Item(spans=[(self.words("tui_training.checklist"), "accent")], selectable=False)]
        for number, line in enumerate(module.checklist):
            items.append(Item((f"line {number}", module.rules), spans=[("[ ] ", "quiet"), (tell(line), "")], hang=4))
        self.query_one("#module", Lines).show(items)

    def _sources(self, rules: Iterable[str]) -> str:
        titles = [self.desk.tell(self.desk.rules[rule].title) for rule in rules if rule in self.desk.rules]
        return self.words("tui.between").join(titles)

    def _rule(self) -> str:
        _, rules = self.query_one("#module", Lines).key or ("", ())
        return next((rule for rule in rules if rule in self.desk.rules), "")

    @on(Lines.Chosen, "#module")
    def action_show_rule(self) -> None:
        """The rule behind the line."""
        show_rule(self, self._rule())

    def action_open_link(self) -> None:
        """Its source in the browser; only on this key."""
        open_rule_link(self, self._rule())

    def action_start_quiz(self) -> None:
        """Try oneself."""
        from poa.tui.screens.training_quiz import QuizScreen

        self.app.push_screen(QuizScreen(lambda: self.desk.tell(self.module.title), self._draw))

    def action_practise(self) -> None:
        """Judge the practice messages."""
        from poa.training.quiz import practice_paper
        from poa.tui.screens.training_quiz import QuizScreen

        asked: dict[bool, Bilingual] = {
            True: self.desk.both("training.practice_own"),
            False: self.desk.both("training.practice_answer"),
        }
        paper = practice_paper(self.module, asked, self.desk.rules)
        title = self.words("tui_training.practice")
        self.app.push_screen(QuizScreen(lambda: title, lambda used: None if used else paper))

    def _draw(self, used: set[str]) -> Paper:
        from poa.training.quiz import draw_paper

        count = min(QUESTIONS, len(self.module.quiz))
        seed = self.desk.local_now.toordinal() + len(used)
        return draw_paper([self.module], count, seed=seed, used=used, guidance_rules=self.desk.rules)


def show_rule(screen: PoaScreen[Any], rule: str) -> None:
    """The rule in full; nothing where there is none."""
    from poa.tui.screens.rules import RuleScreen

    if rule in screen.desk.rules:
        screen.app.push_screen(RuleScreen(screen.desk.rules[rule]))


def open_rule_link(screen: PoaScreen[Any], rule: str) -> None:
    """The rule's source in the browser, and its address on the screen."""
    import webbrowser

    from poa.training.quiz import link_of

    url = link_of(screen.desk.rules[rule]) if rule in screen.desk.rules else ""
    if url:
        webbrowser.open(url)
        screen.tell(url)
