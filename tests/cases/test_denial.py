"""A dispute that the messages of its own case speak against is not exported."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from poa.cases import store
from poa.cases.honest import refuse_dishonest
from poa.cases.mail import import_messages
from poa.errors import RefusedError
from poa.library.guidance import Guidance
from poa.model.case import Case, NoticeFacts, Turn
from poa.resources import root

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ORDER = "111-5550909-3321774"
WORDS = "It's easy: delete the review, and I refund you."
GUIDANCE = Guidance([root("guidance")])


def disputing(place: Path, *, turn: Turn | None = None, **more: Any) -> Case:
    """A dispute about one order, of which a message that looks like a breach was taken in."""
    store.create(place, Case(), now=NOW)
    rows = [
        {"id": "us", "text": WORDS, "order_id": ORDER, "sent": "2026-03-05T10:00:00Z"},
        {"id": "they", "text": "Could you call me?", "order_id": ORDER, "sent": "2026-03-04T10:00:00Z",
         "direction": "inbound"},
    ]  # fmt: skip
    source = place.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    import_messages(place, [source], guidance=GUIDANCE, now=NOW)
    notice = NoticeFacts(order_ids=(ORDER,))
    return Case(branch="dispute", notice=notice, conversation=(turn,) if turn else (), **more)


def test_a_dispute_beside_a_grave_message_that_nobody_decided_on_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "case"
    case = disputing(place)
    with pytest.raises(RefusedError, match=ORDER):
        refuse_dishonest(place, case, TODAY)
    for decided in ("innocent", "aside"):
        refuse_dishonest(place, replace(case, decided={"us": decided}), TODAY)
    refuse_dishonest(place, replace(case, branch="plan_of_action"), TODAY)


@pytest.mark.parametrize(
    ("sender", "on", "quote", "fine"),
    [
        ("us", 5, "It's easy: delete the review", True),
        ("us", 5, "We can only answer here.", False),
        ("buyer", 4, "Could you call me?", True),
        ("buyer", 4, "I am delighted.", False),
        ("us", 9, "Nothing of that day was taken in.", True),
    ],
)
def test_the_turns_of_a_conversation_stand_in_what_was_taken_in(
    tmp_path: Path, sender: Any, on: int, quote: str, fine: bool
) -> None:
    place = tmp_path / "case"
    turn = Turn(sender=sender, on=date(2026, 3, on), quote=quote)
    case = disputing(place, turn=turn, decided={"us": "innocent"})
    if fine:
        refuse_dishonest(place, case, TODAY)
    else:
        with pytest.raises(RefusedError, match="these words"):
            refuse_dishonest(place, case, TODAY)
