"""Weighs what a sentence says: hears a breach in wording that no phrase lists.

The relations (poa.audit.conduct.relations) name what is said in known words. Sellers always find new ones, so each
sentence is also weighed for and against each rule by the words, pairs of words and pairs of concepts in it. The weights
are guidance (guidance/detect/weights-*.yaml), learned by tools/learn_weights.py from labelled messages: a logistic
regression for each rule, whose sum over up to ``WINDOW`` neighbouring sentences decides.

A sum that reaches the bar of a rule adds what the relations did not see; one far below takes back what they saw in
words that meant something else. For some rules the whole message is weighed: no stretch tells what else is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import accumulate, chain, pairwise
from operator import or_
from typing import Any

from poa.audit.conduct.alphabet import COMMA, FILLER, QUESTION, STOP, Alphabet
from poa.text.lazy import lazy

WINDOW = 3
"""How many neighbouring sentences are weighed together."""

_CONCEPT = lazy("<([A-Z]+)>")
_MARKS = frozenset(",、: \n")
_SAYS_NOTHING = str.maketrans("", "", FILLER + COMMA + STOP)
_STEM, _LONG = 5, 7
_LONGEST_RUN = 4
_HEAD = 2
_RUNS = range(2, _LONGEST_RUN + 1)
_EASTERN = "\u3040"
_SYMBOLS = "\ue000"
"""Characters of Chinese and Japanese, and little else, come between these; what stands for concepts comes after."""
_FEW = 30
"""So many sentences are weighed before the weights of all features are read at once."""
_SINGLE, _PAIR, _SAID, _RUN = range(4)
_JOINTS = ("", "_", "", "")
"""The kinds of features: words, stems and concepts; two words; two concepts; characters in a row. What joins each."""
_MOST_KNOWN = 16_000
"""How many words are remembered before all are forgotten."""

_LANE = 24
_HALF = 1 << _LANE - 1
"""What a feature weighs is one number, a lane of so many bits for each rule: adding up is one step for all rules."""


class _Shapes(dict[str, str]):
    """For each unit what is weighed of it, "" for marks and single characters of Chinese and Japanese."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        first = word[0]
        if first in _MARKS or "\u3040" <= first <= "\u30ff" or "\u3400" <= first <= "\u9fff" or first == "々":
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


class _Looked(dict[Any, int]):
    """What features of a kind weigh, each looked up when first asked for.

    Args:
        lines: the features of all kinds with their weights, see Scales.
        heads: where in them features begin alike, see Scales.
        kind: the kind of these features.
    """

    def __init__(self, lines: bytes, heads: Mapping[str, Sequence[int]], kind: int) -> None:
        super().__init__()
        self._lines, self._heads, self._kind = lines, heads, kind

    def __missing__(self, parts: Any) -> int:
        feature = _JOINTS[self._kind].join(parts) if isinstance(parts, tuple) else parts
        begin, stop = self._heads.get(feature[:_HEAD], (0, 0))
        sought, weight = f"\n{feature} ".encode("utf-8", "surrogatepass"), 0
        at = self._lines.find(sought, begin, stop)
        if at >= 0 and _kept_as(feature) == (self._kind, parts):
            value = self._lines[at + len(sought) : self._lines.index(b"\n", at + 1)].decode()
            weight = sum(map(_Weights().__getitem__, value.split(",")))
        self[parts] = weight
        return weight


class Scales:
    """The weights of one family of languages.

    Args:
        data: ``rules``; for each the ``bars`` that a stretch must reach to add it; for some the ``floors`` below which
            it is taken back; ``needs``: which other rules must be broken as well, each earlier among the rules;
            ``whole``: the rules for which the whole message is weighed;
            ``lines``: a line for each feature and its values, ``number:weight`` joined by commas, as bytes: they load
            in no time, and a short run looks few lines up; ``heads``: where in them the lines begin and end whose
            features have the same first two characters. Weights are in hundredths.

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
        self._whole = frozenset(number for number, rule in enumerate(self.rules) if rule in data["whole"])
        self._lines: bytes = data["lines"]
        self._few = _FEW
        self._weights: Sequence[Callable[[Any], int | None]] = [
            _Looked(self._lines, data["heads"], kind).__getitem__ for kind in range(len(_JOINTS))
        ]
        """What gives the weight of features of each kind."""
        self._zero = _laned([_HALF] * len(self.rules))
        """Nothing for any rule; the halves keep sums below zero within their lanes."""
        self._least = _laned([1 if n in self._whole else max(1, bar // WINDOW) for n, bar in enumerate(self.bars)])
        self._bars = self._zero - _laned(self.bars)
        self._whole_lanes = _laned([_HALF if n in self._whole else 0 for n in range(len(self.rules))])

    def whole(self, rule: str) -> bool:
        """Whether the whole message is weighed for a rule."""
        return self.rules.index(rule) in self._whole

    def needs(self, rule: str) -> Sequence[str]:
        """The rules without which a rule cannot be broken."""
        return self._needs.get(rule, ())

    def weigh(self, words: Sequence[str], row: str) -> Weighed:
        """A sentence by itself: the sum of its ``features``, those of each kind looked up without writing them."""
        if self._few:
            self._few -= 1
            if not self._few:
                self._weights = [some.get for some in _all(self._lines)]
                self._lines = b""
        single, pair, said, run = self._weights
        shapes = [*map(_shapes.__getitem__, words)]
        singles = set(shapes)
        singles.update(map(_stems.__getitem__, shapes))
        concepts = row.translate(_SAYS_NOTHING)
        singles.update(concepts)
        weights: Iterable[int | None] = chain(
            map(single, singles), map(pair, {*pairwise(shapes)}), map(said, {*pairwise(concepts)})
        )
        if "" in singles and max(words) > _EASTERN:
            runs = [zip(*[words[at:] for at in range(size)], strict=False) for size in _RUNS]
            weights = chain(weights, map(run, {*chain(*runs)}))
        total = sum(filter(None, weights), self._zero)
        return Weighed(total, self._reached(total - self._least))

    def reached(self, sentences: Sequence[Weighed]) -> int:
        """The rules whose bar some stretch of a message reaches, as bits."""
        sums = [*accumulate([sentence.total - self._zero for sentence in sentences], initial=self._bars)]
        stretches = zip(sums, sums[WINDOW:] or sums[-1:], strict=False)
        over = reduce(or_, [after - before + self._bars for before, after in stretches])
        return self._reached(over & ~self._whole_lanes | sums[-1] & self._whole_lanes)

    def _reached(self, over: int) -> int:
        """The lanes that keep their half, which those do that are not below what was taken from them, as bits."""
        over &= self._zero
        return 0 if not over else sum(1 << n for n in range(len(self.rules)) if over >> _LANE * n & _HALF)

    def heaviest(self, number: int, sentences: Sequence[Weighed]) -> tuple[int, int]:
        """The greatest weight of any stretch for a rule, or that of the whole, and the sentence that weighs most in it.

        Args:
            number: the number of the rule.
            sentences: the message.
        """
        sums = [sentence.weight(number) for sentence in sentences]
        size = len(sums) if number in self._whole else WINDOW
        best, first = max((sum(sums[at : at + size]), -at) for at in range(max(1, len(sums) - size + 1)))
        stretch = range(-first, min(-first + size, len(sums)))
        return best, max(stretch, key=sums.__getitem__)


def _kept_as(feature: str) -> tuple[int, Any]:
    """The kind of a feature, and what stands for it: parts of it, which need not be joined to be looked up."""
    if "_" in feature:
        return _PAIR, tuple(feature.split("_"))
    if len(feature) > 1 and _EASTERN < feature[0] < _SYMBOLS:
        return _RUN, tuple(feature)
    if len(feature) == 2 and (feature[0] >= _SYMBOLS or feature[0] == QUESTION):
        return _SAID, tuple(feature)
    return _SINGLE, feature


def _all(lines: bytes) -> list[dict[Any, int]]:
    """The weights of all features, by kind; what several features hold is kept once."""
    found: list[dict[Any, int]] = [{} for _ in _JOINTS]
    read = _Weights()
    same: dict[str, str] = {}
    for line in filter(None, lines.decode("utf-8", "surrogatepass").split("\n")):
        feature, _, value = line.partition(" ")
        kind, parts = _kept_as(feature)
        if kind != _SINGLE:
            parts = tuple([same.setdefault(part, part) for part in parts])
        found[kind][parts] = sum(map(read.__getitem__, value.split(",")))
    return found


class _Weights(dict[str, int]):
    """A rule and its weight as they are written, in its lane; most come many times."""

    def __missing__(self, pair: str) -> int:
        number, _, weight = pair.partition(":")
        self[pair] = laned = int(weight) << _LANE * int(number)
        return laned


def _laned(values: Iterable[int]) -> int:
    """Values, each in its lane."""
    return sum([value << _LANE * number for number, value in enumerate(values)])


NO_WEIGHTS: Mapping[str, Any] = {
    **{"rules": [], "bars": [], "floors": {}, "needs": {}, "whole": []},
    **{"lines": b"", "heads": {}},
}


def gathered(entries: Sequence[Mapping[str, Any]], alphabet: Alphabet) -> dict[str, Any]:
    """The data of Scales from entries with ``weights``, of which the last one counts.

    Args:
        entries: with ``rules``, ``bars``, ``floors``, ``needs``, ``whole`` and ``weights``: lines of a feature and its
            values; concepts are written in angle brackets.
        alphabet: gives the symbols of concepts.
    """
    data = {**NO_WEIGHTS}
    for entry in entries[-1:]:
        written: dict[str, list[str]] = {}
        for line in str(entry["weights"]).splitlines():
            named = _CONCEPT.sub(lambda match: alphabet.symbol(match[1]), line)
            written.setdefault(named.partition(" ")[0][:_HEAD], []).append(named)
        data = {**NO_WEIGHTS, **{key: value for key, value in entry.items() if key in NO_WEIGHTS}}
        texts = [
            "".join([f"\n{line}" for line in lines]).encode("utf-8", "surrogatepass") for lines in written.values()
        ]
        ends = [*accumulate(map(len, texts), initial=0)]
        data["heads"] = {head: [begin, end] for head, (begin, end) in zip(written, pairwise(ends), strict=True)}
        data["lines"] = b"".join((*texts, b"\n"))
    return data
