"""Each order that the letter counts is named, or the letter says that it lists only some; a tool is never the actor."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from poa.letter import compose
from poa.model.case import Audit, Incident, LedgerRow, Text
from tests.letter.cases import GUIDANCE, small_case

ORDERS = [f"204-5550176-220483{n}" for n in range(1, 8)]


def _told(order: str, day: int, **changes: object) -> Incident:
    return replace(small_case().incidents[0], order_id=order, on=date(2026, 3, day), **changes)


@pytest.mark.parametrize(("language", "lead"), [("en", "The other message"), ("zh", "其余消息涉及订单")])
@pytest.mark.parametrize("count", [1, 3, 4, 5, 7])
def test_every_order_of_a_message_told_is_named(count: int, language: str, lead: str) -> None:
    # The opening counts from four orders on; four messages are quoted at most.
    quotes = [{} if n < 4 else {"quote": ""} for n in range(count)]
    told = tuple(_told(order, n, **quotes[n - 1]) for n, order in enumerate(ORDERS[:count], 1))
    text = compose(small_case(incidents=told), GUIDANCE, language, draft=True).text
    assert [order for order in ORDERS[:count] if order not in text] == []
    assert (lead in text) == (count > 4)
    if language == "en" and count > 4:
        assert ("The other messages were sent for orders" if count > 5 else "message was sent for order ") in text


def test_orders_that_no_sentence_names_are_told_as_those_of_all_messages() -> None:
    told = tuple(_told(order, n, quote="") for n, order in enumerate(ORDERS[:5], 1))
    case = replace(small_case(incidents=told), notice=replace(small_case().notice, order_ids=()))
    assert "These messages were sent for orders " in compose(case, GUIDANCE, "en", draft=True).text


def test_an_order_that_the_audit_lists_is_not_named_once_more() -> None:
    told = tuple(_told(order, n, quote="") for n, order in enumerate(ORDERS[:5], 1))
    rows = tuple(LedgerRow(order_id=order, on=(date(2026, 3, n),)) for n, order in enumerate(ORDERS[:5], 1))
    audit = Audit(read_by=("li",), messages_read=40, ledger=rows, ledger_complete=True)
    text = compose(small_case(incidents=told, audit=audit), GUIDANCE, "en", draft=True).text
    assert "The other messages" not in text
    assert all(order in text for order in ORDERS[:5])


@pytest.mark.parametrize(("orders", "partial"), [(411, True), (2, False), (None, False)])
def test_orders_that_are_some_of_many_are_told_as_such(orders: int | None, partial: bool) -> None:
    rows = tuple(LedgerRow(order_id=order, said=Text(en="a link", zh="链接")) for order in ORDERS[:2])
    audit = Audit(read_by=("li",), messages_read=768, messages_in_breach=orders, orders_in_breach=orders, ledger=rows)
    english, chinese = (
        compose(small_case(audit=audit), GUIDANCE, language, draft=True).text for language in ("en", "zh")
    )
    assert ("Among those in breach:" in english) == partial
    assert ("违规消息中包括：" in chinese) == partial


def test_what_a_tool_sent_is_told_as_done_by_us() -> None:
    sent = _told(
        ORDERS[0], 10, by="", tool=Text(en="MailLoop", zh="MailLoop"), act=Text(en="offered a coupon", zh="提供优惠码")
    )
    english, chinese = (
        compose(small_case(incidents=(sent,)), GUIDANCE, language, draft=True).text for language in ("en", "zh")
    )
    assert "we, through MailLoop, offered a coupon" in english
    assert "我们通过 MailLoop 提供优惠码" in chinese


@pytest.mark.parametrize("branch", ["plan_of_action", "acknowledge", "dispute"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("orders", "asins", "named"), [(1, 1, True), (1, 3, True), (0, 5, True), (1, 5, False)])
def test_the_products_of_the_notice_stand_in_the_head(
    orders: int, asins: int, named: bool, language: str, branch: str
) -> None:
    case = small_case()
    ids = tuple(f"B0C7KQ2M4{n}" for n in range(asins))
    notice = replace(case.notice, order_ids=tuple(ORDERS[:orders]), asins=ids)
    text = compose(replace(case, branch=branch, notice=notice), GUIDANCE, language, draft=True).text
    assert (f"ASIN {', '.join(ids)}" in text) is named
    assert all(order in text for order in ORDERS[:orders])
