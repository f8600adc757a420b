"""Turns folded text into a row of symbols: one for each word or phrase whose meaning a rule may use.

The words stand in guidance/detect/conduct-words-*.yaml, one entry per language and concept. A phrase is a list of units: words in
Latin script, single characters in Chinese and Japanese, numbers (``#`` is any number). ``*`` at the end of a word
stands for any ending, at the beginning for any first part of a compound; ``(a|b)`` for a choice, ``(a|)`` for a word
that may be absent. The longest phrase wins, so a phrase of the concept NONE takes its words out of the game
("review the invoice" is no REVIEW).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from poa.audit.normal import fold

FILLER = "."
COMMA = ","
STOP = "|"
QUESTION = "?"
_FIRST = 0xE000
_MAX_MEMO = 60_000
_UNIT = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w.+-]+ ?[(\[{] ?at ?[)\]}] ?[\w.-]+(?: ?[(\[{] ?dot ?[)\]}] ?\w+)*)"
    r"|(?P<link>(?:https?://|www\.)\S+|(?<![\w@.])[a-z0-9-]{2,}(?:\.[a-z0-9-]{2,})*\.(?:com|net|org|shop|store|online"
    r"|example|io|de|fr|it|es|cn|jp|uk|app|top|co|info|eu)\b(?:/\S*)?)"
    r"|(?P<word>[^\W\d_぀-ヿ㐀-鿿々]+)|(?P<cjk>[぀-ヿ㐀-鿿々])|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<stop>[!。\n;]+|\.+(?=\s|$|[\"')»]))|(?P<question>\?+)|(?P<comma>[,、:]|\s-+\s)|(?P<mark>[$€£¥%@⭐★☆🌟❌✗])"
)
_CHOICE = re.compile(r"\(([^()]*)\)")
_LATIN_ACCENTS = str.maketrans("àâäáãåçèéêëìíîïñòóôöõùúûüýÿßœæ", "aaaaaaceeeeiiiinooooouuuuyysoa")


@dataclass(frozen=True, slots=True)
class Row:
    """A message as concepts.

    Attributes:
        symbols: one character per concept, filler, comma or stop.
        starts: for each symbol, where it begins in the folded text.
        ends: for each symbol, where it ends there.
        present: the symbols that occur.
    """

    symbols: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    present: frozenset[str]

    def sentence(self, at: int) -> int:
        """The number of the sentence that symbol ``at`` is in."""
        return self.symbols.count(STOP, 0, at)


class _Node:
    __slots__ = ("concept", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.concept = ""


def plain(text: str) -> str:
    """Folded text without Latin accents, character by character: sellers write them or not."""
    return text if text.isascii() else text.translate(_LATIN_ACCENTS)


class Alphabet:
    """The symbols that stand for concepts, in the order in which they were first named."""

    def __init__(self) -> None:
        self._symbols: dict[str, str] = {"NONE": FILLER}
        self.mail, self.link = self.symbol("EMAILADDR"), self.symbol("LINK")

    def symbol(self, concept: str) -> str:
        """The character of a concept."""
        if concept not in self._symbols:
            self._symbols[concept] = chr(_FIRST + len(self._symbols))
        return self._symbols[concept]

    def names(self) -> frozenset[str]:
        """Every concept named so far."""
        return frozenset(self._symbols)


class Lexicon:
    """The words of one or more languages, ready to read texts.

    Args:
        entries: entries with ``lang``, ``concept`` and ``phrases``.
        alphabet: shared by all lexicons and relations.
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]], alphabet: Alphabet) -> None:
        self._root = _Node()
        self._places = {"mail": alphabet.mail, "link": alphabet.link}
        self._prefixes: set[str] = set()
        self._suffixes: set[str] = set()
        self._memo: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            symbol = alphabet.symbol(str(entry["concept"]))
            for phrase in entry["phrases"]:
                for spelt in _spelt_out(str(phrase)):
                    self._add(_units(spelt), symbol)

    def _add(self, units: Sequence[str], symbol: str) -> None:
        node = self._root
        for unit in units:
            if len(unit) > 1 and unit[-1] == "*":
                self._prefixes.add(unit[:-1])
            elif len(unit) > 1 and unit[0] == "*":
                self._suffixes.add(unit[1:])
            node = node.next.setdefault(unit, _Node())
        if units:
            node.concept = symbol

    @cached_property
    def _lengths(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return (
            tuple(sorted({len(prefix) for prefix in self._prefixes}, reverse=True)),
            tuple(sorted({len(suffix) for suffix in self._suffixes}, reverse=True)),
        )

    def _keys(self, word: str) -> tuple[str, ...]:
        """The edges that a word may take: itself, then the wildcards that fit it."""
        known = self._memo.get(word)
        if known is not None:
            return known
        keys = [word]
        heads, tails = self._lengths
        keys += [f"{word[:n]}*" for n in heads if len(word) >= n and word[:n] in self._prefixes]
        keys += [f"*{word[-n:]}" for n in tails if len(word) >= n and word[-n:] in self._suffixes]
        if len(self._memo) > _MAX_MEMO:
            self._memo.clear()
        self._memo[word] = tuple(keys)
        return self._memo[word]

    def read(self, norm: str) -> Row:
        """The row of concepts of a folded text."""
        units = [(match.lastgroup or "", match[0], match.start(), match.end()) for match in _UNIT.finditer(plain(norm))]
        symbols: list[str] = []
        spans: list[tuple[int, int]] = []
        at, size, half = 0, len(units), False
        while at < size:
            kind, word, start, end = units[at]
            symbol, length = self._longest(units, at)
            if symbol:
                end = units[at + length - 1][3]
                at, half = at + length, False
            else:
                at += 1
                symbol, half = _other(kind, half)
                if kind in self._places and "amazon." not in word:
                    symbol = self._places[kind]
            for one in symbol:
                symbols.append(one)
                spans.append((start, end))
        text = "".join(symbols)
        return Row(text, tuple(span[0] for span in spans), tuple(span[1] for span in spans), frozenset(text))

    def _longest(self, units: Sequence[tuple[str, str, int, int]], at: int) -> tuple[str, int]:
        nodes, best, length, step = [self._root], "", 0, 0
        while nodes and at + step < len(units):
            kind, word = units[at + step][:2]
            if kind == "word":
                keys = self._keys(word)
            elif kind == "number":
                keys = (word, "#")
            else:
                keys = (word,)
            nodes = [found for node in nodes for key in keys if (found := node.next.get(key)) is not None]
            step += 1
            for node in nodes:
                if node.concept:
                    best, length = node.concept, step
                    break
        return best, length


def _other(kind: str, half: bool) -> tuple[str, bool]:
    """The symbols of a unit that starts no phrase; two Chinese characters count as one word."""
    if kind == "cjk":
        return ("", True) if not half else (FILLER, False)
    if kind == "stop":
        return STOP, False
    if kind == "question":
        return QUESTION + STOP, False
    if kind == "comma":
        return COMMA, False
    if kind == "mark":
        return "", half
    return FILLER, False


def _spelt_out(phrase: str) -> list[str]:
    parts = _CHOICE.split(phrase)
    options = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*options)]


def _units(phrase: str) -> list[str]:
    units: list[str] = []
    folded = plain(fold(phrase))
    for piece in re.findall(r"\*?[^\W\d_぀-ヿ㐀-鿿々]+\*?|[぀-ヿ㐀-鿿々]|\d+(?:[.,]\d+)*|[#,$€£¥%@⭐★☆🌟:]", folded):
        units.append(piece)
    return units
