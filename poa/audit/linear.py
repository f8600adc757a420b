"""A user's own patterns, run so that none can hang: in RE2, whose time grows with the text and with nothing else.

``re`` tries one way after the other, and ``(a+)+$`` has more of them than there is time. RE2 tries all at once, but
knows no look-around and no back-reference, and takes ``\\b``, ``\\w``, ``\\d`` and ``\\s`` for ASCII. Classes are
therefore written out for all scripts, and ``\\b`` is found by signs that are set into the text at each word's edge;
every other part of the pattern may pass over them. Where RE2 is not installed, ``re`` runs the few patterns that
have a small number of ways. The product's own patterns stay with ``re``: they are tried on hostile texts beforehand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from poa.errors import GuidanceError

Span = tuple[int, int]

_EDGE = "\uffff"
"""Stands at a word's edge; it is no character, and in the text itself it is replaced."""
_EDGES = 3
"""So many signs at each edge: so often may a pattern ask for one edge."""
_UNFIT = re.compile(f"[\ud800-\udfff{_EDGE}]")
_MOST = 200
"""So many places are looked for in one text: each search may read all of it."""
_MEMORY = 16 << 20
_WAYS = 5_000
"""So many ways of matching at one place ``re`` may have to try, where RE2 is missing."""
_MANY = 1 << 40
_FLAGS = {re.I: "i", re.M: "m", re.S: "s"}
_READ = re.I | re.M | re.S | re.X | re.U
_SPACE = r"\t-\r\x1c-\x20\x85\pZ"
_CLASSES = {c.CATEGORY_DIGIT: r"\p{Nd}", c.CATEGORY_SPACE: _SPACE, c.CATEGORY_WORD: r"\pL\pN_"}
_NOT = {
    c.CATEGORY_NOT_DIGIT: c.CATEGORY_DIGIT,
    c.CATEGORY_NOT_SPACE: c.CATEGORY_SPACE,
    c.CATEGORY_NOT_WORD: c.CATEGORY_WORD,
}
_PLAIN_AT = {c.AT_BEGINNING: "^", c.AT_BEGINNING_STRING: r"\A", c.AT_END: r"\n?\z", c.AT_END_STRING: r"\z"}
"""RE2's own ``$`` would not see the end before a last line break."""


class Refused(Exception):
    """A pattern cannot be run in bounded time.

    Args:
        key: the catalogue entry that says why.
        what: the part of the pattern, or the limit, that it is about.
    """

    def __init__(self, key: str, what: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.what = what


class Place(NamedTuple):
    """Where a pattern matches: the whole, and the group ``hit``."""

    whole: Span
    hit: Span

    def span(self, group: str | int = 0) -> Span:
        """The whole, or the group ``hit``."""
        return self.hit if group == "hit" else self.whole

    def start(self) -> int:
        """Where the whole begins."""
        return self.whole[0]

    def end(self) -> int:
        """Where the whole ends."""
        return self.whole[1]


class Linear:
    """A pattern of the user's, used like one of ``re``; at most _MOST places are found.

    Args:
        pattern: a Python pattern.

    Raises:
        Refused: it cannot be run in bounded time.
        re.error: it is no valid Python pattern.
    """

    def __init__(self, pattern: str) -> None:
        try:
            nodes = parser.parse(pattern)
            written = _Writer(nodes)
        except (RecursionError, OverflowError):
            raise Refused("audit.pattern_large") from None
        self.groupindex = {name: number for name, number in nodes.state.groupdict.items() if name == "hit"}
        self._edged = False
        try:
            import re2
        except ImportError:
            if ways(nodes) > _WAYS:
                raise Refused("audit.pattern_wide") from None
            self._compiled: Any = re.compile(pattern)
            return
        self._edged = written.edged
        options = re2.Options()
        options.max_mem, options.log_errors = _MEMORY, False
        try:
            self._compiled = re2.compile(written.text, options)
        except re2.error:
            raise Refused("audit.pattern_large") from None
        self.groupindex = dict.fromkeys(self.groupindex, 1)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
        """The places in ``text[start:end]`` that do not overlap, in order."""
        return islice(self._found(self._compiled.finditer, text, start, end), _MOST)

    def search(self, text: str, start: int = 0, end: int | None = None) -> Place | None:
        """The first place."""
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int = 0, end: int | None = None) -> Place | None:
        """The place at ``start``."""
        return next(self._found(lambda *where: filter(None, [self._compiled.match(*where)]), text, start, end), None)

    def _found(self, find: Any, text: str, start: int, end: int | None) -> Iterator[Place]:
        end = len(text) if end is None else min(end, len(text))
        marked, edges = _marked(text) if self._edged else (_UNFIT.sub("\ufffd", text), ())
        first = start + _EDGES * bisect_left(edges, start)
        last = end + _EDGES * bisect_right(edges, end)
        signs = [edge + _EDGES * number for number, edge in enumerate(edges)]

        def plain(at: int) -> int:
            number = bisect_left(signs, at)
            return edges[number - 1] if number and at < signs[number - 1] + _EDGES else at - _EDGES * number

        group = self.groupindex.get("hit", 0)
        for match in find(marked, first, last):
            whole, hit = match.span(), match.span(group)
            yield Place((plain(whole[0]), plain(whole[1])), (plain(hit[0]), plain(hit[1])) if hit[0] >= 0 else (-1, -1))


@lru_cache(2)
def _marked(text: str) -> tuple[str, Sequence[int]]:
    """The text with signs at each word's edge, and where these edges are in the text itself."""
    text = _UNFIT.sub("\ufffd", text)
    return re.sub(r"\b", _EDGE * _EDGES, text), [match.start() for match in re.finditer(r"\b", text)]


def ways(nodes: Any, open_: int = _MANY) -> int:
    """How many ways of matching at one place there are at most, which bounds the time that ``re`` takes.

    Args:
        nodes: a parsed pattern.
        open_: so many times a repeat without an upper end may run in the texts it is for.
    """
    total = 1
    for op, value in nodes:
        if op is c.BRANCH:
            total *= sum(ways(way, open_) for way in value[1])
        elif op is c.SUBPATTERN:
            total *= ways(value[3], open_)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
            total *= _repeated(value[0], open_ if value[1] is c.MAXREPEAT else int(value[1]), ways(value[2], open_))
        elif op in (c.ASSERT, c.ASSERT_NOT):
            total *= ways(value[1], open_)
        elif str(op) == "ATOMIC_GROUP":
            total *= ways(value, open_)
        total = min(total, _MANY)
    return total


def _repeated(least: int, most: int, inner: int) -> int:
    """The ways of a repeat whose body has ``inner``: one sum for each number of times."""
    if inner == 1:
        return max(1, most - least + 1)
    found, times = 0, least
    while times <= most and found < _MANY:
        found += inner ** min(times, 64)
        times += 1
    return min(max(found, 1), _MANY)


class _Writer:
    """Writes a parsed Python pattern for RE2.

    Attributes:
        text: the pattern.
        edged: whether it asks for a word's edge.
    """

    def __init__(self, nodes: Any) -> None:
        self._hit = nodes.state.groupdict.get("hit")
        self._flags = 0
        self.edged = _asks_edge(nodes)
        self._skip = f"{_EDGE}*" if self.edged else ""
        self._none = _EDGE if self.edged else ""
        self.text = self._scoped(nodes.state.flags, 0, lambda: self._sequence(nodes))

    def _scoped(self, added: int, taken: int, write: Any) -> str:
        if (added | taken) & ~int(_READ):
            raise Refused("audit.pattern_kind", "(?a)")
        signs = ["".join(sign for flag, sign in _FLAGS.items() if flags & flag) for flags in (added, taken)]
        before = self._flags
        self._flags = (before | added) & ~taken
        body = write()
        self._flags = before
        return f"(?{signs[0]}{'-' if signs[1] else ''}{signs[1]}:{body})"

    def _sequence(self, nodes: Any) -> str:
        return "".join(self._node(op, value) for op, value in nodes)

    def _node(self, op: Any, value: Any) -> str:
        if op in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            return f"(?:{self._skip}{self._one(op, value)})"
        if op is c.BRANCH:
            return "(?:" + "|".join(map(self._sequence, value[1])) + ")"
        if op is c.SUBPATTERN:
            number, added, taken, inner = value
            body = self._scoped(added, taken, lambda: self._sequence(inner))
            return f"(?P<hit>{body})" if number is not None and number == self._hit else body
        if op in (c.MAX_REPEAT, c.MIN_REPEAT):
            least, most, inner = value
            times = f"{{{least},}}" if most is c.MAXREPEAT or most > max(1_000, least) else f"{{{least},{most}}}"
            return f"(?:{self._sequence(inner)}){times}{'?' if op is c.MIN_REPEAT else ''}"
        if op is c.AT and value is c.AT_BOUNDARY:
            return _EDGE
        if op is c.AT and value in _PLAIN_AT:
            end = self._skip if value in (c.AT_END, c.AT_END_STRING) else ""
            return end + ("$" if value is c.AT_END and self._flags & re.M else _PLAIN_AT[value])
        raise _refusal(op, value)

    def _one(self, op: Any, value: Any) -> str:
        """One character."""
        if op is c.LITERAL:
            return _char(value)
        if op is c.NOT_LITERAL:
            return f"[^{_char(value)}{self._none}]"
        if op is c.ANY:
            line = "" if self._flags & re.S else r"\n"
            return f"[^{line}{self._none}]" if line or self._none else "."
        if value[0][0] is c.NEGATE:
            return self._other_than(value[1:])
        plain = "".join(_member(*one) for one in value if one[1] not in _NOT or one[0] is not c.CATEGORY)
        others = [_CLASSES[_NOT[one]] for kind, one in value if kind is c.CATEGORY and one in _NOT]
        return "(?:" + "|".join([f"[{plain}]"] * bool(plain) + [f"[^{one}{self._none}]" for one in others]) + ")"

    def _other_than(self, members: Any) -> str:
        """A class of what is none of ``members``; of "none of no such" RE2 knows only what can be written out."""
        negated = [one for kind, one in members if kind is c.CATEGORY and one in _NOT]
        if not negated:
            return "[^" + "".join(_member(*one) for one in members) + self._none + "]"
        rest = [one for one in members if one[0] is not c.CATEGORY or one[1] not in _NOT]
        if len(negated) == 1 and not rest:
            return f"[{_CLASSES[_NOT[negated[0]]]}]"
        if negated == [c.CATEGORY_NOT_WORD] and all(
            one in ((c.LITERAL, ord("_")), (c.CATEGORY, c.CATEGORY_DIGIT)) for one in rest
        ):
            digits = r"\p{Nl}\p{No}" if (c.CATEGORY, c.CATEGORY_DIGIT) in rest else r"\pN"
            return rf"[\pL{digits}{'' if (c.LITERAL, ord('_')) in rest else '_'}]"
        raise Refused("audit.pattern_kind", r"[^\W...]")


def _asks_edge(nodes: Any) -> bool:
    for op, value in nodes:
        if op is c.AT and value is c.AT_BOUNDARY:
            return True
        inner = value[1] if op is c.BRANCH else [value[3]] if op is c.SUBPATTERN else ()
        if op in (c.MAX_REPEAT, c.MIN_REPEAT):
            inner = [value[2]]
        if any(map(_asks_edge, inner)):
            return True
    return False


def _refusal(op: Any, value: Any) -> Refused:
    """Why a part of a pattern is not taken."""
    if op in (c.ASSERT, c.ASSERT_NOT) or str(op) == "FAILURE":
        return Refused("audit.pattern_look")
    if op in (c.GROUPREF, c.GROUPREF_EXISTS):
        return Refused("audit.pattern_back")
    return Refused("audit.pattern_kind", r"\B" if op is c.AT else "(?>...), *+")


def _char(code: int) -> str:
    return rf"\x{{{code:x}}}"


def _member(op: Any, value: Any) -> str:
    """A member of a class."""
    if op is c.LITERAL:
        return _char(value)
    return f"{_char(value[0])}-{_char(value[1])}" if op is c.RANGE else _CLASSES[value]


@lru_cache(256)
def linear(pattern: str) -> Linear:
    """A user's pattern, ready to run.

    Raises:
        GuidanceError: it cannot be run in bounded time; poa.library.checking.detect tells it before, with its place.
    """
    try:
        return Linear(pattern)
    except Refused as why:
        raise GuidanceError(why.key, id="", pattern=pattern, what=why.what) from None
