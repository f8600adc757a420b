"""Where it is asked whether a sentence is true: shown as the letter prints it, whole, and again once it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import TextArea

from poa.letter.attest import attests, is_attestation, sentences_of
from poa.plan.attesting import became_open, lacking_of, status_of
from poa.tui.fields import Raw
from poa.tui.screens.answering import Answering
from poa.tui.widgets.lines import Lines
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.case import Case


class Attesting(Answering):
    """A screen among whose questions are those by which sentences are attested."""

    correcting: bool
    # The question by which a sentence is to be attested as soon as it is whole.
    owed = ""

    def letter_says(self) -> str:
        """The letter's own words, where the question is whether they are true."""
        if not is_attestation(self.question.path):
            return ""
        case, templates = self.session.case, self.desk.places.own_templates()
        # The letter that is sent is the English one; its mirror stands below for whoever reads Chinese.
        languages = ("en", "zh") if self.desk.language.startswith("zh") else ("en",)
        told = [
            line
            for language in languages
            for line in sentences_of(case, self.desk.guidance, self.question.path, language, templates=templates)
        ]
        lacks = self.words("tui_fields.attest_later") if lacking_of(self.provider(), self.question.path) else ""
        says = self.words("tui_fields.letter_says", text="\n".join(told)) if told else ""
        return "\n\n".join(text for text in (says, lacks) if text)

    def goes_on_below(self) -> bool:
        """Whether what stands below the fields is longer than its place, and no field needs the page keys itself."""
        field = self.focused
        pages = isinstance(field, Lines | TextArea) and field.max_scroll_y > 0
        return not pages and any(below.max_scroll_y > 0 for below in self.query("#q-below"))

    def action_below(self, pages: int) -> None:
        """Turn what stands below the fields by a page."""
        below = self.query_one("#q-below", VerticalScroll)
        below.scroll_relative(y=pages * max(below.size.height - 1, 1), animate=False, immediate=True)

    def shows_the_rest(self, raw: Raw) -> bool:
        """Nobody says that a sentence is true before its end was to be seen: until then Enter turns the page."""
        if not any(attests(self.path, picked) for picked in raw.picked):
            return False
        below = self.query_one("#q-below", VerticalScroll)
        if below.scroll_offset.y >= below.max_scroll_y:
            return False
        self.action_below(1)
        more = below.scroll_offset.y < below.max_scroll_y
        say = self.query_one("#q-say", Prose)
        say.remove_class("how", "bad")
        say.update(self.words("tui_fields.read_on" if more else "tui_fields.read_to_the_end"))
        say.add_class("warn")
        return True

    def owe(self, before: Case) -> None:
        """An answer was kept: where it made an attested sentence another, that one is asked about next."""
        if became_open(before, self.session.case, self.path):
            self.owed = status_of(self.path)
            self.tell(self.words("tui_steps.general.attest_again"), warning=True)

    async def to_what_lacks(self, raw: Raw) -> bool:
        """A sentence is attested once it is whole: before that, what it lacks is asked."""
        if not any(attests(self.path, picked) for picked in raw.picked):
            return False
        lacking = lacking_of(self.provider(), self.path)
        if lacking is None:
            return False
        self.owed = self.path
        self.forget_draft()
        await self.turn_to(lacking.path)
        self.correcting = False
        self.tell(self.words("tui_fields.attest_later"), passing=True)
        return True

    async def to_what_is_owed(self) -> bool:
        """Where an answer makes a sentence whole, or another: what it still lacks, then whether it is true."""
        if not self.owed:
            return False
        questions = self.provider()
        if not any(q.path == self.owed and not q.answered for q in questions):
            self.owed = ""
            return False
        lacking = lacking_of(questions, self.owed)
        path = lacking.path if lacking else self.owed
        if lacking is None:
            self.owed = ""
        await self.turn_to(path)
        self.correcting = False
        return True
