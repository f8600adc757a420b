"""A deadline that can be read in two ways asks which reading holds, in step 1 and on the card of the first minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from poa.cases.begin import laid_over
from poa.cases.rounds import record_answer, rounds, submit
from poa.cases.store import load, save
from poa.library.guidance import Guidance
from poa.model.case import NoticeFacts, OtherReading
from poa.notice import read_notice
from poa.plan.answers import set_answer
from poa.resources import root
from poa.review.answered import with_refusal

from .conftest import NOW, make_case, settle, shows
from .test_screens import press

LATER = NOW + timedelta(days=20)


def open_case(home: Path) -> Path:
    folder = make_case(home)
    case = load(folder)
    notice = msgspec.structs.replace(
        case.notice, other_deadlines=(OtherReading("by 04/03/2026", LATER, 480, "this_notice"),)
    )
    save(folder, msgspec.structs.replace(case, notice=notice), now=NOW)
    return folder


def rows(app: Any) -> dict[str, Any]:
    return {item.row.key: item.row for item in app.screen.query_one("#rows").items}


async def to_deadline(pilot: Any) -> None:
    keys = pilot.app.screen.query_one("#rows")
    for _ in range(40):
        if keys.key == "q:notice.deadline_at":
            break
        await press(pilot, "down")
    await press(pilot, "enter")


@pytest.mark.parametrize(("language", "said"), [("en", "It can also be read as"), ("zh-Hans", "也可以理解为")])
async def test_the_row_asks_and_tells_the_other_reading(
    make_app: Callable[..., Any], home: Path, language: str, said: str
) -> None:
    open_case(home)
    app = make_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        row = rows(app)["q:notice.deadline_at"]
        assert row.state == "todo"
        assert said in row.note
        assert "04/03/2026" in row.note
        assert rows(app)["q:notice.deadline_hours"].state == "todo"
        await press(pilot, "ctrl+d")
        assert shows(app, said)


@pytest.mark.parametrize(("moves", "later"), [(0, False), (1, True)], ids=["confirmed", "another"])
async def test_what_is_chosen_is_the_deadline(
    make_app: Callable[..., Any], home: Path, moves: int, later: bool
) -> None:
    folder = open_case(home)
    before = load(folder).notice.deadline_at
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1")
        await to_deadline(pilot)
        await press(pilot, *["down"] * moves, "enter")
        notice = load(folder).notice
        assert notice.other_deadlines == ()
        assert notice.deadline_at == (LATER if later else before)
        assert rows(app)["q:notice.deadline_at"].state == "done"


def test_a_time_typed_by_hand_leaves_nothing_open(home: Path) -> None:
    case = set_answer(load(open_case(home)), "notice.deadline_at", LATER)
    assert (case.notice.deadline_at, case.notice.other_deadlines) == (LATER, ())


def test_an_answer_of_amazon_with_two_readings_opens_the_deadline_anew(home: Path) -> None:
    folder = make_case(home)
    sent = home / "letter.en.txt"
    sent.write_text("Dear team", encoding="utf-8")
    submit(folder, [sent], sent=NOW, now=NOW)
    text = "We need greater detail on the root cause. Please answer within 48 to 72 hours of this message."
    record_answer(folder, 1, received=NOW, now=NOW, text=text, kind="refusal")
    answer = read_notice(text, Guidance([root("guidance")]), received=NOW)
    notice = with_refusal(load(folder), rounds(folder)[0], answer, ()).notice
    assert notice.deadline_at == NOW + timedelta(hours=48)
    assert [one.hours for one in notice.other_deadlines] == [72]


def test_a_deadline_stated_by_the_seller_leaves_nothing_open(home: Path) -> None:
    read = load(open_case(home)).notice
    assert laid_over(read, NoticeFacts(deadline_at=LATER)).other_deadlines == ()
    assert laid_over(read, NoticeFacts(kind="other")).other_deadlines == read.other_deadlines
