"""A refusal read into gaps: which part of the plan needs more, in Amazon's words and never in the seller's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from poa.library.guidance import Guidance
from poa.model.notice import Quote
from poa.model.rule import Bilingual
from poa.notice.fields import Page, read_kind
from poa.notice.folding import Folded, fold
from poa.notice.headers import read_headers
from poa.notice.knowledge import Knowledge, Reading, knowledge
from poa.notice.negation import on_repetition
from poa.notice.read import read_notice
from poa.notice.sentences import split, weigh
from poa.review.view import QUOTED

PARTS = ("root_cause", "actions", "measures", "evidence", "orders")
_PLAN = ("root_cause", "actions", "measures")

_TOKEN = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]|[^\W_]+")
_HAN = re.compile("[\u4e00-\u9fff\u3040-\u30ff]")
# "Dear Ms Marsh," on a line of its own before a new sentence.
_SALUTATION = re.compile(r"[A-Za-zÀ-ɏ][\w'’.-]*(?: [\w'’.&-]+){0,4},\s*\n\s*(?=[A-ZÄÖÜÉ])")
_KANA = re.compile("[\u3040-\u30ff]")
_QUOTED = re.compile(QUOTED)
# What semicolons or the numbers of a list set apart within one sentence.
_APART = re.compile(r"[;；]|[(（][1-9a-e][)）]")
_OWN_RUN = 6
_THREATS = ("warning", "at_risk")
_LANGUAGES = frozenset({"en", "zh", "de", "ja"})


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
    reader, asking = knowledge(guidance, "review"), knowledge(guidance)
    names = {reading.value: reading.name for reading in reader.field("gap")}
    found: dict[str, list[Quote]] = {}
    for sentence, quote in _sentences(notice.text, own_words):
        if _about_own_plan(sentence, asking) and not _still_asks(sentence, reader):
            continue
        for gap in reader.field("gap"):
            for reading in (gap, *_asked_in(sentence, gap, reader, asking)):
                if _matches(reading, sentence):
                    found.setdefault(gap.value, []).append(_narrowed(quote, reading))
                    break
    # Who misses nothing in particular, or only proof, may miss any part of the plan.
    if not any(part in found for part in (*_PLAN, "orders")):
        gaps = {**{part: () for part in _PLAN}, **{part: tuple(quotes) for part, quotes in found.items()}}
        return RefusalGaps(gaps, names, not found)
    return RefusalGaps({part: tuple(found[part]) for part in PARTS if part in found}, names)


def _narrowed(quote: Quote, reading: Reading) -> Quote:
    """Of a sentence that lists several wishes the one that a reading is about, where it says so by itself."""
    start = 0
    for piece in _APART.split(quote.text):
        at = quote.text.index(piece, start)
        start = at + len(piece)
        words = piece.strip()
        if words and _matches(reading, _folded(words).text):
            first = quote.start + at + len(piece) - len(piece.lstrip())
            return Quote(words, first, first + len(words))
    return quote


def read_outcomes(text: str, own_words: str, guidance: Guidance) -> dict[str, tuple[Quote, ...]]:
    """The sentences in which an answer accepts (``accepted``), says its last word (``final``) or leaves something open
    (``still``: the account stays deactivated, a further breach was found, the appeal is only being looked at).

    A sentence that denies what it speaks of, or makes it hang on something, accepts nothing.

    Args:
        text: the answer, as the notice reader keeps it (``Notice.text``).
        own_words: what the seller had sent; stretches of it that the answer repeats decide nothing.
        guidance: the signals (topics notices and review).
    """
    reader, asking = knowledge(guidance, "review"), knowledge(guidance)
    found: dict[str, list[Quote]] = {}
    for sentence, quote in _sentences(text, own_words):
        if _about_own_plan(sentence, asking, thanks=False):
            continue
        for outcome in reader.field("outcome"):
            if _matches(outcome, sentence) and not _only_spoken_of(outcome.value, sentence, reader):
                found.setdefault(outcome.value, []).append(quote)
    return {value: tuple(quotes) for value, quotes in found.items()}


def refuses_besides(text: str, accepting: Sequence[Quote], guidance: Guidance) -> bool:
    """Whether an answer refuses, or warns of a conduct, in other sentences than those in which it accepts.

    That a plan was received and looked at is said in both kinds of answer; alone it refuses nothing. A deactivation
    that is told before the acceptance is the one that it ends.

    Args:
        text: the answer, as the notice reader keeps it.
        accepting: of read_outcomes.
        guidance: the signals (topic notices).
    """
    rest = text
    for quote in accepting:
        rest = rest[: quote.start] + " " * (quote.end - quote.start) + rest[quote.end :]
    folded = _folded(rest)
    refusal = next(one for one in knowledge(guidance).field("severity") if one.value == "refusal")
    weight, _ = weigh(refusal, split(folded.text), folded.text, _LANGUAGES)
    return weight >= float(refusal.data["needed"]) or _warns(rest, accepting, guidance)


def _warns(rest: str, accepting: Sequence[Quote], guidance: Guidance) -> bool:
    """Whether the sentences beside an acceptance name a conduct and what it leads to, as a warning does."""
    told = _told_of(rest, guidance)
    if not read_kind(_page(told, knowledge(guidance)))[1]:
        return False
    warning = read_notice(rest, guidance)
    grades = warning.evidence.get("severity", ())
    return warning.severity in _THREATS or any(
        grade.start >= max((quote.end for quote in accepting), default=0) for grade in grades
    )


def _told_of(text: str, guidance: Guidance) -> str:
    """The text without its headers, reminders of the rules, and what would follow if it happened again."""
    reader, asking = knowledge(guidance, "review"), knowledge(guidance)
    folded = _folded(text)
    for sentence in split(folded.text):
        if _only_spoken_of("reminder", sentence.text, reader) or on_repetition(asking, _LANGUAGES, sentence):
            place = folded.quote(sentence.start, sentence.end)
            text = text[: place.start] + " " * (place.end - place.start) + text[place.end :]
    body = read_headers(text, asking).body
    return text[body:]


def _page(text: str, known: Knowledge) -> Page:
    folded = _folded(text)
    return Page(folded, split(folded.text), _LANGUAGES, known)


def _sentences(text: str, own_words: str) -> Iterator[tuple[str, Quote]]:
    """The sentences without the seller's own words, whole where lines break them, each with its words as they came."""
    folded = _folded(_cover(text, own_words))
    for sentence in split(folded.text):
        place = folded.quote(sentence.start, sentence.end)
        greeted = _SALUTATION.match(text, place.start, place.end)
        start = greeted.end() if greeted else place.start
        yield sentence.text, Quote(text[start : place.end], start, place.end)


def _folded(text: str) -> Folded:
    """The text easy to match; traditional characters are brought to simplified ones, but not those of Japanese."""
    return fold(text, chinese=_KANA.search(text) is None)


def _asked_in(sentence: str, gap: Reading, reader: Knowledge, asking: Knowledge) -> Iterator[Reading]:
    """What a notice asks that comes to this gap; nothing where the sentence only speaks of it ("if you disagree")."""
    if _only_spoken_of(gap.value, sentence, reader):
        return
    wanted = gap.data.get("asks") or ()
    yield from (reading for reading in asking.field("asks") if reading.value in wanted)


def _only_spoken_of(value: str, sentence: str, reader: Knowledge) -> bool:
    return any(_matches(reading, sentence) for reading in reader.field("aside") if reading.value == value)


def _matches(reading: Reading, sentence: str) -> bool:
    return any(
        signal.find.search(sentence)
        and not (signal.unless is not None and signal.unless.search(sentence))
        and not (signal.within is not None and not signal.within.search(sentence))
        for signal in reading.of(_LANGUAGES)
    )


def _about_own_plan(sentence: str, asking: Knowledge, *, thanks: bool = True) -> bool:
    """Whether a sentence tells what the seller wrote; or, with ``thanks``, thanks for it, which asks for nothing."""
    about = asking.field("not_asking")
    return any(_matches(reading, sentence) for reading in about if thanks or reading.value != "thanks")


def _still_asks(sentence: str, reader: Knowledge) -> bool:
    """ "Your plan does not say how ..." speaks of the plan and yet asks for something."""
    return any(_matches(reading, sentence) for reading in reader.field("gap"))


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
