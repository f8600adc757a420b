"""Turns folded text into a row of symbols: one for each word or phrase whose meaning a rule may use.

The phrases are compiled by poa.audit.conduct.phrases. The longest phrase wins, so a phrase of the concept NONE takes
its words out of the game ("review the invoice" is no REVIEW).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from poa.audit.conduct.units import LINK_MARK, MAIL_MARK

FILLER = "."
COMMA = ","
STOP = "|"
QUESTION = "?"
_FIRST = 0xE000
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
_MOST_WORDS, _MOST_MOVES = 50_000, 100_000
"""How much is remembered of words and of the ways between them before all of it is forgotten."""

Phrase = tuple[int, int, str]
"""The units that a phrase takes, first and last but one, and its symbol."""


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


class Others(dict[str, str]):
    """The symbols of units that no phrase takes, each worked out when first asked for.

    Args:
        alphabet: gives the symbols of addresses and links.
    """

    def __init__(self, alphabet: Alphabet) -> None:
        super().__init__()
        self._mail, self._link = alphabet.mail, alphabet.link

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = symbol = self._symbol(word[0])
        return symbol

    def _symbol(self, first: str) -> str:
        """Two Chinese characters count as one word."""
        if first == MAIL_MARK:
            return self._mail
        if first == LINK_MARK:
            return self._link
        if first in "!。\n;.":
            return STOP
        if first == "?":
            return QUESTION + STOP
        if first in ",、:" or first.isspace():
            return COMMA
        if first in "$€£¥%@⭐★☆🌟❌✗":
            return ""
        return _HALF if "\u3040" <= first <= "\u9fff" else FILLER


def row_of(others: Sequence[str], phrases: Sequence[Phrase]) -> str:
    """A sentence as symbols.

    Args:
        others: what its single units give where no phrase takes them.
        phrases: the phrases in it, in order.
    """
    if phrases:
        others = list(others)
        for first, last, symbol in phrases:
            others[first:last] = [symbol, *[""] * (last - first - 1)]
    row = "".join(others)
    return row.replace(_HALF + _HALF, FILLER).replace(_HALF, "") if _HALF in row else row


def covered(others: Sequence[str], phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    """For each symbol of ``row_of`` the units that it stands for, from the first to the last but one."""
    taken = {first: (last, symbol) for first, last, symbol in phrases}
    at, half = 0, -1
    while at < len(others):
        last, symbol = taken.get(at, (at + 1, others[at]))
        if symbol == _HALF:
            if half >= 0:
                yield half, last
            half = -1 if half >= 0 else at
        elif symbol:
            half = -1
            yield from [(at, last)] * len(symbol)
        at = last


class _State(dict[str, "_State | None"]):
    """The nodes reached together, with the state that each word leads to; worked out when first taken."""

    __slots__ = ("_lexicon", "concept", "nodes")

    def __init__(self, nodes: Sequence[_Node], lexicon: Lexicon) -> None:
        super().__init__()
        self.nodes = nodes
        self._lexicon = lexicon
        self.concept = max(nodes, key=_rank)[0] if nodes else ""

    def __missing__(self, word: str) -> _State | None:
        self[word] = following = self._lexicon.move(self.nodes, word)
        return following


def _rank(node: _Node) -> int:
    return node[1]


class Lexicon:
    """The phrases of one or more languages.

    Args:
        graph: the phrases as poa.audit.conduct.phrases.graph gives them.
    """

    def __init__(self, graph: Mapping[str, Any]) -> None:
        self._written: Sequence[str] = graph["nodes"].split("|")
        self._nodes: dict[int, _Node] = {}
        self._prefixes = frozenset(graph["prefixes"])
        self._suffixes = frozenset(graph["suffixes"])
        self._heads = tuple(sorted({len(prefix) for prefix in self._prefixes}, reverse=True))
        self._tails = tuple(sorted({len(suffix) for suffix in self._suffixes}, reverse=True))
        self._moves = 0
        self._states: dict[tuple[int, ...], _State] = {}
        self._start = _State((self._node(0),), self)

    def phrases(self, words: Sequence[str]) -> list[Phrase]:
        """The phrases in a sentence that was cut into ``words``: the longest from each place on, none overlapping."""
        if self._moves > _MOST_MOVES:
            self._forget()
        found: list[Phrase] = []
        done, size = 0, len(words)
        for at, state in enumerate(map(self._start.__getitem__, words)):
            if state is None or at < done:
                continue
            symbol, last, step = state.concept, at + 1, at + 1
            while step < size and (state := state[words[step]]) is not None:
                step += 1
                if state.concept:
                    symbol, last = state.concept, step
            if symbol:
                found.append((at, last, symbol))
                done = last
        return found

    def move(self, nodes: Sequence[_Node], word: str) -> _State | None:
        """The state that ``word`` leads to from ``nodes``."""
        self._moves += 1
        keys = self._keys(word)
        reached = {number for node in nodes for key in keys for number in node[2].get(key, ())}
        if not reached:
            return None
        name = tuple(sorted(reached))
        if name not in self._states:
            self._states[name] = _State([self._node(number) for number in name], self)
        return self._states[name]

    def _forget(self) -> None:
        self._moves = 0
        self._states.clear()
        self._start = _State((self._node(0),), self)

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
        size = len(word)
        keys += [f"{word[:n]}*" for n in self._heads if size >= n and word[:n] in self._prefixes]
        keys += [f"*{word[-n:]}" for n in self._tails if size >= n and word[-n:] in self._suffixes]
        return keys
