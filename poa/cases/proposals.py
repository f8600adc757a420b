"""What the program counted and the seller may confirm: orders in breach, bodies of messages, a conversation.

A proposal is no fact. Each says where it was counted, and nothing of it is in the case until the seller takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal

from poa.cases.mail import CaseMail
from poa.model.case import Case, Incident, LedgerRow, Stream, Text, Turn

if TYPE_CHECKING:
    from poa.model.message import Message
    from poa.model.rule import Bilingual

Counted = Literal["incidents", "findings", "messages", "notice"]
_ORDER = re.compile(r"\d{3}-\d{7}-\d{7}")
MOST_TURNS = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that may be taken into the case.

    ``counted`` says where its numbers come from (confirmed incidents, findings nobody confirmed yet, messages as they
    were imported) and ``number`` how many of those.
    """

    key: str
    entry: LedgerRow | Stream | Turn
    counted: Counted
    number: int


def ledger_proposals(case: Case, mail: CaseMail, limit: int) -> tuple[Proposal, ...]:
    """Orders that are not in the ledger yet: those of confirmed incidents first, then those with findings.

    A message that the seller found to break no rule makes no proposal.

    Args:
        case: as it stands.
        mail: its imported messages.
        limit: at most so many with findings.
    """
    listed = {row.order_id for row in case.audit.ledger}
    told = incidents_by_order(case)
    found = [_told_row(order, group) for order, group in told.items() if order not in listed]
    harmless = frozenset(id for id, kept in case.decided.items() if kept == "innocent")
    touched = mail.orders_of(harmless)
    fresh = (row for row in mail.breach_orders if row[0] not in listed and row[0] not in told)
    left = (mail.breach_order(row[0], harmless) if row[0] in touched else row for row in fresh)
    for order, number, sender, days in islice((row for row in left if row[1] and _ORDER.fullmatch(row[0])), limit):
        entry = LedgerRow(order_id=order, messages=number, by=sender or "", on=_days(days))
        found.append(Proposal(order, entry, "findings", number))
    return tuple(found)


def incidents_by_order(case: Case) -> dict[str, list[Incident]]:
    """The confirmed messages to buyers, by order; a card in a parcel and a letter to Amazon are no such message."""
    told: dict[str, list[Incident]] = {}
    for incident in case.incidents:
        if incident.order_id and incident.recipient == "buyer" and incident.channel != "package_insert":
            told.setdefault(incident.order_id, []).append(incident)
    return told


def _told_row(order: str, group: Sequence[Incident]) -> Proposal:
    senders = {incident.by for incident in group}
    days = tuple(sorted({incident.on for incident in group if incident.on}))
    by = senders.pop() if len(senders) == 1 else ""
    return Proposal(order, LedgerRow(order_id=order, messages=len(group), by=by, on=days), "incidents", len(group))


def _days(days: str | None) -> tuple[date, ...]:
    return tuple(sorted({date.fromisoformat(day) for day in (days or "").split(",") if day}))


def set_aside(case: Case) -> frozenset[str]:
    """The messages that the seller left out of this case: nothing is counted from them."""
    return frozenset(id for id, kept in case.decided.items() if kept == "aside")


def stream_proposals(case: Case, mail: CaseMail, named: Bilingual, unnamed: Bilingual) -> tuple[Proposal, ...]:
    """One body of messages for each sender of the imported messages, the largest first; breaches are left open.

    Messages that are set aside count in none.

    Args:
        case: as it stands; bodies of the same words are there already.
        mail: its imported messages.
        named: the words for a sender's messages, with ``{name}``.
        unnamed: the words where no sender is known.
    """
    listed = {stream.what.en for stream in case.audit.streams}
    found = []
    for sender, read, first, last in mail.senders(set_aside(case)):
        words = named if sender else unnamed
        english, chinese = _names(sender or "", case)
        what = Text(en=words.en.format(name=english), zh=words.zh.format(name=chinese))
        if what.en not in listed:
            entry = Stream(what=what, read=read, period_from=_day(first), period_to=_day(last))
            found.append(Proposal(sender or "", entry, "messages", read))
    return tuple(found)


def _names(sender: str, case: Case) -> tuple[str, str]:
    """A sender's names in English and Chinese, as far as the case knows the person."""
    for person in case.people:
        if sender and sender.casefold() in (person.id.casefold(), person.en.casefold(), person.zh.casefold()):
            return person.en or sender, person.zh or person.en
    return sender, sender


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def turn_proposals(case: Case, mail: CaseMail) -> tuple[Proposal, ...]:
    """The imported messages on the orders that the notice names, in order of time, word for word."""
    shown = {turn.quote for turn in case.conversation}
    return tuple(
        Proposal(message.id, _turn(message), "notice", 1)
        for message in _conversation(case, mail)
        if message.text.strip() and message.text.strip() not in shown
    )


def _conversation(case: Case, mail: CaseMail) -> Iterator[Message]:
    for order in case.notice.order_ids:
        yield from mail.of_order(order)[:MOST_TURNS]


def _turn(message: Message) -> Turn:
    ours = message.direction == "outbound"
    return Turn(
        sender="us" if ours else "buyer",
        on=message.sent.date() if message.sent else None,
        by=(message.sender or "") if ours else "",
        quote=message.text.strip(),
    )


def place_for(turn: Turn, conversation: Sequence[Turn]) -> int:
    """Where a turn belongs: before the first one of a later day, else at the end."""
    if turn.on is None:
        return len(conversation)
    later = (n for n, other in enumerate(conversation) if other.on is not None and other.on > turn.on)
    return next(later, len(conversation))
