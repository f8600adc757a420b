"""A case: its ten steps on the left, the present step in the middle, the letter on the right where there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from poa.errors import PoaError
from poa.model.question import STEPS, Step
from poa.tui import commands as c
from poa.tui.changes import place_of, told_change
from poa.tui.flow import padded
from poa.tui.screens.returning import Returns
from poa.tui.session import Session
from poa.tui.steps import step_view
from poa.tui.steps.base import row_item
from poa.tui.stepstates import STATE_MARKS, shown_states, step_intro
from poa.tui.widgets.lines import Item, Line, Lines
from poa.tui.widgets.panes import Column, Columns
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.case import Case
    from poa.tui.steps.base import StepView
    from poa.wording import Wording

WIDE = 110


class CaseScreen(Returns):
    """The open case. The session is the truth; this screen only shows it."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.NextStep,
        c.Outline,
        c.TogglePreview,
        c.Undo,
        c.Help,
        c.Back,
        c.PreviousStep,
        c.Add,
        c.Remove,
        c.DoNow,
        c.TakeOver,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *c.bindings(*ACTIONS),
        ("left", "to_outline", ""),
        ("right", "to_rows", ""),
        *[(str((n + 1) % 10), f"go({n})", "") for n in range(10)],
    ]
    HELP = "case"

    def __init__(self, session: Session, step: Step = "notice") -> None:
        super().__init__(id="case-screen")
        self.session = session
        self.step: Step = step
        self._views: dict[Step, StepView] = {}
        session.watch = self._changed

    # ---- what is shown

    def body(self) -> Iterable[Widget]:
        """Who else holds the case; outline, step, letter."""
        yield Prose(id="held", classes="hidden")
        yield Columns(
            Lines(id="outline"),
            Column(Prose(id="step-title"), Prose(id="step-intro"), Lines(id="rows"), id="middle"),
            Column(id="side"),
            id="case",
        )

    def where(self) -> tuple[str, str, str]:
        """The case and the time left."""
        left = self.session.time_left
        title = self.session.title()
        if self.session.read_only:
            title = self.words("tui.aside", text=title, note=self.words("tui_held.read_only"))
        style = left.style if left.style in ("warn", "bad") else "right"
        return title, left.words, style

    def first_focus(self) -> str:
        """The rows of the step."""
        return "#rows"

    def opened(self) -> None:
        """Begin to count the time down."""
        super().opened()
        self.set_interval(30.0, self.draw_bars)
        if self._has_open():
            self.to_next()

    def on_unmount(self) -> None:
        """Whichever way the screen goes, other windows may write again."""
        self.session.close()

    @property
    def view(self) -> StepView:
        """The present step."""
        if self.step not in self._views:
            self._views[self.step] = step_view(self.step, self)
        return self._views[self.step]

    def redraw(self) -> None:
        """Outline, rows and letter from the session."""
        if not self.query("#rows"):
            return
        words = self.words
        self._draw_outline()
        name = words(f"tui_steps.{self.step}.name")
        number = STEPS.index(self.step) + 1
        state = words(f"tui_steps.states.{shown_states(self.session)[self.step]}")
        self.query_one("#step-title", Prose).update(
            words("tui_steps.general.title", number=number, total=len(STEPS), name=name, state=state)
        )
        self.query_one("#step-intro", Prose).update(step_intro(self.session, self.step))
        try:
            rows = list(self.view.rows())
            items: list[Item] = [row_item(row, words, first=row is rows[0]) for row in rows]
        except PoaError as problem:
            items = [Item(spans=[(problem.told(words), "bad")], selectable=False)]
        self.query_one("#rows", Lines).show(items)
        self._draw_side()

    def _draw_outline(self) -> None:
        words, states = self.words, shown_states(self.session)
        items = []
        for number, step in enumerate(STEPS, 1):
            mark, style = STATE_MARKS[states[step]]
            name = words(f"tui_steps.{step}.short")
            here = "bold" if step == self.step else ""
            line: Line = [(f"{mark} ", style), (f"{number:>2} ", "quiet"), (padded(name, 10), here)]
            line.append((" " + words(f"tui_steps.states.{states[step]}"), style))
            items.append(Item(step, rows=[line]))
        outline = self.query_one("#outline", Lines)
        outline.show(items, key=self.step if not outline.has_focus else None)

    def _draw_side(self) -> None:
        side = self.query_one("#side")
        if side.has_class("shown"):
            from poa.tui.widgets.letter import LetterView

            for view in side.query(LetterView):
                view.show_letter(self.session.letter(self.poa.letter_language), self.desk)

    def _changed(self) -> None:
        # Under another screen it is drawn when it comes back.
        if self.is_mounted and self.app.screen is self:
            self.redraw()
            self.draw_bars()

    # ---- going about

    def show_step(self, step: Step) -> None:
        """Show a step; what was marked "look again" has been looked at when one leaves it."""
        if step == self.step:
            return
        self.poa.moved_on()
        left, self.step = self.step, step
        self.query_one("#rows", Lines).cursor = -1
        if left in self.session.case.look_again:
            try:
                self.session.looked(left)
            except PoaError as problem:
                self.tell_problem(problem)
        self.redraw()
        self.draw_bars()
        self.view.opened()
        if self._has_open() or self.view.way_on != "next":
            self._to_first_open()

    def _has_open(self) -> bool:
        if self.view.from_the_top:
            return False
        rows = self.query_one("#rows", Lines)
        return any(getattr(getattr(item, "row", None), "state", "") == "todo" for item in rows.items)

    def to_next(self, _: object = None) -> None:
        """Put the cursor on what comes next: the first open line, else the way on."""
        self.call_after_refresh(self._to_first_open)

    def _to_first_open(self) -> None:
        rows = self.query_one("#rows", Lines)
        keys = [item.key for item in rows.items if getattr(getattr(item, "row", None), "state", "") == "todo"]
        rows.select(keys[0] if keys else self.view.way_on)

    def jump(self, step: Step, path: str = "") -> None:
        """Go to the answer at ``path``."""
        self.came_from = None
        self.show_step(step)
        rows = self.query_one("#rows", Lines)
        rows.focus()
        for key in reversed(place_of(self.session, path)[1] if path else ()):
            rows.select(key)
        if path:
            self.view.open(path)

    @on(Lines.Moved, "#outline")
    def _outline_moved(self, event: Lines.Moved) -> None:
        self.show_step(event.key)

    @on(Lines.Chosen, "#outline")
    def _outline_chosen(self, event: Lines.Chosen) -> None:
        self.show_step(event.key)
        self.action_to_rows()

    @on(Lines.Chosen, "#rows")
    def _row_chosen(self, event: Lines.Chosen) -> None:
        self._guarded(lambda: self.view.choose(event.key))

    def action_next_step(self) -> None:
        """The next step."""
        place = STEPS.index(self.step)
        self.show_step(STEPS[min(place + 1, len(STEPS) - 1)])

    def action_previous_step(self) -> None:
        """The step before."""
        self.show_step(STEPS[max(STEPS.index(self.step) - 1, 0)])

    def action_go(self, number: int) -> None:
        """Straight to a step."""
        self.show_step(STEPS[number])

    def action_outline(self) -> None:
        """To the outline, or from it to the rows."""
        outline = self.query_one("#outline", Lines)
        if outline.has_focus:
            self.action_to_rows()
        else:
            self.action_to_outline()

    def action_to_outline(self) -> None:
        """To the outline."""
        self.query_one("#case").add_class("outlining")
        self.query_one("#outline", Lines).focus()

    def action_to_rows(self) -> None:
        """To the rows."""
        self.query_one("#case").remove_class("outlining")
        self.query_one("#rows", Lines).focus()

    def places(self, words: Wording) -> Iterable[tuple[str, str, str, str]]:
        """Each step by its number."""
        for place, step in enumerate(STEPS):
            number = str((place + 1) % 10)
            told = words("tui_steps.general.go", number=place + 1)
            yield number, words(f"tui_steps.{step}.name"), told, f"go({place})"

    # ---- changing

    def save(self, case: Case, step: Step, why: str) -> bool:
        """Save a change of the case; says why where that fails."""
        try:
            self.session.change(case, step=step, why=why)
        except PoaError as problem:
            self.tell_problem(problem)
            return False
        return True

    def action_undo(self) -> None:
        """Take the last answer back, say which it was, and go to its line."""
        why = self.session.last_change
        step, keys = place_of(self.session, why)
        told = told_change(self.session, why)
        try:
            done = self.session.undo()
        except PoaError as problem:
            self.tell_problem(problem)
            return
        if not done:
            self.tell(self.words("tui_steps.general.nothing_to_undo"))
            return
        self.show_step(step)
        self.redraw()
        rows = self.query_one("#rows", Lines)
        for key in reversed(keys):
            rows.select(key)
        self.tell_undone(self.words("tui_steps.general.undone", what=told))

    def action_add(self) -> None:
        """A new entry in this step."""
        self._guarded(self.view.add)

    def action_remove(self) -> None:
        """Take the entry under the cursor out."""
        key = self.query_one("#rows", Lines).key
        if key and self.query_one("#rows", Lines).has_focus:
            self._guarded(lambda: self.view.remove(key))

    def action_do_now(self) -> None:
        """The card of what to do now."""
        from poa.tui.screens.donow import DoNowScreen

        self.app.push_screen(DoNowScreen(self.session))

    def action_toggle_preview(self) -> None:
        """In one language first, beside the step where there is room; then in both on the whole screen."""
        if self.size.width < WIDE:
            self.open_preview()
            return
        side = self.query_one("#side")
        if side.has_class("shown"):
            from poa.tui.screens.preview import BOTH

            side.remove_class("shown")
            side.remove_children()
            self.open_preview(BOTH)
            return
        from poa.tui.widgets.letter import LetterView

        side.add_class("shown")
        side.mount(LetterView(id="side-letter"))
        self.call_after_refresh(self._draw_side)

    def dropped(self, text: str) -> bool:
        """Files go where the present step takes files."""
        from poa.tui.widgets.pathinput import names_paths

        return names_paths(text) and self.view.dropped(text)

    def open_preview(self, languages: tuple[str, ...] = ()) -> None:
        """The letter on a screen of its own; where there can be none, the sentence that says why."""
        self.session.letter(self.poa.letter_language)
        from poa.tui.screens.preview import PreviewScreen

        self.app.push_screen(PreviewScreen(self.session, self, languages))

    def action_back(self) -> None:
        """To the list of cases; the case is let go."""
        self.session.close()
        self.dismiss(None)

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except PoaError as problem:
            self.tell_problem(problem)
