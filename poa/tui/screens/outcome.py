"""The seller says what Amazon's answer is: accepted, refused for good, or more is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from poa.errors import PoaError
from poa.review.answered import OUTCOMES, proposal
from poa.tui.screens.choose import ChooseScreen, Option

WRONG = "wrong"
"""The choice that the text is not Amazon's answer at all; no outcome of it."""

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
    options.append(Option(WRONG, words("tui_round.outcome_wrong"), words("tui_round.outcome_wrong_note")))
    # The first line is under the cursor: Enter confirms what was read, and where nothing was, it changes nothing.
    options = [*options, keep] if read else [keep, *options]
    chosen = ChooseScreen(words("tui_round.outcome_title"), options, _note(screen, found, read))
    screen.app.push_screen(chosen, lambda said: _chosen(screen, found, said))


def _chosen(screen: CaseScreen, found: Round, said: str | None) -> None:
    if said == WRONG:
        _put_aside(screen, found)
    elif said:
        _say(screen, found, said)


def _note(screen: CaseScreen, found: Round, read: Sequence[str]) -> str:
    """As what the answer stands now, or how it was read."""
    words = screen.words
    if read:
        return words("tui_round.outcome_proposed", words=" … ".join(read[:2]))
    kind = found.answer.kind if found.answer else ""
    if not kind:
        return words("tui_round.outcome_unread")
    return words("tui_round.outcome_read", kind=words(f"tui.severities.{kind}"))


def _put_aside(screen: CaseScreen, found: Round) -> None:
    """Put an answer that was recorded wrongly aside; it is kept with its round, and one key brings it back."""
    from poa.cases.withdrawing import bring_back, withdraw_answer
    from poa.review.answered import without_answer

    session, number, now = screen.session, found.number, screen.desk.now
    try:
        if session.refusal:
            raise session.refusal
        changed = without_answer(session.case, found)
        # The case first: where it was changed by hand meanwhile, the answer stays as well.
        session.change(changed, why=f"rounds {number}", back=lambda: bring_back(session.folder, number, now=now))
        withdraw_answer(session.folder, number, now=now)
    except PoaError as problem:
        screen.tell_problem(problem)
        return
    looked = "notice" in set(changed.look_again) and found.answer and found.answer.kind
    screen.tell(screen.words("tui_round.put_aside_deadline" if looked else "tui_round.put_aside"))
    screen.redraw()
    screen.to_next()
    screen.view.choose("answer")


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
