"""Sentences of a folded notice, and what its signals find in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from poa.notice.knowledge import Reading, Signal
from poa.notice.literals import lowered

# A full stop ends a sentence unless it follows a number of a date or list ("2. April", "1. the cause"), a single
# letter ("z. B."), or stands inside a word or an address.
# Longer than any sentence that a person writes.
_LONGEST = 600
_CLOSING = r"[\"”’'」』)\]]"
_END = re.compile(
    r"(?<![\s(][0-9])(?<![\s(][0-9]{2})(?<!^[0-9])(?<![\s(.][A-Za-z])\."
    rf"(?:{_CLOSING}+(?=\s|$)|(?=\s|$))|[。！？][”」』）]*|[!?]{_CLOSING}*(?=\s|$|[\u4e00-\u9fff])|\n"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or line, at its place in the folded text; ``low`` is it in small letters (poa.notice.literals)."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A signal found."""

    start: int
    end: int
    weight: float


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a folded text, none of them empty; what has no end is cut, so that no pattern takes long."""
    found: list[Sentence] = []
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        while start < end:
            stop = min(end, start + _LONGEST)
            piece = text[start:stop]
            body = piece.strip()
            if body:
                first = start + piece.index(body)
                found.append(Sentence(first, first + len(body), body, lowered(body)))
            start = stop
    return tuple(found)


def find(signal: Signal, sentence: Sentence, whole: str) -> Hit | None:
    """Where a signal is in a sentence, if its conditions hold."""
    match = signal.find.search(sentence.text) if signal.may_stand_in(sentence.low) else None
    if match is None:
        return None
    if signal.within is not None and not signal.within.search(sentence.text):
        return None
    if signal.unless is not None and signal.unless.search(sentence.text):
        return None
    if signal.unless_text is not None and signal.unless_text.search(whole):
        return None
    return Hit(sentence.start + match.start(), sentence.start + match.end(), signal.weight)


def weigh(
    reading: Reading, sentences: Iterable[Sentence], whole: str, languages: frozenset[str]
) -> tuple[float, tuple[Hit, ...]]:
    """What speaks for a reading: the sum of its signals, each counted once, and where they are."""
    hits: list[Hit] = []
    # Where lines are the same, the first is the one that is found.
    distinct = tuple({sentence.text: sentence for sentence in reversed(tuple(sentences))}.values())[::-1]
    low = "\n".join(sentence.low for sentence in distinct)
    for signal in reading.of(languages):
        for sentence in distinct if signal.may_stand_in(low) else ():
            hit = find(signal, sentence, whole)
            if hit is not None:
                hits.append(hit)
                break
    return sum(hit.weight for hit in hits), tuple(sorted(hits, key=lambda hit: -hit.weight))
