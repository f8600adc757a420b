"""The application: themes, language, the way between screens. Everything else is the screens' matter."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from time import monotonic
from typing import ClassVar, Literal

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message

from poa.errors import PoaError
from poa.tui import commands as c
from poa.tui import terminal
from poa.tui.dealing import InTurn
from poa.tui.desk import Desk
from poa.tui.flow import wrapped
from poa.tui.look import DEFAULTS, THEMES
from poa.tui.screens.base import PoaScreen, reading_time
from poa.tui.screens.cases import CasesScreen, has_cases
from poa.wording import LANGUAGES, Language, language_named

Severity = Literal["information", "warning", "error"]
# The cells beside a sentence at the bottom, and the lines that are read at once; the seconds that an error stands at
# the least, a sentence that stays, and the seconds in which one may be the answer to the key that leads elsewhere.
_FRAME, _LINES, _ERROR, _STAYS, _JUST_SAID = 5, 2, 12.0, 86_400.0, 1.0


class PoaApp(InTurn):
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
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-tall")]  # noqa: RUF012

    def __init__(self, desk: Desk, case: Path | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._first_case = case
        # Until when a long sentence stands whatever is pressed.
        self._stands_until = 0.0
        # From when to when what is said goes as soon as the user goes elsewhere.
        self._passes = (0.0, 0.0)
        # Until when a warning or an error stands, and whatever else is said beside it.
        self._holds_until = 0.0
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._wanted_theme()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, for themes that lack them."""
        return DEFAULTS

    def get_default_screen(self) -> CasesScreen:
        """The list of cases is below everything else."""
        return CasesScreen()

    def on_mount(self) -> None:
        """Begin with the case that was asked for; where there is none at all, with the warning; end when the terminal
        is taken away."""
        self.run_worker(self._drop_old_drafts, thread=True, exit_on_error=False, group="drafts")
        if not self.is_headless and not terminal.gone():
            self.set_interval(terminal.EVERY, self._end_without_terminal)
        if self._first_case is not None:
            self.call_after_refresh(self.open_case, self._first_case)
        elif not has_cases(self.desk.cases):
            from poa.tui.screens.first import FirstScreen

            self.push_screen(FirstScreen())
        if self.desk.places.additions.is_dir():
            self.run_worker(self._look_at_own, thread=True, exit_on_error=False, group="own")

    def _look_at_own(self) -> None:
        """Say once what is left out of the user's own rules and texts; what is sound of them is found out meanwhile."""
        try:
            own = self.desk.guidance.own
        except PoaError:
            return  # Told where the guidance is asked for.
        faults = own.all_left_out if own is not None else ()
        if faults:
            words = self.desk.words
            told = words("check.left_out_screen", n=len(faults), count=len(faults), first=faults[0].told(words))
            self.call_from_thread(self.say, told, "warning")

    def _drop_old_drafts(self) -> None:
        """What belongs to no case is not kept for ever; where that cannot be done now, it is the next time."""
        with contextlib.suppress(PoaError):
            self.desk.drafts.drop_old()

    @property
    def letter_language(self) -> str:
        """The language in which the letter is shown beside a step."""
        return "zh" if self.desk.language.startswith("zh") else "en"

    def open_case(self, folder: Path, *, fresh: bool = False) -> None:
        """Open a case; a fresh one begins with the card of what to do now."""
        from poa.tui.screens.case import CaseScreen
        from poa.tui.session import open_session
        from poa.tui.wayfinding import place_left

        try:
            session = open_session(self.desk, folder)
        except PoaError as problem:
            self.say(problem.told(self.desk.words), "error")
            return
        screen = CaseScreen(session, place_left(session))
        for below in self.screen_stack:
            if isinstance(below, CasesScreen):
                below.left = folder
        if self.screen.id == "first-screen":
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        if fresh and not session.case.notice.is_phishing:
            self.call_after_refresh(screen.action_do_now)

    # ---- actions everywhere

    async def action_switch_language(self) -> None:
        """English or Chinese, at once, and from now on where nothing names a language at the start."""
        await self._speak(self.desk.other_language())
        self.desk.set_setting("language", self.desk.language)
        named = os.environ.get("POA_LANG", "")
        if named and language_named(named) != self.desk.language:
            self.say(self.desk.words("tui.language.named", name=named))

    async def _speak(self, language: Language) -> None:
        self.desk.language = language
        if isinstance(self.screen, PoaScreen):
            await self.screen.relabel()

    def action_switch_theme(self) -> None:
        """Light, dark, high contrast, and from now on."""
        order = ["dark", "light", "contrast"]
        wanted = order[(order.index(self.theme.removeprefix("poa-")) + 1) % len(order)]
        self.theme = f"poa-{wanted}"
        self.desk.set_setting("theme", wanted)

    async def apply_setting(self, key: str) -> None:
        """After a change on the settings screen; a language named at the start holds until it is changed itself."""
        if key == "theme":
            self.theme = self._wanted_theme()
        wanted = self.desk.settings[key]
        if key == "language" and wanted in LANGUAGES and wanted != self.desk.language:
            await self._speak(wanted)

    def _wanted_theme(self) -> str:
        try:
            theme = self.desk.theme
        except PoaError:
            theme = "system"
        return "poa-dark" if theme == "system" else f"poa-{theme}"

    def action_leave(self) -> None:
        """Everything that was confirmed is saved already; what was not is put by."""
        self._put_by()
        self.exit()

    def _put_by(self) -> None:
        """What stands in the forms that are open."""
        for screen in self.screen_stack:
            if isinstance(screen, PoaScreen):
                screen.put_by()

    def action_open_check(self) -> None:
        """Check a message before sending."""
        from poa.tui.screens.check import CheckScreen

        self._open(CheckScreen())

    def action_open_rules(self) -> None:
        """The policy rules."""
        from poa.tui.screens.rules import RulesScreen

        self._open(RulesScreen())

    def action_open_training(self) -> None:
        """Training modules."""
        from poa.tui.screens.training import TrainingScreen

        self._open(TrainingScreen())

    def action_open_settings(self) -> None:
        """Settings."""
        from poa.tui.screens.settings import SettingsScreen

        self._open(SettingsScreen())

    def _open(self, screen: PoaScreen[None]) -> None:
        """Open a place unless it is open already."""
        if not any(type(shown) is type(screen) for shown in self.screen_stack):
            self.push_screen(screen)

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

    # ---- what is said at the bottom

    def say(self, text: str, severity: Severity = "information", *, passing: bool = False) -> None:
        """A sentence at the bottom for as long as it takes to read; what is longer than two lines stays until a key.

        Args:
            text: the sentence.
            severity: its colour, and how long it stands.
            passing: it goes when the user goes on from the place where it is said, as all do that tell what was done;
                warnings and errors stay for their time.
        """
        stands = reading_time(text)
        timeout = max(_ERROR, stands) if severity == "error" else stands
        lines = self._lines(text)
        if len(lines) > _LINES:
            self._stands_until, timeout, passing = monotonic() + stands, _STAYS, True
            lines = self._lines(self.desk.words("tui.until_a_key", text=text))
        if passing or severity == "information":
            self._passes = (monotonic() + _JUST_SAID, monotonic() + timeout)
        else:
            self._holds_until = monotonic() + timeout
        # A note that was cleared leaves its frame, and after some of them the next would stand below the screen.
        self.screen.query("ToastHolder:empty").remove()
        told = "\n".join(lines)
        # What stands there already is not said a second time below itself.
        for note in [said for said in self._notifications if said.message == told]:
            self._unnotify(note)
        # Broken here: Textual breaks Chinese at blanks alone, and makes room for fewer lines than that needs.
        self.notify(told, severity=severity, timeout=timeout, markup=False)

    def _lines(self, text: str) -> list[str]:
        return wrapped(text, max(1, self.size.width - _FRAME))

    async def on_event(self, event: events.Event) -> None:
        """The first key after a long sentence could be read takes it away, and does what it does."""
        if isinstance(event, events.Key) and 0 < self._stands_until < monotonic():
            self.clear_notifications()
        await super().on_event(event)

    def moved_on(self) -> None:
        """The user went to another step, question or screen: what waits for a key is not taken along."""
        since, until = self._passes
        if not since < monotonic() < until:
            return
        if self._holds_until < monotonic():
            self.clear_notifications()
            return
        # What was done goes; what warns stays for its time.
        for note in [told for told in self._notifications if told.severity == "information"]:
            self._unnotify(note)

    def clear_notifications(self) -> None:
        """Nothing stands at the bottom any more."""
        self._stands_until, self._holds_until, self._passes = 0.0, 0.0, (0.0, 0.0)
        super().clear_notifications()

    # ---- faults

    def _end_without_terminal(self) -> None:
        """Nobody can see or answer any more; everything confirmed is saved."""
        if terminal.gone():
            terminal.end_soon()
            self._put_by()
            self.exit()

    async def _dispatch_message(self, message: Message) -> None:
        """Whatever the core refuses becomes a sentence; the program stays."""
        try:
            await super()._dispatch_message(message)
        except PoaError as problem:
            self.say(problem.told(self.desk.words), "error")

    def note_fault(self, fault: BaseException) -> None:
        """A fault of the program itself: written down for whoever mends it, told in a sentence."""
        self.say(self._told(fault), "error")

    def _fatal_error(self) -> None:
        """A fault that ends the program: one sentence, where the details are, and that nothing is lost."""
        fault = sys.exc_info()[1]
        reopen = self.desk.words("tui.errors.fatal")
        self._exit_renderables.append(Text(f"{self._told(fault)} {reopen}" if fault else reopen))
        self._close_messages_no_wait()

    def _told(self, fault: BaseException) -> str:
        """What is said of a fault; the report of it holds where it happened and no words of the user's."""
        from poa.cases.errorreport import write_report

        return write_report(self.desk.places.cache / "faults", fault, self.desk.now).told(self.desk.words)
