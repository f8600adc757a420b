"""A letter as the strict reader sees it: its sentences with their places and what each of them holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import accumulate

from poa.library.guidance import Guidance
from poa.model.case import Case
from poa.model.letter import Block, Claim, Letter
from poa.notice.knowledge import Knowledge, Signal, knowledge
from poa.notice.periods import Day, days
from poa.notice.sentences import split

TOPIC = "review"
EMPTY = "missing/"
"""How the key of a block begins that only marks that its part is still empty."""
ORDER = re.compile(r"(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])")
QUOTED = (
    r"“[^”\n]{1,2000}”|\"[^\"\n]{1,2000}\"|「[^」\n]{1,2000}」|『[^』\n]{1,2000}』"
    r"|„[^“”\n]{1,2000}[“”]|«[^»\n]{1,2000}»"
)
"""Quoted words. No quotation is longer: what is opened and never closed is not looked through for each mark anew."""
# With a translation in brackets behind them: somebody else's, or the message that is at issue.
_QUOTED = re.compile(
    rf"(?:{QUOTED}|(?<!\w)[‘'][^’'\n]{{12,2000}}[’'](?!\w))"
    r"(?:[ \t]{0,9}[(（](?!Exhibit|Cause|附件|原因)[^()（）\n]{8,2000}[)）])?"
)
# A line that is nothing but a translation in brackets, below a quotation.
_TRANSLATED = re.compile(r"^[(（][^()（）\n]{8,}[)）][.。]?$")
_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)+\b")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a block. ``masked`` has quoted words blanked out: they are somebody else's."""

    block: int
    start: int
    end: int
    text: str
    masked: str
    part: str
    kind: str


@dataclass
class View:
    """The letter and everything the criteria need to know about it."""

    letter: Letter
    guidance: Guidance
    case: Case | None
    today: date
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        people = self.case.people if self.case else ()
        named = [name for person in people for name in (person.en, person.zh, *person.en.split()) if len(name) > 1]
        self.names = tuple(dict.fromkeys([*named, *self._named_in_full()]))

    def _named_in_full(self) -> Iterator[str]:
        """Surnames of persons whom the letter itself names in full; later it may use the surname alone."""
        for match in _NAME.finditer(self.letter.text):
            words = [word for word in re.split(r"[ -]", match[0]) if not self.has("not_a_name", word)]
            if len(words) >= 2:
                yield words[-1]

    @cached_property
    def known(self) -> Knowledge:
        """What guidance/review knows."""
        return knowledge(self.guidance, TOPIC)

    @cached_property
    def months(self) -> Knowledge:
        """Names of months and numbers, which guidance/notices knows."""
        return knowledge(self.guidance)

    @property
    def languages(self) -> frozenset[str]:
        """The language of the letter and what holds for any."""
        return frozenset({self.letter.language, "any"})

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All sentences, in order."""
        return tuple(
            place
            for index, block in enumerate(self.letter.blocks)
            if not _is_mark(block)
            for place in _places(index, block, index > 0 and _quotes(self.letter.blocks[index - 1]))
        )

    @cached_property
    def by_block(self) -> Mapping[int, tuple[Place, ...]]:
        """The sentences of each block that has any."""
        found: dict[int, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.block, []).append(place)
        return {block: tuple(places) for block, places in found.items()}

    @cached_property
    def _claims(self) -> tuple[tuple[tuple[int, ...], tuple[Claim, ...]], ...]:
        """The claims of each block, with the place where each ends."""
        return tuple(
            (tuple(accumulate(len(claim.text) for claim in block.claims)), block.claims) for block in self.letter.blocks
        )

    def claims(self, place: Place) -> tuple[Claim, ...]:
        """The claims that a sentence stands on."""
        ends, claims = self._claims[place.block]
        return claims[bisect_right(ends, place.start) : bisect_left(ends, place.end) + 1]

    def of(self, *parts: str) -> tuple[Place, ...]:
        """The sentences of some parts that are the writer's own words: no headings, labels or quotations."""
        return tuple(
            place
            for place in self.places
            if place.part in parts and place.kind not in ("title", "meta", "heading", "quote")
        )

    def items(self, part: str) -> tuple[tuple[int, Block], ...]:
        """The items of a part: its list items, or its paragraphs where it has no list."""
        blocks = [
            (index, block)
            for index, block in enumerate(self.letter.blocks)
            if block.part == part and not _is_mark(block)
        ]
        listed = [(index, block) for index, block in blocks if block.kind == "item"]
        return tuple(listed or [(index, block) for index, block in blocks if block.kind == "paragraph"])

    def patterns(self, feature: str) -> Iterator[Signal]:
        """The signals of one feature in the letter's language."""
        return (
            signal
            for reading in self.known.field("feature")
            if reading.value == feature
            for signal in reading.of(self.languages)
        )

    def has(self, feature: str, text: str) -> bool:
        """Whether a feature is found in a text."""
        return any(signal.find.search(text) for signal in self.patterns(feature))

    def without(self, feature: str, text: str) -> str:
        """The text with what a feature finds blanked out."""
        for signal in self.patterns(feature):
            text = signal.find.sub(" ", text)
        return text

    def count(self, feature: str, texts: Sequence[str]) -> int:
        """In how many texts a feature is found."""
        return sum(1 for text in texts if self.has(feature, text))

    def numbers(self, feature: str, text: str) -> set[int]:
        """The numbers that a feature's first group lists ("Causes 1, 3 and 4")."""
        found: set[int] = set()
        for signal in self.patterns(feature):
            for match in signal.find.finditer(text):
                found |= _listed(match[1] or "")
        return found

    def days(self, text: str) -> tuple[Day, ...]:
        """The calendar dates in a text."""
        return days(text, self.months, month_first=True)

    def person(self, text: str) -> bool:
        """Whether a text names a person or a role."""
        if any(name in text for name in self.names) or self.has("owner", text) or self.has("surname", text):
            return True
        words = (word for match in _NAME.finditer(text) for word in re.split(r"[ -]", match[0]))
        return any(not self.has("not_a_name", word) for word in words)

    @cached_property
    def speaks_as_one(self) -> bool:
        """Whether one person writes in the first person: then an action without a name is that person's."""
        own = [place.masked for place in self.of("opening", "root_cause", "actions", "measures")]
        return self.count("first_person", own) >= 3

    def concrete(self, text: str) -> bool:
        """Whether a sentence holds what only this sender could know: a number, date, order, name or quotation."""
        return bool(_NUMBER.search(text)) or self.person(text) or bool(_QUOTED.search(text))

    @cached_property
    def text(self) -> str:
        """All the writer's own words."""
        return "\n".join(place.text for place in self.places)

    @cached_property
    def words(self) -> int:
        """How long the letter is: words, or characters of Chinese; without the list of exhibits."""
        body = "\n".join(
            block.text for block in self.letter.blocks if block.part != "exhibits" and block.kind != "meta"
        )
        if self.letter.language == "zh":
            return len(re.findall(r"[\u4e00-\u9fff]", body))
        return sum(1 for word in re.findall(r"[\w'’&@.+-]+", body) if word.strip("'’&@.+-"))

    @cached_property
    def orders(self) -> frozenset[str]:
        """The order numbers named."""
        return frozenset(ORDER.findall(self.letter.text))


def without_gaps(letter: Letter) -> Letter:
    """The letter with what marks a missing fact blanked out, so that every other word keeps its place."""
    if not any(run.gap for block in letter.blocks for claim in block.claims for run in claim.runs):
        return letter
    blocks = []
    for block in letter.blocks:
        claims = (
            replace(claim, runs=tuple(replace(run, text=" " * len(run.text)) if run.gap else run for run in claim.runs))
            for claim in block.claims
        )
        blocks.append(replace(block, claims=tuple(claims)))
    return replace(letter, blocks=tuple(blocks))


def _is_mark(block: Block) -> bool:
    """Whether a block of a draft only marks that its part is still empty."""
    return block.key.startswith(EMPTY)


def _quotes(block: Block) -> bool:
    """Whether a block quotes a message, so that a line in brackets below it translates it."""
    return block.kind == "quote" or bool(_QUOTED.search(block.text))


def _places(index: int, block: Block, below_quote: bool) -> Iterator[Place]:
    text = block.text
    masked = text if block.kind == "quote" else _QUOTED.sub(lambda match: " " * len(match[0]), text)
    if below_quote and _TRANSLATED.match(text):
        masked = " " * len(text)
    for sentence in split(text):
        covered = masked[sentence.start : sentence.end]
        yield Place(index, sentence.start, sentence.end, sentence.text, covered, block.part, block.kind)


def _listed(text: str) -> set[int]:
    found: set[int] = set()
    for piece in re.split(r"[,、，]|\band\b|和", text):
        # Exhibits may have letters: A is the first.
        ends = [
            int(number) if number.isdigit() else ord(number) - ord("A") + 1
            for number in re.findall(r"\d+|\b[A-H]\b", piece)
        ]
        if len(ends) == 2 and re.search(r"-|–|to|至", piece) and ends[0] < ends[1] < ends[0] + 30:
            found |= set(range(ends[0], ends[1] + 1))
        else:
            found |= set(ends)
    return found
