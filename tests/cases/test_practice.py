"""The practice case is invented, marked, and kept apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from poa.cases import store
from poa.cases.checks import loose_references
from poa.cases.mail import CaseMail
from poa.cases.practice import open_practice
from poa.cases.store import load, summaries
from poa.library.guidance import Guidance
from poa.library.rules import load_rules
from poa.model.case import Case
from poa.resources import root

pytestmark = pytest.mark.usefixtures("simple_audit")

NOW = datetime(2026, 3, 12, 9, 30, 15, 123456, tzinfo=UTC)


def test_the_practice_case_fits_the_day_and_says_that_it_is_invented(tmp_path: Path) -> None:
    folder = open_practice(tmp_path, NOW)
    case = load(folder)
    assert case.practice
    assert case.notice.received == NOW.replace(microsecond=0) - timedelta(hours=6)
    assert case.notice.deadline_hours == 72
    assert case.notice.order_ids == ("114-5550311-2087164",)
    assert case.incidents[0].on == datetime(2026, 3, 7).date()
    assert "practice" in case.store.name and "PRACTICE" in (folder / "notice.txt").read_text()
    assert (folder / case.exhibits[0].file).is_file()
    mail = CaseMail(folder)
    assert mail.count == 12
    source = mail.message(case.incidents[0].source)
    assert source and case.incidents[0].quote in source.text
    assert [entry.practice for entry in summaries(tmp_path, NOW)] == [True]


def test_opening_it_again_keeps_what_was_tried(tmp_path: Path) -> None:
    folder = open_practice(tmp_path, NOW)
    store.save(folder, load(folder), now=NOW)
    before = (folder / "case.yaml").read_bytes()
    assert open_practice(tmp_path, NOW + timedelta(days=3)) == folder
    assert (folder / "case.yaml").read_bytes() == before


def test_a_real_case_called_practice_is_left_alone(tmp_path: Path) -> None:
    store.create(tmp_path / "practice", Case(notes="real"), now=NOW)
    assert open_practice(tmp_path, NOW) == tmp_path / "practice-2"
    assert open_practice(tmp_path, NOW) == tmp_path / "practice-2"
    assert load(tmp_path / "practice").notes == "real"


def test_no_place_for_a_date_is_left_open(tmp_path: Path) -> None:
    folder = open_practice(tmp_path, NOW)
    files = [path for path in folder.rglob("*") if path.suffix in (".txt", ".yaml", ".jsonl")]
    assert len(list((root("guidance") / "practice").iterdir())) == 4
    assert all("{{" not in path.read_text(encoding="utf-8") for path in files)


def test_its_references_lead_somewhere(tmp_path: Path) -> None:
    rules = load_rules(Guidance([root("guidance")]))
    folder = open_practice(tmp_path, NOW)
    assert loose_references(load(folder), folder / "case.yaml", rules.keys()) == ()
