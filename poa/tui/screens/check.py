"""Check a message before it is sent: verdict and marks while typing, a safe wording to take over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import TextArea

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.flow import shortened
from poa.tui.screens.base import PoaScreen
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.marktext import MarkedTextArea
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.rule import Audited

PAUSE = 0.25
VERDICT_STYLES = {"send": "good", "fix": "warn", "stop": "bad"}


class CheckScreen(PoaScreen[None]):
    """Nothing typed here is kept or sent."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.TakeRewrite,
        c.Proactive,
        c.Copy,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "check"

    def __init__(self) -> None:
        super().__init__()
        self.proactive = False
        self.audited: Audited | None = None

    def body(self) -> Iterable[Widget]:
        """The message and what is found in it."""
        words = self.words
        yield Horizontal(
            MarkedTextArea(id="check-text", placeholder=words("tui_check.paste")),
            Vertical(Prose(id="verdict"), Lines(id="check-found", cursor=False), id="check-side"),
            id="check",
        )

    def where(self) -> tuple[str, str, str]:
        """What kind of message is assumed."""
        kind = "tui_check.proactive" if self.proactive else "tui_check.reply"
        return self.words("tui_check.where"), self.words(kind), "right"

    def first_focus(self) -> str:
        """The text."""
        return "#check-text"

    def redraw(self) -> None:
        """Check what stands there."""
        self._typed()

    @on(TextArea.Changed, "#check-text")
    def _typed(self) -> None:
        self._pending = self.set_timer(PAUSE, self._check)

    def _check(self) -> None:
        if self.is_attached:
            self._audit(self.query_one("#check-text", MarkedTextArea).text)

    @work(thread=True, exclusive=True, exit_on_error=False, group="check")
    def _audit(self, text: str) -> None:
        from poa.model.message import Message

        try:
            message = Message(id="typed", text=text, proactive=self.proactive)
            audited = self.desk.auditor.check(message) if text.strip() else None
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self._show, text, audited)

    def _show(self, text: str, audited: Audited | None) -> None:
        if not self.is_attached or self.query_one("#check-text", MarkedTextArea).text != text:
            return
        self.audited = audited
        verdict, found = self.query_one("#verdict", Prose), self.query_one("#check-found", Lines)
        verdict.remove_class("good", "warn", "bad")
        area = self.query_one("#check-text", MarkedTextArea)
        if audited is None:
            verdict.update(self.words("tui_check.empty"))
            found.show([])
            area.mark([])
            return
        verdict.update(self.words(f"tui_check.verdict_{audited.verdict}"))
        verdict.add_class(VERDICT_STYLES[audited.verdict])
        area.mark([(f.start, f.end) for f in audited.findings if f.where == "text" and f.severity != "info"])
        found.show(self._findings(audited))

    def _findings(self, audited: Audited) -> list[Item]:
        items: list[Item] = []
        for finding in audited.findings:
            style = {"error": "bad", "warning": "warn", "info": "quiet"}[finding.severity]
            word = self.words("tui.label", name=self.words(f"tui_mail.severity_{finding.severity}"))
            items.append(Item(spans=[(word, style), (self.desk.tell(finding.message), "")], hang=2))
            if finding.excerpt:
                items.append(Item(spans=[(f"“{shortened(finding.excerpt, 100)}”", "")], indent=2))
            if finding.rewrite is not None:
                told = finding.rewrite or self.words("tui_check.leave_out")
                items.append(Item(spans=[(self.words("tui_check.instead"), "good"), (told, "")], indent=2))
            items.append(Item(spans=[(finding.rule, "quiet")], indent=2))
        return items

    # ---- actions

    def action_take_rewrite(self) -> None:
        """Put the safe wordings into the text, from the end to the start so that places stay right."""
        if self.audited is None:
            return
        area = self.query_one("#check-text", MarkedTextArea)
        text, end = area.text, len(area.text) + 1
        changes = [f for f in self.audited.findings if f.rewrite is not None and f.where == "text"]
        for finding in sorted(changes, key=lambda f: f.start, reverse=True):
            if finding.end <= end:
                text = text[: finding.start] + (finding.rewrite or "") + text[finding.end :]
                end = finding.start
        if text == area.text:
            self.tell(self.words("tui_check.no_rewrite"))
            return
        area.text = text
        self.tell(self.words("tui_check.rewritten"))

    def action_proactive(self) -> None:
        """An answer to the buyer, or a message of one's own accord: other rules apply."""
        self.proactive = not self.proactive
        self.draw_bars()
        self._check()

    def action_copy(self) -> None:
        """The text as it stands."""
        from poa.tui.clipboard import copy

        copy(self.app, self.query_one("#check-text", MarkedTextArea).text)
        self.tell(self.words("tui.copied"))
