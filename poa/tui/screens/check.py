"""Check a message before it is sent: verdict and marks while typing, a safe wording to take over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import TextArea

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.findings import finding_items
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.marktext import MarkedTextArea
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.audit.fixing import Outcome
    from poa.model.message import Message
    from poa.model.rule import Audited

PAUSE = 0.25
# After so long a verdict on earlier words is no longer shown.
SLOW = 0.4
VERDICT_STYLES = {"send": "good", "fix": "warn", "stop": "bad"}
# So many findings are told; a text with more is to be written anew.
MOST = 60
UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the text alone does not say: answer or own message, the buyer's language, the marketplace."""

    proactive: bool = False
    buyer_lang: str = ""
    marketplace: str = ""

    def message(self, text: str) -> Message:
        """The text as a message in this setting."""
        from poa.model.message import Message

        return Message(
            id="typed",
            text=text,
            proactive=self.proactive,
            buyer_lang=self.buyer_lang or None,
            marketplace=self.marketplace or None,
        )


class CheckScreen(PoaScreen[None]):
    """Nothing typed here is kept or sent."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.TakeRewrite,
        c.Proactive,
        c.Copy,
        c.BuyerLanguage,
        c.ChooseMarketplace,
        c.Back,
        c.SwitchLanguage,
        c.Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "check"
    ON_DISK = False

    def __init__(self) -> None:
        super().__init__()
        self.setting = Setting()
        self.audited: Audited | None = None
        # The text that it was found in: while one types, another may stand there already.
        self._checked = ""
        self._pending: Timer | None = None

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
        setting, words = self.setting, self.words
        told = [words("tui_check.proactive" if setting.proactive else "tui_check.reply")]
        if setting.buyer_lang:
            told.append(words("tui_check.in_language", language=words(f"tui_check.language.{setting.buyer_lang}")))
        if setting.marketplace:
            told.append(self.desk.marketplaces[setting.marketplace].name)
        return words("tui_check.where"), words("tui.between").join(told), "right"

    def draft(self) -> str:
        """The message; it is on no disk, and there again as long as the program runs."""
        return "check"

    def first_focus(self) -> str:
        """The text."""
        return "#check-text"

    def redraw(self) -> None:
        """Check what stands there."""
        self._typed()

    # ---- checking

    @on(TextArea.Changed, "#check-text")
    def _typed(self) -> None:
        """Check once the typing rests."""
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(PAUSE, self._check)

    def _check(self) -> None:
        if not self.is_attached:
            return
        text = self.query_one("#check-text", MarkedTextArea).text
        if text.strip() and self.audited is None:
            self._tell_checking()
        elif text != self._checked:
            self.set_timer(SLOW, self._tell_checking)
        self._audit(text, self.setting)

    def _tell_checking(self) -> None:
        """A verdict on other words than those that stand there is taken away where the new one takes its time."""
        text = self.query_one("#check-text", MarkedTextArea).text
        if text.strip() and (self.audited is None or text != self._checked):
            verdict = self.query_one("#verdict", Prose)
            verdict.update(self.words("tui_check.checking"))
            verdict.remove_class("good", "warn", "bad")

    @work(thread=True, exclusive=True, exit_on_error=False, group="check")
    def _audit(self, text: str, setting: Setting) -> None:
        try:
            audited = self.desk.auditor.check(setting.message(text)) if text.strip() else None
        except PoaError as problem:
            self.app.call_from_thread(self._cannot, problem)
            return
        self.app.call_from_thread(self._show, text, setting, audited)

    def _cannot(self, problem: PoaError) -> None:
        """Why nothing can be checked, in the place of the verdict."""
        if self.is_attached:
            verdict = self.query_one("#verdict", Prose)
            verdict.update(problem.told(self.words))
            verdict.set_classes("bad")

    def _show(self, text: str, setting: Setting, audited: Audited | None) -> None:
        """The result, unless what was checked is no longer what stands there."""
        if not self.is_attached or setting != self.setting:
            return
        area = self.query_one("#check-text", MarkedTextArea)
        if area.text != text:
            return
        self.audited, self._checked = audited, text
        verdict, found = self.query_one("#verdict", Prose), self.query_one("#check-found", Lines)
        verdict.remove_class("good", "warn", "bad")
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
        items = finding_items(audited.findings[:MOST], self.desk, instead=audited.verdict != "stop")
        rest = len(audited.findings) - MOST
        if rest > 0:
            items.append(Item(spans=[(self.words("tui_check.more", n=rest, count=rest), "quiet")]))
        return items

    # ---- actions

    def action_take_rewrite(self) -> None:
        """Show what the safe wordings would change and what a new check says of it; then it may come into the text."""
        text = self.query_one("#check-text", MarkedTextArea).text
        if self.audited is None or self._checked != text:
            self.tell(self.words("tui_check.checking" if text.strip() else "tui_check.empty"))
            return
        self._mend(text, self.setting, self.audited)

    @work(thread=True, exclusive=True, exit_on_error=False, group="mend")
    def _mend(self, text: str, setting: Setting, audited: Audited) -> None:
        from poa.audit.fixing import mend

        try:
            outcome = mend(self.desk.auditor, setting.message(text), audited)
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self._offer, text, setting, outcome)

    def _offer(self, text: str, setting: Setting, outcome: Outcome) -> None:
        """The mended text, unless it is no longer what stands there that was mended."""
        from poa.tui.screens.rewrite import RewriteScreen

        area = self.query_one("#check-text", MarkedTextArea)
        if self.app.screen is not self or area.text != text or setting != self.setting:
            return
        if outcome.done is None:
            self.tell(self.words(f"tui_check.{self._why_none(outcome, bool(area.marks))}"))
            return
        after = outcome.done.after
        stays = [finding for finding in outcome.after.findings if finding.severity != "info"]
        left = stays if outcome.state != "mended" else []
        self.app.push_screen(RewriteScreen(text, after, left), lambda taken: self._take(taken, after, bool(left)))

    def _why_none(self, outcome: Outcome, marked: bool) -> str:
        """Why there is no safe wording: nothing to mend, nothing that words mend, or nothing known."""
        if outcome.state == "left":
            return "no_rewrite" if marked else "no_rewrite_beside"
        return "write_anew" if outcome.state == "stop" else "nothing_to_change"

    def _take(self, taken: bool | None, text: str, left: bool) -> None:
        if taken:
            self.query_one("#check-text", MarkedTextArea).text = text
            self.tell(self.words("tui_check.rewritten_in_part" if left else "tui_check.rewritten"))

    def action_proactive(self) -> None:
        """An answer to the buyer, or a message of one's own accord: other rules apply."""
        self._set(replace(self.setting, proactive=not self.setting.proactive))

    def action_buyer_language(self) -> None:
        """The language in which the buyer wrote: the answer must be in it."""
        options = [(key, str(name), "") for key, name in self.words.area("tui_check")["language"].items()]
        self._choose("buyer_lang", options, lambda key: replace(self.setting, buyer_lang=key))

    def action_choose_marketplace(self) -> None:
        """The marketplace: some rules hold in some of them only."""
        options = [(code, place.name, code) for code, place in self.desk.marketplaces.items()]
        self._choose("marketplace", options, lambda key: replace(self.setting, marketplace=key))

    def _choose(self, field: str, options: Sequence[tuple[str, str, str]], changed: Callable[[str], Setting]) -> None:
        present = getattr(self.setting, field)
        shown = [Option(UNKNOWN, self.words("tui_check.unknown"), present=not present)]
        shown += [Option(key, name, note, key == present) for key, name, note in options]

        def chosen(key: str | None) -> None:
            if key:
                self._set(changed("" if key == UNKNOWN else key))

        title, note = self.words(f"tui_check.choose_{field}"), self.words(f"tui_check.why_{field}")
        self.app.push_screen(ChooseScreen(title, shown, note), chosen)

    def _set(self, setting: Setting) -> None:
        self.setting = setting
        self.draw_bars()
        self._check()

    def action_copy(self) -> None:
        """The text as it stands."""
        from poa.tui.clipboard import copy

        copy(self.app, self.query_one("#check-text", MarkedTextArea).text)
        self.tell(self.words("tui.copied"))
