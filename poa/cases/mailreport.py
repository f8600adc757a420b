"""The counts of an audit: from the index while the messages are there, from .poa/audit.json once they are purged."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from poa.cases import mailindex
from poa.cases.files import make_folder, write_atomic
from poa.cases.layout import INNER, inner

COUNTS = "audit.json"


@dataclass(frozen=True, slots=True)
class MailReport:
    """What the audit of a case's messages counted. ``in_breach`` are messages with an error or a warning.

    The period is that of the messages sent with a date; ``undated`` are those sent without one
    (None: counted by an earlier version).
    ``by_sender`` and ``by_template`` map a name to (messages sent, in breach); ``by_rule`` a rule id to messages;
    ``by_verdict`` send, fix and stop to messages. Inbound messages are read but never judged.
    """

    read: int = 0
    sent: int = 0
    received: int = 0
    in_breach: int = 0
    orders: int = 0
    orders_in_breach: int = 0
    period_from: date | None = None
    period_to: date | None = None
    masked: bool = True
    by_verdict: dict[str, int] = field(default_factory=dict)
    by_rule: dict[str, int] = field(default_factory=dict)
    by_sender: dict[str, tuple[int, int]] = field(default_factory=dict)
    by_template: dict[str, tuple[int, int]] = field(default_factory=dict)
    undated: int | None = None


_ONE = """
SELECT count(*), coalesce(sum(inbound = 0), 0), coalesce(sum(inbound), 0),
       coalesce(sum(verdict != 'send'), 0), count(DISTINCT order_id),
       count(DISTINCT CASE WHEN verdict != 'send' THEN order_id END),
       min(CASE WHEN inbound = 0 THEN day END), max(CASE WHEN inbound = 0 THEN day END),
       coalesce(sum(inbound = 0 AND day IS NULL), 0) FROM messages
"""
_BY = "SELECT {0}, count(*), sum(verdict != 'send') FROM messages WHERE inbound = 0 AND {0} IS NOT NULL GROUP BY {0}"


def count(folder: Path) -> MailReport:
    """The report of the messages that are in the index."""
    rows = mailindex.ask(folder, _ONE)
    if not rows or not rows[0][0]:
        return MailReport()
    read, sent, received, breach, orders, orders_breach, first, last, undated = rows[0]
    return MailReport(
        read=read,
        sent=sent,
        received=received,
        in_breach=breach,
        orders=orders,
        orders_in_breach=orders_breach,
        period_from=date.fromisoformat(first) if first else None,
        period_to=date.fromisoformat(last) if last else None,
        masked=all(row[0] for row in mailindex.ask(folder, "SELECT masked FROM batches")),
        by_verdict=dict(mailindex.ask(folder, "SELECT verdict, count(*) FROM messages WHERE inbound = 0 GROUP BY 1")),
        by_rule=dict(mailindex.ask(folder, "SELECT rule, count(DISTINCT id) FROM hits GROUP BY 1 ORDER BY 2 DESC, 1")),
        by_sender={name: (all_, bad) for name, all_, bad in mailindex.ask(folder, _BY.format("sender"))},
        by_template={name: (all_, bad) for name, all_, bad in mailindex.ask(folder, _BY.format("template"))},
        undated=undated,
    )


def keep(folder: Path, report: MailReport) -> None:
    """Put the counts where they outlive the messages."""
    make_folder(folder / INNER)
    content: dict[str, Any] = asdict(report)
    for key in ("period_from", "period_to"):
        content[key] = content[key].isoformat() if content[key] else None
    write_atomic(inner(folder, COUNTS), json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def kept(folder: Path) -> MailReport:
    """The counts as last kept; zeros where there are none."""
    try:
        content = json.loads(inner(folder, COUNTS).read_bytes())
        for key in ("period_from", "period_to"):
            content[key] = date.fromisoformat(content[key]) if content[key] else None
        for key in ("by_sender", "by_template"):
            content[key] = {name: tuple(pair) for name, pair in content[key].items()}
        return MailReport(**content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return MailReport()
