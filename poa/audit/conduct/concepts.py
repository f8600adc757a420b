"""Turns folded text into a row of symbols: one for each word or phrase whose meaning a rule may use.

The phrases are compiled by poa.audit.conduct.phrases. The longest phrase wins, so a phrase of the concept NONE takes
its words out of the game ("review the invoice" is no REVIEW).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from poa.audit.conduct.units import LINK_MARK, MAIL_MARK, SIGNS
from poa.text.lazy import lazy

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
_Node = tuple[str, int, Mapping[str, str]]
"""A place within phrases: its symbol, its rank, and by unit the numbers of the places that follow, as they are written:
few of the many are ever wanted."""
_MOST_WORDS, _MOST_MOVES = 50_000, 100_000
"""How much is remembered of words and of the ways between them before all of it is forgotten."""
_FEW_WORDS = 400
GROUP = 64
"""Nodes of a graph that are read together: cutting the text of all of them would cost a short run too much."""
_UNIT = lazy(" ([^ |=]+)=")
"""A unit of a phrase within a written graph."""

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
        if first in SIGNS:
            return ""
        return _HALF if "\u3040" <= first <= "\u9fff" else FILLER


def rows_of(others: Sequence[str], phrases: Sequence[Sequence[Phrase]]) -> tuple[str, ...]:
    """A sentence as symbols, by layer.

    Args:
        others: what its single units give where no phrase takes them.
        phrases: by layer the phrases in it, in order.
    """
    rows, bare = [], ""
    for some in phrases:
        if some:
            symbols = list(others)
            for first, last, symbol in some:
                symbols[first:last] = [symbol, *[""] * (last - first - 1)]
            rows.append(_row(symbols))
        else:
            bare = bare or _row(others)
            rows.append(bare)
    return tuple(rows)


def _row(symbols: Sequence[str]) -> str:
    row = "".join(symbols)
    return row.replace(_HALF + _HALF, FILLER).replace(_HALF, "") if _HALF in row else row


def covered(others: Sequence[str], phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    """For each symbol of ``rows_of`` the units that it stands for, from the first to the last but one."""
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
    """The nodes reached together, with the state that each way leads to; worked out when first taken."""

    __slots__ = ("_lexicon", "concept", "nodes")

    def __init__(self, nodes: Sequence[_Node], lexicon: Lexicon) -> None:
        super().__init__()
        self.nodes = nodes
        self._lexicon = lexicon
        self.concept = max(nodes, key=_rank)[0] if nodes else ""

    def __missing__(self, way: str) -> _State | None:
        self[way] = following = self._lexicon.move(self.nodes, way)
        return following


def _rank(node: _Node) -> int:
    return node[1]


class _Ways(dict[str, str]):
    """For each word the edges that it may take: itself, then the wildcards that fit it. Worked out when first asked.

    Words that no phrase holds, and there are many, are one and the same once some hundred words were seen; before, it
    would cost more to gather the words of all phrases.

    Args:
        graphs: the phrases.
    """

    def __init__(self, graphs: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._graphs = graphs
        self._prefixes = frozenset(prefix for graph in graphs for prefix in graph["prefixes"])
        self._suffixes = frozenset(suffix for graph in graphs for suffix in graph["suffixes"])
        self._heads = tuple(sorted({len(prefix) for prefix in self._prefixes}, reverse=True))
        self._tails = tuple(sorted({len(suffix) for suffix in self._suffixes}, reverse=True))
        self._units: frozenset[str] | None = None

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        if self._units is None and len(self) >= _FEW_WORDS:
            self._units = frozenset(unit for graph in self._graphs for unit in _UNIT.findall(graph["nodes"]))
        size = len(word)
        keys = ["#"] if word[0].isdigit() else []
        if self._units is None or word in self._units:
            keys.append(word)
        keys += [f"{word[:n]}*" for n in self._heads if size >= n and word[:n] in self._prefixes]
        keys += [f"*{word[-n:]}" for n in self._tails if size >= n and word[-n:] in self._suffixes]
        self[word] = ways = " ".join(keys)
        return ways


class _Starts(dict[tuple[str, str], "tuple[tuple[int, str, _State | None], ...]"]):
    """For two ways the layers in which a phrase begins with them: the symbol of a phrase of the first alone, and the
    state reached with both, if any. Most words begin some phrase; few begin one that goes on with the next word."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        super().__init__()
        self._lexicons = lexicons

    def __missing__(self, ways: tuple[str, str]) -> tuple[tuple[int, str, _State | None], ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        first, second = ways
        found = []
        for layer, lexicon in enumerate(self._lexicons):
            state = lexicon.start[first]
            if state is not None:
                following = state[second]
                if state.concept or following is not None:
                    found.append((layer, state.concept, following))
        self[ways] = begun = tuple(found)
        return begun


class Lexicons:
    """The phrases of a family of languages, of all layers.

    Args:
        graphs: the phrases of each layer as poa.audit.conduct.phrases.graph gives them.
    """

    def __init__(self, graphs: Sequence[Mapping[str, Any]]) -> None:
        self._ways = _Ways(graphs)
        self._lexicons = tuple(map(Lexicon, graphs))
        self._starts = _Starts(self._lexicons)

    def phrases(self, words: Sequence[str]) -> list[list[Phrase]]:
        """By layer the phrases in a sentence cut into ``words``: the longest from each place on, none overlapping."""
        if sum(lexicon.moves for lexicon in self._lexicons) > _MOST_MOVES:
            self._forget()
        ways = [*map(self._ways.__getitem__, words)]
        found: list[list[Phrase]] = [[] for _ in self._lexicons]
        done = [0] * len(found)
        size = len(ways)
        for at, starts in enumerate(map(self._starts.__getitem__, zip(ways, [*ways[1:], ""], strict=False))):
            for layer, symbol, state in starts:
                if at < done[layer]:
                    continue
                last = step = at + 1
                while state is not None:
                    step += 1
                    if state.concept:
                        symbol, last = state.concept, step
                    if step >= size:
                        break
                    state = state[ways[step]]
                if symbol:
                    found[layer].append((at, last, symbol))
                    done[layer] = last
        return found

    def _forget(self) -> None:
        self._starts.clear()
        for lexicon in self._lexicons:
            lexicon.forget()


class Lexicon:
    """The phrases of a layer.

    Args:
        graph: the phrases as poa.audit.conduct.phrases.graph gives them.

    Attributes:
        start: where every phrase begins.
        moves: how many ways between states are remembered.
    """

    def __init__(self, graph: Mapping[str, Any]) -> None:
        self._written: str = graph["nodes"]
        self._begins: Sequence[int] = graph["groups"]
        self._groups: dict[int, Sequence[str]] = {}
        self._nodes: dict[int, _Node] = {}
        self.forget()

    def forget(self) -> None:
        """Forget the states reached before."""
        self.moves = 0
        self._states: dict[tuple[int, ...], _State] = {}
        self.start = _State((self._node(0),), self)

    def move(self, nodes: Sequence[_Node], way: str) -> _State | None:
        """The state that a word leads to from ``nodes``.

        Args:
            nodes: where it comes from.
            way: the edges that the word may take.
        """
        self.moves += 1
        keys = way.split(" ")
        reached = [following[key] for _, _, following in nodes for key in keys if key in following]
        if not reached:
            return None
        name = tuple(sorted({int(number) for some in reached for number in some.split(";")}))
        if name not in self._states:
            self._states[name] = _State([self._node(number) for number in name], self)
        return self._states[name]

    def _node(self, number: int) -> _Node:
        if number not in self._nodes:
            group, place = divmod(number, GROUP)
            if group not in self._groups:
                self._groups[group] = self._written[self._begins[group] : self._begins[group + 1] - 1].split("|")
            symbol, rank, *edges = self._groups[group][place].split(" ")
            following = dict([edge.split("=") for edge in edges])
            self._nodes[number] = ("" if symbol == "-" else symbol, int(rank), following)
        return self._nodes[number]
