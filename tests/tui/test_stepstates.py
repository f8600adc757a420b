"""A step that calls for work says why; a closed case calls for none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from poa.cases.store import load, save
from poa.library.playbook import load_playbook
from poa.model.case import Audit, Case, Earlier, Exhibit, Stream, Text
from poa.model.question import STEPS
from poa.plan import problems
from tests.letter.cases import GUIDANCE

from .conftest import NOW, screen_lines, settle, shows
from .test_screens import full_case, press

LATER = (NOW + timedelta(days=9)).date()


PLAYBOOK = load_playbook(GUIDANCE)


def done_later(case: Case) -> Case:
    """An action that is told as done after the letter."""
    first = replace(case.actions[0], status="done", on=LATER, until=None)
    return replace(case, letter=replace(case.letter, on=NOW.date()), actions=(first, *case.actions[1:]))


def in_force_later(case: Case) -> Case:
    """The same of a measure."""
    first = replace(case.measures[0], status="in_force", since=LATER)
    return replace(case, letter=replace(case.letter, on=NOW.date()), measures=(first, *case.measures[1:]))


def told_later(case: Case) -> Case:
    """A message that is told as sent after the letter."""
    first = replace(case.incidents[0], on=LATER, until=None)
    return replace(case, letter=replace(case.letter, on=NOW.date()), incidents=(first, *case.incidents[1:]))


def counts_apart(case: Case) -> Case:
    """Two counts of the same messages."""
    one = Stream(what=Text("All", "全部"), read=30)
    return replace(case, audit=replace(case.audit, messages_read=40, streams=(one,), ledger=()))


def twice(case: Case) -> Case:
    """Two exhibits of one number."""
    return replace(case, exhibits=(Exhibit(number=1, title=Text("A", "甲")), Exhibit(number=1, title=Text("B", "乙"))))


@pytest.mark.parametrize(
    ("make", "step", "said"),
    [
        (done_later, "actions", "写成已完成"),
        (in_force_later, "measures", "写成已实行"),
        (counts_apart, "messages", "核查的数字对不上"),
        (told_later, "messages", "有一条消息的日期"),
        (twice, "evidence", "有两份证据编号相同"),
    ],
)
async def test_a_step_with_a_problem_says_which(
    make_app: Callable[..., Any], home: Path, make: Callable[[Case], Case], step: str, said: str
) -> None:
    folder = full_case(home)
    save(folder, make(load(folder)), now=NOW)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", str(STEPS.index(step) + 1))  # type: ignore[arg-type]
        assert shows(app, "有问题")
        assert shows(app, said), screen_lines(app)


async def test_a_message_quoted_otherwise_than_it_was_sent_is_named_in_its_line_and_by_its_step(
    make_app: Callable[..., Any], home: Path
) -> None:
    folder = full_case(home)
    case = load(folder)
    save(folder, replace(case, incidents=(replace(case.incidents[0], quote="你是不是傻？"),)), now=NOW)
    app = make_app("zh-Hans")
    async with app.run_test(size=(120, 50)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        assert shows(app, "有问题") and shows(app, "请按发送时的原文引用"), screen_lines(app)
        line = next(at for at, line in enumerate(screen_lines(app)) if "! 1. 订单" in line)
        assert "与消息原文不一致" in "".join(screen_lines(app)[line:]), screen_lines(app)


async def test_the_line_of_a_message_dated_after_the_letter_is_marked(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    save(folder, told_later(load(folder)), now=NOW)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "2")
        assert any("! 1. Order" in line for line in screen_lines(app)), screen_lines(app)


def test_a_sound_case_has_no_problem(home: Path) -> None:
    assert not list(problems(load(full_case(home)), PLAYBOOK))
    assert not list(problems(Case(audit=Audit()), PLAYBOOK))


async def test_no_step_of_a_closed_case_calls_for_work(make_app: Callable[..., Any], home: Path) -> None:
    folder = full_case(home)
    case = replace(counts_apart(load(folder)), closed_on=NOW.date(), look_again=("causes",))
    save(folder, case, now=NOW)
    app = make_app("zh-Hans")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        outline = [line[:28] for line in screen_lines(app)[2:13]]
        assert not any(mark in line for line in outline for mark in "!~…"), outline
        assert any("未做完" in line.replace(" ", "") for line in outline)
        app.screen.action_go(9)
        await settle(pilot)
        app.screen.view.choose("reopen")
        await settle(pilot)
        outline = [line[:28] for line in screen_lines(app)[2:13]]
        assert any("!" in line for line in outline), "opened again, it does"


@pytest.mark.parametrize("refused", [False, True])
async def test_a_step_to_look_at_again_names_amazons_answer_where_there_was_one(
    make_app: Callable[..., Any], home: Path, refused: bool
) -> None:
    folder = full_case(home)
    earlier = (Earlier(on=NOW.date(), what="refusal"),) if refused else ()
    save(folder, replace(load(folder), earlier=earlier, look_again=("causes",)), now=NOW)
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "3")
        assert shows(app, "Amazon's answer (step 10) asks") is refused
        assert shows(app, "See whether")
