"""What the program refuses where dates, quotations and records are concerned, each with the reason in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from poa.errors import RefusedError
from poa.model.case import Action, Case

# Clocks of two machines differ a little, and a day begins earlier in the east.
_CLOCKS = timedelta(minutes=10)
_SPACE = re.compile(r"\s+")
# Word processors turn quotation marks; that alters no word.
_MARKS = str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")
# The spaces around are taken off the pieces: a pattern that begins with any number of them takes long where many stand.
_LEFT_OUT = re.compile(r"\n|\[\s*(?:…|\.{3})\s*\]|（…+）|…+|\.{3,}")


def refuse_undone_as_done(case: Case, today: date) -> None:
    """Refuse actions called done, and measures called in force, with a date that is still to come.

    Args:
        case: the answers.
        today: the user's own date.

    Raises:
        RefusedError: names the first one; such a thing is planned, with the date by which it will be done.
    """
    for index, action in enumerate(case.actions):
        if action.status == "done" and action.on and action.on > today:
            raise RefusedError("cases.done_in_future", place=f"actions[{index}]", on=action.on, today=today)
    for index, measure in enumerate(case.measures):
        if measure.status == "in_force" and measure.since and measure.since > today:
            raise RefusedError("cases.in_force_in_future", place=f"measures[{index}]", on=measure.since, today=today)
    for index, statement in enumerate(case.statements):
        if statement.place == "done" and statement.on and statement.on > today:
            raise RefusedError("cases.done_in_future", place=f"statements[{index}]", on=statement.on, today=today)


def refuse_back_dating(before: Case, after: Case, sent: datetime | None) -> None:
    """Refuse to move the date of a done action that a recorded submission has already told Amazon.

    Args:
        before: the answers so far.
        after: the answers to be saved.
        sent: when the last round was sent; None where there is none.

    Raises:
        RefusedError: names the action; a mistake is corrected openly in the next letter, as a further statement.
    """
    if sent is None:
        return
    told = {_name(action): action.on for action in before.actions if action.status == "done" and action.on}
    told.pop("", None)
    for index, action in enumerate(after.actions):
        earlier = told.get(_name(action))
        if earlier and action.on and action.status == "done" and action.on < earlier <= sent.date():
            raise RefusedError("cases.back_dated", place=f"actions[{index}]", old=earlier, new=action.on)


def _name(action: Action) -> str:
    """What tells one action from another."""
    return action.id or action.entry or action.text.en or action.text.zh


def refuse_round_date(sent: datetime, now: datetime, before: datetime | None) -> None:
    """Refuse a submission dated in the future or before the one before it."""
    if sent > now + _CLOCKS:
        raise RefusedError("cases.round_in_future", sent=sent, now=now)
    if before and sent < before:
        raise RefusedError("cases.round_before_last", sent=sent, last=before)


def refuse_answer_date(received: datetime, now: datetime, sent: datetime) -> None:
    """Refuse an answer dated in the future or before what it answers."""
    if received > now + _CLOCKS:
        raise RefusedError("cases.round_in_future", sent=received, now=now)
    if received < sent:
        raise RefusedError("cases.answer_before_round", received=received, sent=sent)


def refuse_second_answer(place: Path, number: int, answered: bool) -> None:
    """Refuse to replace a recorded answer."""
    if answered:
        raise RefusedError("cases.round_is_closed", file=place, number=number)


def refuse_altered(paths: Iterable[Path]) -> None:
    """Refuse to go on with records or evidence whose files are no longer what was taken in.

    Raises:
        RefusedError: names the first one.
    """
    for path in paths:
        raise RefusedError("cases.altered_file", file=path)


def refuse_altered_quote(quote: str, source: str, order_id: str = "") -> None:
    """Refuse a quotation that is not word for word what the message says.

    Spaces may differ, and words may be left out where "…", "[...]" or a new line shows it; all else must stand in the
    message, in its order.

    Raises:
        RefusedError: the words are not those of the message.
    """
    text = _plain(source)
    place = 0
    for piece in _LEFT_OUT.split(quote):
        wanted = _plain(piece).strip()
        if not wanted:
            continue
        found = text.find(wanted, place)
        if found < 0:
            raise RefusedError("cases.altered_quote", order=order_id or "–")
        place = found + len(wanted)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_MARKS))
