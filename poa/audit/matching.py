"""Words through Aho-Corasick, and in front of words and patterns RE2 sets that tell whether any could occur.

Both are used where they are installed; plain Python does the same slowly. Most messages hold no word and no pattern,
and the sets say so in a hundredth of a millisecond.

RE2::Set reads "out of memory" as "no match", so every set holds a canary that matches any text: a set that does not
report its canary is not believed, and all of its patterns are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from poa.text.lazy import lazy

Span = tuple[int, int]

_ORDER = lazy(r"[0-9][0-9]{2}-[0-9]{7}-[0-9]{7}")
_LETTERED = "xxx-xxxxxxx-xxxxxxx"
_ORDER_PART = 7
"""Digits of the longer parts of an order number."""
_MEMORY = 96 << 20
_CANARY = "(?s)."
_FEW = 3
"""So many texts are searched word by word: making the automaton takes longer."""


def unordered(norm: str, numbers: Sequence[str] | None = None) -> bytes:
    """Folded text encoded, with letters for order numbers: they stand in most messages and look like telephones.

    Args:
        norm: the text.
        numbers: all runs of digits in it, where they are known: then few texts need be searched.
    """
    if numbers is None:
        norm = _ORDER.sub(_LETTERED, norm)
    else:
        for order in _orders(numbers):
            norm = norm.replace(order, _LETTERED)
    return norm.encode("utf-8", "surrogatepass")


def _orders(numbers: Sequence[str]) -> list[str]:
    """What may be an order number among numbers in a row."""
    sizes = [*map(len, numbers)]
    found, at = [], 0
    for _ in range(sizes.count(_ORDER_PART)):
        at = sizes.index(_ORDER_PART, at) + 1
        if 1 < at < len(sizes) and sizes[at] >= _ORDER_PART and sizes[at - 2] > 2:
            order = f"{numbers[at - 2][-3:]}-{numbers[at - 1]}-{numbers[at][:_ORDER_PART]}"
            if _ORDER.fullmatch(order):
                found.append(order)
    return found


class WordMatcher:
    """Finds many words in one pass.

    Args:
        words: folded words, each with the names that it belongs to. A Latin word counts as a whole word only;
            a ``*`` at its end or beginning lifts that side.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._bare: list[str] = []
        self._rules: list[tuple[bool, bool, tuple[str, ...]]] = []
        for word, names in words.items():
            bare = word.strip("*")
            self._bare.append(bare)
            front = not word.startswith("*") and _latin(bare[0])
            back = not word.endswith("*") and _latin(bare[-1])
            self._rules.append((front, back, tuple(names)))
        self._made: Any = None
        self._few = _FEW

    def find(self, text: str) -> dict[str, list[Span]]:
        """Spans by name."""
        found: dict[str, list[Span]] = {}
        engine = self._engine()
        matches = engine.find_matches_as_indexes(text, overlapping=True) if engine else self._slowly(text)
        size = len(text)
        for index, start, end in matches:
            front, back, names = self._rules[index]
            if front and start and _latin(text[start - 1]):
                continue
            if back and end < size and _latin(text[end]):
                continue
            for name in names:
                if name in found:
                    found[name].append((start, end))
                else:
                    found[name] = [(start, end)]
        return found

    @property
    def bare(self) -> Sequence[str]:
        """The words without their stars."""
        return self._bare

    def _engine(self) -> Any:
        if self._few:
            self._few -= 1
            return None
        if self._made is None:
            self._made = _aho_corasick(self._bare) or False
        return self._made

    def _slowly(self, text: str) -> list[tuple[int, int, int]]:
        matches = []
        for index, word in enumerate(self._bare):
            at = text.find(word)
            while at >= 0:
                matches.append((index, at, at + len(word)))
                at = text.find(word, at + 1)
        return matches


class Filter:
    """Tells which of many patterns could match a text, and whether any of many words could occur.

    Args:
        patterns: of each an RE2 pattern of a part that every match holds, and one of the whole.
        words: words without their stars.
    """

    def __init__(self, patterns: Sequence[Sequence[str]], words: Sequence[str] = ()) -> None:
        self._whole = {index: whole for index, (part, whole) in enumerate(patterns) if part != whole}
        self._second: dict[int, tuple[Any, list[int]]] = {}
        self._words = len(patterns)
        """The number that stands for "some word", where there are any; its pattern comes last."""
        listed = [part for part, _ in patterns] + (["|".join(map(re.escape, words))] if words else [])
        self._set: Any = None
        self._taken: list[int] = []
        self._always: list[int] = []
        try:
            import re2
        except ImportError:
            self._always = list(range(len(listed)))
            return
        self._re2 = re2
        self._set, self._taken = _set(re2, listed)
        self._always = sorted(set(range(len(listed))) - set(self._taken))

    def candidates(self, raw: bytes) -> tuple[list[int], bool]:
        """Indexes of the patterns that could match an encoded text, and whether a word could occur in it."""
        found = list(self._always)
        if raw and self._taken:
            matched = self._set.Match(raw)
            if not matched or 0 not in matched:
                found += self._taken
            elif len(matched) > 1:
                found += [self._taken[number - 1] for number in matched if number]
        if not found:
            return found, False
        return [index for index in found if index < self._words and self._could(index, raw)], self._words in found

    def _could(self, index: int, raw: bytes) -> bool:
        """Whether pattern ``index``, of which a part was seen, could match as a whole."""
        if index not in self._whole or not self._taken:
            return True
        if index not in self._second:
            self._second[index] = _set(self._re2, [self._whole[index]])
        compiled, taken = self._second[index]
        return not taken or compiled.Match(raw) != [0]


@cache
def hints(*patterns: str) -> Callable[[bytes], Sequence[int]]:
    """What tells the numbers of the RE2 patterns that occur in an encoded text; of all of them without RE2."""
    every = range(len(patterns))
    try:
        import re2
    except ImportError:
        return lambda raw: every
    compiled, taken = _set(re2, patterns)
    if compiled is None or len(taken) < len(patterns):
        return lambda raw: every

    def told(raw: bytes) -> Sequence[int]:
        matched = compiled.Match(raw)
        if not matched or 0 not in matched:
            return every if raw else ()
        return [number - 1 for number in matched if number] if len(matched) > 1 else ()

    return told


def _set(re2: Any, patterns: Sequence[str]) -> tuple[Any, list[int]]:
    """A set of a canary and ``patterns``, None where it cannot be made, and the numbers of the patterns it took."""
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    compiled = re2.Set.SearchSet(options)
    compiled.Add(_CANARY)
    taken = []
    for number, pattern in enumerate(patterns):
        try:
            compiled.Add(pattern)
            taken.append(number)
        except re2.error:
            continue
    try:
        compiled.Compile()
    except re2.error:
        return None, []
    return compiled, taken


def _aho_corasick(words: list[str]) -> Any:
    if not words:
        return None
    try:
        import ahocorasick_rs
    except ImportError:
        return None
    return ahocorasick_rs.AhoCorasick(words)


def _latin(char: str) -> bool:
    return char < "\u2e80" and char.isalnum()
