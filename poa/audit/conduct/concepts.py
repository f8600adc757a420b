"""Turns folded text into a row of symbols: one for each word or phrase whose meaning a rule may use.

The phrases are compiled by poa.audit.conduct.phrases. The longest phrase wins, so a phrase of the concept NONE takes
its words out of the game ("review the invoice" is no REVIEW).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from poa.audit.conduct.alphabet import COMMA, FILLER, QUESTION, STOP, Alphabet
from poa.audit.conduct.units import LINK_MARK, MAIL_MARK, SIGNS

_HALF = "\uf8ff"
_MOST_WORDS, _MOST_MOVES = 20_000, 60_000
"""How much is remembered of words and of the ways between them before all of it is forgotten."""
_FEW_WORDS = 400
_SILENT = ord("-")
"""How a node begins that is the end of no phrase."""
GROUP = 16
"""Nodes of a graph that are cut out together: cutting the text of all of them would cost a short run too much."""

Phrase = tuple[int, int, str]
"""The units that a phrase takes, first and last but one, and its symbol."""


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


def row_of(singles: Sequence[str], phrases: Sequence[Phrase]) -> str:
    """A sentence as symbols of a layer.

    Args:
        singles: what each of its units gives by itself.
        phrases: the phrases of several units in it, in order.
    """
    if phrases:
        singles = list(singles)
        for first, last, symbol in phrases:
            singles[first:last] = [symbol, *[""] * (last - first - 1)]
    row = "".join(singles)
    return row.replace(_HALF + _HALF, FILLER).replace(_HALF, "") if _HALF in row else row


def covered(singles: Sequence[str], phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    """For each symbol of ``row_of`` the units that it stands for, from the first to the last but one."""
    taken = {first: (last, symbol) for first, last, symbol in phrases}
    at, half = 0, -1
    while at < len(singles):
        last, symbol = taken.get(at, (at + 1, singles[at]))
        if symbol == _HALF:
            if half >= 0:
                yield half, last
            half = -1 if half >= 0 else at
        elif symbol:
            half = -1
            yield from [(at, last)] * len(symbol)
        at = last


class _State(dict[str, "_State | None"]):
    """The nodes reached together, with the state that each way leads to; worked out when first taken.

    Args:
        nodes: the nodes as they are written: few of what follows them is ever wanted.
        lexicon: they belong to.
    """

    __slots__ = ("_lexicon", "concept", "nodes")

    def __init__(self, nodes: Sequence[bytes], lexicon: Lexicon) -> None:
        super().__init__()
        self.nodes = nodes
        self._lexicon = lexicon
        said = [node.split(b" ", 1)[0].split(b":") for node in nodes if node[0] != _SILENT]
        self.concept = chr(int(max(said, key=_rank)[0], 16)) if said else ""

    def __missing__(self, way: str) -> _State | None:
        self[way] = following = self._lexicon.move(self.nodes, way) if way else None
        return following


def _rank(said: Sequence[bytes]) -> int:
    return int(said[1], 16)


class _Ways(dict[str, str]):
    """For each word the edges that it may take: itself, then the wildcards that fit it. Worked out when first asked.

    Words that no phrase holds, and there are many, are one and the same once some hundred words were seen; before, it
    would cost more to gather the words of all phrases.

    Args:
        graphs: the phrases.
    """

    def __init__(self, graphs: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._written: Sequence[bytes] = [graph["units"] for graph in graphs]
        self._prefixes = frozenset(prefix for graph in graphs for prefix in graph["prefixes"])
        self._suffixes = frozenset(suffix for graph in graphs for suffix in graph["suffixes"])
        self._heads = tuple(sorted({len(prefix) for prefix in self._prefixes}, reverse=True))
        self._tails = tuple(sorted({len(suffix) for suffix in self._suffixes}, reverse=True))
        self._units: frozenset[str] | None = None

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        if self._units is None and len(self) >= _FEW_WORDS:
            self._units = frozenset(b" ".join(self._written).decode().split(" "))
            self._written = ()
        size = len(word)
        keys = ["#"] if word[0].isdigit() else []
        if self._units is None or word in self._units:
            keys.append(word)
        keys += [f"{word[:n]}*" for n in self._heads if size >= n and word[:n] in self._prefixes]
        keys += [f"*{word[-n:]}" for n in self._tails if size >= n and word[-n:] in self._suffixes]
        self[word] = ways = " ".join(keys)
        return ways


class _Singles(dict[str, str]):
    """For each unit its symbol in a layer where no longer phrase takes it.

    Args:
        lexicon: the phrases of the layer.
        ways: the edges of units.
        others: the symbols of units that no phrase takes.
    """

    def __init__(self, lexicon: Lexicon, ways: _Ways, others: Others) -> None:
        super().__init__()
        self._lexicon, self._ways, self._others = lexicon, ways, others

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        state = self._lexicon.start[self._ways[word]]
        self[word] = symbol = ("" if state is None else state.concept) or self._others[word]
        return symbol


class _Starts(dict[tuple[str, str], "tuple[tuple[int, _State], ...]"]):
    """For two ways the layers in which a phrase begins with them, and the states that they lead to. Most words begin
    some phrase; few begin one that goes on with the next word."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        super().__init__()
        self._lexicons = lexicons

    def __missing__(self, ways: tuple[str, str]) -> tuple[tuple[int, _State], ...]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        first, second = ways
        begun: tuple[tuple[int, _State], ...] = ()
        for layer, lexicon in enumerate(self._lexicons if second else ()):
            state = lexicon.start[first]
            following = None if state is None else state[second]
            if following is not None:
                begun = (*begun, (layer, following))
        self[ways] = begun
        return begun


class Lexicons:
    """The phrases of a family of languages, of all layers.

    Args:
        graphs: the phrases of each layer as poa.audit.conduct.phrases.graph gives them.
        others: the symbols of units that no phrase takes.
    """

    def __init__(self, graphs: Sequence[Mapping[str, Any]], others: Others) -> None:
        self._ways = _Ways(graphs)
        self._lexicons = tuple(map(Lexicon, graphs))
        self._singles = [_Singles(lexicon, self._ways, others) for lexicon in self._lexicons]
        self._starts = _Starts(self._lexicons)

    def singles(self, words: Sequence[str]) -> list[list[str]]:
        """By layer the symbol of each unit of a sentence by itself."""
        return [[*map(layer.__getitem__, words)] for layer in self._singles]

    def phrases(self, words: Sequence[str]) -> list[list[Phrase]]:
        """By layer the phrases of several units in a sentence: the longest from each place on, none overlapping."""
        if sum([lexicon.moves for lexicon in self._lexicons]) > _MOST_MOVES:
            self._forget()
        ways = [*map(self._ways.__getitem__, words)]
        found: list[list[Phrase]] = [[] for _ in self._lexicons]
        done = [0] * len(found)
        for at, starts in enumerate(map(self._starts.__getitem__, pairwise(ways))):
            for layer, state in starts:
                if at >= done[layer]:
                    last, symbol = _longest(state, ways, at + 2)
                    if symbol:
                        found[layer].append((at, last, symbol))
                        done[layer] = last
        return found

    def _forget(self) -> None:
        self._starts.clear()
        for lexicon in self._lexicons:
            lexicon.forget()


def _longest(state: _State | None, ways: Sequence[str], step: int) -> tuple[int, str]:
    """Where the longest phrase ends that goes on from ``state`` at ``step``, and its symbol, "" for none."""
    last, symbol, size = step, "", len(ways)
    while state is not None:
        if state.concept:
            last, symbol = step, state.concept
        if step >= size:
            break
        state = state[ways[step]]
        step += 1
    return last, symbol


class Lexicon:
    """The phrases of a layer.

    Args:
        graph: the phrases as poa.audit.conduct.phrases.graph gives them.

    Attributes:
        start: where every phrase begins.
        moves: how many ways between states are remembered.
    """

    def __init__(self, graph: Mapping[str, Any]) -> None:
        self._written: bytes = graph["nodes"]
        self._begins: Sequence[int] = graph["groups"]
        self.forget()

    def forget(self) -> None:
        """Forget the states reached before."""
        self.moves = 0
        self._states: dict[bytes, _State] = {}
        self.start = _State((self._node(0),), self)

    def move(self, nodes: Sequence[bytes], way: str) -> _State | None:
        """The state that a word leads to from ``nodes``.

        Args:
            nodes: where it comes from.
            way: the edges that the word may take.
        """
        self.moves += 1
        found = []
        for key in way.split(" "):
            sought = f" {key}=".encode()
            for node in nodes:
                at = node.find(sought)
                if at >= 0:
                    found.append(node[at + len(sought) :].split(b" ", 1)[0])
        if not found:
            return None
        name = found[0] if len(found) == 1 else b" ".join(sorted(set(found)))
        if name not in self._states:
            self._states[name] = _State(tuple([self._node(int(number, 16)) for number in name.split(b" ")]), self)
        return self._states[name]

    def _node(self, number: int) -> bytes:
        group, place = divmod(number, GROUP)
        return self._written[self._begins[group] : self._begins[group + 1] - 1].split(b"|")[place]
