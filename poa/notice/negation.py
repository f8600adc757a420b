"""What a notice says that it does not want: "no plan of action is needed", "do not send invoices", "无需回复"."""

from __future__ import annotations

from poa.notice.knowledge import Knowledge
from poa.notice.sentences import Sentence

# Both ends of a clause, in Latin and in Chinese writing, so that no pattern reaches across what was taken out.
_STOPS = ";；"


def unwanted(known: Knowledge, languages: frozenset[str], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence, as places in the folded text, that say what is not wanted."""
    return tuple(
        (sentence.start + match.start(), sentence.start + match.end())
        for reading in known.field("not_wanted")
        for signal in reading.of(languages)
        if signal.may_stand_in(sentence.low)
        for match in signal.find.finditer(sentence.text)
        if signal.unless is None or not signal.unless.search(match[0])
    )


def wanted(known: Knowledge, languages: frozenset[str], sentence: Sentence) -> Sentence:
    """The sentence with stops in place of what it does not want; every other word stays at its place."""
    text = sentence.text
    for start, end in unwanted(known, languages, sentence):
        first, last = start - sentence.start, end - sentence.start
        text = text[:first] + (_STOPS * (last - first))[: last - first] + text[last:]
    return Sentence(sentence.start, sentence.end, text, sentence.low)


def on_repetition(known: Knowledge, languages: frozenset[str], sentence: Sentence) -> bool:
    """Whether a sentence speaks of what follows only if it happens again."""
    return any(
        signal.may_stand_in(sentence.low) and signal.find.search(sentence.text)
        for reading in known.field("repetition")
        for signal in reading.of(languages)
    )
