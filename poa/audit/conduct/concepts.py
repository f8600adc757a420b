"""Turns folded text into a row of symbols: one for each word or phrase whose meaning a rule may use.

The phrases are compiled by poa.audit.conduct.phrases. The longest phrase wins, so a phrase of the concept NONE takes
its words out of the game ("review the invoice" is no REVIEW).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from poa.audit.conduct.units import LINK_MARK, MAIL_MARK, cut

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
_Node = tuple[str, int, Mapping[str, Sequence[int]]]
"""A place within phrases: its symbol, its rank, and by unit the numbers of the places that follow."""
_MAX_SENTENCES, _MAX_REMEMBERED = 2_048, 400
"""How many sentences are remembered as concepts, and how long ones at most."""


class Part:
    """A sentence as concepts.

    Args:
        pieces: in order, stretches of units with their symbol; "" for a stretch that no phrase took.
        others: what the single units give where no phrase takes them.

    Attributes:
        symbols: one character per concept, filler, comma or stop.
        size: how many units it has.
    """

    __slots__ = ("_others", "_pieces", "size", "symbols")

    def __init__(self, pieces: Sequence[tuple[int, int, str]], others: Sequence[str]) -> None:
        self._pieces, self._others, self.size = pieces, others, len(others)
        self.symbols = "".join(
            symbol or "".join(others[first:last]).replace(_HALF + _HALF, FILLER).replace(_HALF, "")
            for first, last, symbol in pieces
        )

    def covered(self, begin: int) -> Iterator[tuple[int, int]]:
        """For each symbol the units that it stands for, when the sentence begins at unit ``begin``."""
        for first, last, symbol in self._pieces:
            if symbol:
                yield begin + first, begin + last
                continue
            at = first
            while at < last:
                pair = self._others[at] == _HALF
                if pair and (at + 1 >= last or self._others[at + 1] != _HALF):
                    at += 1
                    continue
                if pair:
                    yield begin + at, begin + at + 2
                else:
                    yield from [(begin + at, begin + at + 1)] * len(self._others[at])
                at += 1 + pair


class Row:
    """A message as concepts.

    Args:
        parts: its sentences.

    Attributes:
        symbols: those of all sentences.
        present: the symbols that occur.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self.symbols = "".join([part.symbols for part in parts])
        self.present = frozenset(self.symbols)

    @cached_property
    def _covered(self) -> list[tuple[int, int]]:
        covered: list[tuple[int, int]] = []
        begin = 0
        for part in self._parts:
            covered.extend(part.covered(begin))
            begin += part.size
        return covered

    def units(self, start: int, end: int) -> tuple[int, int]:
        """The units that the symbols from ``start`` to ``end`` stand for."""
        return self._covered[start][0], self._covered[end - 1][1]

    def sentence(self, at: int) -> int:
        """The number of the sentence that symbol ``at`` is in."""
        return self.symbols.count(STOP, 0, at)


class _State:
    """The nodes reached together; its moves are worked out when first taken."""

    __slots__ = ("concept", "moves", "nodes")

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.nodes = nodes
        self.concept = max(nodes, key=_rank)[0] if nodes else ""
        self.moves: dict[str, _State | None] = {}


def _rank(node: _Node) -> int:
    return node[1]


class Alphabet:
    """The symbols that stand for concepts, in the order in which they were first named.

    Args:
        symbols: those known from before, by concept.
    """

    def __init__(self, symbols: Mapping[str, str] | None = None) -> None:
        self._symbols: dict[str, str] = dict(symbols or {"NONE": FILLER})
        self.common = frozenset(map(self.symbol, _COMMON))
        self.kinds: dict[str, Sequence[str]] = {}
        self.mail, self.link = self.symbol("EMAILADDR"), self.symbol("LINK")

    @property
    def symbols(self) -> Mapping[str, str]:
        """The symbols by concept."""
        return self._symbols

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
        graph: the phrases as poa.audit.conduct.phrases.graph gives them.
        alphabet: shared by all lexicons and relations.
    """

    def __init__(self, graph: Mapping[str, Any], alphabet: Alphabet) -> None:
        self._written: Sequence[str] = graph["nodes"].split("|")
        self._nodes: dict[int, _Node] = {}
        self._mail, self._link = alphabet.mail, alphabet.link
        self._others: dict[str, str] = {}
        self._prefixes = frozenset(graph["prefixes"])
        self._suffixes = frozenset(graph["suffixes"])
        self._known = 0
        self._start = _State((self._node(0),))
        self._states: dict[tuple[int, ...], _State] = {}
        self._heads = tuple(sorted({len(prefix) for prefix in self._prefixes}, reverse=True))
        self._tails = tuple(sorted({len(suffix) for suffix in self._suffixes}, reverse=True))
        self._remembered = lru_cache(_MAX_SENTENCES)(self._sentence)

    def read(self, sentences: Sequence[str]) -> Row:
        """The row of concepts of a text cut into sentences; sentences of templates come again and are remembered."""
        known, fresh = self._remembered, self._sentence
        return Row([known(one) if len(one) <= _MAX_REMEMBERED else fresh(one) for one in sentences])

    def forget(self) -> None:
        """Forget the sentences read before."""
        self._remembered.cache_clear()

    def _node(self, number: int) -> _Node:
        if number not in self._nodes:
            symbol, rank, *edges = self._written[number].split(" ")
            pairs = (edge.rpartition("=") for edge in edges)
            following = {unit: [*map(int, after.split(";"))] for unit, _, after in pairs}
            self._nodes[number] = ("" if symbol == "-" else symbol, int(rank), following)
        return self._nodes[number]

    def _keys(self, word: str) -> list[str]:
        """The edges that a word may take: itself, then the wildcards that fit it."""
        keys = ["#"] if word[0].isdigit() else []
        keys.append(word)
        keys += [f"{word[:n]}*" for n in self._heads if len(word) >= n and word[:n] in self._prefixes]
        keys += [f"*{word[-n:]}" for n in self._tails if len(word) >= n and word[-n:] in self._suffixes]
        return keys

    def _move(self, state: _State, word: str) -> _State | None:
        reached = sorted(
            {number for key in self._keys(word) for node in state.nodes for number in node[2].get(key, ())}
        )
        self._known += 1
        following = None
        if reached:
            name = tuple(reached)
            following = self._states.get(name)
            if following is None:
                following = self._states[name] = _State([self._node(number) for number in reached])
        state.moves[word] = following
        return following

    def _sentence(self, sentence: str) -> Part:
        words = cut(sentence)
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
        return Part(pieces, others)

    def _learn(self, words: Sequence[str]) -> dict[str, _State | None]:
        """Make every word known; gives the moves from the beginning of a phrase."""
        if self._known + len(words) > _MAX_MEMO:
            self._known = 0
            self._states.clear()
            self._others.clear()
            self._start = _State((self._node(0),))
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
