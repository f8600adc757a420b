"""Whether what was told by hand is one message, or another on the same order."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from poa.cases.told import tells
from poa.model.case import Case, Incident
from poa.model.message import Message
from poa.model.rule import Audited

ORDER = "111-1234567-1234567"
LONG = "".join(f"Part {number} of the parcel is on its way. " for number in range(99)) + "Please take down your review."


def told(incident: Incident, text: str, hour: int = 9) -> bool:
    sent = Message(id="m", text=text, order_id=ORDER, sent=datetime(2026, 3, 10, hour, tzinfo=UTC))
    audited = Audited(id="m", source="m.eml", verdict="stop", findings=(), text=text, order_id=ORDER)
    return tells(Case(incidents=(incident,)), audited, sent)


@pytest.mark.parametrize("quote", ["Please take down your review.", "please TAKE down your review", LONG])
def test_a_quotation_is_found_wherever_it_stands_in_the_message(quote: str) -> None:
    assert told(Incident(order_id=ORDER, quote=quote), LONG)


def test_other_words_on_the_same_order_are_another_message() -> None:
    assert not told(Incident(order_id=ORDER, quote="Thank you for your purchase."), LONG)


@pytest.mark.parametrize(("day", "same"), [(10, True), (12, False)])
def test_a_message_without_words_is_told_by_its_day(day: int, same: bool) -> None:
    assert told(Incident(order_id=ORDER, quote="Write to us.", on=date(2026, 3, day)), "") is same


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows keeps its zone")
@pytest.mark.parametrize(("day", "same"), [(10, True), (11, True), (9, False), (12, False)])
def test_a_day_is_the_one_on_the_users_own_clock_or_of_the_case(
    day: int, same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert told(Incident(order_id=ORDER, quote="Write to us.", on=date(2026, 3, day)), "", hour=20) is same
    finally:
        monkeypatch.undo()
        time.tzset()
