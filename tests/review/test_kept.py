"""What the kept messages hold against a letter: words that were not sent, and kinds of breach that it tells nowhere."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from poa.cases import store
from poa.cases.mail import import_messages
from poa.letter import compose
from poa.model.case import Audit, Case, Incident, LedgerRow
from poa.model.review import Review
from poa.review import review
from poa.review.kept import kept_of
from tests.letter.cases import GUIDANCE, small_case

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORDERS = ("113-5550741-3306121", "113-5550742-3306122")
TEXTS = ("Please give me your WhatsApp number.", "We pay you $20 for a five star review.")
DAY = date(2026, 3, 5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a request for contact and a reward for a review, each on an order of its own."""
    place = tmp_path_factory.mktemp("made")
    store.create(place / "case", Case(), now=NOW)
    rows = [
        {"id": order, "text": text, "order_id": order, "sent": "2026-03-05T10:00:00Z"}
        for order, text in zip(ORDERS, TEXTS, strict=True)
    ]
    (place / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    import_messages(place / "case", [place / "in.jsonl"], guidance=GUIDANCE, now=NOW)
    return place / "case"


def _review(folder: Path, case: Case) -> Review:
    letter = compose(case, GUIDANCE, "en", draft=True)
    return review(letter, guidance=GUIDANCE, case=case, kept=kept_of(folder, case, GUIDANCE), today=NOW.date())


def _telling(quote: str, source: str = "") -> Case:
    one = Incident(order_id=ORDERS[0], on=DAY, quote=quote, source=source, rules=("coc.ask-contact-details",))
    return small_case(incidents=(one,))


@pytest.mark.parametrize("source", ["", ORDERS[0]])
def test_words_that_were_not_sent_keep_a_letter_from_being_sent(folder: Path, source: str) -> None:
    found = _review(folder, _telling("You are so stupid.", source))
    (veto,) = (one for one in found.remarks if one.criterion == "V12")
    assert found.band == "not_yet" and "V12" in found.vetoes
    assert (veto.path, veto.step) == ("incidents[0].quote", "messages")
    assert ORDERS[0] in veto.message.en and "引文" in veto.message.zh
    assert "V12" not in _review(folder, _telling("give me your WhatsApp number", source)).vetoes


def test_a_kind_that_only_the_list_of_orders_stands_for_is_remarked(folder: Path) -> None:
    case = _telling(TEXTS[0])
    listed = replace(case, audit=Audit(ledger=(LedgerRow(order_id=ORDERS[1], messages=1, on=(DAY,)),)))
    (told,) = (one for one in _review(folder, listed).remarks if one.path == "audit.ledger")
    assert told.criterion == "R2" and f"({ORDERS[1]})" in told.message.en and "订单清单" in told.message.zh
    own = replace(case.incidents[0], order_id=ORDERS[1], quote="", rules=("type.incentivised-review",))
    both = replace(listed, incidents=(*case.incidents, own))
    assert not [one for one in _review(folder, both).remarks if "nowhere: " in one.message.en]
