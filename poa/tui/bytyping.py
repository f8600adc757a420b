"""Which of a few choices a typed letter means: its label, its English name, or its Chinese label as it is spelled."""

from __future__ import annotations

from collections.abc import Sequence


def meant_by(typed: str, options: Sequence[tuple[str, str]], present: str | None) -> str | None:
    """The value of the next choice that begins with ``typed``, after the present one; None where none does.

    Args:
        typed: what was typed, one letter or some characters at once.
        options: ``(value, label)``.
        present: the value that is chosen now; typing the same letter again goes on to the next.
    """
    wanted = typed.strip().casefold()
    if not wanted:
        return None
    values = [value for value, _ in options]
    here = values.index(present) + 1 if present in values else 0
    turned = [*options[here:], *options[:here]]
    return next((value for value, label in turned if _begins(wanted, value, label)), None)


def _begins(wanted: str, value: str, label: str) -> bool:
    from poa.text.pinyin import has_han, spelled

    if label.casefold().startswith(wanted) or value.casefold().startswith(wanted):
        return True
    return has_han(label[:1]) and not has_han(wanted) and spelled(label).startswith(wanted)
