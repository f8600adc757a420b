"""Learns the weights of guidance/detect/weights-*.yaml from labelled messages.

    python tools/learn_weights.py [--measure FILE.jsonl ...] [--folds PARTS]

Reads tools/labelled/*.tsv and the messages of tests/data, weighs with the features of poa.audit.conduct.weighing, and
writes one file for each family of languages. Needs scikit-learn (``pip install -e '.[learn]'``); the program itself
does not. ``--measure`` prints what the weights would add in other labelled messages, ``--folds`` what they would add
in parts of these that they were not learned from; both write nothing.

For each family of languages and each rule a logistic regression learns from the messages of the family and from some of
the others: words differ from language to language, but concepts are shared. A message that breaks a rule breaks it
somewhere: of a long one the stretch of ``WINDOW`` sentences that weighs most in a first round counts in the second.
Of the rules of ``WHOLE`` the whole message counts.
What is learned is the same on every run.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from poa.audit.conduct.finder import FAMILIES  # noqa: E402
from tools.labelled_messages import (  # noqa: E402
    CODES,
    LEARNED,
    RARE,
    Featured,
    Row,
    all_of,
    from_jsonl,
    labelled,
    own_lines,
    stretches,
)

STRENGTH = 0.5
"""The inverse of regularisation."""
FAVOUR = 3
"""How many times a breach counts as much as an innocent message, of which there are many more."""
RARE_FAVOUR = 20
"""The same for the rules that few messages break."""
SEEN = 3
"""In so many stretches a feature must occur."""
LEAST = 0.1
"""Smaller weights are left out."""
OTHERS = 5
"""Of the messages of other families of languages every so many-th is learned from."""
BARS = {
    CODES[code]: bar
    for bar, codes in {
        -1.0: "NI",
        -0.5: "SS",
        0.0: "TH XS CD RS",
        0.5: "SC MK",
        0.6: "CI",
        0.7: "CO",
        0.8: "RF HO RR",
        1.0: "DC",
        1.1: "IR",
        1.2: "IN RC",
        1.5: "OP",
        1.6: "AC",
        2.0: "FR",
        2.5: "CA",
        3.5: "AR",
    }.items()
    for code in codes.split()
}
"""From which log odds on a rule is added: where, among messages that nothing was learned from, at least about seven in
ten of the next additions are right. ``--folds`` tells the same of those learned from; most of these lie near the line.
"""
LESS = dict.fromkeys(("de", "es", "fr", "it", "ja"), 0.25)
"""How much lower the bars of families with fewer messages are: where less was learned from, all weighs less."""
WHOLE = frozenset(CODES[code] for code in ("TH", "CO", "XS"))
"""The rules for which the whole message is weighed: no stretch of it tells whether there is anything beside thanks,
news of the order or praise of goods."""
FLOORS = {
    CODES[code]: floor
    for floor, codes in {
        1.0: "IN CA",
        0.5: "RR DC AR",
        -0.5: "CI AC",
        -1.0: "MK HO",
        -1.5: "IR XS",
        -2.0: "RC TH",
        -2.5: "CO",
        -3.0: "RF",
    }.items()
    for code in codes.split()
}
"""How little the words alone, whatever is usual, must weigh for a rule that the relations see to be taken back.
Messages written to mislead the relations make up much of what is learned from; among messages as they are sent more
that was right than what was wrong would be lost above these."""
NEEDS = {CODES["RF"]: [CODES["RC"]]}
"""What must be seen as well: money is offered for a review only where the review is spoken of."""


class Sheet(NamedTuple):
    """What is weighed of some rows, as a matrix, and the number of the row that each line of it belongs to."""

    matrix: Any
    owner: Any


class Pages:
    """All stretches of some rows, and each of the rows as a whole.

    Args:
        rows: the rows.
        vectors: turns features into columns; made from these rows where there is none yet.
    """

    def __init__(self, rows: Sequence[Row], vectors: Any = None) -> None:
        from sklearn.feature_extraction import DictVectorizer

        self.rows = rows
        counted = [(number, one) for number, row in enumerate(rows) for one in stretches(row)]
        if vectors is None:
            often = Counter(feature for _, one in counted for feature in one)
            vectors = DictVectorizer().fit([{feature: 1 for feature, times in often.items() if times >= SEEN}])
        self.vectors = vectors
        self._stretches = self._sheet(counted)
        self._wholes = self._sheet([(number, all_of(row)) for number, row in enumerate(rows)])

    def _sheet(self, counted: Sequence[tuple[int, Counter[str]]]) -> Sheet:
        import numpy as np

        return Sheet(self.vectors.transform([one for _, one in counted]), np.array([number for number, _ in counted]))

    def sheet(self, rule: str) -> Sheet:
        """What is weighed for a rule."""
        return self._wholes if rule in WHOLE else self._stretches

    def occurring(self, chosen: Sequence[bool]) -> Any:
        """The features that occur in some of the rows."""
        import numpy as np

        occurs = np.zeros(len(self.vectors.feature_names_), dtype=bool)
        matrix, owner = self._stretches
        occurs[matrix[np.array(chosen)[owner]].nonzero()[1]] = True
        return occurs

    def best(self, rule: str, model: Any) -> Any:
        """For each row the greatest log odds of any of its stretches."""
        import numpy as np

        matrix, owner = self.sheet(rule)
        best = np.full(len(self.rows), -np.inf)
        np.maximum.at(best, owner, model.decision_function(matrix))
        return best

    def models(self) -> dict[str, Any]:
        """The models of all rules that enough rows break."""
        made = ((rule, self._learn(rule)) for rule in LEARNED)
        return {rule: model for rule, model in made if model is not None}

    def _learn(self, rule: str) -> Any:
        import numpy as np
        from sklearn.linear_model import LogisticRegression

        matrix, owners = self.sheet(rule)
        breaks = np.array([rule in row.labels for row in self.rows])[owners]
        usable = np.array([row.counts(rule) for row in self.rows])[owners]
        weights = np.array([row.weight for row in self.rows])[owners]
        size = np.bincount(owners)[owners]
        use = usable & (~breaks | (size <= 2))
        if (use & breaks).sum() < 8:
            return None
        for again in (True, False):
            model = LogisticRegression(
                C=STRENGTH,
                class_weight={False: 1, True: RARE_FAVOUR if rule in RARE else FAVOUR},
                max_iter=300,
                # What is rare and counts for much takes long to settle, and nothing comes of it.
                tol=1e-2 if rule in RARE else 1e-3,
                solver="liblinear",
                random_state=0,
            ).fit(matrix[use], breaks[use], sample_weight=weights[use])
            if again:
                odds = model.decision_function(matrix)
                heaviest: dict[int, int] = {}
                for at in np.flatnonzero(usable & breaks):
                    owner = owners[at]
                    if owner not in heaviest or odds[at] > odds[heaviest[owner]]:
                        heaviest[owner] = at
                use = usable & ~breaks
                use[[*heaviest.values()]] = True
        return model


class Tally:
    """What the weights would change in rows that they were not learned from."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.flagged: set[str] = set()
        self.notes: list[str] = []

    def add(self, row: Row, rule: str, after: bool, odds: float) -> None:
        """Count what becomes of a rule in a row."""
        right, open_ = rule in row.labels, rule in row.maybe
        before = rule in row.seen
        for when, found in (("before", before), ("after", after)):
            if right:
                self.counts[f"right {when}" if found else f"missed {when}"] += 1
                if not found:
                    self.notes.append(f"{when:<6} missed {rule:<30} {odds:6.2f} {row.name}")
            elif found and not open_:
                self.counts[f"false {when}"] += 1
                self.notes.append(f"{when:<6} false  {rule:<30} {odds:6.2f} {row.name}")
                if not row.labels:
                    self.flagged.add(f"{when} {row.name}")

    def told(self, clean: int) -> str:
        """Precision, recall and innocent messages flagged, by the relations alone and with the weights."""
        lines = []
        for when in ("before", "after"):
            right, missed, false = (self.counts[f"{what} {when}"] for what in ("right", "missed", "false"))
            flagged = sum(name.startswith(when) for name in self.flagged)
            lines.append(
                f"{'relations alone' if when == 'before' else 'with weights':<16}"
                f"precision {right / max(1, right + false):.3f}  recall {right / max(1, right + missed):.3f}"
                f"  innocent messages flagged {flagged} of {clean}"
            )
        return "\n".join(lines)


def judged(tally: Tally, rows: Sequence[Row], pages: Pages, learned: Mapping[str, Any]) -> None:
    """Count what becomes of rows by what was learned."""
    odds = {rule: pages.best(rule, model) for rule, model in learned.items()}
    for at, row in enumerate(rows):
        seen = set(row.seen)
        for rule, model in learned.items():
            one, bias = odds[rule][at], model.intercept_[0]
            if one < bias + FLOORS.get(rule, -math.inf):
                seen.discard(rule)
            elif one >= least(rule, row.family) and seen.issuperset(NEEDS.get(rule, ())):
                seen.add(rule)
            if row.counts(rule):
                tally.add(row, rule, rule in seen, one)


def folded(rows: Sequence[Row], parts: int) -> Iterator[str]:
    """What the bars would let in, told by weights that were learned without the messages that are weighed.

    Args:
        rows: the messages; those of tools/labelled are weighed, the others only learned from.
        parts: in so many parts these are divided, each weighed with what the others teach.

    Yields:
        for each rule a line: for each bar how many right additions, wrong ones to messages that break another rule, and
        wrong ones to innocent messages.
    """
    weighed: dict[str, list[tuple[float, Row]]] = {rule: [] for rule in LEARNED}
    own_rows = [row for row in rows if ".tsv:" in row.name and row.sentences]
    for part in range(parts):
        left_out = {row.name for row in own_rows[part::parts]}
        for family in FAMILIES:
            mine = [row for row in own_rows[part::parts] if row.family == family]
            pages = lesson([row for row in rows if row.name not in left_out], family)
            unseen = Pages(mine, pages.vectors)
            for rule, model in pages.models().items():
                weighed[rule] += zip(unseen.best(rule, model), mine, strict=True)
    for rule, found in weighed.items():
        fresh = [(odds, row) for odds, row in found if row.counts(rule) and rule not in row.seen]
        cells = []
        for bar in (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5):
            added = [row for odds, row in fresh if odds >= bar]
            right = sum(rule in row.labels for row in added)
            guilty = sum(bool(row.labels) for row in added) - right
            cells.append(f"{bar:.1f}: {right}/{guilty}+{len(added) - right - guilty}")
        yield f"{rule:<32} {'  '.join(cells)}"


def least(rule: str, family: str) -> float:
    """From which log odds on a rule is added in a family of languages."""
    return BARS[rule] - LESS.get(family, 0)


def lesson(rows: Sequence[Row], family: str) -> Pages:
    """What the models of a family learn from."""
    return Pages([row for number, row in enumerate(rows) if row.family == family or number % OTHERS == 0])


def measured(rows: Sequence[Row], others: Sequence[Row]) -> Tally:
    """What is learned from ``rows``, measured on others."""
    tally = Tally()
    for family in FAMILIES:
        mine = [row for row in others if row.family == family]
        if mine:
            pages = lesson(rows, family)
            unseen = Pages(mine, pages.vectors)
            judged(tally, mine, unseen, pages.models())
    return tally


def innocent(rows: Sequence[Row]) -> int:
    """How many rows break no rule."""
    return sum(not row.labels for row in rows)


def written(family: str, rows: Sequence[Row]) -> str:
    """The file of a family of languages: its own words and all concepts, as far as they weigh something."""
    pages = lesson(rows, family)
    learned = pages.models()
    occurs = pages.occurring([row.family == family for row in pages.rows])
    lines = []
    for at, feature in enumerate(pages.vectors.feature_names_):
        weights = [(number, model.coef_[0][at]) for number, model in enumerate(learned.values())]
        values = [f"{number}:{round(100 * weight)}" for number, weight in weights if abs(weight) >= LEAST]
        if values and (occurs[at] or feature.startswith("<")):
            lines.append(f"    {feature} {','.join(values)}")
    biases = {rule: model.intercept_[0] for rule, model in learned.items()}
    head = {
        "lang": family,
        "learned_from": sum(1 for _ in own_lines()),
        "rules": json.dumps([*learned]),
        "bars": [round(100 * (least(rule, family) - bias)) for rule, bias in biases.items()],
        "floors": json.dumps({rule: round(100 * FLOORS[rule]) for rule in learned if rule in FLOORS}),
        "needs": json.dumps(NEEDS),
        "whole": json.dumps(sorted(WHOLE)),
    }
    told = "# What words and concepts weigh for and against each rule: learned by tools/learn_weights.py, not by hand."
    keys = [f"  {key}: {value}" for key, value in head.items()]
    return "\n".join([told, f"- id: weights.{family}", *keys, "  weights: |", *lines, ""])


def main() -> int:
    """Learn, tell how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", nargs="+", type=Path, default=[], metavar="FILE")
    parser.add_argument("--folds", type=int, default=0, metavar="PARTS", help="tell what each bar would let in")
    parser.add_argument("--notes", action="store_true", help="name every miss and false alarm")
    asked = parser.parse_args()
    featured = Featured()
    rows = featured.rows(labelled())
    if asked.measure:
        others = featured.rows(one for file in asked.measure for one in from_jsonl(file))
        tally = measured(rows, others)
        sys.stdout.write("\n".join([*(tally.notes if asked.notes else ()), tally.told(innocent(others)), ""]))
        return 0
    if asked.folds:
        sys.stdout.writelines(f"{line}\n" for line in folded(rows, asked.folds))
        return 0
    for family in FAMILIES:
        file = ROOT / "guidance" / "detect" / f"weights-{family}.yaml"
        file.write_text(written(family, rows), encoding="utf-8")
        sys.stdout.write(f"{file.name}: {file.stat().st_size / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
