"""The orders of the audit: each in a line of its own, or counted by person and by what became of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from poa.letter.desk import Desk
from poa.letter.totals import by_person
from poa.model.case import Text

# So many orders get a line each; more are gathered.
ROWS = {"short": 2, "standard": 8, "full": 60}
# So many order numbers are still named when orders are gathered, and so many kinds of outcome are told.
NAMED, KINDS, FEW = 20, 5, 3


def ledger_rows(desk: Desk) -> list[dict[str, Any]]:
    """The lines below the audit sentence. Orders that each have a story of their own are never gathered."""
    ledger = desk.case.audit.ledger
    stories = max((len({_key(getattr(row, name)) for row in ledger} - {""}) for name in ("said", "outcome")), default=0)
    quotes = Counter(i.order_id for i in desk.case.incidents if i.quote)
    plain = [not (row.said or row.outcome) and quotes[row.order_id] >= row.messages for row in ledger]
    if all(plain):
        # Each of them is quoted above; a list would only say so again.
        return []
    if len(ledger) <= ROWS[desk.length] or stories > KINDS:
        return [_row(desk, i, quotes) for i in range(len(ledger)) if not (plain[i] and desk.length == "short")]
    rows: list[dict[str, Any]] = [{"people": _people(desk)}] if any(row.by for row in ledger) else []
    return [*rows, *_gathered(desk, "said"), *_gathered(desk, "outcome")]


def _key(text: Text) -> str:
    return text.en or text.zh


def _people(desk: Desk) -> list[dict[str, Any]]:
    ledger = desk.case.audit.ledger
    named = len(ledger) <= NAMED
    if named:
        desk.named.update(row.order_id for row in ledger)
    return [
        {
            "who": desk.people([name], _place_of(desk, name)) or "",
            "messages": desk.counted(messages, "message", "audit.ledger"),
            "orders": desk.counted(orders, "order", "audit.ledger"),
            "ids": desk.record.text(
                ", ".join(row.order_id for row in ledger if desk.sender(row.by) == name), "audit.ledger"
            )
            if named
            else "",
        }
        for name, messages, orders in by_person(desk.case, desk.sender)
    ]


def _place_of(desk: Desk, name: str) -> str:
    """The first row of the audit that a person stands in."""
    rows = desk.case.audit.ledger
    return next((f"audit.ledger[{i}].by" for i, row in enumerate(rows) if desk.sender(row.by) == name), "audit.ledger")


def _gathered(desk: Desk, field: str) -> list[dict[str, Any]]:
    """Orders with the same words together, by number where they are few."""
    texts: dict[str, tuple[Text, list[str]]] = {}
    for row in desk.case.audit.ledger:
        text: Text = getattr(row, field)
        if text:
            texts.setdefault(_key(text), (text, []))[1].append(row.order_id)
    return [
        {
            "outcome": desk.phrase(text, "audit.ledger"),
            "orders": desk.orders(ids, "audit.ledger")
            if len(ids) <= FEW
            else desk.counted(len(ids), "order", "audit.ledger"),
        }
        for text, ids in texts.values()
    ]


def _row(desk: Desk, index: int, quotes: Counter[str]) -> dict[str, Any]:
    row, path = desk.case.audit.ledger[index], f"audit.ledger[{index}]"
    said, outcome = row.said.of(desk.language).strip(), row.outcome.of(desk.language).strip()
    desk.named.add(row.order_id)
    return {
        "order": desk.record.text(row.order_id, f"{path}.order_id"),
        "messages": desk.counted(row.messages, "message", f"{path}.messages"),
        "who": desk.people([desk.sender(row.by)], f"{path}.by") or "",
        "when": desk.days(row.on, f"{path}.on") or "",
        "quoted": quotes[row.order_id] >= row.messages,
        "said": desk.phrase(row.said, f"{path}.said") or "",
        "said_is_sentence": said[:1].isupper(),
        "outcome": desk.own(row.outcome, f"{path}.outcome") or "",
        "outcome_is_sentence": outcome[:1].isupper() or desk.language == "zh",
    }
