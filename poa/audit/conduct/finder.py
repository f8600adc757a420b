"""The door of the conduct detectors: a message view in, rule hits out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from poa.audit.conduct.alphabet import Alphabet
from poa.audit.conduct.book import SIDE, Book, bits_of
from poa.audit.conduct.concepts import Lexicons, Others
from poa.audit.conduct.grammar import Grammar
from poa.audit.conduct.patterns import Relation, compile_relations, packed, unpacked
from poa.audit.conduct.reading import Reader
from poa.audit.conduct.relations import Found, applies, relate
from poa.audit.conduct.units import Numbers
from poa.audit.conduct.weighing import Scales, gathered
from poa.audit.conduct.wronglang import RULE, wrong_language
from poa.audit.detect import CONDUCT
from poa.audit.hit import Hit
from poa.audit.language import HAN_PAIR, KANA_PAIR
from poa.audit.normal import fold

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.view import MessageView
    from poa.library.guidance import Entry, Guidance

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "en": ("all", "en"),
    "zh": ("all", "zh", "en"),
    "ja": ("all", "ja", "en"),
    "de": ("all", "de"),
    "fr": ("all", "fr"),
    "it": ("all", "it"),
    "es": ("all", "es"),
}
"""The languages whose phrases are read together: those that occur mixed within one message."""

_LATIN = ("en", "de", "fr", "it", "es")

_MESSAGES = "buyer_seller_messaging"
REQUEST = "review-request"
IN_SUBJECT = (
    "marketing",
    "marketing-unasked",
    "reward-for-review",
    "reward-beside-review",
    "five-stars-please",
    "review-change",
)
"""The relations that a subject line can hold by itself."""
PLAIN = 100
"""Words that weigh so much more than the bar of their rule (in hundredths) say it whatever is denied beside them."""
LONG = 100
"""The many words of a long message add up, whatever it is about: beyond so many words each raises the bars by DEARER.

Of 13 rules that words alone wrongly named in 1,000 unseen messages, 6 stood in the few that were as long; of 122 named
rightly, 2.
"""
DEARER = 15
EASTERN = ("zh", "ja")
"""Languages of which two units are about a word."""

Kept = Callable[[str, Callable[[], Any], Callable[[Any], Any]], Any]


class Conduct:
    """The compiled conduct data.

    Args:
        entries: gives the entries of topic ``detect``; asked only where nothing compiled is kept.
        kept: ``(name, make, use)`` gives ``use(made)`` of what was made before under a name, else of ``make()``.

    Raises:
        GuidanceError: an entry is not as it should be; with its file and line.
    """

    def __init__(self, entries: Callable[[], Iterable[Entry]], kept: Kept) -> None:
        self._given = entries
        self._kept = kept
        self.alphabet, self.relations = kept("relations", self._relate, _related)
        self._by_rule: dict[str, list[int]] = {}
        for number, relation in enumerate(self.relations):
            self._by_rule.setdefault(relation.rule, []).append(number)
        self._ruled = bits_of(number for rule, numbers in self._by_rule.items() if rule for number in numbers)
        self._readers: dict[str, tuple[Reader, Book]] = {}
        self._applying: dict[tuple[str, bool, str], int] = {}
        self._applying_rules: dict[int, frozenset[str]] = {}

    @cached_property
    def _entries(self) -> list[Mapping[str, Any]]:
        from poa.audit.conduct.shape import checked

        return checked(entry for entry in self._given() if not CONDUCT.isdisjoint(entry.data))

    def _relate(self) -> dict[str, Any]:
        """Alphabet and relations as plain data; every concept gets its symbol, so that all graphs agree on them."""
        alphabet = Alphabet()
        for entry in self._entries:
            if "phrases" in entry:
                alphabet.symbol(str(entry["concept"]))
        Grammar(alphabet)
        found = compile_relations((e for e in self._entries if "find" in e or "kinds" in e), alphabet)
        return {"symbols": dict(alphabet.symbols), "relations": packed(found)}

    def _graphs(self, family: str) -> dict[str, Any]:
        from poa.audit.conduct.phrases import graph

        layers: dict[str, list[Mapping[str, Any]]] = {"": [], SIDE: []}
        for entry in self._entries:
            if "phrases" in entry and entry["lang"] in FAMILIES[family]:
                layers.setdefault(str(entry.get("layer", "")), []).append(entry)
        return {layer: graph(entries, self.alphabet) for layer, entries in layers.items()}

    def _scales(self, family: str) -> dict[str, Any]:
        weights = [entry for entry in self._entries if "weights" in entry and entry["lang"] == family]
        return gathered(weights, self.alphabet)

    def reader(self, family: str) -> tuple[Reader, Book]:
        """What reads a family of languages, and its relations; loaded when first needed."""
        if family not in self._readers:
            self._readers[family] = self._kept(
                f"phrases.{family}", partial(self._graphs, family), partial(self._loaded, family)
            )
        return self._readers[family]

    def forget(self) -> None:
        """Forget the sentences read before (words and phrases stay known)."""
        for reader, _ in self._readers.values():
            reader.forget()

    def _loaded(self, family: str, graphs: Mapping[str, Any]) -> tuple[Reader, Book]:
        numbers = Numbers(
            (unit for graph in graphs.values() for unit in graph["numbers"]),
            (prefix for graph in graphs.values() for prefix in graph["prefixes"]),
        )
        book = Book(self.relations, self.alphabet, family, tuple(graphs))
        scales = self._kept(f"weights.{family}", partial(self._scales, family), Scales)
        return Reader(Lexicons(tuple(graphs.values()), Others(self.alphabet)), numbers, book, scales, family), book

    def family(self, view: MessageView) -> str:
        """The family to read a message with: by its script, then by its language, then by what is understood most."""
        script = view.script
        if script:
            return script
        if script is None and not view.norm.isascii():
            if KANA_PAIR.search(view.norm):
                return "ja"
            if HAN_PAIR.search(view.norm):
                return "zh"
        lang = view.lang
        if lang in FAMILIES:
            return lang or "en"
        return max(_LATIN, key=lambda family: self.reader(family)[0].of(view).understood)

    def broken(self, view: MessageView) -> Found:
        """The relations that hold in a message and stand for a broken rule, and some that these hang on."""
        return self.read(view, wanted=self._ruled)

    def read(self, view: MessageView, thorough: bool = False, wanted: int = -1) -> Found:
        """Every relation that holds in a message; ``thorough`` is for comparison (see ``relate``)."""
        family = self.family(view)
        reader, book = self.reader(family)
        return relate(reader.of(view), book, self.applying(family, view), partial(self.asked, view), thorough, wanted)

    def asked(self, view: MessageView) -> frozenset[str]:
        """The symbols of the buyer's last message."""
        reader, _ = self.reader(self.family(view))
        inbound = [item.text for item in view.message.thread if item.direction == "inbound"]
        return frozenset(reader.read(fold(inbound[-1])).row(0) if inbound else "")

    def applying(self, family: str, view: MessageView) -> int:
        """The relations that can hold in messages of a kind, as bits; one of unknown kind counts as an answer."""
        kind = (family, view.proactive is True, view.message.channel)
        if kind not in self._applying:
            usable = self.reader(family)[1].usable
            numbers = (n for n, one in enumerate(self.relations) if usable[n] and applies(one, *kind[1:]))
            self._applying[kind] = bits_of(numbers)
        return self._applying[kind]

    def doubted(self, found: Found) -> frozenset[str]:
        """The rules that relations saw broken in words that together speak against it.

        Where the whole message is weighed, words of another breach speak for nothing. What a way to the buyer makes a
        breach (a card in the parcel, a mail) stands: the words know nothing of ways.
        """
        scales = found.reading.scales
        some = [self.relations[number] for number in found.numbers]
        certain = {one.rule for one in some if one.channels and _MESSAGES not in one.channels}
        broken = {one.rule for one in some} - {""}
        return frozenset(
            rule
            for rule in (broken & scales.floors.keys()) - certain
            if not (len(broken) > 1 and scales.whole(rule))
            and found.reading.weight(scales.rules.index(rule))[0] < scales.floors[rule]
        )

    def weighed(self, view: MessageView, found: Found, seen: set[str]) -> Iterator[tuple[str, int, int]]:
        """The rules that no relation saw broken and that the words together speak for, each with its place."""
        scales = found.reading.scales
        reached = found.reading.reached
        if not reached:
            return
        family = self.family(view)
        applying = self.applying(family, view)
        allowed = self._rules(applying)
        units = sum(map(len, found.reading.words))
        raised = max(0, units // (2 if family in EASTERN else 1) - LONG) * DEARER
        for number, rule in enumerate(scales.rules):
            if not reached >> number & 1 or rule in seen or rule not in allowed:
                continue
            weight, place = found.reading.weight(number)
            if weight < scales.bars[number] + raised:
                continue
            plain = weight >= scales.bars[number] + PLAIN
            if seen.issuperset(scales.needs(rule)) and not self._let_go(rule, view, found, applying, plain):
                seen.add(rule)
                yield rule, *found.reading.sentence(place)

    def _let_go(self, rule: str, view: MessageView, found: Found, applying: int, plain: bool) -> bool:
        """Whether the buyer asked about what a rule forbids, it cannot stand beside what is said, or it is denied.

        What is ``plain`` in all words together is not denied by a single "no" among them.
        """
        some = [(n, self.relations[n]) for n in self._by_rule.get(rule, ()) if applying >> n & 1]
        if any(found.book.alone[n] & found.reading.mask for n, _ in some):
            return True
        asked = self.asked(view)
        return any(
            not one.asked.isdisjoint(asked) or (not plain and found.book.denied(n, found.row(one.layer)))
            for n, one in some
        )

    def _rules(self, applying: int) -> frozenset[str]:
        if applying not in self._applying_rules:
            numbered = enumerate(self.relations)
            rules = frozenset(relation.rule for number, relation in numbered if applying >> number & 1)
            self._applying_rules[applying] = rules
        return self._applying_rules[applying]


def _related(data: Mapping[str, Any]) -> tuple[Alphabet, tuple[Relation, ...]]:
    return Alphabet(data["symbols"]), unpacked(data["relations"])


def conduct_of(detect: Detect) -> Conduct:
    """The conduct data that came with ``detect``, compiled once."""
    if detect.conduct is None:
        detect.conduct = Conduct(detect.every, detect.kept)
    return detect.conduct


def check_conduct(guidance: Guidance) -> None:
    """Compile the conduct data of every family of languages; with a user's entries, of those that they touch.

    Raises:
        GuidanceError: an entry is not as it should be; with its file and line.
    """
    from poa.audit.detect import Detect

    conduct = conduct_of(Detect.load(guidance))
    own = () if guidance.own is None else guidance.own.entries.get("detect", ())
    # Relations are the same in all families: one is enough to try them.
    touched = {str(entry.data.get("lang", "en")) for entry in own if not CONDUCT.isdisjoint(entry.data)}
    for family, languages in FAMILIES.items():
        if guidance.own is None or not touched.isdisjoint(languages):
            conduct.reader(family)


def find(view: MessageView, detect: Detect, weigh: bool = True) -> Iterator[Hit]:
    """Every conduct rule broken in a message.

    Args:
        view: the message.
        detect: the detection data that holds the phrases, relations and weights.
        weigh: let the weights add to what the relations see and take away from it; without, for comparison.
    """
    conduct = conduct_of(detect)
    found = conduct.broken(view)
    doubted = conduct.doubted(found) if weigh and found.numbers else frozenset()
    seen: set[str] = set()
    for number in found.numbers:
        relation = conduct.relations[number]
        if relation.rule and relation.rule not in doubted:
            seen.add(relation.rule)
            for start, end in found.spans(relation):
                yield Hit(relation.rule, start, end) if end > start else Hit(relation.rule, where="message")
    if weigh and found.reading.heavy:
        for rule, start, end in conduct.weighed(view, found, seen):
            yield Hit(rule, start, end)
    if view.message.subject and view.proactive is True:
        yield from _in_subject(view, conduct, found)
    if wrong_language(view):
        yield Hit(RULE, where="message")


def _in_subject(view: MessageView, conduct: Conduct, body: Found) -> Iterator[Hit]:
    """What the subject line says and the text does not; an answer carries the buyer's subject."""
    subject = view.message.subject
    family = conduct.family(view)
    if family != "ja" and HAN_PAIR.search(subject):
        family = "zh"
    reader, book = conduct.reader(family)
    found = relate(reader.read(fold(subject)), book, conduct.applying(family, view), frozenset)
    known = {conduct.relations[number].rule for number in body.numbers}
    for relation in map(conduct.relations.__getitem__, found.numbers):
        if relation.id in IN_SUBJECT and relation.rule not in known:
            known.add(relation.rule)
            yield Hit(relation.rule, 0, len(subject), where="subject")


def is_review_request(view: MessageView, detect: Detect) -> bool:
    """Whether the seller asks for a product review or seller feedback, in whatever way."""
    return conduct_of(detect).read(view).has(REQUEST)
