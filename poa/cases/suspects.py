"""What the seller decided on each message in which the audit found something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from poa.cases import mailindex
from poa.cases.misquoted import misquoted
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

    What was told by hand of an order, or listed, stands for as many messages on it as were told; of more than that only
    for those of the days that were told, as long as these are no more. A quotation that none of them
    holds stands for none.

    Args:
        case: the answers.
        folder: the case, whose messages tell how many there are on an order; without it each order stands for all.
    """

    def __init__(self, case: Case, folder: Path | None = None) -> None:
        self._decided = case.decided
        self._sources = {incident.source for incident in case.incidents if incident.source}
        self._told = {incident.order_id for incident in by_hand(case) if incident.order_id}
        self._listed = {row.order_id for row in case.audit.ledger}
        self._stood_for = None if folder is None else self._standing(case, folder)

    def _standing(self, case: Case, folder: Path) -> frozenset[str]:
        """The messages that what was told of their order stands for."""
        number: Counter[str] = Counter()
        wrongly: Counter[str] = Counter()
        days: dict[str, set[str]] = {}
        wrong = tuple(misquoted(case, folder))
        for incident in by_hand(case):
            if incident in wrong:
                wrongly[incident.order_id] += 1
                continue
            number[incident.order_id] += 1
            days.setdefault(incident.order_id, set()).update([incident.on.isoformat()] if incident.on else [])
        own = Counter(incident.order_id for incident in case.incidents if incident.source)
        rows: Counter[str] = Counter()
        for row in case.audit.ledger:
            rows[row.order_id] += row.messages
            days.setdefault(row.order_id, set()).update(day.isoformat() for day in row.on)
        found: set[str] = set()
        for order, messages in self._on_orders(folder).items():
            # Of the listed messages those that are quoted wrongly stand for none that was taken in.
            left = max(number[order], rows[order] - own[order] - wrongly[order])
            mine = [id for id, day in messages if day in days.get(order, ())]
            if len(messages) <= left:
                found.update(id for id, _ in messages)
            elif len(mine) <= left:
                found.update(mine)
        return frozenset(found)

    def _on_orders(self, folder: Path) -> dict[str, list[tuple[str, str | None]]]:
        """The messages with findings on the orders told, and their days, without those decided by themselves."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        for chunk in _chunks(self._told | self._listed):
            query = f"SELECT id, order_id, day FROM messages WHERE weight > 0 AND order_id IN ({_places(chunk)})"
            for id, order, day in mailindex.ask(folder, query, tuple(chunk)):
                if not self._by_itself(id):
                    found.setdefault(order, []).append((id, day))
        return found

    def _by_itself(self, id: str) -> Decision:
        """What was decided on the message itself."""
        # A source may be a whole file, of which the message is one ("mail.mbox#3").
        if id in self._sources or id.rpartition("#")[0] in self._sources:
            return "incident"
        return self._decided.get(id, "")

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
            yield f"id IN ({_places(chunk)})", chunk
        for chunk in _chunks(self._told | self._listed):
            yield f"order_id IN ({_places(chunk)})", chunk
        for source in self._sources:
            # "$" is the sign after "#".
            yield "id > ? AND id < ?", (f"{source}#", f"{source}$")

    def of(self, id: str, order_id: str | None) -> Decision:
        """What was decided on a message; nothing while it is open."""
        decision = self._by_itself(id)
        if decision or (self._stood_for is not None and id not in self._stood_for):
            return decision
        return "incident" if order_id in self._told else "listed" if order_id in self._listed else ""


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
    known = Decisions(case, folder)
    rows = mailindex.ask(folder, "SELECT count(*) FROM messages WHERE weight > 0")
    found = int(rows[0][0]) if rows else 0
    decided = Counter(known.of(id, order_id) for id, order_id in known.among(folder))
    told = decided["incident"] + decided["listed"]
    untold = found - told - decided["innocent"] - decided["aside"]
    # What is told by hand may be none of what was taken in: a number that was given stands for it all the same.
    sent = sum(incident.channel != "package_insert" for incident in case.incidents)
    listed = max(told, sent, sum(row.messages for row in case.audit.ledger))
    counted = min(untold, max(0, (totals(case).messages or 0) - listed))
    return Open(untold - counted, counted)


def grave_undecided(folder: Path, case: Case) -> tuple[str, ...]:
    """The orders ("" where there is none) of the messages that a person has to look at and that are open."""
    known = Decisions(case, folder)
    found = mailindex.ask(folder, "SELECT id, order_id FROM messages WHERE weight > 0 AND verdict = 'stop' ORDER BY id")
    return tuple(order or "" for id, order in found if not known.of(id, order))


def undecided(folder: Path, case: Case) -> int:
    """How many messages with findings are still to be looked at; see ``open_among``."""
    return open_among(folder, case).left


def _places(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _chunks(values: Collection[str]) -> Iterator[Sequence[str]]:
    listed = list(values)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]
