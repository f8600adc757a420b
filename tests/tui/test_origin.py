"""What a sentence stands on is told as people call it, in the reader's language, with an id only behind its name."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.store import load
from poa.model.case import Action, Audit, Cause, Incident, LedgerRow, Measure, Text
from poa.places import Places
from poa.tui.desk import Desk
from poa.tui.origin import fact_told
from poa.tui.session import Session

from .conftest import NOW, make_case


def session(home: Path, language: Any = "en") -> Session:
    desk = Desk(Places(home), language, clock=lambda: NOW, zone=UTC)
    folder = make_case(home)
    action = next(entry for entry in desk.playbook.actions if entry.startswith("a13"))
    measure = next(iter(desk.playbook.measures))
    case = msgspec.structs.replace(
        load(folder),
        causes=(
            Cause(id="access", entry="c03-new-staff"),
            Cause(id="own", text=Text(en="Nobody read the messages.", zh="没有人看消息。")),
        ),
        actions=(Action(entry=action, status="done", on=date(2026, 3, 12), causes=(1, "own")),),
        measures=(Measure(entry=measure, title=Text(en="My rule", zh="我的规定")),),
        audit=Audit(ledger=(LedgerRow(order_id="113-5550741-3306128", messages=3),), ledger_complete=True),
    )
    return Session(desk, folder, case, None)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("path", ["actions[0]", "actions[0].entry", "causes[0]", "causes[0].entry"])
def test_an_entry_is_told_by_its_title_with_the_id_behind(home: Path, language: str, path: str) -> None:
    opened = session(home, language)
    kind, entry = path.split("[")[0], getattr(opened.case, path.split("[")[0])[0].entry
    title = opened.desk.tell(getattr(opened.desk.playbook, kind)[entry].title)
    value = fact_told(opened, path)[1]
    assert value.startswith(title) and entry in value and value != entry


def test_the_sellers_own_title_comes_before_that_of_the_entry(home: Path) -> None:
    opened = session(home)
    assert fact_told(opened, "measures[0]")[1].startswith("My rule (")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("notice.kind", "不当沟通"),
        ("store.marketplace", "Amazon.com（US）"),
        ("audit.messages_in_breach", "3（根据您列出的统计）"),
        ("causes[1]", "没有人看消息。"),
    ],
)
def test_no_code_of_the_program_stands_where_words_are_read(home: Path, path: str, told: str) -> None:
    assert fact_told(session(home, "zh-Hans"), path)[1] == told


def test_causes_are_told_by_their_titles_however_they_are_referred_to(home: Path) -> None:
    told = fact_told(session(home), "actions[0].causes")[1]
    assert told.startswith("1. ") and told.endswith("2. Nobody read the messages.")


def test_a_fact_without_words_tells_its_step(home: Path) -> None:
    assert fact_told(session(home), "audit") == ("The messages", "The messages")


def test_words_that_were_quoted_are_told_in_quotation_marks(home: Path) -> None:
    opened = session(home)
    incidents = (Incident(quote="Please add me."), Incident(quote="It is only for service"))
    opened._case = msgspec.structs.replace(opened.case, incidents=incidents)
    assert fact_told(opened, "incidents")[1] == "“Please add me.”, “It is only for service”"
