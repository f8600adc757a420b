"""What the seller decided on each message in which the audit found something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from poa.cases import mailindex
from poa.cases.told import by_hand
from poa.letter.totals import totals
from poa.model.case import Case

_SUSPECTS = "SELECT id, order_id FROM messages WHERE weight > 0"
# So many values go into one question to the index; SQLite takes 999 in its older versions.
_CHUNK = 500
# It is an incident of the case; its order is in the list of orders; it breaks no rule; it is left out of this case.
Decision = Literal["", "incident", "listed", "innocent", "aside"]


class Decisions:
    """Looks a message up among the answers.

    Args:
        case: the answers.
    """

    def __init__(self, case: Case) -> None:
        self._decided = case.decided
        self._sources = {incident.source for incident in case.incidents if incident.source}
        # What was told by hand of an order stands for the messages on it.
        self._told = {incident.order_id for incident in by_hand(case) if incident.order_id}
        self._listed = {row.order_id for row in case.audit.ledger}

    def among(self, folder: Path) -> Iterator[tuple[str, str | None]]:
        """Id and order of each message with findings that may be decided, each once; the others are not read."""
        seen: set[str] = set()
        with mailindex.reading(folder) as index:
            if index is None:
                return
            for condition, values in self._conditions():
                for id, order_id in index.execute(f"{_SUSPECTS} AND {condition}", values):
                    if id not in seen:
                        seen.add(id)
                        yield id, order_id

    def _conditions(self) -> Iterator[tuple[str, Sequence[str]]]:
        for chunk in _chunks({*self._decided, *self._sources}):
            yield f"id IN ({', '.join('?' * len(chunk))})", chunk
        for chunk in _chunks(self._told | self._listed):
            yield f"order_id IN ({', '.join('?' * len(chunk))})", chunk
        for source in self._sources:
            # "$" is the sign after "#".
            yield "id > ? AND id < ?", (f"{source}#", f"{source}$")

    def of(self, id: str, order_id: str | None) -> Decision:
        """What was decided on a message; nothing while it is open."""
        # A source may be a whole file, of which the message is one ("mail.mbox#3").
        if id in self._sources or id.rpartition("#")[0] in self._sources or order_id in self._told:
            return "incident"
        if id in self._decided:
            return self._decided[id]
        return "listed" if order_id in self._listed else ""


@dataclass(frozen=True, slots=True)
class Open:
    """The messages on which nothing was decided one by one.

    ``left`` are still to be looked at. ``counted`` are not: the seller gave a number of breaches without listing them
    (poa.letter.totals), and it stands for as many of them.
    """

    left: int
    counted: int


def open_among(folder: Path, case: Case) -> Open:
    """How many messages with findings are open, and how many of them a number that the seller gave stands for.

    Args:
        folder: the case.
        case: its answers.

    Raises:
        CaseError: the index of the messages is damaged.
    """
    known = Decisions(case)
    rows = mailindex.ask(folder, "SELECT count(*) FROM messages WHERE weight > 0")
    found = int(rows[0][0]) if rows else 0
    decided = Counter(known.of(id, order_id) for id, order_id in known.among(folder))
    told = decided["incident"] + decided["listed"]
    untold = found - told - decided["innocent"] - decided["aside"]
    counted = min(untold, max(0, (totals(case).messages or 0) - told))
    return Open(untold - counted, counted)


def undecided(folder: Path, case: Case) -> int:
    """How many messages with findings are still to be looked at; see ``open_among``."""
    return open_among(folder, case).left


def _chunks(values: Collection[str]) -> Iterator[Sequence[str]]:
    listed = list(values)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]
