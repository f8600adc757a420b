"""Counts of the audit, made by the program from what is listed, so that totals always agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from poa.model.case import Case, Incident


@dataclass(frozen=True, slots=True)
class Totals:
    """Messages read and in breach, orders in breach; None means not known. ``clash`` names counts that disagree."""

    read: int | None
    messages: int | None
    orders: int | None
    incidents: int
    incident_orders: int | None
    # Whether the incidents told are surely among the messages that the audit read, so that both may be set off.
    same: bool = True
    clash: tuple[tuple[str, int, int], ...] = ()


def totals(case: Case) -> Totals:
    """Count what the case lists and set it beside what the seller typed."""
    audit = case.audit
    listed_messages = sum(row.messages for row in audit.ledger)
    listed_orders = len({row.order_id for row in audit.ledger})
    messages, orders = audit.messages_in_breach, audit.orders_in_breach
    clash: list[tuple[str, int, int]] = []
    if audit.ledger_complete and audit.ledger:
        if messages is not None and messages != listed_messages:
            clash.append(("audit.messages_in_breach", listed_messages, messages))
        if orders is not None and orders != listed_orders:
            clash.append(("audit.orders_in_breach", listed_orders, orders))
        messages, orders = listed_messages, listed_orders
    elif messages is None and audit.streams and all(s.in_breach is not None for s in audit.streams):
        messages = sum(s.in_breach or 0 for s in audit.streams)
        if orders is None and all(s.orders is not None for s in audit.streams):
            orders = sum(s.orders or 0 for s in audit.streams)
    read = audit.messages_read
    if audit.streams:
        added = sum(stream.read for stream in audit.streams)
        if read is not None and read != added:
            clash.append(("audit.messages_read", added, read))
        read = added
    if read is not None and messages is not None and messages > read:
        clash.append(("audit.messages_in_breach", read, messages))
    # A card in a parcel is not among the messages that were read.
    sent = [incident for incident in case.incidents if incident.channel != "package_insert"]
    orders_of_incidents = {incident.order_id for incident in sent}
    known = None if "" in orders_of_incidents else len(orders_of_incidents)
    same = _same(case, sent)
    # A letter that names three messages cannot say that two were in breach.
    typed = 0 if case.branch == "dispute" or audit.ledger_complete else audit.messages_in_breach or 0
    if same and len(sent) > typed > 0:
        clash.append(("audit.messages_in_breach", len(sent), typed))
    return Totals(read, messages, orders, len(sent), known, same, tuple(clash))


def _same(case: Case, sent: Sequence[Incident]) -> bool:
    """Messages to one kind of recipient, and none sent outside the days that were read."""
    first, last = case.audit.period_from, case.audit.period_to
    outside = [i for i in sent if i.on and first and last and not first <= i.on <= last]
    return len({incident.recipient for incident in sent}) < 2 and not outside


def by_person(case: Case, sender: Callable[[str], str] = str) -> list[tuple[str, int, int]]:
    """Of the ledger: each person with messages and orders, most orders first; ``sender`` says who a name is."""
    messages: Counter[str] = Counter()
    orders: Counter[str] = Counter()
    for row in case.audit.ledger:
        name = sender(row.by)
        messages[name] += row.messages
        orders[name] += 1
    return [(name, messages[name], count) for name, count in orders.most_common()]


def leads_with_total(case: Case, counts: Totals) -> bool:
    """Whether the opening counts all messages in breach: the seller says that they are alike, and few are told."""
    return case.audit.alike and counts.messages is not None and counts.messages > counts.incidents
