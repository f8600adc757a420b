"""Compiles the phrases of guidance/detect/conduct-words-*.yaml into one graph of plain lists, which a cache can keep.

A phrase is a list of units: words in Latin script, single characters in Chinese and Japanese, numbers (``#`` is any
number). ``*`` at the end of a word stands for any ending, at the beginning for any first part of a compound;
``(a|b)`` for a choice, ``(a|)`` for a word that may be absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise, product
from typing import Any

from poa.audit.conduct.alphabet import Alphabet
from poa.audit.conduct.concepts import GROUP
from poa.audit.conduct.units import SIGNS, plain, spelt_out
from poa.audit.normal import fold

_LAST_WORD = re.compile(r"[^\W_]+$")
_FIRST_WORD = re.compile(r"[^\W_]+")


class _Node:
    """A place within phrases: where it goes on with which unit, and what is said when it ends here."""

    __slots__ = ("concept", "next", "order")

    def __init__(self) -> None:
        self.next: dict[str, list[_Node]] = {}
        self.concept = ""
        self.order = -1


def graph(entries: Iterable[Mapping[str, Any]], alphabet: Alphabet) -> dict[str, Any]:
    """The graph of phrases for a Lexicon.

    Args:
        entries: entries with ``concept`` and ``phrases``; of two equal phrases the later counts.
        alphabet: gives the symbols.

    Returns:
        ``nodes``, the first being where every phrase begins, each with the code of its symbol, the rank of that and, by
        unit, the number of the node that follows, as ``- good=1 not=3|e00f:2a ...``, all in hexadecimal, as bytes: they
        load in no time, and few nodes are ever visited; ``groups``: where each ``GROUP`` of nodes begins in them;
        ``units``: all units between blanks, as bytes as well; ``prefixes`` and ``suffixes``: the
        words with a star; ``numbers``: units with digits.
    """
    root = _Node()
    prefixes: set[str] = set()
    suffixes: set[str] = set()
    numbers: set[str] = set()
    order = 0
    for entry in entries:
        symbol = alphabet.symbol(str(entry["concept"]))
        for phrase in entry["phrases"]:
            order += 1
            for unit in _add(root, str(phrase), symbol, order):
                if any(map(str.isdigit, unit)):
                    numbers.add(unit)
                if len(unit) > 1 and unit[-1] == "*":
                    prefixes.add(unit[:-1])
                elif len(unit) > 1 and unit[0] == "*":
                    suffixes.add(unit[1:])
    stars = {"prefixes": sorted(prefixes), "suffixes": sorted(suffixes)}
    return {**_numbered(root), "numbers": sorted(numbers), **stars}


def _numbered(root: _Node) -> dict[str, Any]:
    """The graph from ``root`` on, each unit leading from a node to one other: those that it leads to are put together.

    A word still leads to several nodes where a unit with a star fits it as well.
    """
    numbers: dict[_Node | frozenset[_Node], int] = {root: 0}
    merged: list[tuple[_Node, ...]] = [(root,)]
    written = []
    units: dict[str, None] = {}
    for nodes in merged:
        reached: dict[str, dict[_Node, None]] = {}
        for node in nodes:
            for unit, after in node.next.items():
                reached.setdefault(unit, {}).update(dict.fromkeys(after))
        edges = []
        for unit, following in reached.items():
            name = frozenset(following) if len(following) > 1 else next(iter(following))
            if name not in numbers:
                numbers[name] = len(merged)
                merged.append(tuple(following))
            edges.append(f"{unit}={numbers[name]:x}")
        units.update(dict.fromkeys(reached))
        last = max(nodes, key=_rank)
        written.append(" ".join((f"{ord(last.concept):x}:{last.order:x}" if last.concept else "-", *edges)))
    groups = ["|".join(written[at : at + GROUP]).encode() for at in range(0, len(written), GROUP)]
    begins = [*accumulate((len(group) + 1 for group in groups), initial=0)]
    return {"groups": begins, "nodes": b"|".join(groups), "units": " ".join(units).encode()}


def _rank(node: _Node) -> int:
    return node.order


def _add(root: _Node, phrase: str, symbol: str, order: int) -> list[str]:
    """Add one phrase; gives its units."""
    ends = [root]
    seen: list[str] = []
    for filled in slots(phrase):
        ways = [_units(way) for way in filled]
        seen.extend(unit for way in ways for unit in way)
        ends = _step(ends, ways)
    for node in ends:
        if node is not root and order > node.order:
            node.concept, node.order = symbol, order
    return seen


def _step(ends: list[_Node], ways: Sequence[Sequence[str]]) -> list[_Node]:
    """From each of ``ends`` along each of ``ways`` to one common node; an empty way stays where it is."""
    after = _Node()
    reached = list(ends) if any(not way for way in ways) else []
    for way in ways:
        if way:
            first = after if len(way) == 1 else _chain(way[1:], after)
            for node in ends:
                node.next.setdefault(way[0], []).append(first)
    return [*reached, after] if any(ways) else reached


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
    for piece in re.findall(rf"\*?[^\W\d_぀-ヿ㐀-鿿々]+\d*\*?|[぀-ヿ㐀-鿿々]|\d+(?:[.,]\d+)*|[#,:{SIGNS}]", folded):
        units.append(piece)
    return spelt_out(units)
