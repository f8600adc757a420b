"""A quick look at a text for lines that may open a speech: most texts have none, and a close look is dear to begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.messages.vocabulary import Vocabulary

LONGEST_BARE = 60
LONGEST_HEADING = 200
LONGEST_NAMING = 100
_YEAR = lazy(r"(?<![A-Za-z\d])20\d\d(?!\d)")
SENTENCE_END = (".", "!", "?", ",", ";", "。", "！", "？", "，", "；", "…")
_COLON = lazy("[:：]")
_ANGLED = lazy(r"^[^<>]{0,14}<([^<>]{1,41})>")
_TOKEN = lazy(r"[^\W_]+")
_TITLE = ("=", "#", "*", "—", "_", "-", "【", "[")
_BOTH = frozenset(("inbound", "outbound"))


def openings(lines: Sequence[str], vocabulary: Vocabulary) -> list[int]:
    """The lines that may name a side or hold a time; none where neither both sides are named nor any time or title is.

    Args:
        lines: of the whole text.
        vocabulary: the words for the sides.
    """
    found: list[int] = []
    sides: set[str] = set()
    for index, line in enumerate(lines):
        if len(line) > LONGEST_BARE and ":" not in line[:LONGEST_HEADING] and "：" not in line[:LONGEST_HEADING]:
            continue
        named = _sides_in(line[:LONGEST_NAMING].casefold(), vocabulary)
        timed = may_hold_time(line)
        sides |= named
        if named or timed:
            found.append(index)
        if timed or line[:1] in _TITLE:
            sides |= _BOTH
    return found if len(sides) == len(_BOTH) else []


def may_hold_time(line: str) -> bool:
    """Whether a line begins as one with its time in front does, or names a year near its beginning."""
    if line.lstrip("[(【（ ")[:1].isdigit():
        return True
    head = line[:LONGEST_BARE]
    if "20" not in head or (len(line) > LONGEST_BARE and _COLON.search(line[:LONGEST_NAMING]) is None):
        return False
    return _YEAR.search(head) is not None


def takes_turns(lines: Sequence[str]) -> bool:
    """Whether the same words stand before a colon on two lines of at least three, or three lines may hold a time, or
    words before a colon begin the text and another line."""
    seen: set[str] = set()
    labelled = timed = 0
    again, begins = False, True
    for line in lines:
        label = _label(line)
        if label:
            again = again or label in seen
            seen.add(label)
            labelled += 1
        elif not labelled and line.strip():
            begins = False
        timed += may_hold_time(line)
        if timed > 2 or (again and labelled > 2) or (begins and labelled > 1):
            return True
    return False


def _label(line: str) -> str:
    """What stands before the first colon, if it is short."""
    head = line[:LONGEST_BARE]
    if "<" in head and (name := _ANGLED.match(head)):
        return name[1].casefold()
    at, wide = head.find(":"), head.find("：")
    at = wide if at < 0 or 0 <= wide < at else at
    return head[:at].strip().casefold() if at > 0 else ""


def _sides_in(low: str, vocabulary: Vocabulary) -> set[str]:
    words = _words(vocabulary)
    found = words.told(low)
    if "inbound" in found and any(service in low for service in words.services):
        for service in words.services:
            low = low.replace(service, " ")
        found = words.told(low) | {"outbound"}
    return found


class _Words:
    """The words for the sides. ``services`` are ours and hold a word for the buyer: "customer service"."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        known = {side: [word.casefold() for word in vocabulary.speakers.get(side, ())] for side in _BOTH}
        self.services = [
            word for word in known["outbound"] if not set(known["inbound"]).isdisjoint(_TOKEN.findall(word))
        ]
        self._beyond_ascii = [(word, side) for side in _BOTH for word in known[side] if not word.isascii()]
        self._tokens: dict[str, set[str]] = {}
        for side, words in known.items():
            for parts in (_TOKEN.findall(word) for word in words if word.isascii() and word not in self.services):
                # Of "the buyer" the part that is such a word itself, so that every "the" is not one.
                telling = next((part for part in parts if part in words), parts[-1])
                self._tokens.setdefault(telling, set()).add(side)

    def told(self, low: str) -> set[str]:
        """The sides that are named in a line in small letters."""
        found = {side for token in _TOKEN.findall(low) if token in self._tokens for side in self._tokens[token]}
        if not low.isascii():
            found.update(side for word, side in self._beyond_ascii if word in low)
        return found


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> _Words:
    return _Words(vocabulary)
