"""The labelled messages to learn from, with what is weighed in each: tools/labelled, examples of rules, tests/data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from poa.audit import Auditor
from poa.audit.conduct.finder import conduct_of, find
from poa.audit.conduct.weighing import WINDOW, features
from poa.audit.view import MessageView
from poa.library.guidance import Guidance
from poa.library.rules import Rules
from poa.model.message import Message
from poa.resources import root

ROOT = Path(__file__).resolve().parents[1]

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
    "RS": "review.service",
    "CD": "coc.customer-data",
    "FR": "review.own-or-competitor",
    "SC": "coc.saved-contacts",
    "SS": "content.sensitive",
    "NI": "coc.no-influence",
    "PM": "order.problem-message-content",
}
"""The codes of tools/labelled."""
LEARNED = tuple(rule for code, rule in CODES.items() if code not in ("MS", "PM"))
"""Addresses are seen by their form, not by their wording; and no words tell what a message does not say."""
RARE = frozenset(CODES[code] for code in ("RS", "CD", "FR", "SC", "SS", "NI"))
"""Rules that only the files ``rare-*.tsv`` are asked about throughout; of what else breaks a rule it is unknown whether
it breaks these as well, unless its labels say so."""
ONLY_FIRST = frozenset(CODES[code] for code in ("RR", "CO", "TH", "XS"))
"""Rules for messages that nobody asked for: they learn from no others."""

LINK, AWAY = "content.external-link", frozenset([CODES["CI"]])
"""A link that leads away is told as a link; that alone is not to be heard as more."""
TESTED, EXAMPLE = 3, 5
"""How many messages one of the tests counts as, and an example of a rule: what they show must hold."""
ADAPTED = 3
"""The same for a message that retells what a seller or a shop wrote: they show what is usual, which those that were
written where the audit failed do not."""


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
    broken, open_ = _rules(labels), _rules(maybe)
    if broken and not place.startswith("rare"):
        open_ |= RARE - broken
    return message, broken, open_, ADAPTED if place.startswith("adapted") else 1


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


def all_of(row: Row) -> Counter[str]:
    """A message as a whole, with how many of its sentences hold each feature."""
    return Counter(feature for sentence in row.sentences for feature in sentence)
