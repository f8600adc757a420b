"""What only stands in the list of orders, and is of a kind that no incident tells."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from poa.cases import store
from poa.cases.mail import import_messages
from poa.cases.untold import untold
from poa.library.guidance import Guidance
from poa.library.playbook import load_playbook
from poa.model.case import Audit, Case, Incident, LedgerRow
from poa.resources import root

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORDERS = [f"113-555074{n}-330612{n}" for n in range(3)]
TEXTS = ("Please give me your WhatsApp number.", "We pay you $20 for a five star review.", "Which colour? 😀")
GUIDANCE = Guidance([root("guidance")])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a request for contact, a reward for a review and a slip of form, each on an order of its own."""
    place = tmp_path_factory.mktemp("made")
    store.create(place / "case", Case(), now=NOW)
    rows = [
        {"id": f"m{n}", "text": text, "order_id": ORDERS[n], "sent": "2026-03-05T10:00:00Z"}
        for n, text in enumerate(TEXTS)
    ]
    (place / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    import_messages(place / "case", [place / "in.jsonl"], guidance=GUIDANCE, now=NOW)
    return place / "case"


def case(rules: tuple[str, ...], *orders: int) -> Case:
    ledger = tuple(LedgerRow(order_id=ORDERS[n], messages=1, on=(date(2026, 3, 5),)) for n in orders)
    return Case(incidents=(Incident(order_id="113-5550799-3306129", rules=rules),), audit=Audit(ledger=ledger))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (case(("coc.ask-contact-details",), 0, 1, 2), [(ORDERS[1],)]),
        (case(("type.incentivised-review",), 0, 1, 2), [(ORDERS[0],)]),
        (case(("coc.ask-contact-details", "type.incentivised-review"), 0, 1, 2), []),
        (case(("coc.ask-contact-details",), 0), []),
        (case(("coc.insult",)), []),
    ],
)
def test_a_graver_kind_than_those_told_is_named_with_its_orders(
    folder: Path, told: Case, expected: list[tuple[str, ...]]
) -> None:
    found = untold(folder, told, load_playbook(GUIDANCE))
    assert [one.orders for one in found] == expected
    assert all(one.ids and one.kind.en and one.kind.zh for one in found)


def test_what_a_told_kind_covers_needs_no_telling(folder: Path) -> None:
    playbook = load_playbook(GUIDANCE)
    covering = next(k for k in playbook.conduct.values() if "contact-data" in k.covers)
    assert untold(folder, case(covering.rules[:1], 0), playbook) == ()
