"""What was counted is proposed with where it was counted, and is never a fact by itself."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from poa.cases.mail import CaseMail, import_messages
from poa.cases.proposals import ledger_proposals, place_for, stream_proposals, turn_proposals
from poa.cases.store import create
from poa.library.guidance import Guidance
from poa.model.case import Audit, Case, Incident, LedgerRow, NoticeFacts, Person, Stream, Text, Turn
from poa.model.rule import Bilingual
from poa.resources import root

NOW = datetime(2026, 3, 14, tzinfo=UTC)
ONE, TWO, THREE = "113-5550741-3306128", "113-5550742-1188204", "113-5550743-9900217"
NAMED, UNNAMED = Bilingual("messages sent by {name}", "{name} 发出的消息"), Bilingual("of nobody", "无名")
ROWS = (
    {"id": "a", "text": "Your WhatsApp please", "order_id": ONE, "sent": "2026-03-10T10:00:00Z", "sender": "Dana"},
    {"id": "b", "text": "WhatsApp again", "order_id": TWO, "sent": "2026-03-11T10:00:00Z", "sender": "Dana"},
    {"id": "c", "text": "a coupon for you", "order_id": TWO, "sent": "2026-03-09T10:00:00Z", "sender": "Bo"},
    {"id": "d", "text": "The bulb is E27.", "order_id": THREE, "sent": "2026-03-12T10:00:00Z"},
    {"id": "e", "text": "Is it WhatsApp?", "order_id": ONE, "sent": "2026-03-09T10:00:00Z", "direction": "inbound"},
    {"id": "f", "text": "WhatsApp", "order_id": "no number", "sender": "Bo"},
)


@pytest.fixture
def mail(tmp_path: Path, simple_audit: None) -> CaseMail:
    folder = tmp_path / "case"
    create(folder, Case(), now=NOW)
    source = tmp_path / "m.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    return CaseMail(folder)


def told(**fields: Any) -> Incident:
    return Incident(**{"order_id": ONE, "on": date(2026, 3, 10), "by": "dana", **fields})


def test_orders_with_findings_are_proposed_with_number_days_and_a_sender_if_there_is_only_one(mail: CaseMail) -> None:
    found = ledger_proposals(Case(), mail, 10)
    assert [(p.entry.order_id, p.entry.messages, p.entry.by, p.counted) for p in found] == [
        (ONE, 1, "Dana", "findings"),
        (TWO, 2, "", "findings"),
    ]
    assert found[1].entry.on == (date(2026, 3, 9), date(2026, 3, 11))


def test_a_message_found_to_break_no_rule_is_not_counted_for_its_order(mail: CaseMail) -> None:
    (one, two) = ledger_proposals(Case(decided={"b": "innocent", "a": "aside"}), mail, 10)
    assert (one.key, one.number) == (ONE, 1), "set aside is no acquittal"
    assert (two.entry.messages, two.entry.by, two.entry.on) == (1, "Bo", (date(2026, 3, 9),))
    assert [p.key for p in ledger_proposals(Case(decided={"b": "innocent", "c": "innocent"}), mail, 10)] == [ONE]


def test_confirmed_incidents_come_first_and_count_for_their_order(mail: CaseMail) -> None:
    case = Case(incidents=(told(order_id=TWO), told(order_id=TWO, by="bo", on=date(2026, 3, 9))))
    found = ledger_proposals(case, mail, 10)
    assert [(p.key, p.counted, p.number) for p in found] == [(TWO, "incidents", 2), (ONE, "findings", 1)]
    assert found[0].entry == LedgerRow(order_id=TWO, messages=2, on=(date(2026, 3, 9), date(2026, 3, 10)))


def test_what_is_listed_is_not_proposed_again(mail: CaseMail) -> None:
    case = Case(audit=Audit(ledger=(LedgerRow(order_id=ONE), LedgerRow(order_id=TWO))), incidents=(told(),))
    assert ledger_proposals(case, mail, 10) == ()


def test_parcel_cards_and_letters_to_amazon_are_no_orders_in_breach(mail: CaseMail) -> None:
    case = Case(incidents=(told(order_id=THREE, channel="package_insert"), told(order_id="", on=None),
                           told(order_id=THREE, recipient="amazon_staff")))  # fmt: skip
    assert THREE not in {p.key for p in ledger_proposals(case, mail, 10)}


def test_a_limit_holds_the_number_of_proposals(mail: CaseMail) -> None:
    assert len(ledger_proposals(Case(), mail, 1)) == 1


def test_each_sender_is_a_body_of_messages_whose_breaches_stay_open(mail: CaseMail) -> None:
    found = stream_proposals(Case(), mail, NAMED, UNNAMED)
    assert [(p.entry.what.en, p.entry.read) for p in found] == [
        ("messages sent by Bo", 2), ("messages sent by Dana", 2), ("of nobody", 1),
    ]  # fmt: skip
    dana = found[1].entry
    assert (dana.period_from, dana.period_to, dana.in_breach) == (date(2026, 3, 10), date(2026, 3, 11), None)
    assert dana.what.zh == "Dana 发出的消息"
    case = Case(audit=Audit(streams=(Stream(what=Text(en="messages sent by Dana"), read=2),)))
    assert "Dana" not in [p.key for p in stream_proposals(case, mail, NAMED, UNNAMED)]


def test_a_known_sender_is_called_as_in_the_list_of_people(mail: CaseMail) -> None:
    case = Case(people=(Person(id="dana", en="Dana Ito", zh="伊藤"),))
    dana = next(p for p in stream_proposals(case, mail, NAMED, UNNAMED) if p.key == "Dana")
    assert (dana.entry.what.en, dana.entry.what.zh) == ("messages sent by Dana Ito", "伊藤 发出的消息")


def test_a_sender_known_in_chinese_alone_is_called_by_the_name_in_the_messages(mail: CaseMail) -> None:
    case = Case(people=(Person(id="dana", en="", zh="伊藤"),))
    dana = next(p for p in stream_proposals(case, mail, NAMED, UNNAMED) if p.key == "Dana")
    assert (dana.entry.what.en, dana.entry.what.zh) == ("messages sent by Dana", "伊藤 发出的消息")


def test_the_conversation_is_that_of_the_orders_in_the_notice_in_order_of_time(mail: CaseMail) -> None:
    case = Case(notice=NoticeFacts(order_ids=(ONE,)))
    found = turn_proposals(case, mail)
    assert [(p.entry.sender, p.entry.quote, p.entry.by) for p in found] == [
        ("buyer", "Is it WhatsApp?", ""),
        ("us", "Your WhatsApp please", "Dana"),
    ]
    shown = Case(notice=case.notice, conversation=(found[0].entry,))
    assert [p.key for p in turn_proposals(shown, mail)] == ["a"]


def test_a_turn_is_put_before_the_first_of_a_later_day() -> None:
    talk = (Turn(on=date(2026, 3, 9)), Turn(), Turn(on=date(2026, 3, 12)))
    assert place_for(Turn(on=date(2026, 3, 10)), talk) == 2
    assert place_for(Turn(on=date(2026, 3, 12)), talk) == 3
    assert place_for(Turn(), talk) == 3


def test_without_messages_nothing_is_proposed(tmp_path: Path) -> None:
    mail = CaseMail(tmp_path)
    case = Case(notice=NoticeFacts(order_ids=(ONE,)))
    assert not (ledger_proposals(case, mail, 9) or stream_proposals(case, mail, NAMED, UNNAMED))
    assert not turn_proposals(case, mail)
