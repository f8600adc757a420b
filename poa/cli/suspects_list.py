"""What ``poa suspects`` shows: the messages to decide on with their numbers, as text and as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poa.cases.deciding import after_notice, maybe_unsent
from poa.cases.mail import CaseMail
from poa.cases.misquoted import wrong_quotes
from poa.cases.suspects import Decisions, open_among
from poa.cases.untold import untold
from poa.cli.astyped import as_typed
from poa.cli.run import Context
from poa.text.clean import clean
from poa.text.width import fit

if TYPE_CHECKING:
    from poa.cases.suspects import Decision
    from poa.cli.suspects_deciding import Decided
    from poa.library.playbook import Playbook
    from poa.model.case import Case
    from poa.model.rule import Audited, Rule

PAGE = 500
"""So many suspects are read at a time."""
_SHOWN = 30
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Row:
    """A suspect: its place in the list of all, what was found, and what was decided on it."""

    number: int
    audited: Audited
    decision: Decision


class Listed:
    """The suspects that are wanted, and the counts of all.

    Numbers are places in the list of all, decided or not, so that deciding moves none.

    Args:
        args: which are wanted.
        case: the answers.
        rules: for their titles.
        playbook: the kinds of breach.
    """

    def __init__(self, args: argparse.Namespace, case: Case, rules: Mapping[str, Rule], playbook: Playbook) -> None:
        self.mail, self.case, self.rules = CaseMail(args.dir), case, rules
        found = open_among(args.dir, case)
        self.left, self.counted = found.left, found.counted
        self.wrong = tuple(wrong_quotes(case, self.mail))
        self.untold = untold(args.dir, case, playbook)
        self.total = self.mail.suspect_count
        most = args.limit if args.limit is not None else _SHOWN if args.format == "text" else 0
        self.rows: list[Row] = []
        self.more = self.decided = 0
        for row in self._every():
            if not _breaks(row.audited, args.rule):
                continue
            if row.decision and not args.all:
                self.decided += 1
            elif most and len(self.rows) >= most:
                self.more += 1
            else:
                self.rows.append(row)

    def _every(self) -> Iterator[Row]:
        known = Decisions(self.case, self.mail.folder)
        for offset in range(0, self.total, PAGE):
            page = self.mail.suspects(PAGE, offset, named=self.case.notice.order_ids)
            for number, audited in enumerate(page, offset + 1):
                yield Row(number, audited, known.of(audited.id, audited.order_id))


def _breaks(audited: Audited, rule: str | None) -> bool:
    return rule is None or any(finding.rule == rule for finding in audited.findings)


def write_json(args: argparse.Namespace, listed: Listed, done: Sequence[Decided], context: Context) -> None:
    """What was decided, the messages, the counts."""
    decided = [{"name": one.name, "id": one.audited.id, "as": one.what, "changed": one.changed} for one in done]
    data = {
        "case": str(args.dir),
        "decided": decided,
        "suspects": [_data(row, listed, context) for row in listed.rows],
        "summary": {"suspects": listed.total, "left": listed.left, "counted": listed.counted, "not_shown": listed.more},
        "misquoted": [{"path": path, "problem": wrong.problem(context.words)} for path, wrong in listed.wrong],
        "untold": [{"kind": one.kind.of(context.language), "orders": one.orders} for one in listed.untold],
    }
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _data(row: Row, listed: Listed, context: Context) -> dict[str, Any]:
    from poa.audit.formats.as_json import finding_data
    from poa.cases.quoting import quote_of

    audited = row.audited
    message = listed.mail.message(audited.id)
    return {
        "number": row.number,
        "id": audited.id,
        "source": audited.source,
        "order_id": audited.order_id,
        "sent": message.sent.isoformat() if message and message.sent else None,
        "after_notice": after_notice(listed.case, message),
        "sender": audited.sender,
        "verdict": audited.verdict,
        "decision": row.decision or None,
        "quote": quote_of(audited),
        "findings": [finding_data(finding, context.language) for finding in audited.findings],
    }


def write_text(args: argparse.Namespace, listed: Listed, done: Sequence[Decided], context: Context) -> None:
    """What was decided, or the messages; then how many are left."""
    words = context.words
    lines = [line for one in done for line in _done(one, listed, context)]
    if not done:
        lines += [line for row in listed.rows for line in _lines(row, listed, context)]
        if listed.more:
            lines.append(words("audit.suspects.more", n=listed.more, count=listed.more))
        if listed.decided and listed.rows:
            lines.append(words("audit.suspects.decided", n=listed.decided, count=listed.decided))
    if listed.total:
        key = "left" if listed.left or listed.counted else "none_left"
        lines.append(words(f"audit.suspects.{key}", n=listed.total, count=listed.total, left=listed.left))
        if listed.counted:
            lines.append(words("audit.suspects.counted", n=listed.counted, count=listed.counted))
    else:
        key = "purged" if listed.mail.purged else "clean" if listed.mail.count else "no_messages"
        lines.append(words(f"audit.suspects.{key}"))
    lines += [refusal.told(words) for _, refusal in listed.wrong]
    for one in listed.untold:
        orders = words("status.comma").join(one.orders)
        lines.append(words("audit.suspects.untold", kind=one.kind.of(context.language), orders=orders))
    if (listed.left or listed.counted) and not done:
        lines.append(words("audit.suspects.how", folder=as_typed(args.dir)))
    sys.stdout.write("\n".join(lines) + "\n")


def _done(one: Decided, listed: Listed, context: Context) -> Iterator[str]:
    """A decision; of an incident that is later than the notice, that the notice cannot be about it."""
    yield _told(one, context)
    message = listed.mail.message(one.audited.id) if one.what == "incident" else None
    if after_notice(listed.case, message):
        yield "  " + context.words("audit.suspects.done_later", name=one.name)


def _told(one: Decided, context: Context) -> str:
    """One decision, with enough of the message to see that it is the right one."""
    state: str = one.what if one.changed else "undone_already" if one.what == "undo" else "already"
    state = "undo_told" if one.told else state
    place = " ".join(part for part in (one.name, one.audited.order_id or "") if part)
    return clean(context.words(f"audit.suspects.done_{state}", name=place, text=_excerpt(one.audited)))


def _excerpt(audited: Audited) -> str:
    from poa.cases.quoting import quote_of

    return fit(" ".join(quote_of(audited).split()), _WIDTH // 2)


def _lines(row: Row, listed: Listed, context: Context) -> Iterator[str]:
    audited, words = row.audited, context.words
    state = words(f"audit.suspects.is_{row.decision or audited.verdict}")
    message = listed.mail.message(audited.id)
    day = f"{message.sent:%Y-%m-%d}" if message and message.sent else ""
    if after_notice(listed.case, message):
        day = f"{day} ({words('audit.suspects.after_notice')})"
    unsent = f"({words('audit.suspects.maybe_unsent')})" if maybe_unsent(message) else ""
    parts = (audited.order_id or "", day, audited.sender or "", audited.source or audited.id, unsent)
    yield clean(f"{row.number:>4}  {state}  {'  '.join(part for part in parts if part)}").replace("\n", " ")
    shown: set[str] = set()
    for finding in sorted(audited.findings, key=lambda finding: ("error", "warning", "info").index(finding.severity)):
        if finding.rule in shown or finding.severity == "info":
            continue
        shown.add(finding.rule)
        rule = listed.rules.get(finding.rule)
        yield clean(f"      {finding.rule}: {rule.title.of(context.language) if rule else ''}".rstrip(": "))
        if finding.excerpt:
            yield "      " + fit(clean(f"“{finding.excerpt}”").replace("\n", " "), _WIDTH)
    yield ""
