"""A submission that was recorded by mistake is put aside, once it is said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.errors import PoaError
from poa.tui.screens.choose import ChooseScreen, Option

if TYPE_CHECKING:
    from poa.tui.screens.case import CaseScreen


def ask_unsend(screen: CaseScreen) -> None:
    """Ask whether the last submission was none, and put it aside; it is kept, and the answers stay as they are."""
    words = screen.words
    options = [Option("", words("tui_round.unsend_keep")), Option("unsend", words("tui_round.unsend_do"))]
    chosen = ChooseScreen(words("tui_round.unsend_title"), options, words("tui_round.unsend_note"))
    screen.app.push_screen(chosen, lambda said: _chosen(screen, said))


def _chosen(screen: CaseScreen, said: str | None) -> None:
    from poa.cases.withdrawing import withdraw_round

    if not said:
        return
    session = screen.session
    try:
        if session.refusal:
            raise session.refusal
        place = withdraw_round(session.folder, now=screen.desk.now)
    except PoaError as problem:
        screen.tell_problem(problem)
        return
    screen.tell(screen.words("tui_round.unsent", folder=f"rounds/{place.name}"))
    screen.redraw()
    screen.to_next()
