"""What a notice is about, how grave it is, what it asks for, and the numbers it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from poa.model.notice import Quote
from poa.notice.folding import Folded
from poa.notice.knowledge import Knowledge, Reading
from poa.notice.negation import wanted
from poa.notice.sentences import Hit, Sentence, find, weigh

Quotes = tuple[Quote, ...]

_ORDER = re.compile(r"(?<![\d-])(\d{3})\s?-\s?(\d{7})\s?-\s?(\d{7})(?![\d-])")
_ASIN = re.compile(r"(?<![A-Za-z0-9])B0[A-Z0-9]{8}(?![A-Za-z0-9])")
_BOOK = re.compile(r"(?i:\bASINs?\b)[\s:#(]{1,3}(\d{9}[\dX])\b")
_KIND_NEEDED = 2.0
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A folded notice with its sentences, ready to be read."""

    folded: Folded
    sentences: Sequence[Sentence]
    languages: frozenset[str]
    known: Knowledge

    def quotes(self, hits: Sequence[Hit]) -> Quotes:
        """The words of the strongest hits."""
        return tuple(self.folded.quote(hit.start, hit.end) for hit in hits[:_SHOWN])


@dataclass(frozen=True, slots=True)
class Grade:
    """A severity with its words, the kind that goes with it, and what it is told as where its name says too little."""

    value: str | None = None
    quotes: Quotes = ()
    kind: str | None = None
    shows: str = ""


def read_kind(page: Page) -> tuple[str, Quotes]:
    """The kind whose signals weigh most, or "other"."""
    best: tuple[float, str, Sequence[Hit]] = (0.0, "other", ())
    for reading in page.known.field("kind"):
        score, hits = weigh(reading, page.sentences, page.folded.text, page.languages)
        if score > best[0]:
            best = (score, reading.value, hits)
    return (best[1], page.quotes(best[2])) if best[0] >= _KIND_NEEDED else ("other", ())


def read_severity(page: Page) -> Grade:
    """The first severity, gravest first, that enough signals speak for."""
    kinds = {reading.id: reading for reading in page.known.field("kind")}
    for reading in page.known.field("severity"):
        source: Reading = kinds.get(str(reading.data.get("same_as")), reading)
        score, hits = weigh(source, page.sentences, page.folded.text, page.languages)
        if score >= float(reading.data.get("needed", 2)):
            return Grade(reading.value, page.quotes(hits), reading.data.get("kind"), str(reading.data.get("shows", "")))
    return Grade()


def read_asks(page: Page, severity: str | None) -> tuple[tuple[str, ...], Quotes]:
    """What the notice asks for, with the words.

    A sentence about the seller's own earlier plan asks for nothing, nor does what is said to be unwanted. A plan asked
    for as a whole stands for its three parts, except in a refusal that names the parts it misses.
    """
    asking = [wanted(page.known, page.languages, one) for one in page.sentences if not _speaks_of_plan(page, one)]
    found: list[str] = []
    quotes: list[Quote] = []
    for reading in page.known.field("asks"):
        score, hits = weigh(reading, asking, page.folded.text, page.languages)
        if score > 0 and reading.value not in found:
            found.append(reading.value)
            quotes.extend(page.quotes(hits[:1]))
    parts = ("root_cause", "actions_taken", "preventive_measures")
    named = [part for part in parts if part in found]
    for reading in page.known.field("asks_plan"):
        score, hits = weigh(reading, asking, page.folded.text, page.languages)
        if score > 0 and len(named) < len(parts) and not (severity == "refusal" and named):
            found = [*parts, *(ask for ask in found if ask not in parts)]
            quotes.extend(page.quotes(hits[:1]))
    if not found:
        for reading in page.known.field("asks_nothing"):
            score, hits = weigh(reading, page.sentences, page.folded.text, page.languages)
            if score > 0:
                return (reading.value,), page.quotes(hits[:1])
    return tuple(found), tuple(quotes)


def _speaks_of_plan(page: Page, sentence: Sentence) -> bool:
    return any(
        find(signal, sentence, page.folded.text)
        for reading in page.known.field("not_asking")
        for signal in reading.of(page.languages)
    )


def read_orders(folded: Folded) -> tuple[tuple[str, ...], Quotes]:
    """Order numbers of the form 3-7-7, each once, in order."""
    found: dict[str, Quote] = {}
    for match in _ORDER.finditer(folded.text):
        found.setdefault("-".join(match.groups()), folded.quote(match.start(), match.end()))
    return tuple(found), tuple(found.values())


def read_asins(folded: Folded) -> tuple[tuple[str, ...], Quotes]:
    """Product numbers (ASINs), each once, in order; a ten-digit book number only where it is called an ASIN."""
    found: dict[str, Quote] = {}
    for pattern in (_ASIN, _BOOK):
        for match in pattern.finditer(folded.text):
            group = match.lastindex or 0
            found.setdefault(match[group], folded.quote(match.start(group), match.end(group)))
    return tuple(found), tuple(found.values())
