"""Turns a Python pattern into an RE2 pattern that matches at least as much, for the filter in front of ``re``.

RE2 knows no look-around and no back-reference, and its ``\\b`` and ``\\w`` are ASCII; wide counted repeats swell its
automaton. All of these are relaxed here: what the filter lets through too much, ``re`` refuses afterwards.
"""

from __future__ import annotations

import re
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_WIDE = 8
_LETTERS = r"A-Za-z\x{80}-\x{10ffff}"
"""Letters, and all else beyond ASCII: the automaton of the letters alone takes milliseconds to make."""
_CLASSES = {
    c.CATEGORY_DIGIT: r"\p{Nd}",
    c.CATEGORY_SPACE: r"\s\pZ\x85",
    c.CATEGORY_WORD: rf"0-9_{_LETTERS}",
    c.CATEGORY_NOT_DIGIT: r"\D",
    c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_NOT_WORD: r"\W",
}


def superset(pattern: str) -> str:
    """The relaxed RE2 form of ``pattern``.

    Raises:
        re.error: the pattern is no valid Python pattern.
    """
    return _sequence(parser.parse(pattern))


def core(pattern: str) -> str:
    """A relaxed part of ``pattern`` that every match holds, free of wide gaps: the longest stretch between them.

    An automaton remembers behind each wide gap what stood before it, and with many patterns it remembers very many
    combinations; it remembers nothing of a core.
    """
    return _core(parser.parse(pattern))


def _core(nodes: Any) -> str:
    if len(nodes) == 1 and nodes[0][0] is c.BRANCH:
        return "(?:" + "|".join(_core(part) for part in nodes[0][1][1]) + ")"
    pieces: list[list[Any]] = [[]]
    for node in nodes:
        if _gapped(node):
            pieces.append([])
        else:
            pieces[-1].append(node)
    best = max(pieces, key=lambda piece: _width(nodes, piece))
    return _sequence(best) if _width(nodes, best) else _sequence(nodes)


def _width(nodes: Any, piece: list[Any]) -> int:
    return int(parser.SubPattern(nodes.state, piece).getwidth()[0])


def _gapped(node: tuple[Any, Any]) -> bool:
    """Whether a wide gap is in it: many characters of nearly any kind."""
    op, value = node
    if op is c.SUBPATTERN:
        return any(map(_gapped, value[3]))
    if op is c.BRANCH:
        return any(_gapped(one) for part in value[1] for one in part)
    if op in (c.MAX_REPEAT, c.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
        wide = value[1] is c.MAXREPEAT or value[1] > _WIDE
        return any((wide and _any_kind(inner)) or _gapped(inner) for inner in value[2])
    return str(op) == "ATOMIC_GROUP" and any(map(_gapped, value))


def _any_kind(node: tuple[Any, Any]) -> bool:
    op, value = node
    return op in (c.ANY, c.NOT_LITERAL) or (op is c.IN and value[0][0] is c.NEGATE)


def _sequence(nodes: Any) -> str:
    return "".join(_node(op, value) for op, value in nodes)


def _node(op: Any, value: Any) -> str:
    if op is c.LITERAL:
        return re.escape(chr(value)) if chr(value).isascii() else chr(value)
    if op is c.NOT_LITERAL:
        return f"[^{_in_class(value)}]"
    if op is c.ANY:
        return "."
    if op is c.IN:
        return _class(value)
    if op is c.BRANCH:
        return "(?:" + "|".join(_sequence(part) for part in value[1]) + ")"
    if op is c.SUBPATTERN:
        return "(?:" + _sequence(value[3]) + ")"
    if op in (c.MAX_REPEAT, c.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
        return _repeat(*value)
    if str(op) == "ATOMIC_GROUP":
        return "(?:" + _sequence(value) + ")"
    return ".*" if op is c.GROUPREF else ""


def _repeat(least: int, most: int, inner: Any) -> str:
    body = f"(?:{_sequence(inner)})"
    if most is c.MAXREPEAT or most > _WIDE:
        if least > _WIDE:
            return body + "+"
        return body + "*" if least == 0 else f"{body}{{{least}}}{body}*"
    return f"{body}{{{least},{most}}}"


def _class(items: Any) -> str:
    if items[0][0] is c.NEGATE:
        letters = (c.CATEGORY, c.CATEGORY_NOT_WORD) in items
        if letters:
            return f"[{_LETTERS}]" if (c.CATEGORY, c.CATEGORY_DIGIT) in items else f"[0-9_{_LETTERS}]"
        return "[^" + "".join(_member(op, value, True) for op, value in items[1:]) + "]"
    return "[" + "".join(_member(op, value, False) for op, value in items) + "]"


def _member(op: Any, value: Any, negated: bool) -> str:
    if op is c.LITERAL:
        return _in_class(value)
    if op is c.RANGE:
        return f"{_in_class(value[0])}-{_in_class(value[1])}"
    if negated:
        # a negated class must lose as little as possible: the ASCII members only
        return {c.CATEGORY_DIGIT: "0-9", c.CATEGORY_SPACE: r" \n\t", c.CATEGORY_WORD: "a-zA-Z0-9_"}.get(value, "")
    return _CLASSES[value]


def _in_class(code: int) -> str:
    char = chr(code)
    return "\\" + char if char in r"\]^-[" else (rf"\x{{{code:x}}}" if code < 32 else char)
