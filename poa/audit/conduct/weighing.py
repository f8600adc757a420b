"""Weighs what a sentence says: hears a breach in wording that no phrase lists.

The relations (poa.audit.conduct.relations) name what is said in known words. Sellers always find new ones, so each
sentence is also weighed for and against each rule by the words, pairs of words and pairs of concepts in it. The weights
are guidance (guidance/detect/weights-*.yaml), learned by tools/learn_weights.py from labelled messages: a logistic
regression for each rule, whose sum over up to ``WINDOW`` neighbouring sentences decides.

A sum that reaches the bar of a rule adds what the relations did not see; one far below takes back what they saw in
words that meant something else.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
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


def features(words: Sequence[str], row: str) -> set[str]:
    """What is weighed of a sentence.

    Args:
        words: its units (poa.audit.conduct.units.cut).
        row: its symbols in the first layer.
    """
    found = _of_words(words)
    said = row.translate(_SAYS_NOTHING)
    found.update(said)
    found.update(map("".join, pairwise(said)))
    return found


def _of_words(words: Sequence[str]) -> set[str]:
    found: set[str] = set()
    before = run = ""
    for word in words:
        if word[0] in _MARKS:
            before = run = ""
            continue
        if _CJK.match(word):
            run = run[1 - _LONGEST_RUN :] + word
            found.update(run[at:] for at in range(len(run) - 1))
            before = ""
            continue
        run = ""
        if not word[0].isalpha():
            word = "0" if word[0].isdigit() else word[0]
        found.add(word)
        if before:
            found.add(f"{before}_{word}")
        if len(word) >= _LONG:
            found.add(word[:_STEM] + "*")
        before = word
    return found


class Weighed:
    """A sentence on the scales.

    Attributes:
        sums: for each rule what the sentence weighs, in hundredths.
        heavy: the rules that a stretch with this sentence could reach the bar of, as bits.
    """

    __slots__ = ("heavy", "sums")

    def __init__(self, sums: array[int], heavy: int) -> None:
        self.sums = sums
        self.heavy = heavy


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
        self._least = [max(1, bar // WINDOW) for bar in self.bars]
        self._written: Mapping[str, str] = data["weights"]
        self._known: dict[str, int] = {}
        self._zero = sum(_HALF << _LANE * number for number in range(len(self.rules)))
        """Nothing for any rule; the halves keep sums below zero within their lanes."""

    def needs(self, rule: str) -> Sequence[str]:
        """The rules without which a rule cannot be broken."""
        return self._needs.get(rule, ())

    def weigh(self, words: Sequence[str], row: str) -> Weighed:
        """A sentence by itself; see ``features``."""
        total, known = self._zero, self._known.get
        for feature in features(words, row):
            weights = known(feature)
            total += self._look_up(feature) if weights is None else weights
        sums = [(total >> lane & 2 * _HALF - 1) - _HALF for lane in range(0, _LANE * len(self.rules), _LANE)]
        heavy = sum(1 << number for number, weight in enumerate(sums) if weight >= self._least[number])
        return Weighed(array("l", sums), heavy)

    def _look_up(self, feature: str) -> int:
        """What a feature weighs that was not asked for yet."""
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        written = self._written.get(feature[:_HEAD], "")
        at = written.find(f"\n{feature} ")
        found = _read(written[at + len(feature) + 2 : written.index("\n", at + 1)]) if at >= 0 else 0
        self._known[feature] = found
        return found

    def heaviest(self, number: int, sentences: Sequence[Weighed]) -> tuple[int, int]:
        """The greatest weight of any stretch for a rule, and the sentence in it that weighs most.

        Args:
            number: the number of the rule.
            sentences: the message.
        """
        sums = [sentence.sums[number] for sentence in sentences]
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
