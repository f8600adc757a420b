"""Rounds and evidence are kept as they were and never changed."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from poa.cases import store
from poa.cases.exhibits import add_exhibit, altered_exhibits, exhibit_file
from poa.cases.rounds import altered, record_answer, rounds, submit
from poa.errors import CaseError, InputError, RefusedError
from poa.model.case import Case, Exhibit, Text

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "case"
    store.create(place, Case(), now=NOW)
    (tmp_path / "letter.en.docx").write_bytes(b"PK letter")
    (tmp_path / "fields.en.txt").write_text("ROOT CAUSE ...")
    return place


def sent(folder: Path, at: datetime = NOW) -> list[Path]:
    submit(
        folder,
        [folder.parent / "letter.en.docx", folder.parent / "fields.en.txt"],
        sent=at,
        now=NOW,
        channel="seller_central",
    )
    return sorted((folder / "rounds" / f"{len(rounds(folder)):02}").iterdir())


def test_exactly_what_was_sent_is_kept_with_hashes(folder: Path) -> None:
    sent(folder)
    (found,) = rounds(folder)
    assert (found.number, found.sent, found.channel, found.answer) == (1, NOW, "seller_central", None)
    assert [file.name for file in found.files] == ["letter.en.docx", "fields.en.txt"]
    assert (folder / "rounds/01/letter.en.docx").read_bytes() == b"PK letter"
    assert altered(found) == ()


def test_a_changed_or_missing_file_of_a_round_is_noticed(folder: Path) -> None:
    sent(folder)
    path = folder / "rounds/01/letter.en.docx"
    path.chmod(0o600)
    path.write_bytes(b"PK other")
    (folder / "rounds/01/fields.en.txt").unlink()
    assert {path.name for path in altered(rounds(folder)[0])} == {"letter.en.docx", "fields.en.txt"}


@pytest.mark.skipif(os.name != "posix", reason="rights are told by mode on POSIX only")
def test_the_files_of_a_round_are_read_only(folder: Path) -> None:
    assert all(path.stat().st_mode & 0o222 == 0 for path in sent(folder))


def test_the_answer_is_recorded_once(folder: Path) -> None:
    sent(folder)
    found = record_answer(folder, 1, received=NOW, now=NOW, text="We need more detail.", kind="refusal")
    assert found.answer and found.answer.kind == "refusal"
    assert (folder / "rounds/01/answer/answer.txt").read_text() == "We need more detail."
    with pytest.raises(RefusedError, match="never overwritten") as caught:
        record_answer(folder, 1, received=NOW, now=NOW, text="Reinstated!")
    assert caught.value.exit_code == 5
    assert (folder / "rounds/01/answer/answer.txt").read_text() == "We need more detail."


def test_rounds_are_not_back_dated_and_not_from_the_future(folder: Path) -> None:
    with pytest.raises(RefusedError, match="future"):
        sent(folder, NOW + timedelta(hours=1))
    sent(folder, NOW)
    with pytest.raises(RefusedError, match="before the last recorded round"):
        sent(folder, NOW - timedelta(days=1))
    with pytest.raises(RefusedError, match="before the submission"):
        record_answer(folder, 1, received=NOW - timedelta(days=1), now=NOW, text="x")
    assert len(rounds(folder)) == 1


def test_a_submission_without_a_file_or_with_a_missing_one_records_nothing(folder: Path) -> None:
    with pytest.raises(InputError):
        submit(folder, [], sent=NOW, now=NOW)
    with pytest.raises(InputError):
        submit(folder, [folder / "none.docx"], sent=NOW, now=NOW)
    with pytest.raises(CaseError, match="no round 3"):
        record_answer(folder, 3, received=NOW, now=NOW, text="x")
    assert rounds(folder) == ()
    assert not list((folder / "rounds").glob("*")) if (folder / "rounds").exists() else True


def test_a_file_named_like_the_record_does_not_replace_it(folder: Path) -> None:
    (folder.parent / "round.yaml").write_text("sent: never")
    submit(folder, [folder.parent / "round.yaml"], sent=NOW, now=NOW)
    assert rounds(folder)[0].files[0].name == "sent-round.yaml"


def test_a_damaged_record_is_told(folder: Path) -> None:
    sent(folder)
    path = folder / "rounds/01/round.yaml"
    path.chmod(0o600)
    path.write_text("sent: yesterday\nfiles: []\n")
    with pytest.raises(CaseError, match="damaged"):
        rounds(folder)


def test_evidence_is_copied_numbered_and_named_safely(folder: Path) -> None:
    source = folder.parent / "屏幕 截图.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\n")
    case, first = add_exhibit(folder, Case(), source, title=Text(en="The setting"), now=NOW)
    case, second = add_exhibit(folder, case, source, now=NOW)
    assert (first.number, second.number) == (1, 2)
    assert first.file == "exhibits/01-屏幕 截图.png"
    assert exhibit_file(folder, second).read_bytes() == b"\x89PNG\r\n\x1a\n"
    assert case.exhibits == (first, second)
    assert altered_exhibits(folder, case) == ()
    exhibit_file(folder, first).write_bytes(b"edited")
    assert [path.name for path in altered_exhibits(folder, case)] == ["01-屏幕 截图.png"]


def test_an_exhibit_cannot_lead_out_of_the_case(folder: Path) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_text("secret")
    for name in ("../secret.txt", str(outside), "exhibits/../../secret.txt", ""):
        with pytest.raises(RefusedError, match="leads out"):
            exhibit_file(folder, Exhibit(number=1, title=Text(), file=name))


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_in_exhibits_cannot_lead_out_of_the_case(folder: Path) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_text("secret")
    (folder / "exhibits").mkdir()
    (folder / "exhibits" / "link.txt").symlink_to(outside)
    with pytest.raises(RefusedError):
        exhibit_file(folder, Exhibit(number=1, title=Text(), file="exhibits/link.txt"))


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("shot.png", b"", "cases.exhibit_empty"),
        ("shot.png", b"<html>not there</html>", "cases.exhibit_damaged"),
        ("log.docx", b"PK\x03\x04 cut off", "cases.exhibit_damaged"),
        ("paper.pdf", b"nothing", "cases.exhibit_damaged"),
    ],
)
def test_a_file_that_proves_nothing_is_refused(folder: Path, name: str, data: bytes, key: str) -> None:
    (folder.parent / name).write_bytes(data)
    with pytest.raises(InputError) as refused:
        add_exhibit(folder, Case(), folder.parent / name, now=NOW)
    assert refused.value.key == key
    assert not list((folder / "exhibits").glob("*"))


def test_a_file_put_in_place_of_another_keeps_the_number_of_its_exhibit(folder: Path) -> None:
    source = folder.parent / "log.txt"
    source.write_text("a log")
    case, _ = add_exhibit(folder, Case(), source, now=NOW)
    _, again = add_exhibit(folder, case, source, number=1, now=NOW)
    assert again.number == 1
    assert again.file.startswith("exhibits/01-log")
