"""When the system refuses: clear words, the old file unharmed, nothing left behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa import atomic
from poa.cases import store
from poa.cases.versions import clock_set_back
from poa.errors import CaseError
from poa.model.case import Case
from poa.wording import Wording

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "case"
    store.create(place, Case(notes="first"), now=NOW)
    return place


def failing(code: int) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("step", ["_sync", "_replace", "_write"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EFBIG, "disk is full"),
        (errno.EROFS, "may not write"),
        (errno.EACCES, "may not write"),
        (errno.ENOENT, "not there any more"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_refused_write_leaves_the_old_file_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, words: str
) -> None:
    before = (folder / "case.yaml").read_bytes()
    monkeypatch.setattr(atomic, step, failing(code))
    with pytest.raises(CaseError, match=words) as caught:
        store.save(folder, Case(notes="second"), now=NOW)
    assert caught.value.told(Wording("zh-Hans"))
    monkeypatch.undo()
    assert (folder / "case.yaml").read_bytes() == before
    assert list(folder.rglob("*.new")) == [] and not (folder / ".poa" / "lock").exists()
    store.save(folder, Case(notes="third"), now=NOW)
    assert store.load(folder).notes == "third"


@posix
def test_a_real_limit_of_space_is_told_and_loses_nothing(folder: Path) -> None:
    script = f"""
import datetime, pathlib, resource, signal, sys
from poa.cases import store
from poa.errors import CaseError
from poa.model.case import Case
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
folder = pathlib.Path({str(folder)!r})
try:
    store.save(folder, Case(notes="x" * 50000), now=datetime.datetime.now(datetime.UTC))
except CaseError as problem:
    print(problem)
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=root, check=True)
    assert "The disk is full" in done.stdout
    assert store.load(folder).notes == "first"
    assert list(folder.rglob("*.new")) == []


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_folder_is_told(folder: Path) -> None:
    inner = [path for path in folder.rglob("*") if path.is_dir()]
    for path in [folder, *inner]:
        path.chmod(0o500)
    try:
        assert store.load(folder).notes == "first"
        with pytest.raises(CaseError, match="may not write"):
            store.save(folder, Case(notes="x"), now=NOW)
    finally:
        for path in [folder, *inner]:
            path.chmod(0o700)


def test_a_clock_that_was_set_back_is_noticed_and_loses_nothing(folder: Path) -> None:
    earlier = NOW - timedelta(days=400)
    assert clock_set_back(folder, earlier) and not clock_set_back(folder, NOW)
    store.save(folder, Case(notes="second"), now=earlier)
    assert store.load(folder).notes == "second"
    assert [version.number for version in store.history(folder)] == [2, 1]


def test_the_history_is_thinned_but_keeps_each_day(folder: Path) -> None:
    for number in range(120):
        now = NOW + timedelta(days=number // 40, minutes=number)
        store.save(folder, Case(notes=f"answer {number}"), now=now)
    versions = store.history(folder)
    assert len(versions) == 50 + 2
    assert {version.at.date() for version in versions if version.at} == {
        (NOW + timedelta(days=n)).date() for n in range(3)
    }
    assert store.restore(folder, versions[-1].number, NOW).notes == "answer 39"


def test_a_damaged_version_is_left_out_of_the_list_and_not_restored(folder: Path) -> None:
    store.save(folder, Case(notes="second"), now=NOW)
    history = folder / ".poa" / "history"
    (history / "000001.yaml").write_bytes(b"")
    assert [version.number for version in store.history(folder)] == [2]
    path = history / "000002.yaml"
    path.write_bytes(path.read_bytes().replace(b"second", b"forged"))
    with pytest.raises(CaseError, match="damaged"):
        store.restore(folder, 2, NOW)
    with pytest.raises(CaseError, match="no version 7"):
        store.restore(folder, 7, NOW)
    assert store.load(folder).notes == "second"


def test_errors_never_hold_the_text_of_an_answer(folder: Path) -> None:
    secret = "The buyer lives at 12 Elm Street and her name is Anna Schmidt. " * 5
    (folder / "case.yaml").write_text(
        f"store: {{name: x}}\npractice: '{secret}'\nincidents: [{{quote: [x, '{secret}']}}]\n"
    )
    with pytest.raises(CaseError) as caught:
        store.load(folder)
    assert secret[:60] not in str(caught.value)


def test_a_save_goes_through_the_disk_before_it_returns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    for name in ("_sync", "_replace", "sync_folder"):
        real = getattr(atomic, name)
        monkeypatch.setattr(atomic, name, lambda *a, real=real, name=name: (order.append(name), real(*a))[1])
    case = msgspec.structs.replace(store.load(folder), notes="x")
    store.save(folder, case, now=NOW)
    place = order.index("_sync")
    assert order[place : place + 3] == ["_sync", "_replace", "sync_folder"]
