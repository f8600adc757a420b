"""The audit report over a period: how many messages, whose, which rules, texts and orders; suspects first."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from poa.audit.memory import Digests
from poa.audit.templates import MOST, Template, Templates
from poa.model.message import Message
from poa.model.rule import Audited, Rule

MOST_SUSPECTS = 500
MOST_ORDERS = 5000

_GRAVITY = {"stop": 2, "fix": 1, "send": 0}
_KINDS = {"conduct": 3, "prohibited_message": 2, "prohibited_content": 1, "required": 0}


@dataclass(frozen=True, slots=True)
class Suspect:
    """A message that breaks a rule, as a row of the report."""

    id: str
    source: str
    order_id: str | None
    sent: datetime | None
    sender: str | None
    verdict: str
    rules: tuple[str, ...]
    excerpt: str
    template: int


@dataclass
class Tally:
    """Messages read and messages in breach."""

    messages: int = 0
    breach: int = 0

    def add(self, breach: bool) -> None:
        """Count one message."""
        self.messages += 1
        self.breach += breach


@dataclass
class RuleCount:
    """How often one rule was broken: messages, and different orders."""

    messages: int = 0
    orders: int = 0


@dataclass
class Report:
    """Counts over a stream of audited messages; compact, so that a million messages need no more than some megabytes.

    Args:
        since: first day of the period, or None.
        until: last day of the period, or None.
        catalogue: the rules, which tell the graver messages and texts from others.

    ``undated`` and ``outside`` count what is not judged where a period is asked for; ``seen_first`` and ``seen_last``
    are the first and last date of all that was read. ``no_month`` are the seller's messages without a date, counted
    everywhere but in ``months``.
    """

    since: date | None = None
    until: date | None = None
    catalogue: Mapping[str, Rule] = field(default_factory=dict)
    read: int = 0
    outbound: int = 0
    undated: int = 0
    outside: int = 0
    seen_first: datetime | None = None
    seen_last: datetime | None = None
    breach: int = 0
    stop: int = 0
    first: datetime | None = None
    last: datetime | None = None
    first_breach: datetime | None = None
    last_breach: datetime | None = None
    senders: dict[str, Tally] = field(default_factory=dict)
    months: dict[str, Tally] = field(default_factory=dict)
    no_month: Tally = field(default_factory=Tally)
    rules: dict[str, RuleCount] = field(default_factory=dict)
    breach_orders: list[str] = field(default_factory=list)
    templates: Templates = field(default_factory=Templates)
    _orders: Digests = field(default_factory=Digests)
    _all_orders: Digests = field(default_factory=Digests)
    _rule_orders: Digests = field(default_factory=Digests)
    _suspects: list[tuple[tuple[int, int, int], int, Suspect]] = field(default_factory=list)
    _template_rules: dict[int, Counter[str]] = field(default_factory=dict)

    @property
    def orders_read(self) -> int:
        """Different orders among the seller's messages."""
        return len(self._all_orders)

    @property
    def orders_in_breach(self) -> int:
        """Different orders with at least one message in breach."""
        return len(self._orders)

    @property
    def asked(self) -> bool:
        """Whether a period is asked for."""
        return self.since is not None or self.until is not None

    @property
    def not_judged(self) -> bool:
        """Whether a period is asked for, and nothing was judged in it or messages that may lie in it were not."""
        return self.asked and (not self.outbound or self.undated > 0)

    def add(self, message: Message, audited: Audited) -> bool:
        """Count a message; whether it lies in the period. Undated messages lie in it only where no period is set."""
        if not self._in_period(message):
            return False
        self.read += 1
        self._date(message)
        if message.direction != "outbound":
            return True
        self.outbound += 1
        breach = audited.verdict != "send"
        self.senders.setdefault(message.sender or "", Tally()).add(breach)
        month = self.months.setdefault(f"{message.sent:%Y-%m}", Tally()) if message.sent else self.no_month
        month.add(breach)
        if message.order_id:
            self._all_orders.add(message.order_id)
        template = self.templates.add(audited.text, message.order_id, message.template or "")
        if breach:
            self._breach(message, audited, template)
        return True

    def suspects(self) -> list[Suspect]:
        """The gravest messages first: conduct before form, graver rules before others, more errors before fewer, then
        as they were read."""
        return [suspect for *_, suspect in sorted(self._suspects, key=lambda row: row[:2], reverse=True)]

    def texts(self) -> list[Template]:
        """Texts sent more than once: those that break a rule first, the gravest first, then the most frequent."""
        return sorted(
            self.templates.ranked(), key=lambda text: -max(map(self.gravity, self.template_rules(text)), default=-1)
        )

    def gravity(self, rule: str) -> int:
        """How grave a breach is: conduct that goes to a person, then conduct, messages and parts that are forbidden."""
        known = self.catalogue.get(rule)
        return len(_KINDS) * known.stop + _KINDS.get(known.kind, 0) if known else 0

    def template_rules(self, template: Template) -> list[str]:
        """The rules that messages of ``template`` break, the most frequent first."""
        return [rule for rule, _ in self._template_rules.get(template.number, Counter()).most_common()]

    def _in_period(self, message: Message) -> bool:
        if message.sent is None:
            self.undated += 1
            return not self.asked
        self.seen_first = min(self.seen_first or message.sent, message.sent)
        self.seen_last = max(self.seen_last or message.sent, message.sent)
        day = message.sent.date()
        inside = (self.since is None or day >= self.since) and (self.until is None or day <= self.until)
        self.outside += not inside
        return inside

    def _date(self, message: Message) -> None:
        if message.sent is None:
            return
        self.first = min(self.first or message.sent, message.sent)
        self.last = max(self.last or message.sent, message.sent)

    def _breach(self, message: Message, audited: Audited, template: Template) -> None:
        self.breach += 1
        self.stop += audited.verdict == "stop"
        if message.sent:
            self.first_breach = min(self.first_breach or message.sent, message.sent)
            self.last_breach = max(self.last_breach or message.sent, message.sent)
        if message.order_id and self._orders.add(message.order_id) and len(self.breach_orders) < MOST_ORDERS:
            self.breach_orders.append(message.order_id)
        counted = {finding.rule for finding in audited.findings if finding.severity != "info"}
        for rule in counted:
            count = self.rules.setdefault(rule, RuleCount())
            count.messages += 1
            if message.order_id and self._rule_orders.add(f"{rule} {message.order_id}"):
                count.orders += 1
        self._template_rules.setdefault(template.number, Counter()).update(counted)
        if len(self._template_rules) > 2 * MOST:
            held = {number: rules for number, rules in self._template_rules.items() if number in self.templates}
            self._template_rules = held
        self._suspect(message, audited, template)

    def _suspect(self, message: Message, audited: Audited, template: Template) -> None:
        grave = [finding for finding in audited.findings if finding.severity != "info"]
        errors = sum(finding.severity == "error" for finding in grave)
        worst = min(grave, key=lambda finding: (finding.severity, -self.gravity(finding.rule)))
        suspect = Suspect(
            id=message.id,
            source=message.source,
            order_id=message.order_id,
            sent=message.sent,
            sender=message.sender,
            verdict=audited.verdict,
            rules=tuple(dict.fromkeys(finding.rule for finding in grave)),
            excerpt=worst.excerpt,
            template=template.number,
        )
        row = ((_GRAVITY[audited.verdict], self.gravity(worst.rule), errors), -self.read, suspect)
        if len(self._suspects) < MOST_SUSPECTS:
            heapq.heappush(self._suspects, row)
        elif row[:2] > self._suspects[0][:2]:
            heapq.heapreplace(self._suspects, row)


def report_data(report: Report, rules: Mapping[str, Rule]) -> dict[str, object]:
    """The report as plain data, for scripts and for the letter's scope."""
    return {
        "period": {"from": _day(report.since or report.first), "to": _day(report.until or report.last)},
        "dated": {"from": _day(report.seen_first), "to": _day(report.seen_last)},
        "messages": {
            "read": report.read,
            "outbound": report.outbound,
            "undated": report.undated,
            "outside": report.outside,
            "breach": report.breach,
            "stop": report.stop,
        },
        "orders": {"read": report.orders_read, "breach": report.orders_in_breach, "ids": report.breach_orders},
        "breach_period": {"from": _day(report.first_breach), "to": _day(report.last_breach)},
        "rules": [
            {"rule": rule, "messages": count.messages, "orders": count.orders, "act": _act(rules.get(rule))}
            for rule, count in ranked_rules(report)
        ],
        "senders": [
            {"sender": name or None, "messages": tally.messages, "breach": tally.breach}
            for name, tally in ranked_senders(report)
        ],
        "months": [
            {"month": month, "messages": tally.messages, "breach": tally.breach}
            for month, tally in sorted(report.months.items())
        ],
        "templates": [_template(report, template) for template in report.texts()[:100]],
        "suspects": [_suspect_data(suspect) for suspect in report.suspects()],
    }


def ranked_rules(report: Report) -> list[tuple[str, RuleCount]]:
    """Rules by the number of messages that break them."""
    return sorted(report.rules.items(), key=lambda item: (-item[1].messages, item[0]))


def ranked_senders(report: Report) -> list[tuple[str, Tally]]:
    """Senders by the number of their messages in breach."""
    return sorted(report.senders.items(), key=lambda item: (-item[1].breach, -item[1].messages, item[0]))


def _day(moment: date | None) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment else None


def _act(rule: Rule | None) -> dict[str, str]:
    return {"en": rule.act.en, "zh": rule.act.zh} if rule else {}


def _template(report: Report, template: Template) -> dict[str, object]:
    return {
        "text": template.text,
        "name": template.name or None,
        "messages": template.messages,
        "orders": template.orders,
        "rules": report.template_rules(template),
    }


def _suspect_data(suspect: Suspect) -> dict[str, object]:
    return {
        "id": suspect.id,
        "source": suspect.source,
        "order_id": suspect.order_id,
        "sent": suspect.sent.isoformat() if suspect.sent else None,
        "sender": suspect.sender,
        "verdict": suspect.verdict,
        "rules": list(suspect.rules),
        "excerpt": suspect.excerpt,
    }
