"""The messages that hold a finding: table, the message with the words marked, the rule beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget

from poa.cases.deciding import after_notice, maybe_unsent
from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.answers import person_name
from poa.tui.findings import rule_name
from poa.tui.flow import APART, shortened
from poa.tui.screens.deciding import MARKS, Decides
from poa.tui.screens.reading import marked_items
from poa.tui.session import Session
from poa.tui.widgets.lines import Item, Line, Lines, columns
from poa.tui.widgets.panes import Column, Columns

if TYPE_CHECKING:
    from poa.cases.mail import Suspect, Wanted
    from poa.model.rule import Audited

PAGE = 100
MORE = "\nmore"
PAUSE = 0.08
GRAVITY = {"error": 0, "warning": 1, "info": 2}


def worst(findings: Sequence[Any], stops: Collection[str]) -> Any:
    """The gravest of what was found in a message, the first where several are as grave; None where it is clean.

    Args:
        findings: each with ``rule`` and ``severity``.
        stops: ids of the rules for which a message is stopped.
    """
    return next(iter(by_gravity(findings, stops)), None)


def by_gravity(findings: Sequence[Any], stops: Collection[str]) -> list[Any]:
    """The same, all of them, the gravest first."""
    return sorted(findings, key=lambda finding: (finding.rule not in stops, GRAVITY[finding.severity]))


class SuspectsScreen(Decides):
    """One key decides on the message under the cursor; the cursor goes on to the next one that is open.

    Args:
        session: the open case.
        wanted: only these messages, those behind a line of the report.
        title: what they have in common.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.MakeIncident,
        c.NoBreach,
        c.SetAside,
        c.DecideAll,
        c.ReadMessage,
        c.ShowRule,
        c.SwitchView,
        c.Back,
        c.Help,
        c.Undo,
        c.OpenLink,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "suspects"

    def __init__(self, session: Session, wanted: Wanted | None = None, title: str = "") -> None:
        super().__init__()
        self.session, self.wanted, self.heading = session, wanted, title
        self._read: Audited | None = None
        self._found: tuple[Suspect, ...] = ()
        self.limit = PAGE
        self._pending: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """The list; beside or under it the message and its rules."""
        yield Columns(
            Lines(id="suspects"),
            Column(Lines(id="suspect-text", cursor=False), Lines(id="suspect-rules", cursor=False), id="suspect"),
            id="suspects-page",
        )

    def where(self) -> tuple[str, str, str]:
        """How many are to be decided, or how many there are of those with something in common."""
        if self.wanted is None:
            left, count = self.session.beside.undecided, self.count
            told = self.words("tui_mail.left" if left else "tui_mail.all_decided", n=count, left=left, count=count)
        else:
            told = self.words("tui_scope.messages", n=self.count, count=self.count)
        return self.heading or self.session.title(), told, "right"

    @property
    def count(self) -> int:
        """How many messages there are to show."""
        mail = self.session.mail
        return int(mail.suspect_count if self.wanted is None else mail.count_of(self.wanted))

    def first_focus(self) -> str:
        """The list."""
        return "#suspects"

    def opened(self) -> None:
        """Begin at the first message that is open."""
        self._to_open(0)

    def redraw(self) -> None:
        """The list; those that are decided are marked."""
        try:
            self._load()
            count = self.count
        except PoaError as problem:
            self.tell_problem(problem)
            return
        items = [Item(suspect.id, rows=self._row(suspect)) for suspect in self._found]
        rest = count - len(self._found)
        if rest > 0:
            items.append(Item(MORE, spans=[(self.words("tui_mail.show_more", n=rest, count=rest), "accent")]))
        if not items:
            items = [Item(spans=[(self.words("tui_mail.clean"), "good")], selectable=False)]
        self.query_one("#suspects", Lines).show(items)
        self._draw_message()

    def _load(self) -> None:
        """The messages of the pages that are shown; they do not change while this screen is open."""
        if not self._found or len(self._found) < min(self.limit, self.count):
            named = self.session.case.notice.order_ids
            self._found = self.session.mail.listed(self.limit, wanted=self.wanted, named=named)

    def decided_on(self) -> None:
        """Show it, and go on to the next open one."""
        cursor = self.query_one("#suspects", Lines).cursor
        self.show_decisions()
        self._to_open(cursor + 1)

    def _to_open(self, start: int) -> None:
        """The first open message from this place on, else from the top, else of the pages that follow."""
        is_open = [not self.decisions.of(s.id, s.order_id) and bool(s.findings) for s in self._found]
        order = [*range(start, len(is_open)), *range(min(start, len(is_open)))]
        found = next((number for number in order if is_open[number]), None)
        if found is not None:
            self.query_one("#suspects", Lines).select(self._found[found].id)
        elif self.wanted is None and len(self._found) < self.count and self.session.beside.undecided:
            self.limit *= 2
            self.redraw()
            self._to_open(len(is_open))

    def to_messages(self, ids: Collection[str]) -> None:
        """The first of them in the list; where none is on the pages that are shown, on those that follow."""
        shown = 0
        while found := self._found[shown:]:
            wanted = next((suspect.id for suspect in found if suspect.id in ids), None)
            if wanted is not None:
                self.query_one("#suspects", Lines).select(wanted)
                return
            shown = len(self._found)
            self.limit = min(self.limit * 2, self.count)
            self.redraw()

    def _row(self, suspect: Suspect) -> list[Line]:
        marks = {"stop": ("!", "bad"), "fix": ("~", "warn"), "send": (" ", "quiet")}
        decision = self.decisions.of(suspect.id, suspect.order_id)
        mark, style = MARKS[decision] if decision else marks[suspect.verdict]
        state = self.words(f"tui_mail.{decision or suspect.verdict}")
        first = columns([(mark, 1, style), (state, 9, style), (suspect.order_id or "", 19, "")], gap=1)
        return [first, [("  " + shortened(self._told(suspect), 60), "quiet")]]

    def _told(self, suspect: Suspect) -> str:
        gravest = worst(suspect.findings, self.desk.stops)
        if gravest is None:
            return " ".join(suspect.begins.split())
        title = self.desk.rule_titles.get(gravest.rule)
        return self.desk.tell(title) if title else gravest.rule

    @property
    def chosen(self) -> Audited | None:
        """The message under the cursor."""
        key = self.query_one("#suspects", Lines).key
        if key is None or key == MORE:
            return None
        if self._read is None or self._read.id != key:
            self._read = self.session.mail.audited(key)
        return self._read

    @on(Lines.Moved, "#suspects")
    def _moved(self) -> None:
        """The cursor is painted at once, the message once it rests."""
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PAUSE, self._draw_message)

    def _draw_message(self) -> None:
        if not self.is_attached:
            return
        audited = self.chosen
        text, rules = self.query_one("#suspect-text", Lines), self.query_one("#suspect-rules", Lines)
        if audited is None:
            text.show([])
            rules.show([])
            return
        where = self._where_from(audited)
        spans = [(f.start, f.end) for f in audited.findings if f.where == "text"]
        text.show([Item(spans=[(where, "quiet")]), Item(spans=[("", "")]), *marked_items(audited.text, sorted(spans))])
        text.scroll_home(animate=False)
        rules.show(self._rules_of(audited))
        rules.scroll_home(animate=False)

    def _where_from(self, audited: Audited) -> str:
        """The file, the day, and who wrote it, as far as they are known."""
        message = self.session.mail.message(audited.id)
        parts = [self.words("tui_mail.source", source=audited.source or audited.id)]
        if message is not None and message.sent:
            parts.append(self.desk.day(message.sent.date()))
            if after_notice(self.session.case, message):
                parts.append(self.words("tui_mail.after_notice"))
        if maybe_unsent(message):
            parts.append(self.words("tui_mail.maybe_unsent"))
        if audited.sender:
            parts.append(person_name(audited.sender, self.session.case, self.words))
        return APART.join(parts)

    def _rules_of(self, audited: Audited) -> list[Item]:
        items: list[Item] = []
        shown: set[str] = set()
        for finding in by_gravity(audited.findings, self.desk.stops):
            if finding.rule in shown:
                continue
            shown.add(finding.rule)
            style = {"error": "bad", "warning": "warn", "info": "quiet"}[finding.severity]
            word = self.words("tui.label", name=self.words(f"tui_mail.severity_{finding.severity}"))
            items.append(Item(spans=[(word, style), (self.desk.tell(finding.message), "")], hang=2))
            if finding.excerpt:
                items.append(Item(spans=[(f"“{shortened(finding.excerpt, 120)}”", "")], indent=2))
            told = f"{rule_name(finding.rule, self.desk)}  {finding.url}".rstrip()
            items.append(Item(spans=[(told, "quiet")], indent=2))
        return items

    # ---- actions

    @on(Lines.Chosen, "#suspects")
    def action_read_message(self) -> None:
        """The whole message on a screen of its own; the last line brings in more messages."""
        if self.query_one("#suspects", Lines).key == MORE:
            self.limit += PAGE
            self.redraw()
            return
        from poa.tui.screens.reading import ReadingScreen

        audited = self.chosen
        if audited:
            spans = sorted((f.start, f.end) for f in audited.findings if f.where == "text")
            title, rules = audited.source or audited.id, self._rules_of(audited)
            self.app.push_screen(ReadingScreen(title, audited.text, spans, after=rules))

    def action_show_rule(self) -> None:
        """The gravest rule in full."""
        from poa.tui.screens.rules import RuleScreen

        gravest = worst(self.chosen.findings, self.desk.stops) if self.chosen else None
        rule = self.desk.rules.get(gravest.rule) if gravest else None
        if rule:
            self.app.push_screen(RuleScreen(rule))

    def action_switch_view(self) -> None:
        """The same messages counted by rule, sender, text and month; from a part of them back to the counts."""
        if self.wanted is not None:
            self.dismiss(None)
            return
        from poa.tui.screens.report import ReportScreen

        self.app.switch_screen(ReportScreen(self.session))

    def action_open_link(self) -> None:
        """The rule's source in the browser."""
        import webbrowser

        gravest = worst(self.chosen.findings, self.desk.stops) if self.chosen else None
        url = gravest.url if gravest else ""
        if url:
            webbrowser.open(url)
            self.tell(url)
