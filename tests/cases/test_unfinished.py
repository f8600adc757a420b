"""A case whose messages were never taken in whole says so, until they are."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases import store
from poa.cases.beside import beside
from poa.cases.layout import inner
from poa.cases.mail import CaseMail, import_messages
from poa.cases.process import own_start
from poa.cases.unfinished import FILE, note, noted, unfinished
from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.model.standing import Beside, Standing, settled
from poa.resources import root

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.create(tmp_path / "case", Case(), now=NOW)
    (tmp_path / "sent.txt").write_text("Your lamp was sent.", encoding="utf-8")
    return tmp_path / "case"


def take_in(folder: Path) -> int:
    source = folder.parent / "sent.txt"
    return import_messages(folder, [source], guidance=Guidance([root("guidance")]), now=NOW).imported


def test_what_was_begun_stands_noted_until_it_is_in_the_case(folder: Path) -> None:
    assert not unfinished(folder)
    note(folder, [folder.parent / "sent.txt"], NOW)
    assert unfinished(folder) == beside(folder, NOW.date()).unfinished == ("sent.txt",)
    assert take_in(folder) == 1 and CaseMail(folder).count == 1
    assert not unfinished(folder) and not beside(folder, NOW.date()).unfinished


def test_what_the_user_stopped_is_not_noted_and_what_was_before_stays(folder: Path) -> None:
    for before in ((), ("sent.txt",)):
        with pytest.raises(KeyboardInterrupt), noted(folder, [Path("more.txt")], NOW):
            assert unfinished(folder) == before or unfinished(folder) == ("more.txt",)
            raise KeyboardInterrupt
        assert unfinished(folder) == before
        note(folder, [Path("sent.txt")], NOW)


def test_what_another_window_is_reading_is_not_given_up(folder: Path) -> None:
    import subprocess
    import sys

    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as reader:
        kept = {"names": ["a"], "host": platform.node(), "pid": reader.pid, "started": ""}
        inner(folder, FILE).write_text(json.dumps(kept), encoding="utf-8")
        assert not unfinished(folder)
        reader.communicate(b"\n")
    assert unfinished(folder) == ("a",)
    inner(folder, FILE).write_text(json.dumps(kept | {"pid": 1, "started": own_start()}), encoding="utf-8")
    assert unfinished(folder) == ("a",)


def test_a_case_without_its_messages_is_not_ready() -> None:
    steps = {"messages": "ready", "review": "open", "export": "open", "answer": "later"}
    left = Standing(beside=Beside(unfinished=("sent.txt",)))
    found = settled(steps, left, closed=False)
    assert (found["messages"], found["export"]) == ("part", "later")
    wrong = settled(steps, Standing(beside=Beside(misquoted=1)), closed=False)
    assert (wrong["messages"], wrong["export"]) == ("problem", "later")
