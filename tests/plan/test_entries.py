"""The forms for orders, bodies of messages and turns ask for every field that case.yaml has, and store it there."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from poa.library.guidance import Guidance
from poa.library.playbook import Playbook, load_playbook
from poa.model.case import Audit, Case, LedgerRow, Stream, Text, Turn
from poa.plan import questions
from poa.plan.answers import answer_at, set_answer
from poa.plan.entries import FIELDS, entry_questions
from poa.resources import root

CASE = Case(
    audit=Audit(ledger=(LedgerRow(order_id="113-5550741-3306128"),), streams=(Stream(what=Text(en="all"), read=3),)),
    conversation=(Turn(sender="buyer", quote="Hello"),),
)


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return load_playbook(Guidance([root("guidance")]))


@pytest.mark.parametrize(
    ("place", "kind"), [("audit.ledger", LedgerRow), ("audit.streams", Stream), ("conversation", Turn)]
)
def test_every_field_of_the_file_is_asked(playbook: Playbook, place: str, kind: type[msgspec.Struct]) -> None:
    asked = {question.path.rpartition(".")[2] for question in entry_questions(CASE, playbook, f"{place}[0]")}
    written = set(kind.__struct_encode_fields__)
    assert asked <= written
    assert written - asked <= {"quote_en", "quote_zh"}
    assert FIELDS[place]


def test_what_is_given_counts_as_answered(playbook: Playbook) -> None:
    told = {q.path: q.answered for q in entry_questions(CASE, playbook, "conversation[0]")}
    assert told["conversation[0].from"] and told["conversation[0].quote"] and not told["conversation[0].text"]


def test_a_turn_answers_under_the_name_that_the_file_uses() -> None:
    assert answer_at(CASE, "conversation[0].from") == "buyer"
    changed = set_answer(CASE, "conversation[0].from", "us")
    assert changed.conversation[0].sender == "us"


def test_chinese_words_need_their_english(playbook: Playbook) -> None:
    case = Case(conversation=(Turn(quote="请打电话"),))
    asked = {q.path: q.required for q in entry_questions(case, playbook, "conversation[0]")}
    assert asked["conversation[0].quote_en"]
    assert "conversation[0].quote_zh" not in asked


def test_what_the_lists_count_is_not_asked_again(playbook: Playbook) -> None:
    def asked(audit: Audit) -> set[str]:
        return {question.path for question in questions(Case(audit=audit), playbook, "messages")}

    ledger = (LedgerRow(order_id="113-5550741-3306128"),)
    assert "audit.messages_in_breach" in asked(Audit(ledger=ledger))
    assert "audit.messages_in_breach" not in asked(Audit(ledger=ledger, ledger_complete=True))
    assert "audit.messages_in_breach" in asked(Audit(ledger=ledger, ledger_complete=True, messages_in_breach=9))
    streams = (Stream(what=Text(en="all"), read=3, period_from=date(2026, 1, 1)),)
    assert "audit.messages_read" not in asked(Audit(streams=streams))


def test_a_sample_is_asked_for_only_where_not_all_was_read(playbook: Playbook) -> None:
    def asked(audit: Audit) -> set[str]:
        return {question.path for question in questions(Case(audit=audit), playbook, "messages")}

    assert "audit.all" not in asked(Audit())
    assert {"audit.all", "audit.sample_of"} <= asked(Audit(messages_read=5))
    assert "audit.sample_of" not in asked(Audit(messages_read=5, all=True))
