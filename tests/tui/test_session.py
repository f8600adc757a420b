"""The session: saved at each answer, taken back, marked "look again", read-only beside another window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.store import acquire, load
from poa.errors import LockedError
from poa.tui.session import Session, open_session

from .conftest import NOW


@pytest.fixture
def session(make_app: Callable[..., Any], case_folder: Path) -> Session:
    return open_session(make_app().desk, case_folder)


def test_an_answer_is_on_the_disk_when_it_is_confirmed(session: Session) -> None:
    session.answer("store.team_size", 4, "notice")
    assert load(session.folder).store.team_size == 4


def test_answers_are_taken_back_one_by_one(session: Session) -> None:
    session.answer("store.team_size", 4, "notice")
    session.answer("store.team_size", 5, "notice")
    assert session.undo()
    assert load(session.folder).store.team_size == 4
    assert session.undo()
    assert load(session.folder).store.team_size is None
    assert not session.undo()


def test_an_early_answer_marks_later_steps_and_deletes_nothing(session: Session) -> None:
    session.answer("exhibits", [{"number": 1, "title": {"en": "Log", "zh": "记录"}}], "evidence")
    assert session.progress["evidence"] != "empty"
    session.answer("notice.kind", "other", "notice")
    assert "evidence" in session.case.look_again
    assert session.case.exhibits
    session.looked("evidence")
    assert "evidence" not in load(session.folder).look_again


def test_a_case_held_by_another_window_opens_read_only(make_app: Callable[..., Any], case_folder: Path) -> None:
    from poa.cases import lock

    held = acquire(case_folder, "another window", NOW)
    place = case_folder / ".poa" / lock.LOCK
    place.write_bytes(place.read_bytes())
    second = open_session(make_app().desk, case_folder)
    assert second.read_only
    with pytest.raises(LockedError):
        second.change(msgspec.structs.replace(second.case, notes="x"))
    assert load(case_folder).notes == ""
    held.release()


def test_closing_lets_others_write(session: Session) -> None:
    session.close()
    acquire(session.folder, "next", NOW).release()


def test_a_proposal_that_is_kept_raises_no_flag_and_a_change_says_why(session: Session) -> None:
    session.answer("exhibits", [{"number": 1, "title": {"en": "Log", "zh": "记录"}}], "evidence")
    session.answer("store.team_size", 4, "notice")
    assert not session.case.look_again
    session.answer("store.team_size", 5, "notice")
    assert "evidence" in session.case.look_again
    assert session.reasons["evidence"].startswith(session.desk.words("tui_steps.notice.name"))


def test_words_in_the_language_that_was_missing_change_nothing_that_stood(session: Session) -> None:
    session.answer("exhibits", [{"number": 1, "title": {"en": "Log", "zh": "记录"}}], "evidence")
    session.answer("people", [{"en": "Li Wei", "zh": "李伟", "role": {"zh": "运营经理"}}], "notice")
    session.answer("people[0].role", {"en": "operations manager", "zh": "运营经理"}, "notice")
    assert not session.case.look_again
    session.answer("people[0].role", {"en": "owner", "zh": "运营经理"}, "notice")
    assert "evidence" in session.case.look_again
