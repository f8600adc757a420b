"""Messages of closed cases go; rounds, evidence and counts stay."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from poa.cases import store
from poa.cases.drafts import put_draft
from poa.cases.exhibits import add_exhibit
from poa.cases.mail import CaseMail
from poa.cases.mailimport import import_messages
from poa.cases.purge import purge
from poa.cases.rounds import submit
from poa.errors import LockedError
from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.resources import root

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=31)

pytestmark = pytest.mark.usefixtures("simple_audit")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "case"
    store.create(place, Case(), now=NOW)
    source = tmp_path / "sent.jsonl"
    source.write_text(json.dumps({"id": "a", "text": "secret words"}) + "\n")
    import_messages(place, [source], guidance=Guidance([root("guidance")]), now=NOW)
    (place / "messages" / "raw").mkdir()
    (place / "messages" / "raw" / "mine.eml").write_text("secret words")
    case, _ = add_exhibit(place, store.load(place), source, now=NOW)
    store.save(place, case, now=NOW)
    submit(place, [source], sent=NOW, now=NOW)
    return place


def close(folder: Path, on: date = date(2026, 3, 12)) -> None:
    store.save(folder, msgspec.structs.replace(store.load(folder), closed_on=on), now=NOW)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_open_case_keeps_its_messages(folder: Path) -> None:
    before = everything(folder)
    assert purge(folder, LATER).why == "open"
    assert everything(folder) == before


def test_nothing_is_removed_before_the_days_are_over(folder: Path) -> None:
    close(folder)
    done = purge(folder, NOW + timedelta(days=29))
    assert (done.why, done.due) == ("too_early", date(2026, 4, 11))
    assert CaseMail(folder).count == 1


def test_what_was_typed_and_never_confirmed_goes_with_the_messages(folder: Path) -> None:
    put_draft(folder, "w", "question incidents[0].quote", {"answer": "words of a buyer"}, 1)
    close(folder)
    assert purge(folder, LATER).why == "removed"
    assert not any(b"words of a buyer" in content for content in everything(folder).values())


@pytest.mark.parametrize("content", [b"", b"words of a buyer"])
def test_what_was_typed_goes_where_no_messages_are_left_either(folder: Path, content: bytes) -> None:
    close(folder)
    purge(folder, LATER)
    place = put_draft(folder, "w", "import", {"mail-path": "words of a buyer"}, 1).file
    if content:
        place.write_bytes(content)
    assert purge(folder, LATER, dry_run=True).why == "nothing" and place.exists()
    assert purge(folder, LATER).why == "nothing" and not place.exists()


def test_messages_go_and_rounds_evidence_answers_and_counts_stay(folder: Path) -> None:
    close(folder)
    before = everything(folder)
    done = purge(folder, LATER)
    after = everything(folder)
    assert done.why == "removed" and done.messages == 1
    assert set(done.files) == {"messages/imported-0001.jsonl", "messages/raw/mine.eml"}
    gone = set(before) - set(after)
    assert gone == {*done.files, os.path.join(".poa", "mail.sqlite")}  # noqa: PTH118
    assert all(after[name] == before[name] for name in after if name.startswith(("rounds", "exhibits", "case.yaml")))
    assert b"secret words" not in b"".join(v for k, v in after.items() if not k.startswith(("rounds", "exhibits")))
    report = CaseMail(folder).report()
    assert report.read == 1 and CaseMail(folder).purged
    assert purge(folder, LATER).why == "nothing"


def test_a_dry_run_only_tells(folder: Path) -> None:
    close(folder)
    before = everything(folder)
    done = purge(folder, LATER, dry_run=True)
    assert done.why == "would_remove" and len(done.files) == 2
    assert everything(folder) == before


def test_a_case_put_away_after_its_round_counts_as_closed(folder: Path) -> None:
    store.save(folder, msgspec.structs.replace(store.load(folder), archived=True), now=NOW)
    assert purge(folder, LATER, dry_run=True).why == "would_remove"


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_is_removed_and_what_it_points_to_stays(folder: Path) -> None:
    own = folder.parent / "own"
    own.mkdir()
    (own / "precious.txt").write_text("mine")
    (folder / "messages" / "link").symlink_to(own, target_is_directory=True)
    close(folder)
    purge(folder, LATER)
    assert (own / "precious.txt").read_text() == "mine"
    assert not (folder / "messages" / "link").is_symlink()


def test_a_case_that_is_open_elsewhere_is_not_purged(folder: Path) -> None:
    close(folder)
    with store.acquire(folder, "window", NOW), pytest.raises(LockedError):
        purge(folder, LATER)
    assert CaseMail(folder).count == 1
