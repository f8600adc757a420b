"""Questions about the words around a span: is it refused, what else stands in its sentence or clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_CLAUSE = lazy(r"[,;:!?。、\n]|\.(?=\s|$)|(?<= )(?:but|so|because|aber|sondern|deshalb|mais|donc|pero|ma|quindi)(?= )")


def clause(view: MessageView, start: int, end: int) -> tuple[int, int]:
    """The clause around ``norm[start:end]``, between commas and the like."""
    norm = view.norm
    begin = max(
        (match.end() for match in _CLAUSE.finditer(norm, max(0, start - 160), start)), default=max(0, start - 160)
    )
    after = _CLAUSE.search(norm, end, min(len(norm), end + 160))
    stop = after.start() if after else min(len(norm), end + 160)
    while begin < start and norm[begin].isspace():
        begin += 1
    while stop > end and norm[stop - 1].isspace():
        stop -= 1
    return begin, stop


def between(view: MessageView, name: str, start: int, end: int) -> bool:
    """Whether entry ``name`` of the detection data stands within ``norm[start:end]``."""
    return next(view.found.within(name, start, end), None) is not None


def matches(view: MessageView, name: str, start: int, end: int) -> bool:
    """Whether a pattern of the entry ``name`` (one with ``scan: false``) stands within ``norm[start:end]``."""
    return any(pattern.search(view.norm, start, end) for pattern in view.found.detect.compiled(name))


def opens(view: MessageView, name: str, start: int, end: int) -> bool:
    """Whether a pattern of the entry ``name`` stands at the very beginning of ``norm[start:end]``."""
    words = view.norm[start:end]
    return any(pattern.match(words) for pattern in view.found.detect.compiled(name))


def in_sentence(view: MessageView, name: str, start: int, end: int, before: int = 0) -> bool:
    """Whether entry ``name`` stands in the sentence of a span or in up to ``before`` sentences ahead of it."""
    first, last = view.sentence(start, end)
    for _ in range(before):
        first = view.sentence_before(first)
    return between(view, name, first, last)


def refused(view: MessageView, start: int, end: int) -> bool:
    """Whether the thing named at ``norm[start:end]`` is named in order to refuse it."""
    begin, after = clause(view, start, end)
    found = view.found
    for _, last in found.within("context.negation", begin, start):
        if not between(view, "context.turns-again", last, start):
            return True
    stop = view.sentence(start, end)[1] if view.lang == "ja" else after
    return between(view, "context.disallowed", end, stop) and not between(view, "context.turns-again", end, stop)
