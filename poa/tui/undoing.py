"""Taking the last change of one place back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poa.errors import PoaError

if TYPE_CHECKING:
    from poa.tui.screens.base import PoaScreen
    from poa.tui.session import Session


def undone(screen: PoaScreen[Any], session: Session, *places: str) -> bool:
    """Whether the last change could be taken back; older ones elsewhere are taken back where they were made.

    Args:
        screen: says why not.
        session: the open case.
        places: what a change that belongs here begins with.
    """
    if not session.last_change.startswith(places):
        screen.tell(screen.words("tui_steps.general.nothing_to_undo"))
        return False
    try:
        session.undo()
    except PoaError as problem:
        screen.tell_problem(problem)
        return False
    return True
