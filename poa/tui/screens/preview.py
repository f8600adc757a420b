"""The letter with its origin: on each sentence the facts, rules and exhibits that it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.counts import told_counts
from poa.tui.origin import fact_told
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.wayfinding import question_of, step_of
from poa.tui.widgets.letter import LetterView, Place
from poa.tui.widgets.lines import Item, Lines
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.tui.screens.case import CaseScreen

# Where there is less room than this the two letters stand one below the other.
BESIDE_FROM = 72
BOTH = ("en", "zh")


class PreviewScreen(PoaScreen[None]):
    """English, Chinese, or both: side by side, or where there is no room for that one below the other.

    The key that opened it goes on, at every width: one language, both, back to the step.

    Args:
        session: the open case.
        case_screen: where an answer is shown.
        shown: the languages to begin with; by default the one in which the letter is shown beside a step.
    """

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (
        c.JumpToAnswer,
        c.Languages,
        c.EditParagraph,
        c.Copy,
        c.OpenLink,
        c.Back,
        c.Help,
        c.SwitchLanguage,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS[1:]), ("ctrl+r", "more", "")]
    HELP = "preview"

    def __init__(self, session: Session, case_screen: CaseScreen, shown: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.session = session
        self.case_screen = case_screen
        self.shown = shown
        self.place: Place | None = None

    def body(self) -> Iterable[Widget]:
        """Counts, one or two letters, the origin."""
        if not self.shown:
            self.shown = (self.poa.letter_language,)
        views = [LetterView(id=f"letter-{lang}", classes="second" if n else "") for n, lang in enumerate(self.shown)]
        yield Prose(id="counts")
        yield Container(*views, id="letters", classes=self._beside())
        yield Lines(id="origin", cursor=False)

    def _beside(self) -> str:
        return "beside" if self.app.size.width >= BESIDE_FROM else ""

    def on_resize(self) -> None:
        """Two letters stand beside each other as long as there is room."""
        self.query_one("#letters").set_class(bool(self._beside()), "beside")

    def where(self) -> tuple[str, str, str]:
        """The case, and whether facts are missing."""
        gaps = len(self.session.letter("en").gaps)
        if gaps:
            return self.session.title(), self.words("tui_preview.gaps", n=gaps, count=gaps), "warn"
        return self.session.title(), self.words("tui_preview.complete"), "right"

    def first_focus(self) -> str:
        """The first letter."""
        return "LetterView"

    def redraw(self) -> None:
        """The letters and their counts."""
        try:
            for language in self.shown:
                for view in self.query(f"#letter-{language}").results(LetterView):
                    view.show_letter(self.session.letter(language), self.desk)
            self.query_one("#counts", Prose).update(told_counts(self.session, self.shown[0]))
        except PoaError as problem:
            self.tell_problem(problem)

    # ---- origin

    @on(LetterView.Sentence)
    def _sentence(self, event: LetterView.Sentence) -> None:
        self.place = event.place
        self._draw_origin(event.place)
        for view in self.query(LetterView):
            if view is not event.view:
                view.go_to_block(event.place.block)

    def _draw_origin(self, place: Place) -> None:
        words, claim = self.words, place.claim
        items: list[Item] = []
        facts = [fact_told(self.session, path) for path in claim.facts]
        # Of a fact that holds no words of its own only the step can be told: of use where there is nothing better.
        for label, value in [fact for fact in facts if fact[0] != fact[1]] or facts[:1]:
            label = words("tui.label", name=label)
            items.append(Item(spans=[(words("tui_preview.fact"), "accent"), (label, "quiet"), (value, "")], hang=2))
        for rule_id in claim.rules:
            rule = self.desk.rules.get(rule_id)
            text = f"{self.desk.tell(rule.summary)} " if rule else f"{rule_id} "
            url = rule.url if rule else ""
            items.append(Item(spans=[(words("tui_preview.rule"), "accent"), (text, ""), (url, "quiet")], hang=2))
        for number in claim.exhibits:
            title = self.session.letter(self.shown[0]).exhibits.get(number, "")
            told = words("tui_fields.exhibit", number=number, title=title)
            items.append(Item(spans=[(words("tui_preview.exhibit"), "accent"), (told, "")], hang=2))
        if not items:
            items = [Item(spans=[(words(f"tui_preview.{claim.origin}"), "quiet")])]
        self.query_one("#origin", Lines).show(items)

    # ---- actions

    @on(LetterView.Jump)
    def action_jump(self) -> None:
        """To the answer behind the sentence."""
        if self.place is None:
            return
        facts = self.place.claim.facts
        gap = next((g for g in self.session.letter("en").gaps if g.path in facts), None)
        path = gap.path if gap else next(iter(facts), "")
        if not path:
            self.tell(self.words("tui_preview.no_answer"))
            return
        question = question_of(self.session, path)
        self.dismiss(None)
        self.app.call_later(self.case_screen.jump, step_of(self.session, path), question.path if question else "")

    def action_edit_paragraph(self) -> None:
        """Rewrite the paragraph under the cursor in the language that has the keys."""
        view = self.focused
        if not isinstance(view, LetterView) or view.letter is None or view.place is None:
            return
        block = view.letter.blocks[view.place.block]
        if block.kind not in ("paragraph", "item"):
            self.tell(self.words("tui_preview.not_editable"), warning=True)
            return
        from poa.tui.screens.edit import EditScreen

        self.app.push_screen(EditScreen(self.session, block, view.letter.language))

    async def action_languages(self) -> None:
        """English, Chinese, both."""
        order: list[tuple[str, ...]] = [("en",), ("zh",), BOTH]
        await self._show(order[(order.index(self.shown) + 1) % len(order)])

    async def action_more(self) -> None:
        """After one language both, after both back to the step."""
        if self.shown == BOTH:
            self.action_back()
        else:
            await self._show(BOTH)

    async def _show(self, languages: tuple[str, ...]) -> None:
        block = self.place.block if self.place else 0
        self.shown = languages
        await self.recompose()
        self.redraw()
        self.draw_bars()
        self.query(LetterView).first().focus()
        self.call_after_refresh(self._go_to, block)

    def _go_to(self, block: int) -> None:
        """The paragraph that was read before, in each letter."""
        for view in self.query(LetterView):
            view.go_to_block(block)

    def action_copy(self) -> None:
        """The whole letter as text, in the language that has the keys."""
        from poa.tui.clipboard import copy

        letter = self.session.letter(self.shown[0])
        copy(self.app, letter.text)
        self.tell(self.words("tui_preview.copied"))

    def action_open_link(self) -> None:
        """The source of the sentence's rule, in the browser, only on this key."""
        import webbrowser

        rules = self.place.claim.rules if self.place else ()
        urls = [self.desk.rules[rule].url for rule in rules if rule in self.desk.rules]
        if urls:
            webbrowser.open(urls[0])
            self.tell(urls[0])
