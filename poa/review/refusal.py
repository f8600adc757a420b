"""A refusal read into gaps: which part of the plan needs more, in Amazon's words and never in the seller's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from poa.library.guidance import Guidance
from poa.model.notice import Quote
from poa.model.rule import Bilingual
from poa.notice.knowledge import Knowledge, Reading, knowledge
from poa.notice.read import read_notice
from poa.notice.sentences import split
from poa.review.view import QUOTED

PARTS = ("root_cause", "actions", "measures", "evidence", "orders")
_PLAN = ("root_cause", "actions", "measures")

_TOKEN = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]|[^\W_]+")
_HAN = re.compile("[\u4e00-\u9fff\u3040-\u30ff]")
_QUOTED = re.compile(QUOTED)
_OWN_RUN = 6


@dataclass(frozen=True, slots=True)
class RefusalGaps:
    """The gaps by part (root_cause, actions, measures, evidence, orders), each with the words that name it.

    ``whole``: nothing specific is named, so all three parts of the plan need more.
    """

    gaps: dict[str, tuple[Quote, ...]] = field(default_factory=dict)
    names: dict[str, Bilingual] = field(default_factory=dict)
    whole: bool = False


def read_refusal(text: str, own_words: str, guidance: Guidance) -> RefusalGaps:
    """Read what Amazon misses.

    Args:
        text: the refusal.
        own_words: what the seller had sent; stretches of it that the refusal repeats ask for nothing.
        guidance: the signals (topics notices and review).

    Raises:
        InputError: nothing to read.
    """
    notice = read_notice(text, guidance)
    covered = _cover(notice.text, own_words)
    reader, asking = knowledge(guidance, "review"), knowledge(guidance)
    names = {reading.value: reading.name for reading in reader.field("gap")}
    found: dict[str, list[Quote]] = {}
    languages = frozenset({"en", "zh", "de", "ja"})
    for sentence in split(covered):
        if _about_own_plan(sentence.text, asking, languages) and not _still_asks(sentence.text, reader, languages):
            continue
        for gap in reader.field("gap"):
            for reading in (gap, *_asked_in(sentence.text, gap, reader, asking, languages)):
                if _matches(reading, sentence.text, languages):
                    words = notice.text[sentence.start : sentence.end]
                    found.setdefault(gap.value, []).append(Quote(words, sentence.start, sentence.end))
                    break
    if not any(part in found for part in _PLAN):
        gaps = {**{part: () for part in _PLAN}, **{part: tuple(quotes) for part, quotes in found.items()}}
        return RefusalGaps(gaps, names, not found)
    return RefusalGaps({part: tuple(found[part]) for part in PARTS if part in found}, names)


def read_outcomes(text: str, own_words: str, guidance: Guidance) -> dict[str, tuple[Quote, ...]]:
    """The sentences in which an answer accepts (``accepted``) or says its last word (``final``).

    Args:
        text: the answer, as the notice reader keeps it (``Notice.text``).
        own_words: what the seller had sent; stretches of it that the answer repeats decide nothing.
        guidance: the signals (topics notices and review).
    """
    reader, asking = knowledge(guidance, "review"), knowledge(guidance)
    languages = frozenset({"en", "zh", "de", "ja"})
    found: dict[str, list[Quote]] = {}
    for sentence in split(_cover(text, own_words)):
        if _about_own_plan(sentence.text, asking, languages):
            continue
        for outcome in reader.field("outcome"):
            if _matches(outcome, sentence.text, languages):
                quote = Quote(text[sentence.start : sentence.end], sentence.start, sentence.end)
                found.setdefault(outcome.value, []).append(quote)
    return {value: tuple(quotes) for value, quotes in found.items()}


def _asked_in(
    sentence: str, gap: Reading, reader: Knowledge, asking: Knowledge, languages: frozenset[str]
) -> Iterator[Reading]:
    """What a notice asks that comes to this gap; nothing where the sentence only speaks of it ("if you disagree")."""
    aside = (reading for reading in reader.field("aside") if reading.value == gap.value)
    if any(_matches(reading, sentence, languages) for reading in aside):
        return
    wanted = gap.data.get("asks") or ()
    yield from (reading for reading in asking.field("asks") if reading.value in wanted)


def _matches(reading: Reading, sentence: str, languages: frozenset[str]) -> bool:
    return any(
        signal.find.search(sentence)
        and not (signal.unless is not None and signal.unless.search(sentence))
        and not (signal.within is not None and not signal.within.search(sentence))
        for signal in reading.of(languages)
    )


def _about_own_plan(sentence: str, asking: Knowledge, languages: frozenset[str]) -> bool:
    return any(_matches(reading, sentence, languages) for reading in asking.field("not_asking"))


def _still_asks(sentence: str, reader: Knowledge, languages: frozenset[str]) -> bool:
    """ "Your plan does not say how ..." speaks of the plan and yet asks for something."""
    return any(_matches(reading, sentence, languages) for reading in reader.field("gap"))


def _cover(text: str, own_words: str) -> str:
    """The text with the seller's own words blanked out: quotations, and stretches that he had written."""
    covered = list(_QUOTED.sub(lambda match: " " * len(match[0]), text))
    tokens = list(_TOKEN.finditer(text))
    run = _OWN_RUN * 2 if len(_HAN.findall(text)) * 2 > len(tokens) else _OWN_RUN
    mine = [match[0].lower() for match in _TOKEN.finditer(own_words)]
    known = {tuple(mine[at : at + run]) for at in range(len(mine) - run + 1)}
    for at in range(len(tokens) - run + 1):
        piece = tokens[at : at + run]
        if tuple(token[0].lower() for token in piece) in known:
            for place in range(piece[0].start(), piece[-1].end()):
                if covered[place] != "\n":
                    covered[place] = " "
    return "".join(covered)
