"""The list of cases, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.flow import APART, shortened
from poa.tui.names import PRACTICE
from poa.tui.screens.practice import OpensPractice
from poa.tui.times import TimeLeft, time_left
from poa.tui.widgets.lines import Item, Line, Lines, columns
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.cases.store import Summary

TICK = 30.0
ONE_LINE = 100


def has_cases(root: Path) -> bool:
    """Whether there is a case to list; reads no case."""
    try:
        return any((folder / "case.yaml").is_file() for folder in root.iterdir())
    except OSError:
        return False


class CasesScreen(OpensPractice):
    """Every case with its time left, counted anew twice a minute."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.OpenCase,
        c.NewCase,
        c.Search,
        c.Archive,
        c.SwitchLanguage,
        c.Help,
        c.ShowArchived,
        c.OpenPractice,
        c.Remove,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *c.bindings(*ACTIONS[1:]),
        ("escape", "clear_search", ""),
        ("down", "to_list", ""),
    ]
    HELP = "cases"
    CSS_PATH = None

    def __init__(self) -> None:
        super().__init__()
        self.summaries: list[Summary] = []
        self.archived_too = False
        # The case that was opened last: the cursor stands on it when one comes back.
        self.left: Path | None = None

    def body(self) -> Iterable[Widget]:
        """The search line and the list."""
        yield Input(id="search", placeholder=self.words("tui.cases.search"), classes="hidden")
        yield Prose(id="cases-head")
        yield Lines(id="cases")

    def where(self) -> tuple[str, str, str]:
        """The screen's name and the count."""
        count = sum(self._wanted(summary, []) for summary in self.summaries)
        told = self.words("tui.cases.count", n=count, count=count) if count else self.words("tui.language.switch")
        return self.words("tui.cases.where"), told, "right"

    def first_focus(self) -> str:
        """The list."""
        return "#cases"

    def opened(self) -> None:
        """Begin to count."""
        self.set_interval(TICK, self._draw)

    def on_resize(self) -> None:
        """Columns fit the width."""
        self.call_after_refresh(self._draw)

    def redraw(self) -> None:
        """The frame is painted first; then the cases are read behind its back."""
        self.call_after_refresh(self._load)

    @work(thread=True, exclusive=True, exit_on_error=False, group="cases")
    def _load(self) -> None:
        from poa.cases.store import summaries

        try:
            found = list(summaries(self.desk.cases, self.desk.now, steps=self._steps))
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self._loaded, found)

    def _steps(self, case: Any) -> dict[str, str]:
        from poa.plan import progress

        return {str(step): state for step, state in progress(case, self.desk.playbook).items()}

    def _loaded(self, found: list[Summary]) -> None:
        self.summaries = found
        left, self.left = self.left, None
        self._draw(str(left) if left else None)
        self.draw_bars()

    # ---- drawing

    async def relabel(self) -> None:
        """The cases are read anew, and the cursor stays on the one that it was on."""
        chosen = self.chosen
        self.left = self.left or (chosen.folder if chosen else None)
        await super().relabel()

    def _draw(self, key: str | None = None) -> None:
        if not self.is_mounted or not self.query("#cases"):
            return
        listing = self.query_one("#cases", Lines)
        wanted = self.query_one("#search", Input).value.casefold().split()
        shown = [s for s in self.summaries if self._wanted(s, wanted)]
        width = max(16, self.size.width - 6)
        items = [Item(str(s.folder), rows=self._row(s, width)) for s in shown]
        head = self.query_one("#cases-head", Prose)
        if not shown:
            head.update("")
            put_by = "all_put_away" if self.summaries else "none"
            text = self.words(f"tui.cases.{'none_found' if wanted else put_by}")
            listing.show([Item(spans=[(text, "quiet")], selectable=False)])
            return
        names = columns([(self.words(f"tui.cases.{name}"), size, "") for name, size in self._columns(width)])
        head.update("" if width < 64 else "    " + "".join(text for text, _ in names))
        listing.show(items, key=key)

    def _wanted(self, summary: Summary, wanted: list[str]) -> bool:
        if summary.archived and not self.archived_too:
            return False
        hay = " ".join((summary.name, summary.folder.name, summary.marketplace, self._kind(summary))).casefold()
        return all(word in hay for word in wanted)

    def _kind(self, summary: Summary) -> str:
        kind = self.words(f"tui.kinds.{summary.kind}") if summary.kind else ""
        marks = [self.words("tui.cases.practice")] if summary.practice else []
        return APART.join([*marks, kind] if kind else marks)

    def _columns(self, width: int) -> list[tuple[str, int]]:
        """The columns and their widths; the kind goes below the store where there is little room."""
        time, market, steps = 20, 4, 22
        if width >= ONE_LINE:
            rest = width - time - market - steps - 8
            return [
                ("time", time),
                ("store", rest // 2),
                ("market", market),
                ("kind", rest - rest // 2),
                ("steps", steps),
            ]
        return [
            ("time", time),
            ("store", max(8, width - time - market - steps - 6)),
            ("market", market),
            ("steps", steps),
        ]

    def _row(self, summary: Summary, width: int) -> list[Line]:
        name = (summary.name or summary.folder.name).removesuffix(PRACTICE)
        if summary.problem:
            told = shortened(summary.problem.told(self.words), max(10, width - 2))
            return [[(shortened(name, width), "bold")], [("  " + told, "bad")]]
        left = self._time_told(summary)
        steps, style = self._steps_told(summary)
        if width < 64:
            first: Line = [(shortened(left.words, width), left.style)]
            return [
                [(shortened(name, width), "bold")],
                [("  ", ""), *first],
                [("  " + shortened(steps, width - 2), style)],
            ]
        shown_as = {
            "time": (left.words, left.style),
            "store": (name, "bold"),
            "market": (summary.marketplace, ""),
            "kind": (self._kind(summary), "quiet"),
            "steps": (steps, style),
        }
        shown = self._columns(width)
        row = columns([(shown_as[column][0], size, shown_as[column][1]) for column, size in shown])
        if width >= ONE_LINE:
            return [row]
        return [row, [(" " * 22, ""), (shortened(self._kind(summary), width - 22), "quiet")]]

    def _time_told(self, summary: Summary) -> TimeLeft:
        if summary.closed_on:
            # A day in words is too wide for the column.
            return TimeLeft(self.words("tui.cases.closed_on", on=summary.closed_on.isoformat()), None, "none")
        return time_left(summary.deadline_at, self.desk.now, self.words, summary.stated_hours)

    def _steps_told(self, summary: Summary) -> tuple[str, str]:
        words = self.words
        if summary.archived:
            return words("tui.cases.archived"), "quiet"
        if summary.closed:
            return words(f"tui.cases.closed_{summary.outcome or 'by_you'}"), "quiet"
        done, total = summary.steps_done, max(10, len(summary.steps))
        if summary.steps.get("answer") == "waiting":
            return words("tui.cases.waiting", done=done, total=total), "quiet"
        if summary.steps.get("export") in ("open", "ready"):
            return words("tui.cases.ready", done=done, total=total), "good"
        style = "warn" if "problem" in summary.steps.values() else ""
        if summary.undecided:
            return words("tui.cases.undecided", done=done, total=total, left=summary.undecided), style
        if style:
            return words("tui.cases.problem", done=done, total=total), style
        return words("tui.cases.done", done=done, total=total), ""

    # ---- actions

    @property
    def chosen(self) -> Summary | None:
        """The case under the cursor."""
        key = self.query_one("#cases", Lines).key
        return next((summary for summary in self.summaries if str(summary.folder) == key), None)

    @on(Lines.Chosen, "#cases")
    def action_open_case(self) -> None:
        """Open the case under the cursor."""
        summary = self.chosen
        if summary is None:
            return
        if summary.problem:
            self.tell_problem(summary.problem)
            return
        self.poa.open_case(summary.folder)

    def action_new_case(self) -> None:
        """Paste another warning."""
        from poa.tui.screens.first import FirstScreen

        self.app.push_screen(FirstScreen())

    def dropped(self, text: str) -> bool:
        """A warning, as its words or as its file."""
        from poa.tui.screens.first import FirstScreen
        from poa.tui.widgets.pathinput import names_files, take_into

        if "\n" not in text.strip() and not names_files(text):
            return False
        screen = FirstScreen()
        self.app.push_screen(screen)
        take_into(screen, "#notice-text", text)
        return True

    def action_search(self) -> None:
        """Show the search line."""
        field = self.query_one("#search", Input)
        field.remove_class("hidden")
        field.focus()

    def action_clear_search(self) -> None:
        """Back to all cases."""
        field = self.query_one("#search", Input)
        field.value = ""
        field.add_class("hidden")
        self.query_one("#cases", Lines).focus()

    @on(Input.Submitted, "#search")
    def action_to_list(self) -> None:
        """From the search line to the list."""
        self.query_one("#cases", Lines).focus()

    @on(Input.Changed, "#search")
    def _searched(self) -> None:
        self._draw()

    def action_show_archived(self) -> None:
        """With or without the archived ones."""
        self.archived_too = not self.archived_too
        self._draw()
        self.draw_bars()
        self.tell(self.words("tui.cases.with_archived" if self.archived_too else "tui.cases.without_archived"))

    def action_archive(self) -> None:
        """Put the case away, or bring it back; nothing is deleted."""
        summary = self.chosen
        if summary is None or summary.problem:
            return
        import msgspec

        from poa.tui.session import open_session

        try:
            session = open_session(self.desk, summary.folder)
            try:
                session.change(
                    msgspec.structs.replace(session.case, archived=not session.case.archived), why="archived"
                )
            finally:
                session.close()
        except PoaError as problem:
            self.tell_problem(problem)
            return
        done = "tui.cases.brought_back" if summary.archived else "tui.cases.put_away"
        self.tell(self.words(done, name=summary.name or summary.folder.name))
        self._load()

    def action_remove(self) -> None:
        """A case that was only just begun goes once that is confirmed; of any other it is said how it is put away."""
        from poa.tui.screens.choose import ChooseScreen, Option

        summary = self.chosen
        if summary is None or self.focused is not self.query_one("#cases", Lines):
            return
        name = summary.name or summary.folder.name
        # The first line is under the cursor: a mere Enter removes nothing.
        options = [Option("", self.words("tui.cases.remove_no")), Option("yes", self.words("tui.cases.remove_yes"))]
        title = self.words("tui.cases.remove_title", name=name)
        note = self.words("tui.cases.remove_note", folder=summary.folder)
        try:
            if not self._is_bare(summary.folder):
                self.tell(self.words("tui.cases.holds_work", name=name), warning=True)
                return
        except PoaError as problem:
            self.tell_problem(problem)
            return
        self.app.push_screen(ChooseScreen(title, options, note), lambda key: self._discard(summary, key))

    def _is_bare(self, folder: Path) -> bool:
        from poa.cases.discard import holds_nothing
        from poa.cases.store import load

        return holds_nothing(folder, load(folder))

    def _discard(self, summary: Summary, key: str | None) -> None:
        from poa.cases.discard import discard

        if key != "yes":
            return
        try:
            discard(summary.folder, self.desk.now)
        except PoaError as problem:
            self.tell_problem(problem)
            return
        self.tell(self.words("tui.cases.removed", name=summary.name or summary.folder.name))
        self._load()
