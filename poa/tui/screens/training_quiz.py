"""Questions one after the other: to choose, to judge a message, to rewrite one; each answer is explained.

A rewritten message is marked by the message check itself, behind the screen's back. At the end the mistakes are
listed; what is kept, and whether there are other questions, says whoever opened the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import TextArea
from textual.worker import Worker, WorkerState

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.training_answers import VERDICTS, answer_items, ending_items, explained_items
from poa.tui.widgets.areainput import AreaInput
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.rule import Verdict
    from poa.model.training import Asked, Paper
    from poa.training.quiz import Marked


class QuizScreen(PoaScreen[bool]):
    """A quiz. Returns whether it was taken to its end.

    Args:
        title: whose quiz, or about what, in the present language.
        draw: the questions to put, given the ids of those that were put already; None where there are no others.
        keep: keeps the result and says where, once the last question is answered; None for trying oneself.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.Pick,
        c.HandIn,
        c.OpenLink,
        c.Repeat,
        c.LeaveQuiz,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "training-quiz"

    def __init__(
        self,
        title: Callable[[], str],
        draw: Callable[[set[str]], Paper | None],
        keep: Callable[[Paper, tuple[Marked, ...]], str] | None = None,
    ) -> None:
        super().__init__()
        self.heading, self.draw, self.keep = title, draw, keep
        self.paper: Paper | None = None
        self.used: set[str] = set()
        self.marked: list[Marked] = []
        self.picked: set[int] = set()
        self.explaining = False
        self.checking = False
        self.kept = ""
        # What stood there when it was said that leaving gives it up.
        self._asked_about = ""
        # The rules that the check found broken in the message written last.
        self.found: tuple[str, ...] = ()

    # ---- what is shown

    def body(self) -> Iterable[Widget]:
        """The question, its answers, room to write."""
        yield Vertical(
            Prose(id="q-count"),
            Lines(id="asked", cursor=False),
            AreaInput(id="rewrite", soft_wrap=True, tab_behavior="focus", classes="hidden"),
            Lines(id="quiz"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """Whose quiz, and the points."""
        marked = len(self.marked)
        points = self.words("tui_training.points", points=self.points, of=marked) if marked else ""
        return self.heading(), points, "right"

    @property
    def points(self) -> int:
        """Right answers so far."""
        return sum(one.right for one in self.marked)

    @property
    def questions(self) -> tuple[Asked, ...]:
        """The questions of the paper."""
        if self.paper is None:
            self.paper = self.draw(self.used)
            self.used |= {asked.id for asked in self.paper.questions} if self.paper else set()
        return self.paper.questions if self.paper else ()

    @property
    def asked(self) -> Asked | None:
        """The question on the screen; None at the end."""
        place = len(self.marked) - (1 if self.explaining else 0)
        return self.questions[place] if place < len(self.questions) else None

    def first_focus(self) -> str:
        """The answers, or the room to write."""
        return "#rewrite" if self._writing else "#quiz"

    @property
    def _writing(self) -> bool:
        return self.asked is not None and self.asked.kind == "rewrite" and not self.explaining

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done at this point."""
        if action == c.HandIn.name:
            return self._writing and not self.checking
        if action == c.Pick.name:
            return not self._writing
        if action == c.OpenLink.name:
            return self.explaining
        if action == c.Repeat.name:
            return bool(self.paper) and self.asked is None
        return super().check_action(action, parameters)

    def redraw(self) -> None:
        """The present question, its explanation, or the result."""
        asked, count = self.asked, self.query_one("#q-count", Prose)
        self.query_one("#rewrite", TextArea).set_class(not self._writing, "hidden")
        listing = self.query_one("#quiz", Lines)
        listing.set_class(self._writing and not self.checking, "hidden")
        if asked is None:
            count.update(self.words("tui_training.result", points=self.points, total=len(self.questions)))
            self.query_one("#asked", Lines).show([])
            listing.show(ending_items(self, self.marked, self.kept))
            return
        number = len(self.marked) + (0 if self.explaining else 1)
        count.update(self.words("tui_training.question", number=number, total=len(self.questions)))
        text = [Item(spans=[(self.desk.tell(asked.question), "bold")])]
        if asked.message:
            text.append(Item(spans=[(asked.message, "")], indent=2))
        if self._writing:
            text.append(Item(spans=[(self.words("tui_training.write_here"), "quiet")]))
        self.query_one("#asked", Lines).show(text)
        if self.checking:
            listing.show([Item(spans=[(self.words("tui_training.checking"), "quiet")], selectable=False)])
        elif self.explaining:
            listing.show(explained_items(self, self.marked[-1], self.found), key="next")
        else:
            listing.show(answer_items(self, asked, self.picked))

    def _turn(self) -> None:
        """Show what comes now, the cursor where the next key is wanted."""
        self.query_one("#quiz", Lines).cursor = -1
        self.redraw()
        self.draw_bars()
        self.query_one(self.first_focus()).focus()

    # ---- answering

    @on(Lines.Chosen, "#quiz")
    def _chosen(self, event: Lines.Chosen) -> None:
        key = event.key
        if key == "end":
            self.dismiss(True)
        elif key == "repeat":
            self.action_repeat()
        elif key == "next":
            self._next()
        elif isinstance(key, tuple):
            from poa.tui.screens.training_module import show_rule

            show_rule(self, key[1])
        elif self.asked is not None:
            self._pick(self.asked, key)

    def action_pick(self) -> None:
        """Choose the line under the cursor, or go on."""
        self.query_one("#quiz", Lines).action_choose()

    def _pick(self, asked: Asked, key: int | str) -> None:
        many = asked.kind == "choose" and len(asked.right) > 1
        if isinstance(key, int) and many:
            self.picked ^= {key}
            self.redraw()
            return
        if isinstance(key, int):
            self.picked = {key}
        letters = "".join(chr(ord("A") + place) for place in sorted(self.picked))
        self._mark(VERDICTS[key] if asked.kind == "judge" and isinstance(key, int) else letters)

    def action_hand_in(self) -> None:
        """Have the rewritten message checked."""
        text = self.query_one("#rewrite", TextArea).text.strip()
        if not text:
            self.tell(self.words("tui_training.write_first"), warning=True)
            return
        self.checking = True
        self.redraw()
        self.draw_bars()
        self._check(text)

    @work(thread=True, exclusive=True, exit_on_error=False, group="quiz")
    def _check(self, text: str) -> None:
        try:
            self.app.call_from_thread(self._checked, self._marked(text))
        except PoaError as problem:
            self.checking = False
            self.app.call_from_thread(self.tell_problem, problem)
            self.app.call_from_thread(self._turn)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A check that broke off leaves the message as it was written, to be handed in again."""
        if event.state is WorkerState.ERROR and self.checking:
            self.checking = False
            self._turn()

    def _marked(self, answer: str) -> Marked:
        """The answer to the present question, marked."""
        from poa.model.training import Paper
        from poa.training.judge import practice_message
        from poa.training.quiz import mark

        asked = self.asked
        assert asked is not None
        paper = Paper(id="", questions=(asked,))

        def judge(text: str, more: Mapping[str, object]) -> Verdict:
            audited = self.desk.auditor.check(practice_message(text, more))
            self.found = tuple(dict.fromkeys(finding.rule for finding in audited.findings))
            verdict: Verdict = audited.verdict
            return verdict

        return mark(paper, {asked.id: answer}, judge)[0]

    def _mark(self, answer: str) -> None:
        self._checked(self._marked(answer))

    def _checked(self, marked: Marked) -> None:
        if not self.is_mounted:
            return
        self.checking = False
        self.marked.append(marked)
        self.explaining = True
        self._turn()

    def _next(self) -> None:
        self.explaining, self.picked = False, set()
        self.query_one("#rewrite", TextArea).load_text("")
        if self.asked is None and self.keep is not None and self.paper is not None:
            self.kept = self.keep(self.paper, tuple(self.marked))
        self._turn()

    # ---- about it

    def action_open_link(self) -> None:
        """The source of the rule in the browser; only on this key."""
        from poa.tui.screens.training_module import open_rule_link

        rules = self.marked[-1].question.rules if self.marked else ()
        open_rule_link(self, next((rule for rule in rules if rule in self.desk.rules), ""))

    def action_repeat(self) -> None:
        """Other questions."""
        paper = self.draw(self.used)
        if paper is None:
            self.tell(self.words("tui_training.no_others"))
            return
        self.paper, self.marked, self.kept = paper, [], ""
        self.used |= {asked.id for asked in paper.questions}
        self._turn()

    def action_back(self) -> None:
        """Leave; an unfinished quiz leaves no result. A message that is not handed in yet is not left by one key."""
        text = self.query_one("#rewrite", TextArea).text.strip() if self._writing else ""
        if text and text != self._asked_about:
            self._asked_about = text
            self.tell(self.words("tui_training.not_handed_in"), warning=True)
            return
        given_up = self.keep is not None and not self.kept and bool(self.marked)
        count = str(len(self.marked))
        if given_up and self.asked is not None and self._asked_about != count:
            self._asked_about = count
            self.tell(self.words("tui_training.leaves_answers", n=len(self.marked), count=count), warning=True)
            return
        if given_up:
            self.tell(self.words("tui_training.unfinished"), warning=True)
        self.dismiss(self.asked is None)
