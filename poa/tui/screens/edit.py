"""A paragraph of the letter in the seller's own words: kept, marked as theirs, reviewed again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import TextArea

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.areainput import AreaInput
from poa.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from poa.model.letter import Block


class EditScreen(PoaScreen[bool]):
    """Rewrites one block of the letter in one language; the block's own text again takes the edit away."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Confirm, c.OwnText, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "preview"

    def __init__(self, session: Session, block: Block, language: str) -> None:
        super().__init__()
        self.session, self.block, self.language = session, block, language

    @property
    def key(self) -> str:
        """Where the edit is kept in the case."""
        from poa.letter.edits import edit_key

        return edit_key(self.language, self.block)

    def body(self) -> Iterable[Widget]:
        """What an edit means, and the text."""
        words = self.words
        yield Vertical(
            Prose(words("tui_preview.edit_title"), classes="page-title"),
            Prose(words("tui_preview.edit_note"), classes="page-note"),
            AreaInput(self.block.text, id="edit", soft_wrap=True, tab_behavior="focus"),
            Prose(id="q-say"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.words(f"tui_preview.in_{self.language}"), "right"

    def first_focus(self) -> str:
        """The text."""
        return "#edit"

    def draft(self) -> str:
        """One for each paragraph and language."""
        return f"letter {self.key}"

    def action_confirm(self) -> None:
        """Keep the words; the same words as before change nothing."""
        text = self.query_one("#edit", TextArea).text.strip()
        if text == self.block.text.strip():
            self.forget_draft()
            self.dismiss(False)
            return
        self._keep({**self.session.case.letter.edits, self.key: text})

    def action_own_text(self) -> None:
        """Back to the composed words."""
        self._keep({key: text for key, text in self.session.case.letter.edits.items() if key != self.key})

    def _keep(self, edits: dict[str, str]) -> None:
        letter = msgspec.structs.replace(self.session.case.letter, edits=edits)
        try:
            case = msgspec.structs.replace(self.session.case, letter=letter)
            self.session.change(case, why=f"letter.edits {self.key}")
        except PoaError as problem:
            self.refuse(problem)
            return
        self.forget_draft()
        self.dismiss(True)
