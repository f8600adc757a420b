"""The report's lines: by rule, sender and month from the index; near-identical texts from the kept messages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases.layout import MESSAGES
from poa.cases.mail import CaseMail, Tally, Wanted, import_messages
from poa.cases.mailgroups import group_texts
from poa.cases.store import create
from poa.errors import CaseError
from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.resources import root

NOW = datetime(2026, 3, 14, tzinfo=UTC)
SHIPS = "Hello {}, your lamp ships tomorrow with tracking number 1Z{}. Tell us if the colour is right."


@pytest.fixture
def folder(tmp_path: Path, simple_audit: None) -> Path:
    rows = [
        {"id": f"s{n}", "text": SHIPS.format(name, 1000 + n), "order_id": f"113-5550741-330612{n}",
         "sent": f"2026-0{1 + n % 2}-10T10:00:00Z", "sender": "Dana"}
        for n, name in enumerate(("Ana", "Bob", "Cy"))
    ]  # fmt: skip
    rows += [
        {"id": f"w{n}", "text": f"Dear {name}, send us your WhatsApp today please", "sender": "Bo", "order_id": order}
        for n, (name, order) in enumerate((("Ana", "113-5550741-3306120"), ("Cy", "113-5550741-3306129")))
    ]
    rows += [
        {"id": "one", "text": "a coupon only once, for a single buyer", "sent": "2026-03-01T10:00:00Z"},
        {"id": "in", "text": SHIPS.format("Eve", 7), "direction": "inbound"},
    ]
    folder = tmp_path / "case"
    create(folder, Case(), now=NOW)
    source = tmp_path / "m.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    return folder


def test_messages_that_differ_in_names_and_numbers_are_one_text_those_in_breach_first(folder: Path) -> None:
    found = group_texts(folder)
    assert [(group.messages, group.orders, group.breach) for group in found] == [(2, 2, 2), (3, 3, 0)]
    assert set(found[0].ids) == {"w0", "w1"}
    assert "in" not in found[1].ids, "what the buyer wrote is no text of ours"


def test_progress_is_told_while_texts_are_put_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poa.cases.mailgroups._STEP", 2)
    told: list[tuple[int, int]] = []
    group_texts(folder, lambda done, total: told.append((done, total)))
    assert told == [(2, 6), (4, 6), (6, 6)]


def test_messages_removed_by_hand_are_named(folder: Path) -> None:
    for file in (folder / MESSAGES).iterdir():
        file.unlink()
    with pytest.raises(CaseError) as problem:
        group_texts(folder)
    assert problem.value.key == "cases.mail_gone"


def test_rules_senders_and_months_are_counted(folder: Path) -> None:
    mail = CaseMail(folder)
    assert mail.by_rule() == (Tally("x.contact", 2, 2, 2), Tally("x.coupon", 1, 1, 0))
    assert mail.by_sender() == (Tally("Bo", 2, 2, 2), Tally("", 1, 1, 0), Tally("Dana", 3, 0, 0))
    assert mail.by_month() == (
        Tally("", 2, 2, 2), Tally("2026-01", 2, 0, 0), Tally("2026-02", 1, 0, 0), Tally("2026-03", 1, 1, 0),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(rule="x.coupon"), {"one"}),
        (Wanted(sender="Bo"), {"w0", "w1"}),
        (Wanted(sender=""), {"one"}),
        (Wanted(month="2026-03"), {"one"}),
        (Wanted(ids=("s0", "w0", "gone")), {"s0", "w0"}),
    ],
)
def test_the_messages_behind_a_line_are_found(folder: Path, wanted: Wanted, ids: set[str]) -> None:
    mail = CaseMail(folder)
    assert {audited.id for audited in mail.suspects(wanted=wanted)} == ids
    assert mail.count_of(wanted) == len(wanted.ids or ids)
