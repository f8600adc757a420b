"""Messages that only stand in the list of orders, and break rules of a kind that no incident of the case tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from poa.cases import mailindex
from poa.cases.suspects import Decisions
from poa.letter.kinds import FORM, broken_rules
from poa.library.playbook import Playbook
from poa.model.case import Case
from poa.model.rule import Bilingual

_GRAVE = "SELECT rule FROM hits WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Untold:
    """A kind of breach that the letter tells nowhere, and the listed messages that show it, with their orders."""

    kind: Bilingual
    orders: tuple[str, ...]
    ids: tuple[str, ...]


def untold(folder: Path, case: Case, playbook: Playbook) -> tuple[Untold, ...]:
    """What the list of orders stands for and the letter does not tell: of a listed one it gives order and day.

    What breaks rules of form only needs no telling beside graver things.

    Args:
        folder: the case, with its messages.
        case: the answers.
        playbook: the kinds of breach.

    Raises:
        CaseError: the index of the messages is damaged.
    """
    if not case.audit.ledger:
        return ()
    broken = broken_rules(case.incidents)
    told = {kind.id for kind in playbook.conduct_of(broken)}
    known = Decisions(case, folder)
    found: dict[str, list[tuple[str, str]]] = {}
    for id, order in known.among(folder):
        if order is None or known.of(id, order) != "listed":
            continue
        rules = [str(row[0]) for row in mailindex.ask(folder, _GRAVE, (id,))]
        # A kind that a told one covers needs no words of its own.
        for kind in playbook.conduct_of((*broken, *rules)):
            if kind.gravity > FORM and kind.id not in told:
                found.setdefault(kind.id, []).append((id, order))
    return tuple(_untold(playbook.conduct[name].title, some) for name, some in found.items())


def _untold(kind: Bilingual, listed: Sequence[tuple[str, str]]) -> Untold:
    return Untold(kind, tuple(dict.fromkeys(order for _, order in listed)), tuple(id for id, _ in listed))
