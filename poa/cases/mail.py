"""The messages of a case, read one by one where asked for, never all at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from poa.cases import mailindex, mailreport
from poa.cases.layout import MESSAGES
from poa.cases.mailimport import ImportResult, import_messages
from poa.cases.mailreport import MailReport
from poa.cases.quoting import quote_of
from poa.errors import CaseError
from poa.model.case import Incident
from poa.model.message import Message
from poa.model.rule import Audited, Severity, Verdict

__all__ = ["CaseMail", "ImportResult", "MailReport", "Suspect", "Tally", "Wanted", "import_messages"]

# Order, messages, the sender if only one, days (ISO).
BreachOrder = tuple[str, int, str | None, str | None]
_WITHOUT = "inbound = 0 AND id NOT IN (SELECT value FROM json_each(?))"
# So many orders are proposed one by one; beyond them nobody confirms each by itself.
_MOST_ORDERS = 20_000
# So many values go into one question to the index; SQLite takes 999 in its older versions.
_CHUNK = 500
# Of each degree alike: not how often a message breaks rules counts, but how grave the gravest of them is.
_DEGREE = "CASE WHEN weight >= 10000 THEN 2 WHEN weight >= 100 THEN 1 ELSE 0 END DESC"
_TALLY = """
SELECT {0}, count(*), sum(weight > 0), count(DISTINCT CASE WHEN weight > 0 THEN order_id END)
FROM messages WHERE inbound = 0 GROUP BY 1 ORDER BY {1}
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages to show: those that break a rule, of a sender ("": not named), of a month ("2026-03"), or these.

    ``ids`` brings messages without a finding as well; the others bring only messages with findings.
    """

    rule: str = ""
    sender: str | None = None
    month: str = ""
    ids: tuple[str, ...] | None = None

    def condition(self) -> tuple[str, tuple[Any, ...]]:
        """What SQLite is to look for, and the values in it."""
        parts, values = ["weight > 0"], list[Any]()
        if self.rule:
            parts.append("id IN (SELECT id FROM hits WHERE rule = ?)")
            values.append(self.rule)
        if self.sender is not None:
            parts.append("inbound = 0 AND coalesce(sender, '') = ?")
            values.append(self.sender)
        if self.month:
            parts.append("inbound = 0 AND substr(day, 1, 7) = ?")
            values.append(self.month)
        return " AND ".join(parts), tuple(values)


class Breach(msgspec.Struct, frozen=True):
    """One rule that a message breaks, as far as a list names it."""

    rule: str
    severity: Severity


class Suspect(msgspec.Struct, frozen=True):
    """A message as far as a list shows it: many are listed, few are read. ``begins`` is its text if it is clean."""

    id: str
    verdict: Verdict
    order_id: str | None
    findings: tuple[Breach, ...]
    begins: str = ""


class Sent(NamedTuple):
    """Messages that the seller sent, from which day to which, and how many of them carry no date."""

    messages: int
    first: date | None
    last: date | None
    undated: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A line of the audit report: messages sent, those in breach, and the orders of those in breach."""

    name: str
    messages: int
    breach: int
    orders: int


class CaseMail:
    """The imported messages of a case, read only where asked for; made anew after an import.

    Args:
        folder: the case.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def count(self) -> int:
        """How many messages there are."""
        return self._number("SELECT count(*) FROM messages")

    @property
    def suspect_count(self) -> int:
        """How many messages hold a finding."""
        return self._number("SELECT count(*) FROM messages WHERE weight > 0")

    @property
    def purged(self) -> bool:
        """Whether messages were counted here that are no longer kept."""
        return self.count == 0 and mailreport.kept(self.folder).read > 0

    def report(self) -> MailReport:
        """The counts of the audit; they outlive the messages."""
        kept = mailreport.kept(self.folder)
        # Counting a large case anew takes longer than opening it; the kept counts are of the last whole import.
        number = self.count
        whole = number == 0 or (number == kept.read and kept.undated is not None)
        return kept if whole else mailreport.count(self.folder)

    def suspects(
        self, limit: int = 500, offset: int = 0, *, wanted: Wanted | None = None, named: Sequence[str] = ()
    ) -> tuple[Audited, ...]:
        """Messages with findings: those to be stopped first, then by their gravest rule; of those alike the latest.

        Args:
            limit: at most so many.
            offset: how many to pass over.
            wanted: only these.
            named: orders that Amazon named: of messages alike in gravity theirs come first.
        """
        if wanted is not None and wanted.ids is not None:
            found = (self.audited(id) for id in wanted.ids[offset : offset + limit])
            return tuple(audited for audited in found if audited is not None)
        ranked = self._ranked(wanted or Wanted(), limit, offset, named)
        return tuple(msgspec.json.decode(raw, type=Audited) for raw in ranked)

    def listed(
        self, limit: int = 500, *, wanted: Wanted | None = None, named: Sequence[str] = ()
    ) -> tuple[Suspect, ...]:
        """The same messages in the same order, as far as a list shows them."""
        if wanted is not None and wanted.ids is not None:
            return tuple(_listed(audited) for audited in self.suspects(limit, wanted=wanted))
        decoder = msgspec.json.Decoder(Suspect)
        return tuple(decoder.decode(raw) for raw in self._ranked(wanted or Wanted(), limit, 0, named))

    def _ranked(self, wanted: Wanted, limit: int, offset: int, named: Sequence[str]) -> Iterator[str]:
        condition, values = wanted.condition()
        among = f"coalesce(order_id IN ({', '.join('?' * len(named))}), 0) DESC, " if named else ""
        rank = f"{_DEGREE}, {among}day DESC, id"
        # Ranked without their findings, which are most of what there is to read, and read only for those wanted.
        ranked = f"SELECT id FROM messages WHERE {condition} ORDER BY {rank} LIMIT ? OFFSET ?"
        query = f"SELECT audited FROM messages WHERE id IN ({ranked}) ORDER BY {rank}"
        return (row[0] for row in mailindex.each(self.folder, query, (*values, *named, limit, offset, *named)))

    def open_ids(self, wanted: Wanted, decided: Callable[[str, str | None], object]) -> tuple[str, ...]:
        """The messages with findings on which nothing is decided yet.

        Args:
            wanted: only these.
            decided: takes a message's id and order and returns something true where it is decided.
        """
        condition, values = wanted.condition()
        rows = mailindex.ask(self.folder, f"SELECT id, order_id FROM messages WHERE {condition}", values)
        chosen = None if wanted.ids is None else set(wanted.ids)
        return tuple(str(id) for id, order in rows if (chosen is None or id in chosen) and not decided(str(id), order))

    def count_of(self, wanted: Wanted) -> int:
        """How many messages ``suspects`` would bring."""
        if wanted.ids is not None:
            return len(wanted.ids)
        condition, values = wanted.condition()
        rows = mailindex.ask(self.folder, f"SELECT count(*) FROM messages WHERE {condition}", values)
        return int(rows[0][0]) if rows else 0

    def by_rule(self) -> tuple[Tally, ...]:
        """Rules with the messages and orders that break them, the most frequent first."""
        return self._tallies("""
            SELECT hits.rule, count(DISTINCT hits.id), count(DISTINCT hits.id), count(DISTINCT order_id)
            FROM hits JOIN messages ON messages.id = hits.id GROUP BY 1 ORDER BY 2 DESC, 1""")

    def by_sender(self) -> tuple[Tally, ...]:
        """Who sent how many messages; most breaches first. The name is empty where the messages name nobody."""
        return self._tallies(_TALLY.format("coalesce(sender, '')", "3 DESC, 2 DESC, 1"))

    def by_month(self) -> tuple[Tally, ...]:
        """The months in order; messages without a date stand under an empty name."""
        return self._tallies(_TALLY.format("coalesce(substr(day, 1, 7), '')", "1"))

    def _tallies(self, query: str) -> tuple[Tally, ...]:
        return tuple(Tally(str(row[0]), *map(int, row[1:])) for row in mailindex.ask(self.folder, query))

    @cached_property
    def breach_orders(self) -> tuple[BreachOrder, ...]:
        """Orders with findings that count, the gravest first: order, messages, the sender if only one, days (ISO)."""
        query = """
            SELECT order_id, count(*), CASE WHEN count(DISTINCT sender) = 1 THEN max(sender) END, group_concat(day)
            FROM messages WHERE weight > 0 AND inbound = 0 AND order_id IS NOT NULL
            GROUP BY order_id ORDER BY max(weight) DESC, order_id LIMIT ?"""
        found = mailindex.ask(self.folder, query, (_MOST_ORDERS,))
        return tuple((str(row[0]), int(row[1]), row[2], row[3]) for row in found)

    def breach_order(self, order: str, without: Collection[str]) -> BreachOrder:
        """One of ``breach_orders``, without some of its messages; then perhaps without any."""
        query = (
            "SELECT id, sender, day FROM messages WHERE weight > 0 AND inbound = 0 AND order_id = ? ORDER BY day, id"
        )
        rows = [row for row in mailindex.ask(self.folder, query, (order,)) if row[0] not in without]
        senders = {row[1] for row in rows}
        sender = senders.pop() if len(senders) == 1 else None
        return order, len(rows), sender, ",".join(row[2] for row in rows if row[2]) or None

    def sent(self, without: Collection[str] = ()) -> Sent:
        """What the seller sent, without these messages; purged messages are counted as they last were."""
        if not without or self.purged:
            report = self.report()
            return Sent(report.sent, report.period_from, report.period_to, report.undated or 0)
        query = f"SELECT count(*), min(day), max(day), coalesce(sum(day IS NULL), 0) FROM messages WHERE {_WITHOUT}"
        ((number, first, last, undated),) = mailindex.ask(self.folder, query, (json.dumps([*without]),))
        day = date.fromisoformat
        return Sent(number, day(first) if first else None, day(last) if last else None, undated)

    def orders_of(self, ids: Collection[str]) -> frozenset[str]:
        """The orders of these messages."""
        listed, found = list(ids), set[str]()
        for start in range(0, len(listed), _CHUNK):
            chunk = tuple(listed[start : start + _CHUNK])
            query = f"SELECT DISTINCT order_id FROM messages WHERE id IN ({', '.join('?' * len(chunk))})"
            found.update(str(row[0]) for row in mailindex.ask(self.folder, query, chunk) if row[0])
        return frozenset(found)

    def senders(self, without: Collection[str] = ()) -> tuple[tuple[str | None, int, str | None, str | None], ...]:
        """Who sent how many of the messages, without some, from which day to which; None where no sender is named.

        Where one of somebody's messages carries no date, no days are told, since they would not hold for all.
        """
        query = f"""
            SELECT sender, count(*), CASE WHEN count(day) = count(*) THEN min(day) END,
            CASE WHEN count(day) = count(*) THEN max(day) END FROM messages WHERE {_WITHOUT}
            GROUP BY sender ORDER BY count(*) DESC, sender LIMIT 100"""
        found = mailindex.ask(self.folder, query, (json.dumps([*without]),))
        return tuple((row[0], int(row[1]), row[2], row[3]) for row in found)

    def message(self, id: str) -> Message | None:
        """One message, as kept."""
        rows = mailindex.ask(self.folder, "SELECT batch, start, length FROM messages WHERE id = ?", (id,))
        return self._read(*rows[0]) if rows else None

    def from_source(self, source: str) -> tuple[Message, ...]:
        """The messages that ``Incident.source`` names: one by its id, or those of a file (``mail.eml#1`` ...)."""
        query = "SELECT batch, start, length FROM messages WHERE id = ? OR (id > ? AND id < ?) ORDER BY id LIMIT 200"
        # "$" is the sign after "#".
        return tuple(
            self._read(*row) for row in mailindex.ask(self.folder, query, (source, f"{source}#", f"{source}$"))
        )

    def audited(self, id: str) -> Audited | None:
        """What was found in one message; without findings if it is clean, None if there is no such message."""
        rows = mailindex.ask(self.folder, "SELECT audited FROM messages WHERE id = ?", (id,))
        if not rows:
            return None
        if rows[0][0]:
            return msgspec.json.decode(rows[0][0], type=Audited)
        message = self.message(id)
        if message is None:
            return None
        return Audited(message.id, message.source, message.order_id, "send", (), message.text, message.sender)

    def of_order(self, order_id: str) -> tuple[Message, ...]:
        """All kept messages on one order, the earliest first."""
        query = "SELECT batch, start, length FROM messages WHERE order_id = ? ORDER BY day, id LIMIT 200"
        return tuple(self._read(*row) for row in mailindex.ask(self.folder, query, (order_id,)))

    def ids_of(self, order_ids: Sequence[str] | None = None) -> tuple[str, ...]:
        """The ids of the messages that were sent, the earliest first; with orders only those on these."""
        where, values = "inbound = 0", list[str]()
        if order_ids is not None:
            where, values = f"{where} AND order_id IN ({', '.join('?' * len(order_ids))})", list(order_ids)
        query = f"SELECT id FROM messages WHERE {where} ORDER BY day, id"
        return tuple(str(row[0]) for row in mailindex.ask(self.folder, query, tuple(values)))

    def messages(self, limit: int = 100, offset: int = 0) -> tuple[Message, ...]:
        """Kept messages in the order of their ids."""
        query = "SELECT batch, start, length FROM messages ORDER BY id LIMIT ? OFFSET ?"
        return tuple(self._read(*row) for row in mailindex.ask(self.folder, query, (limit, offset)))

    def incident(self, audited: Audited) -> Incident:
        """What the seller may confirm happened, from the findings of a message. Nothing is confirmed by this.

        Of a message that breaks a grave rule only the grave ones are proposed: a missing order number beside an offer
        of money is not what the notice is about.
        """
        message = self.message(audited.id)
        grave = [finding for finding in audited.findings if finding.severity == "error"]
        counted = grave or [finding for finding in audited.findings if finding.severity != "info"]
        return Incident(
            order_id=audited.order_id or "",
            on=message.sent.date() if message and message.sent else None,
            by=audited.sender or "",
            channel=message.channel if message else "buyer_seller_messaging",
            rules=tuple(dict.fromkeys(finding.rule for finding in counted)),
            quote=quote_of(audited),
            source=audited.id,
        )

    def _number(self, query: str) -> int:
        rows = mailindex.ask(self.folder, query)
        return int(rows[0][0]) if rows else 0

    def _read(self, batch: str, start: int, length: int) -> Message:
        path = self.folder / MESSAGES / batch
        try:
            with path.open("rb") as stream:
                stream.seek(start)
                return msgspec.json.decode(stream.read(length), type=Message)
        except (OSError, msgspec.MsgspecError):
            raise CaseError("cases.mail_gone", file=path) from None


def _listed(audited: Audited) -> Suspect:
    breaches = tuple(Breach(finding.rule, finding.severity) for finding in audited.findings)
    return Suspect(audited.id, audited.verdict, audited.order_id, breaches, "" if breaches else audited.text[:200])
