"""Weighs what a sentence says: hears a breach in wording that no phrase lists.

The relations (poa.audit.conduct.relations) name what is said in known words. Sellers always find new ones, so each
sentence is also weighed for and against each rule by the words, pairs of words and pairs of concepts in it. The weights
are guidance (guidance/detect/weights-*.yaml), learned by tools/learn_weights.py from labelled messages: a logistic
regression for each rule, whose sum over up to ``WINDOW`` neighbouring sentences decides.

A sum that reaches the bar of a rule adds what the relations did not see; one far below takes back what they saw in
words that meant something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from poa.audit.conduct.concepts import COMMA, FILLER, STOP, Alphabet
from poa.text.lazy import lazy

WINDOW = 3
"""How many neighbouring sentences are weighed together."""

_CJK = lazy("[\u3040-\u30ff\u3400-\u9fff々]")
_CONCEPT = lazy("<([A-Z]+)>")
_MARKS = frozenset(",、: \n")
_SAYS_NOTHING = str.maketrans("", "", FILLER + COMMA + STOP)
_STEM, _LONG = 5, 7
_LONGEST_RUN = 4
_HEAD = 2
_MOST_KNOWN = 200_000
"""How many features are remembered before all are forgotten."""

_LANE = 32
_HALF = 1 << _LANE - 1
"""What a feature weighs is one number, a lane of so many bits for each rule: adding up is one step for all rules."""


class _Shapes(dict[str, str]):
    """For each unit what is weighed of it, "" for marks and single characters of Chinese and Japanese."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        first = word[0]
        if first in _MARKS or _CJK.match(word):
            shape = ""
        else:
            shape = word if first.isalpha() else "0" if first.isdigit() else first
        self[word] = shape
        return shape


class _Stems(dict[str, str]):
    """For each shape its beginning, where it is long."""

    def __missing__(self, shape: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[shape] = stem = f"{shape[:_STEM]}*" if len(shape) >= _LONG else ""
        return stem


_shapes, _stems = _Shapes(), _Stems()


def features(words: Sequence[str], row: str) -> set[str]:
    """What is weighed of a sentence.

    Args:
        words: its units (poa.audit.conduct.units.cut).
        row: its symbols in the first layer.
    """
    shapes = [*map(_shapes.__getitem__, words)]
    found = set(shapes)
    found.update(map(_stems.__getitem__, shapes))
    found.update([f"{one}_{other}" for one, other in pairwise(shapes) if one and other])
    if "" in found:
        found.discard("")
        found.update(_runs(words, shapes))
    said = row.translate(_SAYS_NOTHING)
    found.update(said)
    found.update(map("".join, pairwise(said)))
    return found


def _runs(words: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    """Of characters of Chinese and Japanese that stand together every two, three and four."""
    run = ""
    for word, shape in zip(words, shapes, strict=True):
        if shape or word[0] in _MARKS:
            run = ""
        else:
            run = run[1 - _LONGEST_RUN :] + word
            yield from [run[at:] for at in range(len(run) - 1)]


class Weighed:
    """A sentence on the scales.

    Attributes:
        total: for each rule what the sentence weighs, each in a lane of its own.
        heavy: the rules that a stretch with this sentence could reach the bar of, as bits.
    """

    __slots__ = ("heavy", "total")

    def __init__(self, total: int, heavy: int) -> None:
        self.total = total
        self.heavy = heavy

    def weight(self, number: int) -> int:
        """What the sentence weighs for a rule, in hundredths."""
        return (self.total >> _LANE * number & 2 * _HALF - 1) - _HALF


class _Known(dict[str, int]):
    """What features weigh, each looked up when first asked for.

    Args:
        written: see Scales.
    """

    def __init__(self, written: Mapping[str, str]) -> None:
        super().__init__()
        self._written = written

    def __missing__(self, feature: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        written = self._written.get(feature[:_HEAD], "")
        at = written.find(f"\n{feature} ")
        self[feature] = found = _read(written[at + len(feature) + 2 : written.index("\n", at + 1)]) if at >= 0 else 0
        return found


class Scales:
    """The weights of one family of languages.

    Args:
        data: ``rules``; for each the ``bars`` that a stretch must reach to add it; for some the ``floors`` below which
            it is taken back; ``needs``: which other rules must be broken as well, each earlier among the rules;
            ``weights``: by the first two characters of features the lines of each and its values, ``number:weight``
            joined by commas: few texts load in no time, and few lines are ever looked up. Weights are in hundredths.

    Attributes:
        rules: the rules, in the order of their numbers.
        bars: the least that adds a rule, by number.
        floors: the least that leaves a rule as it was seen, by rule.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.rules: Sequence[str] = tuple(data["rules"])
        self.bars: Sequence[int] = tuple(data["bars"])
        self.floors: Mapping[str, int] = data["floors"]
        self._needs: Mapping[str, Sequence[str]] = data["needs"]
        lanes = range(0, _LANE * len(self.rules), _LANE)
        self._known = _Known(data["weights"])
        self._zero = sum(_HALF << lane for lane in lanes)
        """Nothing for any rule; the halves keep sums below zero within their lanes."""
        self._least = sum(max(1, bar // WINDOW) << lane for lane, bar in zip(lanes, self.bars, strict=True))

    def needs(self, rule: str) -> Sequence[str]:
        """The rules without which a rule cannot be broken."""
        return self._needs.get(rule, ())

    def weigh(self, words: Sequence[str], row: str) -> Weighed:
        """A sentence by itself; see ``features``."""
        total = sum(map(self._known.__getitem__, features(words, row)), self._zero)
        # A lane that is not below the least keeps its half.
        over = total - self._least & self._zero
        heavy = 0 if not over else sum(1 << n for n in range(len(self.rules)) if over >> _LANE * n & _HALF)
        return Weighed(total, heavy)

    def heaviest(self, number: int, sentences: Sequence[Weighed]) -> tuple[int, int]:
        """The greatest weight of any stretch for a rule, and the sentence in it that weighs most.

        Args:
            number: the number of the rule.
            sentences: the message.
        """
        sums = [sentence.weight(number) for sentence in sentences]
        best, first = max((sum(sums[at : at + WINDOW]), -at) for at in range(max(1, len(sums) - WINDOW + 1)))
        stretch = range(-first, min(-first + WINDOW, len(sums)))
        return best, max(stretch, key=sums.__getitem__)


def _read(value: str) -> int:
    pairs = (pair.partition(":") for pair in value.split(","))
    return sum(int(weight) << _LANE * int(number) for number, _, weight in pairs)


NO_WEIGHTS: Mapping[str, Any] = {"rules": [], "bars": [], "floors": {}, "needs": {}, "weights": {}}


def gathered(entries: Sequence[Mapping[str, Any]], alphabet: Alphabet) -> dict[str, Any]:
    """The data of Scales from entries with ``weights``, of which the last one counts.

    Args:
        entries: with ``rules``, ``bars``, ``floors``, ``needs`` and ``weights``: lines of a feature and its values;
            concepts are written in angle brackets.
        alphabet: gives the symbols of concepts.
    """
    data = {**NO_WEIGHTS}
    for entry in entries[-1:]:
        written: dict[str, list[str]] = {}
        for line in str(entry["weights"]).splitlines():
            named = _CONCEPT.sub(lambda match: alphabet.symbol(match[1]), line)
            written.setdefault(named.partition(" ")[0][:_HEAD], []).append(named)
        data = {key: entry[key] for key in ("rules", "bars", "floors", "needs")}
        data["weights"] = {head: "\n".join(["", *lines, ""]) for head, lines in written.items()}
    return data
