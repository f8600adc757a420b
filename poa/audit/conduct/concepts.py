"""Turns folded text into a row of symbols: one for each word or phrase whose meaning a rule may use.

The words stand in guidance/detect/conduct-words-*.yaml, one entry per language and concept. A phrase is a list of
units: words in Latin script, single characters in Chinese and Japanese, numbers (``#`` is any number). ``*`` at the
end of a word stands for any ending, at the beginning for any first part of a compound; ``(a|b)`` for a choice,
``(a|)`` for a word that may be absent. The longest phrase wins, so a phrase of the concept NONE takes its words out
of the game ("review the invoice" is no REVIEW).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, product
from typing import Any

from poa.audit.conduct.units import LINK_MARK, MAIL_MARK, plain
from poa.audit.normal import fold

FILLER = "."
COMMA = ","
STOP = "|"
QUESTION = "?"
_FIRST = 0xE000
_MAX_MEMO = 200_000
_HALF = "\uf8ff"
_COMMON = (
    "WE",
    "YOU",
    "PLEASE",
    "ASK",
    "WRITE",
    "SENDTO",
    "TIE",
    "COND",
    "FOR",
    "WANT",
    "NEXT",
    "BUY",
    "OFFER",
    "MONEY",
)
"""Concepts that nearly every message holds: a bad sign to look for first."""
_LAST_WORD = re.compile(r"[^\W_]+$")
_FIRST_WORD = re.compile(r"[^\W_]+")


class Row:
    """A message as concepts.

    Args:
        pieces: in order, the symbols of a stretch of units, and the symbols that its single units gave (one string for
            a phrase as a whole).

    Attributes:
        symbols: one character per concept, filler, comma or stop.
        present: the symbols that occur.
    """

    def __init__(self, pieces: Sequence[tuple[int, int, str]], others: Sequence[str]) -> None:
        self._pieces, self._others = pieces, others
        self.symbols = "".join(
            symbol or "".join(others[first:last]).replace(_HALF + _HALF, FILLER).replace(_HALF, "")
            for first, last, symbol in pieces
        )
        self.present = frozenset(self.symbols)

    @cached_property
    def _covered(self) -> list[tuple[int, int]]:
        covered: list[tuple[int, int]] = []
        for first, last, symbol in self._pieces:
            if symbol:
                covered.append((first, last))
                continue
            at = first
            while at < last:
                pair = self._others[at] == _HALF
                if pair and (at + 1 >= last or self._others[at + 1] != _HALF):
                    at += 1
                    continue
                covered += [(at, at + 2)] if pair else [(at, at + 1)] * len(self._others[at])
                at += 1 + pair
        return covered

    def units(self, start: int, end: int) -> tuple[int, int]:
        """The units that the symbols from ``start`` to ``end`` stand for."""
        return self._covered[start][0], self._covered[end - 1][1]

    def sentence(self, at: int) -> int:
        """The number of the sentence that symbol ``at`` is in."""
        return self.symbols.count(STOP, 0, at)


class _Node:
    """A place within phrases: where it goes on with which unit, and what is said when it ends here."""

    __slots__ = ("concept", "next", "order")

    def __init__(self) -> None:
        self.next: dict[str, list[_Node]] = {}
        self.concept = ""
        self.order = -1


class _State:
    """The nodes reached together; its moves are worked out when first taken."""

    __slots__ = ("concept", "moves", "nodes")

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.nodes = nodes
        self.concept = max(nodes, key=lambda node: node.order).concept if nodes else ""
        self.moves: dict[str, _State | None] = {}


class Alphabet:
    """The symbols that stand for concepts, in the order in which they were first named."""

    def __init__(self) -> None:
        self._symbols: dict[str, str] = {"NONE": FILLER}
        self.common = frozenset(map(self.symbol, _COMMON))
        self.kinds: dict[str, Sequence[str]] = {}
        self.mail, self.link = self.symbol("EMAILADDR"), self.symbol("LINK")

    def symbol(self, concept: str) -> str:
        """The character of a concept."""
        if concept not in self._symbols:
            self._symbols[concept] = chr(_FIRST + len(self._symbols))
        return self._symbols[concept]

    def members(self, name: str) -> tuple[str, ...]:
        """The symbols of a concept, or of all concepts of a kind."""
        return tuple(map(self.symbol, self.kinds.get(name, (name,))))

    def pattern(self, name: str) -> str:
        """A concept or kind of concepts as part of a regular expression, also within a character class."""
        members = self.members(name)
        return f"[{''.join(members)}]" if len(members) > 1 else members[0]


class Lexicon:
    """The phrases of one or more languages, ready to read texts.

    Args:
        entries: entries with ``lang``, ``concept`` and ``phrases``; of two equal phrases the later counts.
        alphabet: shared by all lexicons and relations.
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]], alphabet: Alphabet) -> None:
        self._root = _Node()
        self._mail, self._link = alphabet.mail, alphabet.link
        self._others: dict[str, str] = {}
        self._prefixes: set[str] = set()
        self._suffixes: set[str] = set()
        self._known = 0
        order = 0
        for entry in entries:
            symbol = alphabet.symbol(str(entry["concept"]))
            for phrase in entry["phrases"]:
                order += 1
                self._add(str(phrase), symbol, order)
        self._start = _State((self._root,))
        self._states: dict[tuple[int, ...], _State] = {}
        self._heads = tuple(sorted({len(prefix) for prefix in self._prefixes}, reverse=True))
        self._tails = tuple(sorted({len(suffix) for suffix in self._suffixes}, reverse=True))

    def _add(self, phrase: str, symbol: str, order: int) -> None:
        ends = [self._root]
        for ways in slots(phrase):
            ends = self._step(ends, [_units(way) for way in ways])
        for node in ends:
            if node is not self._root and order > node.order:
                node.concept, node.order = symbol, order

    def _step(self, ends: list[_Node], ways: Sequence[Sequence[str]]) -> list[_Node]:
        """From each of ``ends`` along each of ``ways`` to one common node; an empty way stays where it is."""
        after = _Node()
        reached = list(ends) if any(not way for way in ways) else []
        for way in ways:
            for unit in way:
                if len(unit) > 1 and unit[-1] == "*":
                    self._prefixes.add(unit[:-1])
                elif len(unit) > 1 and unit[0] == "*":
                    self._suffixes.add(unit[1:])
            if way:
                first = after if len(way) == 1 else _chain(way[1:], after)
                for node in ends:
                    node.next.setdefault(way[0], []).append(first)
        return [*reached, after] if any(ways) else reached

    def _keys(self, word: str) -> list[str]:
        """The edges that a word may take: itself, then the wildcards that fit it."""
        keys = ["#"] if word[0].isdigit() else []
        keys.append(word)
        keys += [f"{word[:n]}*" for n in self._heads if len(word) >= n and word[:n] in self._prefixes]
        keys += [f"*{word[-n:]}" for n in self._tails if len(word) >= n and word[-n:] in self._suffixes]
        return keys

    def _move(self, state: _State, word: str) -> _State | None:
        reached = {
            id(found): found for node in state.nodes for key in self._keys(word) for found in node.next.get(key, ())
        }
        self._known += 1
        following = None
        if reached:
            name = tuple(sorted(reached))
            following = self._states.get(name)
            if following is None:
                following = self._states[name] = _State(tuple(reached.values()))
        state.moves[word] = following
        return following

    def read(self, words: Sequence[str]) -> Row:
        """The row of concepts of a text cut into units."""
        moves, known = self._start.moves, self._others
        try:
            states = [moves[word] for word in words]
            others = [known[word] for word in words]
        except KeyError:
            moves = self._learn(words)
            states = [moves[word] for word in words]
            others = [known[word] for word in words]
        pieces: list[tuple[int, int, str]] = []
        done = 0
        for at, state in enumerate(states):
            if state is None or at < done:
                continue
            symbol, length = self._longest(state, words, at)
            if symbol:
                if at > done:
                    pieces.append((done, at, ""))
                pieces.append((at, at + length, symbol))
                done = at + length
        if done < len(words):
            pieces.append((done, len(words), ""))
        return Row(pieces, others)

    def _learn(self, words: Sequence[str]) -> dict[str, _State | None]:
        """Make every word known; gives the moves from the beginning of a phrase."""
        if self._known + len(words) > _MAX_MEMO:
            self._known = 0
            self._states.clear()
            self._others.clear()
            self._start = _State((self._root,))
        for word in words:
            if word not in self._start.moves:
                self._move(self._start, word)
            if word not in self._others:
                self._other(word)
        return self._start.moves

    def _longest(self, state: _State, words: Sequence[str], at: int) -> tuple[str, int]:
        """The concept of the longest phrase that begins at ``at``, and how many units it takes."""
        best, length, step = state.concept, 1, 1
        while at + step < len(words):
            word = words[at + step]
            following = state.moves[word] if word in state.moves else self._move(state, word)
            if following is None:
                break
            step += 1
            state = following
            if state.concept:
                best, length = state.concept, step
        return best, length

    def _other(self, word: str) -> None:
        """The symbol of a unit that starts no phrase; two Chinese characters count as one word."""
        first = word[0]
        if first == MAIL_MARK:
            symbol = self._mail
        elif first == LINK_MARK:
            symbol = self._link
        elif first in "!。\n;.":
            symbol = STOP
        elif first == "?":
            symbol = QUESTION + STOP
        elif first in ",、:" or first.isspace():
            symbol = COMMA
        elif first in "$€£¥%@⭐★☆🌟❌✗":
            symbol = ""
        else:
            symbol = _HALF if "\u3040" <= first <= "\u9fff" else FILLER
        self._others[word] = symbol


def _chain(units: Sequence[str], after: _Node) -> _Node:
    """A first node from which ``units`` lead to ``after``."""
    first = node = _Node()
    for unit in units[:-1]:
        following = _Node()
        node.next.setdefault(unit, []).append(following)
        node = following
    node.next.setdefault(units[-1], []).append(after)
    return first


def slots(phrase: str) -> list[list[str]]:
    """A phrase as its slots, each the list of ways to fill it; ``neue(n|)`` is one slot of two words."""
    ways = _parts(phrase)
    for at in range(1, len(ways), 2):
        head, tail = _LAST_WORD.search(ways[at - 1][0]), _FIRST_WORD.match(ways[at + 1][0])
        if head and any(way[:1].strip() for way in ways[at]):
            ways[at - 1] = [ways[at - 1][0][: head.start()]]
            ways[at] = [head[0] + way for way in ways[at]]
        if tail and any(way[-1:].strip() for way in ways[at]):
            ways[at + 1] = [ways[at + 1][0][tail.end() :]]
            ways[at] = [way + tail[0] for way in ways[at]]
    return ways


def _parts(phrase: str) -> list[list[str]]:
    """Words and choices in turn; choices within a choice are written out."""
    parts: list[list[str]] = [[""]]
    depth, start = 0, 0
    for at, char in enumerate(phrase):
        if char == "(":
            depth += 1
            if depth == 1:
                parts[-1], start = [phrase[start:at]], at + 1
                bars = [at]
        elif char == "|" and depth == 1:
            bars.append(at)
        elif char == ")":
            depth -= 1
            if depth == 0:
                edges = [*bars, at]
                found = [phrase[one + 1 : two] for one, two in pairwise(edges)]
                parts += [["".join(way) for one in found for way in product(*_parts(one))], [""]]
                start = at + 1
    parts[-1] = [phrase[start:]]
    return parts


def _units(phrase: str) -> list[str]:
    units: list[str] = []
    folded = plain(fold(phrase))
    for piece in re.findall(r"\*?[^\W\d_぀-ヿ㐀-鿿々]+\d*\*?|[぀-ヿ㐀-鿿々]|\d+(?:[.,]\d+)*|[#,$€£¥%@⭐★☆🌟:]", folded):
        units.append(piece)
    return units
