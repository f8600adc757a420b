"""The audit of the imported messages counted by rule, sender, text and month, with the messages behind each line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.answers import person_name
from poa.tui.flow import shortened, width_of, wrapped
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.lines import Item, Line, Lines, Span
from poa.tui.widgets.progress import ProgressLine
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.cases.mail import Tally, Wanted
    from poa.cases.mailgroups import TextGroup

View = Literal["rule", "sender", "text", "month"]
VIEWS: tuple[View, ...] = ("rule", "sender", "text", "month")
BAR, NUMBER, SHOWN = 12, 11, 300


class BarItem(Item):
    """A number, a bar as long as it is large, a name, and a quiet line below."""

    def __init__(self, key: str, number: str, share: float, name: str, note: str, style: str) -> None:
        super().__init__(key=key)
        self.number, self.share, self.name, self.note, self.style = number, share, name, note, style

    def lines(self, width: int) -> list[Line]:
        """The bar gives way where there is no room for it."""
        bar = BAR if width >= 60 else 0
        lead = NUMBER + 2 + (bar + 2 if bar else 0)
        full = max(1, round(self.share * bar)) if self.share > 0 and bar else 0
        names = wrapped(self.name, max(8, width - lead)) or [""]
        number = " " * max(0, NUMBER - width_of(self.number)) + self.number
        first: Line = [(number, self.style), ("  ", "")]
        if bar:
            first += [("▇" * full, self.style), (" " * (bar - full + 2), "")]
        rest: list[Line] = [[(" " * lead + name, "")] for name in names[1:]]
        notes: list[Line] = [[(" " * lead + line, "quiet")] for line in wrapped(self.note, max(8, width - lead))]
        return [[*first, (names[0], "")], *rest, *(notes if self.note else [])]


class ReportScreen(PoaScreen[None]):
    """What stands here are findings, counted; none of it is a fact of the case."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.SwitchView, c.ShowMessages, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS), ("right", "turn(1)", ""), ("left", "turn(-1)", "")]
    HELP = "report"

    def __init__(self, session: Session, view: View = "rule") -> None:
        super().__init__()
        self.session = session
        self.shown: View = view
        self._wanted: dict[str, tuple[Wanted, str]] = {}

    # ---- what is shown

    def body(self) -> Iterable[Widget]:
        """How much was read; the four ways to count; the counts."""
        yield Vertical(
            Prose(id="report-scope"),
            Lines(id="report-views", cursor=False),
            ProgressLine(id="report-progress"),
            Lines(id="report"),
            id="audit-report",
        )

    def where(self) -> tuple[str, str, str]:
        """The report."""
        return self.session.title(), self.words("tui_scope.report.name"), "right"

    def first_focus(self) -> str:
        """The counts."""
        return "#report"

    def redraw(self) -> None:
        """The counts of the present way."""
        self._draw_head()
        self._wanted = {}
        try:
            items = self._texts() if self.shown == "text" else self._tallies()
        except PoaError as problem:
            items = [Item(spans=[(problem.told(self.words), "bad")], selectable=False)]
        self.query_one("#report", Lines).show(items)

    def _draw_head(self) -> None:
        words = self.words
        report = self.session.mail.report()
        scope = words("tui_scope.report.scope", n=report.read, count=f"{report.read:,}", sent=f"{report.sent:,}")
        period = ""
        if report.period_from and report.period_to:
            days = self.desk.days(report.period_from, report.period_to)
            named = "period_undated" if report.undated else "period"
            period = words(f"tui_scope.report.{named}", days=days, count=report.undated)
        elif report.undated:
            period = words("tui_scope.report.none_dated")
        orders = words("tui_scope.orders", n=report.orders_in_breach, count=report.orders_in_breach)
        found = words("tui_scope.report.found", n=report.in_breach, count=report.in_breach, orders=orders)
        told = words("tui_scope.report.head", scope=scope, period=period, found=found)
        self.query_one("#report-scope", Prose).update(told)
        spans: list[Span] = []
        for view in VIEWS:
            here = view == self.shown
            name = words(f"tui_scope.report.by_{view}")
            spans += [(f"[{name}]" if here else f" {name} ", "head" if here else "quiet"), (" ", "")]
        self.query_one("#report-views", Lines).show([Item(rows=[spans], selectable=False)])

    def _tallies(self) -> list[Item]:
        from poa.cases.mail import Wanted

        mail = self.session.mail
        rows: tuple[Tally, ...] = {"rule": mail.by_rule, "sender": mail.by_sender, "month": mail.by_month}[self.shown]()
        if not rows:
            return [Item(spans=[(self.words("tui_mail.clean"), "good")], selectable=False)]
        most = max(row.breach for row in rows) or 1
        items: list[Item] = []
        for row in rows[:SHOWN]:
            name, style = self._called(row), "warn" if row.breach else "good"
            number = f"{row.breach:,}" if self.shown == "rule" else f"{row.breach:,}/{row.messages:,}"
            items.append(BarItem(row.name or "-", number, row.breach / most, name, self._note(row), style))
            wanted = {
                "rule": Wanted(rule=row.name), "sender": Wanted(sender=row.name), "month": Wanted(month=row.name),
            }[self.shown]  # fmt: skip
            if row.breach and (row.name or self.shown == "sender"):
                self._wanted[row.name or "-"] = (wanted, name)
        return items

    def _called(self, row: Tally) -> str:
        if self.shown == "rule":
            rule = self.desk.rules.get(row.name)
            return self.desk.tell(rule.title) or self.desk.tell(rule.summary) if rule else row.name
        if not row.name:
            return self.words(f"tui_scope.report.no_{self.shown}")
        return person_name(row.name, self.session.case, self.words) if self.shown == "sender" else row.name

    def _note(self, row: Tally) -> str:
        orders = self._counted("on", row.orders) if row.orders else ""
        return " · ".join(part for part in (orders, row.name if self.shown == "rule" else "") if part)

    def _counted(self, key: str, count: int) -> str:
        return self.words(f"tui_scope.report.{key}", n=count, count=f"{count:,}")

    def _texts(self) -> list[Item]:
        """Texts that were sent again and again; looked for behind the screen's back when first wanted."""
        from poa.cases.mail import Wanted

        groups: tuple[TextGroup, ...] | None = self.session.kept(self._kept_as, lambda: None)
        if groups is None:
            self._group(self._kept_as)
            return [Item(spans=[(self.words("tui_scope.report.looking"), "quiet")], selectable=False)]
        if not groups:
            return [Item(spans=[(self.words("tui_scope.report.no_text"), "quiet")], selectable=False)]
        most = max(group.messages for group in groups)
        items: list[Item] = []
        for group in groups[:SHOWN]:
            key = group.ids[0]
            went = self._counted("went", group.orders) if group.orders else ""
            breach = self._counted("findings", group.breach) if group.breach else ""
            note = " · ".join(part for part in (went, breach) if part)
            style = "warn" if group.breach else "good"
            text = f"“{shortened(group.text, 240)}”"
            items.append(BarItem(key, f"{group.messages:,}", group.messages / most, text, note, style))
            self._wanted[key] = (Wanted(ids=tuple(group.ids)), shortened(group.text, 50))
        return items

    @property
    def _kept_as(self) -> str:
        return f"texts of {self.session.mail.count}"

    @work(thread=True, exclusive=True, exit_on_error=False, group="texts")
    def _group(self, name: str) -> None:
        from poa.cases.mailgroups import group_texts

        def told(done: int, total: int) -> None:
            self.app.call_from_thread(self._progress, done, total)

        try:
            groups = group_texts(self.session.folder, told)
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self._grouped, name, groups)

    def _progress(self, done: int, total: int) -> None:
        for line in self.query(ProgressLine):
            line.show(done, total)

    def _grouped(self, name: str, groups: tuple[TextGroup, ...]) -> None:
        self.session.keep(name, groups)
        if self.is_attached:
            self._progress(0, 0)
            self.redraw()

    # ---- actions

    def action_turn(self, step: int) -> None:
        """The next or the last way to count."""
        self.shown = VIEWS[(VIEWS.index(self.shown) + step) % len(VIEWS)]
        self.query_one("#report", Lines).cursor = -1
        self.redraw()

    def action_switch_view(self) -> None:
        """The next way to count; after the last one the list of suspects."""
        if self.shown != VIEWS[-1]:
            self.action_turn(1)
            return
        from poa.tui.screens.suspects import SuspectsScreen

        self.app.switch_screen(SuspectsScreen(self.session))

    def action_show_messages(self) -> None:
        """The messages behind the line under the cursor."""
        self.query_one("#report", Lines).action_choose()

    @on(Lines.Chosen, "#report")
    def _chosen(self, event: Lines.Chosen) -> None:
        from poa.tui.screens.suspects import SuspectsScreen

        if event.key in self._wanted:
            wanted, title = self._wanted[event.key]
            self.app.push_screen(SuspectsScreen(self.session, wanted, title))
