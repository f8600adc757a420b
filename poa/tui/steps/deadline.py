"""A deadline that the notice states in more than one way: shown with all readings until the seller says which holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec

from poa.model.case import OtherReading
from poa.notice.told import told_readings, told_time
from poa.plan.answers import DEADLINE
from poa.tui.screens.choose import ChooseScreen, Option
from poa.tui.steps.base import Row, StepView
from poa.tui.times import told_moment


def open_row(view: StepView, row: Row) -> Row:
    """The row of a deadline that can be read otherwise asks which reading holds; any other row as it is."""
    readings = view.case.notice.other_deadlines
    if not readings or row.key.removeprefix("q:") not in DEADLINE:
        return row
    told = told_readings(readings, view.desk.words, lambda at: _moment(view, at))
    last = row.key.endswith("_at") or view.case.notice.deadline_at is None
    return replace(row, state="todo", note="\n".join((row.note, *told)).strip() if last else row.note)


def choose_deadline(view: StepView) -> None:
    """Ask which reading holds; what is chosen is the deadline, and no other is shown beside it any more."""
    present, *others = readings = _readings(view)
    titles = [told_time(one, view.desk.words, lambda at: _moment(view, at)) for one in readings]
    options = [Option("0", titles[0], view.say("earliest_deadline"), present=True)]
    options += [Option(str(n), titles[n], one.words) for n, one in enumerate(others, 1)]
    options.append(Option("own", view.say("other_deadline"), view.say("other_deadline_note")))

    def chosen(key: str | None) -> None:
        if key == "own":
            path = DEADLINE[0] if present.at is None else DEADLINE[1]
            view.ask(path)
        elif key is not None:
            _set(view, int(key), readings[int(key)])

    screen = ChooseScreen(view.say("which_deadline"), options, view.say("which_note"))
    view.screen.app.push_screen(screen, chosen)


def _set(view: StepView, number: int, reading: OtherReading) -> None:
    """Of the reading that is set already the answers stay as they are; it is confirmed."""
    notice = msgspec.structs.replace(view.case.notice, other_deadlines=())
    if number:
        notice = msgspec.structs.replace(
            notice, deadline_at=reading.at, deadline_hours=reading.hours, deadline_from=reading.starts
        )
    view.change(msgspec.structs.replace(view.case, notice=notice), "notice.deadline_at")


def _readings(view: StepView) -> list[OtherReading]:
    notice = view.case.notice
    return [OtherReading("", notice.deadline_at, notice.deadline_hours), *notice.other_deadlines]


def _moment(view: StepView, at: datetime) -> str:
    return told_moment(at, view.desk.zone, view.desk.words)
