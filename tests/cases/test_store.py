"""Cases on disk."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from poa.cases import store
from poa.errors import CaseError, LockedError
from poa.model.case import Action, Case, Incident, NoticeFacts, Store, Text

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def a_case(name: str = "Lamp & Co") -> Case:
    return Case(
        store=Store(name=name, marketplace="US", team_size=4),
        notice=NoticeFacts(kind="inappropriate_communication", received=NOW, deadline_hours=72.0, file="notice.txt"),
        incidents=(
            Incident(order_id="113-5550000-0000001", on=date(2026, 3, 10), quote="加我微信：no\n# not a comment"),
        ),
        actions=(Action(status="done", on=date(2026, 3, 11), text=Text(en="Withdrew: the right", zh="收回了权限")),),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "case one"
    store.create(place, a_case(), files=[("notice.txt", b"Dear seller")], now=NOW)
    return place


def renamed(case: Case, name: str) -> Case:
    return msgspec.structs.replace(case, store=msgspec.structs.replace(case.store, name=name))


def test_a_saved_case_is_loaded_unchanged(folder: Path) -> None:
    assert store.load(folder) == a_case()
    assert (folder / "notice.txt").read_bytes() == b"Dear seller"


def test_case_yaml_is_readable_and_begins_with_comments_and_the_format(folder: Path) -> None:
    lines = (folder / "case.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ") and lines[1].startswith("# ")
    assert lines[2] == "schema: 1"
    assert "on: 2026-03-10" in "\n".join(lines).replace("'", "")


def test_creating_over_a_case_or_a_file_is_refused_and_changes_nothing(folder: Path, tmp_path: Path) -> None:
    before = (folder / "case.yaml").read_bytes()
    with pytest.raises(CaseError, match="already"):
        store.create(folder, Case(), now=NOW)
    assert (folder / "case.yaml").read_bytes() == before
    other = tmp_path / "other"
    other.mkdir()
    (other / "notice.txt").write_text("mine")
    with pytest.raises(CaseError, match="already"):
        store.create(other, Case(), files=[("notice.txt", b"new")], now=NOW)
    assert (other / "notice.txt").read_text() == "mine"
    assert not (other / "case.yaml").exists()


def test_an_interrupted_start_can_be_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "notice.txt").write_bytes(b"Dear seller")
    store.create(folder, a_case(), files=[("notice.txt", b"Dear seller")], now=NOW)
    assert store.load(folder) == a_case()


def test_the_comments_at_the_top_survive_a_save(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_text("# my own note\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    case = store.load(folder)
    store.save(folder, renamed(case, "New name"), now=NOW)
    assert path.read_text(encoding="utf-8").startswith("# my own note\n")


@pytest.mark.skipif(os.name != "posix", reason="rights are told by mode on POSIX only")
def test_files_and_folders_are_for_the_user_only(folder: Path) -> None:
    store.save(folder, renamed(store.load(folder), "x"), now=NOW)
    for path in [folder, *folder.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_each_save_makes_a_version_and_restoring_makes_another(folder: Path) -> None:
    store.save(folder, renamed(store.load(folder), "Second"), now=NOW + timedelta(minutes=1), why="store.name")
    store.save(folder, renamed(store.load(folder), "Third"), now=NOW + timedelta(minutes=2), why="store.name")
    assert [(v.number, v.why) for v in store.history(folder)] == [(3, "store.name"), (2, "store.name"), (1, "create")]
    assert store.restore(folder, 2, NOW + timedelta(minutes=3)).store.name == "Second"
    assert store.load(folder).store.name == "Second"
    assert store.history(folder)[0].why == "restore 2"
    assert len(store.history(folder)) == 4


def test_an_unchanged_save_makes_no_version(folder: Path) -> None:
    store.save(folder, store.load(folder), now=NOW)
    assert len(store.history(folder)) == 1


def test_an_edit_by_hand_while_open_keeps_both_versions(folder: Path) -> None:
    case = store.load(folder)
    path = folder / "case.yaml"
    by_hand = path.read_text(encoding="utf-8").replace("Lamp & Co", "By hand")
    path.write_text(by_hand, encoding="utf-8")
    with pytest.raises(CaseError, match=r"case\.conflict-20260312-093000\.yaml"):
        store.save(folder, renamed(case, "By window"), now=NOW)
    assert path.read_text(encoding="utf-8") == by_hand
    kept = (folder / "case.conflict-20260312-093000.yaml").read_text(encoding="utf-8")
    assert "By window" in kept
    again = store.load(folder)
    store.save(folder, renamed(again, "Agreed"), now=NOW)
    assert store.load(folder).store.name == "Agreed"


def test_an_edit_by_hand_before_opening_stays_in_the_history(folder: Path) -> None:
    path = folder / "case.yaml"
    by_hand = path.read_text(encoding="utf-8").replace("Lamp & Co", "By hand") + "\n# why I did it\n"
    path.write_text(by_hand, encoding="utf-8")
    store.save(folder, renamed(store.load(folder), "Later"), now=NOW)
    versions = store.history(folder)
    assert [version.why for version in versions] == ["edit", "by_hand", "create"]
    store.restore(folder, versions[1].number, NOW)
    assert path.read_text(encoding="utf-8") == by_hand


def test_a_removed_folder_is_told_and_a_removed_file_is_written_again(folder: Path) -> None:
    case = store.load(folder)
    (folder / "case.yaml").unlink()
    with pytest.raises(CaseError, match="holds no case"):
        store.load(folder)
    store.save(folder, renamed(case, "Back"), now=NOW)
    assert store.load(folder).store.name == "Back"
    folder.rename(folder.with_name("moved"))
    with pytest.raises(CaseError, match="not there any more"):
        store.save(folder, case, now=NOW)


def test_a_second_writer_is_told_who_holds_the_case(folder: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys,datetime,pathlib;from poa.cases import store\n"
        f"lock=store.acquire(pathlib.Path({str(folder)!r}),'the other window',datetime.datetime.now(datetime.UTC))\n"
        "print('held',flush=True);sys.stdin.readline()"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as child:
        assert child.stdout and child.stdout.readline() == "held\n"
        case = store.load(folder)
        with pytest.raises(LockedError, match="the other window") as caught:
            store.save(folder, renamed(case, "Me too"), now=NOW)
        assert caught.value.exit_code == 4
        child.kill()
        child.wait()
    assert store.holder(folder) is None
    store.save(folder, renamed(case, "After the crash"), now=NOW)
    assert store.load(folder).store.name == "After the crash"


def test_an_older_format_is_migrated_with_a_backup(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    old = "schema: 0\nseller: {name: Old Lamp, marketplace: UK}\nwarning: {kind: other}\ncontrols: [{owner: Li Wei}]\n"
    (folder / "case.yaml").write_text(old)
    case = store.load(folder)
    assert (case.store.name, case.notice.kind, case.measures[0].owner) == ("Old Lamp", "other", "Li Wei")
    assert (folder / "case.yaml").read_text() == old
    store.save(folder, case, now=NOW)
    assert (folder / "case.schema-0.yaml").read_text() == old
    assert "schema: 1" in (folder / "case.yaml").read_text()
    assert store.load(folder) == case


def test_a_newer_format_is_refused_and_left_alone(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_text("schema: 2\nstore: {name: X}\n")
    with pytest.raises(CaseError, match=r"case\.yaml:1: .*newer"):
        store.load(folder)


def test_no_temporary_file_lingers(folder: Path) -> None:
    inner = folder / ".poa"
    (inner / ".summary.json.999999999-0.new").write_text("left by a crash")
    store.save(folder, renamed(store.load(folder), "x"), now=NOW)
    assert [path.name for path in folder.rglob("*.new")] == []
    assert not (inner / "lock").exists()
