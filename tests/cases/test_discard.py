"""Only a case that holds nothing yet can be removed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases.discard import discard, holds_nothing
from poa.cases.store import create, load
from poa.errors import RefusedError
from poa.model.case import Case, Incident, NoticeFacts, Person, Store

NOW = datetime(2026, 5, 1, tzinfo=UTC)
BEGUN = Case(store=Store(marketplace="US"), notice=NoticeFacts(file="notice.txt"))


def begun(tmp_path: Path, case: Case = BEGUN) -> Path:
    folder = tmp_path / "case"
    create(folder, case, files=[("notice.txt", b"asdf")], now=NOW)
    return folder


def test_a_case_with_its_notice_alone_is_removed(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    discard(folder, NOW)
    assert not folder.exists()


@pytest.mark.parametrize("case", [Case(people=(Person(en="He Wen"),)), Case(incidents=(Incident(order_id="1"),))])
def test_a_case_with_an_answer_stays(tmp_path: Path, case: Case) -> None:
    folder = begun(tmp_path, case)
    with pytest.raises(RefusedError):
        discard(folder, NOW)
    assert folder.is_dir()


def test_a_case_with_a_file_beside_its_notice_stays(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    (folder / "exhibits").mkdir(exist_ok=True)
    (folder / "exhibits" / "01-log.txt").write_text("a log")
    assert not holds_nothing(folder, load(folder))
