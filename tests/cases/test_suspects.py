"""What was decided on the messages in which the audit found something, and how many are left."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases import store
from poa.cases.beside import beside
from poa.cases.mail import CaseMail, import_messages
from poa.cases.store import summaries
from poa.cases.suspects import Decisions, undecided
from poa.errors import CaseError
from poa.library.guidance import Guidance
from poa.model.case import Audit, Case, Incident, LedgerRow, Stream, Text
from poa.resources import root

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ORDERS = [f"113-555074{n}-330612{n}" for n in range(4)]
FINE = {"id": "fine", "text": "The lamp uses an E27 bulb.", "order_id": ORDERS[0]}


pytestmark = pytest.mark.usefixtures("simple_audit")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with four messages that break a rule, each on an order of its own, and one that does not."""
    place = tmp_path / "a"
    store.create(place, Case(), now=NOW)
    bad = [{"id": f"m{n}", "text": "Please give me your WhatsApp number.", "order_id": ORDERS[n]} for n in range(4)]
    source = tmp_path / "m.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in [*bad, FINE]), encoding="utf-8")
    import_messages(place, [source], guidance=Guidance([root("guidance")], tmp_path / "cache"), now=NOW)
    assert CaseMail(place).suspect_count == 4
    return place


def case_with(**parts: Any) -> Case:
    return msgspec.structs.replace(Case(), **parts)


@pytest.mark.parametrize(
    ("case", "left"),
    [
        (Case(), 4),
        (case_with(incidents=(Incident(source="m0", order_id=ORDERS[0]),)), 3),
        (case_with(incidents=(Incident(order_id=ORDERS[1]),)), 3),
        (case_with(incidents=(Incident(order_id=ORDERS[1], channel="package_insert"),)), 4),
        (case_with(decided={"m1": "innocent", "m2": "aside"}), 2),
        (case_with(decided={"m1": "innocent"}, incidents=(Incident(source="m1"),)), 3),
        (case_with(audit=Audit(ledger=(LedgerRow(order_id=ORDERS[3]),))), 3),
        (case_with(audit=Audit(messages_in_breach=3)), 1),
        (case_with(audit=Audit(messages_in_breach=1), incidents=(Incident(source="m0"),)), 3),
        (case_with(audit=Audit(messages_in_breach=40)), 0),
        # A number that two messages told by hand on other orders make up stands for none of those taken in.
        (case_with(audit=Audit(messages_in_breach=2), incidents=(Incident(order_id="x"), Incident(order_id="y"))), 4),
        (case_with(audit=Audit(messages_in_breach=3), incidents=(Incident(order_id="x"), Incident(order_id="y"))), 3),
        (case_with(audit=Audit(streams=(Stream(what=Text(en="all"), read=9, in_breach=2),))), 2),
        (case_with(decided={"another": "innocent", "fine": "aside"}), 4),
    ],
)
def test_what_is_left_falls_with_each_decision(folder: Path, case: Case, left: int) -> None:
    assert undecided(folder, case) == left


def test_a_file_of_mails_that_is_an_incident_stands_for_its_mail() -> None:
    known = Decisions(case_with(incidents=(Incident(source="mail.eml"),)))
    assert known.of("mail.eml#1", None) == "incident"
    assert known.of("mail2.eml#1", None) == ""


@pytest.fixture
def two_days(tmp_path: Path) -> Path:
    """A case with three messages in breach on one order: one of 10 March, two of 11 March."""
    place = tmp_path / "two"
    store.create(place, Case(), now=NOW)
    text = "Please give me your WhatsApp number."
    rows = [
        {"id": id, "text": f"{text} {id}", "order_id": ORDERS[0], "sent": f"2026-03-{day}T09:00:00Z"}
        for id, day in (("a", 10), ("b", 11), ("c", 11))
    ]
    source = tmp_path / "two.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    import_messages(place, [source], guidance=Guidance([root("guidance")], tmp_path / "cache"), now=NOW)
    return place


def _hand(day: int | None, quote: str = "Please give me your WhatsApp number.") -> Incident:
    return Incident(order_id=ORDERS[0], on=date(2026, 3, day) if day else None, quote=quote)


def _row(messages: int, *days: int) -> Audit:
    return Audit(ledger=(LedgerRow(order_id=ORDERS[0], messages=messages, on=tuple(date(2026, 3, d) for d in days)),))


@pytest.mark.parametrize(
    ("case", "left"),
    [
        (case_with(incidents=(_hand(10),)), {"b", "c"}),
        (case_with(incidents=(_hand(10, "You are stupid."),)), {"a", "b", "c"}),
        (case_with(incidents=(_hand(10, "You are stupid."),), audit=_row(1, 10)), {"a", "b", "c"}),
        (case_with(incidents=(_hand(10, "You are stupid."),), audit=_row(3, 10, 11)), {"a", "b", "c"}),
        (case_with(incidents=(_hand(10, ""),)), {"b", "c"}),
        (case_with(incidents=(_hand(11),)), {"a", "b", "c"}),
        (case_with(incidents=(_hand(None),)), {"a", "b", "c"}),
        (case_with(incidents=(_hand(11), _hand(11))), {"a"}),
        (case_with(incidents=(_hand(10), _hand(11), _hand(11))), set()),
        (case_with(audit=_row(1, 10)), {"b", "c"}),
        (case_with(audit=_row(3)), set()),
        (case_with(audit=_row(2, 11)), {"a"}),
        (case_with(incidents=(Incident(source="a", order_id=ORDERS[0]),), audit=_row(3)), set()),
        (case_with(incidents=(Incident(source="a", order_id=ORDERS[0]),), audit=_row(1)), {"b", "c"}),
        (case_with(decided={"b": "innocent"}, incidents=(_hand(10),)), {"c"}),
        (case_with(decided={"b": "innocent", "c": "aside"}, incidents=(_hand(None),)), set()),
    ],
)
def test_what_was_told_of_an_order_stands_for_no_more_messages_than_were_told(
    two_days: Path, case: Case, left: set[str]
) -> None:
    known = Decisions(case, two_days)
    ids = CaseMail(two_days).ids_of()
    names = {id: next(n for n in "abc" if id.endswith(n)) for id in ids}
    assert {names[id] for id in ids if not known.of(id, ORDERS[0])} == left
    assert undecided(two_days, case) == len(left)


def test_decisions_are_kept_in_the_case_and_others_are_refused(folder: Path) -> None:
    case = case_with(decided={"a: b.csv#3": "aside", "m0": "innocent"})
    store.save(folder, case, now=NOW)
    assert store.load(folder) == case
    (folder / "case.yaml").write_text("schema: 1\ndecided: {m0: perhaps}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"case\.yaml:2"):
        store.load(folder)


def test_the_list_knows_what_is_left_without_reading_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> str:
        (found,) = summaries(folder.parent, NOW, steps=lambda case: {"messages": "ready", "export": "open"})
        return found.steps["messages"] + " " + found.steps["export"]

    assert beside(folder, TODAY).undecided == 4
    assert told() == "part later"
    store.save(folder, case_with(decided={"m0": "innocent", "m1": "aside"}), now=NOW)
    assert beside(folder, TODAY).undecided == 2
    store.save(folder, case_with(decided={f"m{n}": "innocent" for n in range(4)}), now=NOW)
    assert told() == "ready open"
    with monkeypatch.context() as patch:
        patch.setattr("poa.cases.suspects.undecided", lambda *_: pytest.fail("read again"))
        assert told() == "ready open"
        assert beside(folder, TODAY).undecided == 0
    source = folder.parent / "more.jsonl"
    source.write_text(json.dumps({"id": "n", "text": "Write to me on WhatsApp please.", "order_id": ORDERS[0]}) + "\n")
    import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW)
    assert told() == "part later"


def test_a_case_without_messages_has_nothing_beside_it(tmp_path: Path) -> None:
    store.create(tmp_path / "a", Case(), now=NOW)
    assert beside(tmp_path / "a", TODAY).undecided == 0
    assert not (tmp_path / "a" / ".poa" / "beside.json").exists()
    assert beside(tmp_path / "nowhere", date(2026, 1, 1)).undecided == 0


@pytest.mark.parametrize("content", ["", "[]", "{", '{"of": 1}'])
def test_a_broken_answer_is_made_anew(folder: Path, content: str) -> None:
    (folder / ".poa" / "beside.json").write_text(content)
    assert beside(folder, TODAY).undecided == 4
