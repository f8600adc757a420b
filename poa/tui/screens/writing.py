"""Writing the documents of a case, for the screen that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from poa.errors import PoaError
from poa.tui.screens.base import PoaScreen
from poa.tui.session import Session

if TYPE_CHECKING:
    from poa.export.case import Exported


class WritesDocuments(PoaScreen[None]):
    """Writes behind the screen's back, and says what was written and why something was not."""

    session: Session

    def export(self, formats: tuple[str, ...], *, draft: bool) -> None:
        """Write documents behind the screen's back."""
        self.tell(self.words("tui_steps.export.writing"))
        self._export(formats, draft)

    @work(thread=True, exclusive=True, exit_on_error=False, group="export")
    def _export(self, formats: tuple[str, ...], draft: bool) -> None:
        from poa.export.case import export_case

        session, desk = self.session, self.desk
        try:
            written = export_case(
                session.folder, session.case, desk.guidance,
                formats=formats, draft=draft, templates=desk.places.own_templates(), cache=desk.places.cache,
            )  # fmt: skip
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self._exported, written)

    def _exported(self, written: Exported) -> None:
        self.app.clear_notifications()
        lacking, folder = len(written.no_mirror), self.session.folder / "out"
        key = "written_english" if lacking else "written"
        self.tell(self.words(f"tui_steps.export.{key}", n=lacking, count=lacking, folder=folder))
        for place in {file.parent for file in written.set_aside}:
            self.tell(self.words("tui_steps.export.set_aside", folder=place))
        self.redraw()
