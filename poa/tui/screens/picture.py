"""The words recognised in a screenshot, to be compared with it and mended before they are read as messages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import TextArea

from poa.tui import commands as c
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session
from poa.tui.widgets.prose import Prose


def draft_of(picture: Path) -> str:
    """The name under which the words of a picture are put by."""
    return f"picture {picture}"


class PictureScreen(PoaScreen[str]):
    """Returns the words as the user confirmed them, or None."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.Confirm, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "importing"

    def __init__(self, session: Session, picture: Path, found: str) -> None:
        super().__init__()
        self.session, self.picture, self.found = session, picture, found

    def body(self) -> Iterable[Widget]:
        """What to compare, and the words."""
        yield Vertical(
            Prose(self.words("tui_mail.picture_title", file=self.picture.name), classes="page-title"),
            Prose(self.words("tui_mail.picture_note"), classes="page-note"),
            TextArea(self.found, id="picture-words", soft_wrap=True, tab_behavior="focus"),
            classes="page",
        )

    def where(self) -> tuple[str, str, str]:
        """The case."""
        return self.session.title(), self.picture.name, "right"

    def first_focus(self) -> str:
        """The words."""
        return "#picture-words"

    def draft(self) -> str:
        """One for each picture."""
        return draft_of(self.picture)

    def action_confirm(self) -> None:
        """These are the words of the picture."""
        text = self.query_one("#picture-words", TextArea).text.strip()
        # It comes back where the import is refused.
        self.put_by()
        self.dismiss(text or None)
