"""One writer a case; a crash never leaves a case locked."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from poa.cases import store
from poa.cases.lock import WINDOW, Holder, acquire, holder
from poa.cases.process import is_running, own_start, start_of
from poa.errors import CaseError, LockedError
from poa.model.case import Case
from poa.text.dates import told_time
from poa.wording import Wording

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "case"
    store.create(place, Case(), now=NOW)
    return place


def lock_file(folder: Path, holder: Holder) -> None:
    (folder / ".poa" / "lock").write_text(json.dumps(asdict(holder)))


def test_a_lock_is_held_told_and_released(folder: Path) -> None:
    with acquire(folder, "the window", NOW):
        found = holder(folder)
        assert found and found.is_us and found.who == "the window"
        with pytest.raises(LockedError) as caught:
            acquire(folder, "another", NOW)
        told = caught.value.told(Wording("zh-Hans"))
        assert "the window" in told and found.user in told and found.host in told
        store.save(folder, Case(notes="the holder may write"), now=NOW)
    assert holder(folder) is None


def test_a_lock_of_a_process_that_ended_is_taken_over_even_if_its_number_is_used_again(folder: Path) -> None:
    with acquire(folder, "x", NOW) as lock:
        mine = lock.holder
    lock_file(folder, replace(mine, token="a", pid=2**22 + 12345, started=""))
    acquire(folder, "y", NOW).release()
    if own_start():
        lock_file(folder, replace(mine, token="b", started="another start"))
        acquire(folder, "z", NOW).release()
    assert not (folder / ".poa" / "lock").exists()


def test_a_lock_does_not_go_stale_by_the_clock(folder: Path) -> None:
    with acquire(folder, "x", NOW - timedelta(days=900)), pytest.raises(LockedError):
        acquire(folder, "y", NOW)


def test_a_lock_of_another_machine_is_respected_unless_forced(folder: Path) -> None:
    with acquire(folder, "x", NOW) as lock:
        mine = lock.holder
    lock_file(folder, replace(mine, token="c", host="other-machine", pid=1))
    with pytest.raises(LockedError, match="other-machine"):
        store.save(folder, Case(notes="x"), now=NOW)
    acquire(folder, "y", NOW, force=True).release()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_another_window_is_told_in_words_that_need_no_knowledge_of_programs(folder: Path, language: str) -> None:
    with acquire(folder, WINDOW, NOW), pytest.raises(LockedError) as caught:
        acquire(folder, WINDOW, NOW)
    told = caught.value.told(Wording(language))  # type: ignore[arg-type]
    assert {"en": "another window", "zh-Hans": "另一个窗口"}[language] in told
    assert str(os.getpid()) not in told and "poa" not in told.replace(str(folder), "")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x00\xff", b'{"pid": "x"}'])
def test_a_broken_lock_file_does_not_lock_for_ever(folder: Path, content: bytes) -> None:
    path = folder / ".poa" / "lock"
    path.write_bytes(content)
    os.utime(path, (1, 1))
    acquire(folder, "y", NOW).release()


@pytest.mark.parametrize("_", range(10))
def test_of_many_at_once_one_gets_the_lock(folder: Path, _: int) -> None:
    with acquire(folder, "x", NOW) as lock:
        stale = replace(lock.holder, token="old", pid=2**22 + 12345, started="")
    lock_file(folder, stale)
    got: list[object] = []
    start = threading.Barrier(8)

    def attempt(number: int) -> None:
        start.wait()
        with contextlib.suppress(LockedError):
            got.append(acquire(folder, str(number), NOW))

    threads = [threading.Thread(target=attempt, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    assert list((folder / ".poa").glob("*.new")) == []


def test_a_lock_made_while_we_look_is_not_taken_for_a_stale_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with acquire(folder, "x", NOW) as lock:
        mine = lock.holder
    before = time.time() - 0.5
    looks = iter((None,))

    def read_just_before_another_makes_it(path: Path) -> Holder | None:
        try:
            return next(looks)
        except StopIteration:
            return mine
        finally:
            lock_file(folder, mine)

    monkeypatch.setattr("poa.cases.lock._read", read_just_before_another_makes_it)
    monkeypatch.setattr("poa.cases.lock.time.time", lambda: before)
    with pytest.raises(LockedError):
        acquire(folder, "y", NOW)
    assert (folder / ".poa" / "lock").exists()


def test_only_a_case_can_be_locked(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        acquire(tmp_path, "x", NOW)
    with pytest.raises(CaseError, match="not there"):
        acquire(tmp_path / "gone", "x", NOW)


def test_a_running_process_is_told_from_none() -> None:
    assert is_running(os.getpid(), own_start())
    assert is_running(os.getpid(), "")
    assert not is_running(0, "") and not is_running(-1, "") and not is_running(2**40, "")
    assert start_of(os.getpid()) == own_start()


def test_a_refusal_names_the_time_with_its_zone(folder: Path) -> None:
    held = acquire(folder, "poa", NOW)
    with pytest.raises(LockedError) as refusal:
        acquire(folder, "another", NOW)
    assert told_time(NOW.astimezone(), Wording("en")) in str(refusal.value)
    held.release()


def test_a_program_that_was_stopped_at_the_guard_holds_up_nobody_for_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from poa.cases import alone as guard
    from poa.cases.lock import GUARD

    monkeypatch.setattr(guard, "PATIENCE", 0.05)
    done = threading.Event()

    def open_and_close() -> None:
        acquire(folder, WINDOW, NOW).release()
        done.set()

    with guard.alone(folder / ".poa" / GUARD):
        threading.Thread(target=open_and_close, daemon=True).start()
        assert done.wait(10)
    assert holder(folder) is None
