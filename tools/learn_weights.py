"""Learns the weights of guidance/detect/weights-*.yaml from labelled messages.

    python tools/learn_weights.py [--measure FILE.jsonl ...]

Reads tools/labelled/*.tsv and the messages of tests/data, weighs with the features of poa.audit.conduct.weighing, and
writes one file for each family of languages. Needs scikit-learn (``pip install -e '.[learn]'``); the program itself
does not. ``--measure`` prints what the weights would add in other labelled messages, and writes nothing.

For each family of languages and each rule a logistic regression learns from the messages of the family and from some of
the others: words differ from language to language, but concepts are shared. A message that breaks a rule breaks it
somewhere: of a long one the stretch of ``WINDOW`` sentences that weighs most in a first round counts in the second.
What is learned is the same on every run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from poa.audit import Auditor  # noqa: E402
from poa.audit.conduct.finder import FAMILIES, conduct_of, find  # noqa: E402
from poa.audit.conduct.weighing import WINDOW, features  # noqa: E402
from poa.audit.view import MessageView  # noqa: E402
from poa.library.guidance import Guidance  # noqa: E402
from poa.library.rules import Rules  # noqa: E402
from poa.model.message import Message  # noqa: E402
from poa.resources import root  # noqa: E402

CODES = {
    "RC": "type.review-change-request",
    "RF": "coc.refund-for-review",
    "IR": "type.incentivised-review",
    "HO": "type.happy-only-review",
    "RR": "type.repeat-review-request",
    "CO": "type.order-or-ship-confirmation",
    "TH": "type.thank-you-only",
    "MK": "type.marketing-coupons",
    "XS": "type.cross-sell",
    "CI": "coc.no-circumvention",
    "OP": "coc.off-platform-contact",
    "AC": "coc.ask-contact-details",
    "MS": "content.physical-address-or-messenger",
    "CA": "order.never-ask-cancel",
    "IN": "coc.insult",
    "DC": "service.courteous",
    "AR": "service.autoresponder-invalid",
}
"""The codes of tools/labelled."""
LEARNED = tuple(rule for code, rule in CODES.items() if code not in ("MS", "AR"))
"""Addresses are seen by their form, not by their wording, and an empty answer by what it lacks."""
ONLY_FIRST = frozenset(CODES[code] for code in ("RR", "CO", "TH", "XS"))
"""Rules for messages that nobody asked for: they learn from no others."""

LINK, AWAY = "content.external-link", frozenset([CODES["CI"]])
"""A link that leads away is told as a link; that alone is not to be heard as more."""
TESTED, EXAMPLE = 3, 5
"""How many messages one of the tests counts as, and an example of a rule: what they show must hold."""
STRENGTH = 0.5
"""The inverse of regularisation."""
FAVOUR = 3
"""How many times a breach counts as much as an innocent message, of which there are many more."""
SEEN = 3
"""In so many stretches a feature must occur."""
LEAST = 0.1
"""Smaller weights are left out."""
OTHERS = 5
"""Of the messages of other families of languages every so many-th is learned from."""
BARS = {
    CODES[code]: bar
    for bar, codes in {
        0.2: "XS",
        0.4: "DC MK",
        0.6: "RR",
        0.8: "RF OP",
        1.0: "HO IR CI",
        1.2: "CO",
        1.3: "RC CA",
        1.6: "AC",
        1.8: "IN",
        99.0: "TH",
    }.items()
    for code in codes.split()
}
"""From which log odds on a rule is added: where about four of five additions were right in messages not learned from,
some moved by hand after errors were read. Thanks alone are never added: that there is nothing else in a message no
stretch of it can tell."""
FLOORED = frozenset(CODES[code] for code in ("XS", "MK", "TH", "HO", "CA"))
"""Rules whose relations may be taken back; for the others more that was right was lost than what was wrong."""
FLOOR, AGAINST = -2.5, -0.5
"""Below which log odds that happens, if the words themselves weigh as little as that."""
NEEDS = {CODES["RF"]: [CODES["RC"]]}
"""What must be seen as well: money is offered for a review only where the review is spoken of."""


@dataclass(frozen=True)
class Row:
    """A labelled message.

    Attributes:
        name: its file and place.
        family: the family of languages that it is read with.
        first: whether the seller writes first.
        labels: the rules that it breaks.
        maybe: those that one may argue about.
        sentences: the features of each sentence.
        seen: the rules that are seen broken without weights.
        weight: how many messages it counts as.
    """

    name: str
    family: str
    first: bool
    labels: frozenset[str]
    maybe: frozenset[str]
    sentences: Sequence[frozenset[str]]
    seen: frozenset[str]
    weight: int = 1

    def counts(self, rule: str) -> bool:
        """Whether anything is to be learned from it for a rule."""
        return (rule in self.labels or rule not in self.maybe) and (self.first or rule not in ONLY_FIRST)


Labelled = tuple[Message, frozenset[str], frozenset[str], int]
"""A message, the rules that it breaks, those that one may argue about, and how many messages it counts as."""


def own_lines() -> Iterator[tuple[str, str]]:
    """The lines of tools/labelled, each with its place."""
    for file in sorted((ROOT / "tools" / "labelled").glob("*.tsv")):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line:
                yield f"{file.name}:{number}", line


def own(place: str, line: str) -> Labelled:
    """A line of tools/labelled as a message, with the rules that it breaks and may break."""
    lang, first, labels, maybe, text = line.split("\t")
    message = Message(id=place, text=text.replace("\\n", "\n"), lang=lang, proactive=first == "P")
    return message, _rules(labels), _rules(maybe), 1


def labelled() -> Iterator[Labelled]:
    """The messages to learn from, with the rules that each breaks and may break."""
    yield from (own(place, line) for place, line in own_lines())
    yield from examples()
    for folder in ("audit/conduct", "data"):
        for file in sorted((ROOT / "tests" / folder).glob("*.jsonl")):
            yield from from_jsonl(file)


def examples() -> Iterator[Labelled]:
    """The examples of the rules that are learned; each tells of its own rule alone."""
    for rule in Rules(Guidance([root("guidance")])).values():
        for number, example in enumerate((*rule.violates, *rule.passes)):
            if rule.id in LEARNED:
                proactive = bool(example.message.get("proactive"))
                message = Message(id=f"{rule.id}:{number}", text=example.text, lang=example.lang, proactive=proactive)
                labels = frozenset([rule.id] if number < len(rule.violates) else ())
                yield message, labels, frozenset(LEARNED) - {rule.id}, EXAMPLE


def from_jsonl(file: Path) -> Iterator[Labelled]:
    """The messages of a file in the form of tests/data."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if row.get("text") and row.get("direction", "outbound") == "outbound":
            proactive = bool(row.get("proactive"))
            message = Message(id=f"{file.name}:{number}", text=row["text"], lang=row.get("lang"), proactive=proactive)
            labels = frozenset(row.get("labels") or ())
            told = AWAY if LINK in labels else frozenset()
            yield message, labels, frozenset(row.get("maybe") or ()) - told, TESTED


def _rules(codes: str) -> frozenset[str]:
    return frozenset(CODES[code] for code in codes.split() if code != "-")


class Featured:
    """Turns labelled messages into rows, with the guidance as it is."""

    def __init__(self) -> None:
        guidance = Guidance([root("guidance")])
        self.rules = Rules(guidance)
        self.auditor = Auditor(guidance)
        self.conduct = conduct_of(self.auditor.detect)
        self._names = str.maketrans({symbol: f"<{name}>" for name, symbol in self.conduct.alphabet.symbols.items()})

    def rows(self, messages: Iterable[Labelled]) -> list[Row]:
        """Each message as a row."""
        return [
            self._row(message, self._learned(labels), self._learned(maybe), weight)
            for message, labels, maybe, weight in messages
        ]

    def _learned(self, rules: Iterable[str]) -> frozenset[str]:
        """Rules by those names among equal ones that weights are learned for."""
        equal = self.rules.equivalent
        return frozenset(next((one for one in (rule, *equal.get(rule, ())) if one in LEARNED), rule) for rule in rules)

    def _row(self, message: Message, labels: frozenset[str], maybe: frozenset[str], weight: int) -> Row:
        view = MessageView(message)
        self.auditor.detect.scan(view)
        family = self.conduct.family(view)
        reader, _ = self.conduct.reader(family)
        reading = reader.read(view.norm)
        sentences = [
            frozenset(feature.translate(self._names) for feature in features(words, known.rows[0]))
            for words, known in zip(reading.words, reading.known, strict=True)
        ]
        hits = [*self.auditor.technical(view), *find(view, self.auditor.detect, weigh=False)]
        seen = self._learned(finding.rule for finding in self.auditor.judge(view, hits).findings)
        name = message.id
        return Row(name, family, message.proactive is True, labels, maybe, sentences, seen, weight)


def stretches(row: Row) -> Iterator[Counter[str]]:
    """Every ``WINDOW`` neighbouring sentences of a message, with how many sentences hold each feature."""
    for at in range(max(1, len(row.sentences) - WINDOW + 1)):
        yield Counter(feature for sentence in row.sentences[at : at + WINDOW] for feature in sentence)


class Pages:
    """All stretches of some rows as a matrix.

    Args:
        rows: the rows.
        vectors: turns features into columns; made from these rows where there is none yet.
    """

    def __init__(self, rows: Sequence[Row], vectors: Any = None) -> None:
        import numpy as np
        from sklearn.feature_extraction import DictVectorizer

        self.rows = rows
        counted = [(number, one) for number, row in enumerate(rows) for one in stretches(row)]
        self.owner = np.array([number for number, _ in counted])
        if vectors is None:
            often = Counter(feature for _, one in counted for feature in one)
            vectors = DictVectorizer().fit([{feature: 1 for feature, times in often.items() if times >= SEEN}])
        self.vectors = vectors
        self.matrix = vectors.transform([one for _, one in counted])

    def best(self, model: Any) -> Any:
        """For each row the greatest log odds of any of its stretches."""
        import numpy as np

        best = np.full(len(self.rows), -np.inf)
        np.maximum.at(best, self.owner, model.decision_function(self.matrix))
        return best

    def models(self) -> dict[str, Any]:
        """The models of all rules that enough rows break."""
        made = ((rule, self._learn(rule)) for rule in LEARNED)
        return {rule: model for rule, model in made if model is not None}

    def _learn(self, rule: str) -> Any:
        import numpy as np
        from sklearn.linear_model import LogisticRegression

        breaks = np.array([rule in row.labels for row in self.rows])[self.owner]
        usable = np.array([row.counts(rule) for row in self.rows])[self.owner]
        weights = np.array([row.weight for row in self.rows])[self.owner]
        size = np.bincount(self.owner)[self.owner]
        use = usable & (~breaks | (size <= 2))
        if (use & breaks).sum() < 8:
            return None
        for again in (True, False):
            model = LogisticRegression(
                C=STRENGTH,
                class_weight={False: 1, True: FAVOUR},
                max_iter=300,
                tol=1e-3,
                solver="liblinear",
                random_state=0,
            ).fit(self.matrix[use], breaks[use], sample_weight=weights[use])
            if again:
                odds = model.decision_function(self.matrix)
                heaviest: dict[int, int] = {}
                for at in np.flatnonzero(usable & breaks):
                    owner = self.owner[at]
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
    odds = {rule: pages.best(model) for rule, model in learned.items()}
    for at, row in enumerate(rows):
        seen = set(row.seen)
        for rule, model in learned.items():
            one, bias = odds[rule][at], model.intercept_[0]
            if rule in FLOORED and one < min(FLOOR, bias + AGAINST):
                seen.discard(rule)
            elif one >= BARS[rule] and seen.issuperset(NEEDS.get(rule, ())):
                seen.add(rule)
            if row.counts(rule):
                tally.add(row, rule, rule in seen, one)


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
    import numpy as np

    pages = lesson(rows, family)
    learned = pages.models()
    occurs = np.zeros(len(pages.vectors.feature_names_), dtype=bool)
    mine = np.array([row.family == family for row in pages.rows])[pages.owner]
    occurs[pages.matrix[mine].nonzero()[1]] = True
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
        "bars": [round(100 * (BARS[rule] - bias)) for rule, bias in biases.items()],
        "floors": json.dumps(
            {rule: round(100 * min(FLOOR - biases[rule], AGAINST)) for rule in biases if rule in FLOORED}
        ),
        "needs": json.dumps(NEEDS),
    }
    told = "# What words and concepts weigh for and against each rule: learned by tools/learn_weights.py, not by hand."
    keys = [f"  {key}: {value}" for key, value in head.items()]
    return "\n".join([told, f"- id: weights.{family}", *keys, "  weights: |", *lines, ""])


def main() -> int:
    """Learn, tell how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", nargs="+", type=Path, default=[], metavar="FILE")
    parser.add_argument("--notes", action="store_true", help="name every miss and false alarm")
    asked = parser.parse_args()
    featured = Featured()
    rows = featured.rows(labelled())
    if asked.measure:
        others = featured.rows(one for file in asked.measure for one in from_jsonl(file))
        tally = measured(rows, others)
        sys.stdout.write("\n".join([*(tally.notes if asked.notes else ()), tally.told(innocent(others)), ""]))
        return 0
    for family in FAMILIES:
        file = ROOT / "guidance" / "detect" / f"weights-{family}.yaml"
        file.write_text(written(family, rows), encoding="utf-8")
        sys.stdout.write(f"{file.name}: {file.stat().st_size / 1000:.0f} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
