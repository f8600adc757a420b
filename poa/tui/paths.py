"""Reads and changes one place of a case by its path (``causes[0].slots.first_day``), types checked as in case.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from poa.model.case import Case

Part = str | int
_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def parts(path: str) -> tuple[Part, ...]:
    """The steps of a path: ``a[0].b`` -> ``("a", 0, "b")``."""
    return tuple(int(number) if number else name for name, number in _PART.findall(path))


def value_at(case: Case, path: str) -> Any:
    """What stands at ``path``, or None where the path leads nowhere."""
    found: Any = case
    for part in parts(path):
        if found is None:
            return None
        if isinstance(part, int):
            found = found[part] if isinstance(found, tuple | list) and part < len(found) else None
        elif isinstance(found, dict):
            found = found.get(part)
        else:
            found = getattr(found, part, None)
    return found


def with_value(case: Case, path: str, value: Any) -> Case:
    """The case with ``value`` at ``path``; missing parts above it are made.

    Raises:
        msgspec.ValidationError: the value does not fit the place.
    """
    import msgspec

    from poa.model.case import Case

    data = msgspec.to_builtins(case, builtin_types=())
    plain = msgspec.to_builtins(value)
    _put(data, parts(path), plain)
    return msgspec.convert(data, Case)


def cleared(case: Case, path: str) -> Case:
    """The case without an answer at ``path``: the default of the place."""
    import msgspec

    from poa.model.case import Case

    *above, last = parts(path)
    data = msgspec.to_builtins(case, builtin_types=())
    found: Any = data
    for part in above:
        found = found[part] if isinstance(part, int) and part < len(found) else found.get(part) if found else None
        if found is None:
            return case
    if isinstance(found, dict):
        found.pop(last, None)
    return msgspec.convert(data, Case)


def without(case: Case, path: str) -> Case:
    """The case without the list entry at ``path`` (``actions[2]``)."""
    *above, index = parts(path)
    holder = value_at(case, _joined(above))
    if not isinstance(index, int) or holder is None:
        return case
    return with_value(case, _joined(above), [item for number, item in enumerate(holder) if number != index])


def appended(case: Case, path: str, value: Any) -> Case:
    """The case with ``value`` at the end of the list at ``path``."""
    return with_value(case, path, [*(value_at(case, path) or ()), value])


def _joined(steps: list[Part] | tuple[Part, ...]) -> str:
    text = ""
    for part in steps:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _put(data: Any, steps: tuple[Part, ...], value: Any) -> None:
    here, *rest = steps
    if isinstance(here, int):
        while len(data) <= here:
            data.append({})
    if not rest:
        data[here] = value
        return
    if isinstance(here, str) and data.get(here) is None:
        data[here] = [] if isinstance(rest[0], int) else {}
    _put(data[here], tuple(rest), value)
