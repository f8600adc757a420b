"""Puts one answer into the case: a path such as ``actions[0].on`` and a value, checked by the case's own types."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from poa.errors import InputError
from poa.model.case import Case

Part = str | int
_PART = re.compile(r"([A-Za-z_][\w:/-]*)|\[(\d+)\]")
# The two ways to state when an answer is due.
DEADLINE = ("notice.deadline_hours", "notice.deadline_at")
RECEIVED = "notice.received"


def parts_of(path: str) -> tuple[Part, ...]:
    """``causes[0].slots.first_day`` as ``("causes", 0, "slots", "first_day")``.

    Raises:
        InputError: the text is no path.
    """
    found = tuple(int(number) if number else name for name, number in _PART.findall(path))
    if not found or isinstance(found[0], int):
        raise InputError("plan.unknown_path", path=path[:60])
    return found


def answer_at(case: Case, path: str) -> Any:
    """What stands at ``path``; None where nothing does."""
    found: Any = case
    for part in parts_of(path):
        if isinstance(part, int):
            found = found[part] if isinstance(found, tuple | list) and part < len(found) else None
        elif isinstance(found, dict):
            found = found.get(part)
        else:
            found = getattr(found, _attribute(found, part), None)
        if found is None:
            return None
    return found


def _attribute(part: Any, name: str) -> str:
    """The attribute behind a name of the file: a turn's ``from`` is no name that Python allows."""
    written = getattr(part, "__struct_encode_fields__", ())
    return str(part.__struct_fields__[written.index(name)]) if name in written else name


def set_answer(case: Case, path: str, value: Any) -> Case:
    """The case with ``value`` at ``path``; ``None`` takes the answer away. The case given is left as it is.

    A list is extended by naming the place behind its last entry.

    Raises:
        InputError: the case has no such place, or the value does not fit it.
    """
    import msgspec

    data = msgspec.json.decode(msgspec.json.encode(case))
    _put(data, parts_of(path), msgspec.json.decode(msgspec.json.encode(value)), path)
    if path in DEADLINE:
        # The seller has said which time holds.
        data["notice"].pop("other_deadlines", None)
    try:
        changed = msgspec.convert(data, Case)
        return _moved(case, changed) if path == RECEIVED else changed
    except msgspec.ValidationError as problem:
        what = str(problem).split(" - at ")[0]
        if "unknown field" in what:
            raise InputError("plan.unknown_path", path=path[:60]) from None
        from poa.library.misfit import misfit

        raise InputError("plan.wrong_answer", value=str(value)[:40], what=misfit(what)) from None


def _moved(before: Case, after: Case) -> Case:
    import msgspec

    from poa.notice.facts import with_received

    return msgspec.structs.replace(after, notice=with_received(before.notice, after.notice))


def moved_deadline(before: Case, after: Case, path: str) -> datetime | None:
    """Where the deadline stands now, if the answer at ``path`` moved it along; to be told in one sentence.

    Args:
        before: the case so far.
        after: with the answer (set_answer).
        path: the place that was answered.
    """
    due = after.notice.deadline_at
    return due if path == RECEIVED and due is not None and due != before.notice.deadline_at else None


def _put(data: Any, steps: tuple[Part, ...], value: Any, path: str) -> None:
    here, rest = steps[0], steps[1:]
    if isinstance(here, int):
        if not isinstance(data, list) or here > len(data):
            raise InputError("plan.unknown_path", path=path[:60])
        if here == len(data):
            data.append({})
    elif not isinstance(data, dict):
        raise InputError("plan.unknown_path", path=path[:60])
    if not rest:
        if value is None:
            _drop(data, here)
        else:
            data[here] = value
        return
    if isinstance(here, str) and data.get(here) is None:
        data[here] = [] if isinstance(rest[0], int) else {}
    _put(data[here], rest, value, path)


def _drop(data: Any, here: Part) -> None:
    if isinstance(data, dict):
        data.pop(here, None)
    elif isinstance(here, int):
        del data[here : here + 1]
