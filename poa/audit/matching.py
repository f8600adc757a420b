"""The two matchers behind one door each: words through Aho-Corasick, patterns through RE2 sets; plain Python otherwise.

RE2::Set reads "out of memory" as "no match", so every set holds a canary that matches any text: a set that does not
report its canary is not believed, and all of its patterns are tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Span = tuple[int, int]

_MEMORY = 96 << 20
_CANARY = "(?s)."


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
        self._engine = _aho_corasick(self._bare)

    def find(self, text: str) -> dict[str, list[Span]]:
        """Spans by name."""
        found: dict[str, list[Span]] = {}
        matches = self._engine.find_matches_as_indexes(text, overlapping=True) if self._engine else self._slowly(text)
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

    def _slowly(self, text: str) -> list[tuple[int, int, int]]:
        matches = []
        for index, word in enumerate(self._bare):
            at = text.find(word)
            while at >= 0:
                matches.append((index, at, at + len(word)))
                at = text.find(word, at + 1)
        return matches


class PatternFilter:
    """Tells which of many patterns could match a text.

    Args:
        patterns: RE2 patterns.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._everything = list(range(len(patterns)))
        self._sets: list[tuple[Any, list[int]]] = []
        self._always: list[int] = []
        try:
            import re2
        except ImportError:
            self._always = self._everything
            return
        wide = [index for index, pattern in enumerate(patterns) if ")*" in pattern or ")+" in pattern]
        narrow = sorted(set(self._everything) - set(wide))
        for indexes in (narrow, wide):
            self._compile(re2, patterns, indexes)

    def candidates(self, text: str) -> list[int]:
        """Indexes of the patterns that could match ``text``."""
        if not text:
            return []
        found = list(self._always)
        for compiled, indexes in self._sets:
            matched = compiled.Match(text)
            if 0 not in matched:
                found.extend(indexes)
            elif len(matched) > 1:
                found.extend(indexes[number - 1] for number in matched if number)
        return found

    def _compile(self, re2: Any, patterns: Sequence[str], indexes: list[int]) -> None:
        options = re2.Options()
        options.max_mem = _MEMORY
        options.log_errors = False
        compiled = re2.Set.SearchSet(options)
        compiled.Add(_CANARY)
        taken = []
        for index in indexes:
            try:
                compiled.Add(patterns[index])
                taken.append(index)
            except re2.error:
                self._always.append(index)
        try:
            compiled.Compile()
        except re2.error:
            self._always.extend(taken)
            return
        if taken:
            self._sets.append((compiled, taken))


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
