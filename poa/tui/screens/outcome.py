"""The seller says what Amazon's answer is: accepted, refused for good, or more is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa.errors import PoaError
from poa.review.answered import OUTCOMES, proposal
from poa.tui.screens.choose import ChooseScreen, Option

if TYPE_CHECKING:
    from poa.cases.rounds import Round
    from poa.tui.screens.case import CaseScreen


def ask_outcome(screen: CaseScreen, found: Round) -> None:
    """Ask, and let the case follow; one key takes it back.

    Args:
        screen: the case.
        found: the last round, with its answer.
    """
    words = screen.words
    keep = Option("", words("tui_round.outcome_keep"))
    options = [
        Option(said, words(f"tui_round.outcome.{said}"), words(f"tui_round.outcome.{said}_note")) for said in OUTCOMES
    ]
    read = proposal(found, screen.desk.guidance)
    # The first line is under the cursor: Enter confirms what was read, and where nothing was, it changes nothing.
    options = [*options, keep] if read else [keep, *options]
    chosen = ChooseScreen(words("tui_round.outcome_title"), options, _note(screen, found, read))
    screen.app.push_screen(chosen, lambda said: _say(screen, found, said) if said else None)


def _note(screen: CaseScreen, found: Round, read: Sequence[str]) -> str:
    """As what the answer stands now, or how it was read."""
    words = screen.words
    if read:
        return words("tui_round.outcome_proposed", words=" … ".join(read[:2]))
    kind = found.answer.kind if found.answer else ""
    if not kind:
        return words("tui_round.outcome_unread")
    return words("tui_round.outcome_read", kind=words(f"tui.severities.{kind}"))


def _say(screen: CaseScreen, found: Round, said: str) -> None:
    from poa.cases.rounds import say_outcome
    from poa.review.answered import after, hear_seller

    session, before = screen.session, found.answer.kind if found.answer else ""

    def say(kind: str) -> None:
        say_outcome(session.folder, found.number, kind, now=screen.desk.now)

    try:
        if session.refusal:
            raise session.refusal
        heard = hear_seller(found, said, screen.desk.guidance)
        changed = after(session.case, found, heard)
        # The case first: where it was changed by hand meanwhile, nothing is said of the answer either.
        session.change(changed, why=f"rounds {found.number}", back=lambda: say(before))
        say(heard.kind)
    except PoaError as problem:
        screen.tell_problem(problem)
        return
    screen.tell(screen.words(f"tui_round.outcome.{said}_said"))
    screen.redraw()
    screen.to_next()
