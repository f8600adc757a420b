"""The application: themes, language, the way between screens. Everything else is the screens' matter."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui.desk import Desk
from poa.tui.look import DEFAULTS, THEMES
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.cases import CasesScreen, has_cases
from poa.tui.screens.first import FirstScreen


class PoaApp(App[None]):
    """The assistant on the screen."""

    CSS_PATH = "styles/poa.tcss"
    TITLE = "poa"
    ENABLE_COMMAND_PALETTE = False
    GENERAL: ClassVar[tuple[type[c.Command], ...]] = (
        c.Palette,
        c.SwitchLanguage,
        c.SwitchTheme,
        c.OpenCheck,
        c.OpenRules,
        c.OpenTraining,
        c.OpenSettings,
        c.Quit,
    )
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*GENERAL, c.Help)
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (64, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (16, "-tall")]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "poa-dark"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, for themes that lack them."""
        return DEFAULTS

    def on_mount(self) -> None:
        """Open the first screen."""
        self.push_screen(CasesScreen())
        if not has_cases(self.desk.places.cases):
            self.push_screen(FirstScreen())

    @property
    def letter_language(self) -> str:
        """The language in which the letter is shown beside a step."""
        return "zh" if self.desk.language.startswith("zh") else "en"

    def open_case(self, folder: Path, *, fresh: bool = False) -> None:
        """Open a case; a fresh one begins with the card of what to do now."""
        from poa.tui.screens.case import CaseScreen
        from poa.tui.session import open_session

        try:
            session = open_session(self.desk, folder)
        except PoaError as problem:
            self.notify(problem.told(self.desk.words), severity="error", timeout=12, markup=False)
            return
        screen = CaseScreen(session)
        if isinstance(self.screen, FirstScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        if fresh:
            self.call_after_refresh(screen.action_do_now)

    # ---- actions everywhere

    async def action_switch_language(self) -> None:
        """English or Chinese, at once."""
        self.desk.language = self.desk.other_language()
        if isinstance(self.screen, PoaScreen):
            await self.screen.relabel()

    def action_switch_theme(self) -> None:
        """Light or dark."""
        self.theme = "poa-light" if self.theme == "poa-dark" else "poa-dark"

    def action_leave(self) -> None:
        """Everything is saved already."""
        self.exit()

    def action_help(self) -> None:
        """The help of the present screen."""
        from poa.tui.screens.help import HelpScreen

        if isinstance(self.screen, PoaScreen) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    async def action_palette(self) -> None:
        """All actions, to search."""
        from poa.tui.screens.palette import PaletteScreen

        if isinstance(self.screen, PoaScreen) and not isinstance(self.screen, PaletteScreen):
            screen = self.screen
            self.push_screen(PaletteScreen(screen), lambda name: self._run(screen, name))

    def _run(self, screen: PoaScreen[object], name: str | None) -> None:
        if name:
            self.call_later(screen.run_action, name)
