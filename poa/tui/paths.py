"""Places in a case by path (``causes[0].slots.first_day``): what stands there, and lists that grow and shrink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from poa.model.case import Case


def value_at(case: Case, path: str) -> Any:
    """What stands at ``path``, or None."""
    from poa.plan.answers import answer_at

    return answer_at(case, path)


def with_value(case: Case, path: str, value: Any) -> Case:
    """The case with ``value`` at ``path``; None takes the answer away.

    Raises:
        InputError: there is no such place, or the value does not fit it.
    """
    from poa.plan.answers import set_answer

    return set_answer(case, path, value)


def without(case: Case, path: str) -> Case:
    """The case without the list entry at ``path`` (``actions[2]``)."""
    return with_value(case, path, None)


def appended(case: Case, path: str, value: Any) -> Case:
    """The case with ``value`` at the end of the list at ``path``."""
    return with_value(case, path, [*(value_at(case, path) or ()), value])
