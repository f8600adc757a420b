"""The door of the conduct detectors: a message view in, rule hits out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from poa.audit.conduct.concepts import FILLER, Alphabet, Lexicon, Row
from poa.audit.conduct.relations import (
    SIDE,
    Found,
    Grammar,
    Relation,
    Setting,
    applies,
    compile_relations,
    packed,
    relate,
    unpacked,
)
from poa.audit.conduct.units import Numbers, Units
from poa.audit.conduct.wronglang import RULE, wrong_language
from poa.audit.hit import Hit
from poa.audit.normal import fold
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.view import MessageView

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
_KANA = lazy("[ぁ-んァ-ヶ]{2}")
_HAN = lazy("[\u4e00-\u9fff]{2}")

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

Kept = Callable[[str, Callable[[], Any], Callable[[Any], Any]], Any]


class Conduct:
    """The compiled conduct data.

    Args:
        entries: gives the entries of topic ``detect``; asked only where nothing compiled is kept.
        kept: ``(name, make, use)`` gives ``use(made)`` of what was made before under a name, else of ``make()``.
    """

    def __init__(self, entries: Callable[[], Iterable[Mapping[str, Any]]], kept: Kept) -> None:
        self._given = entries
        self._kept = kept
        self.alphabet, self.relations = kept("relations", self._relate, _related)
        self.grammar = Grammar(self.alphabet)
        self._lexicons: dict[str, Mapping[str, Lexicon]] = {}
        self._numbers: dict[str, Numbers] = {}
        self._applying: dict[tuple[str, bool, str], tuple[Relation, ...]] = {}

    @cached_property
    def _entries(self) -> list[Mapping[str, Any]]:
        return [entry for entry in self._given() if "phrases" in entry or "find" in entry or "kinds" in entry]

    def _relate(self) -> dict[str, Any]:
        """Alphabet and relations as plain data; every concept gets its symbol, so that all graphs agree on them."""
        alphabet = Alphabet()
        for entry in self._entries:
            if "phrases" in entry:
                alphabet.symbol(str(entry["concept"]))
        found = compile_relations((e for e in self._entries if "phrases" not in e), Grammar(alphabet))
        return {"symbols": dict(alphabet.symbols), "relations": packed(found)}

    def _graphs(self, family: str) -> dict[str, Any]:
        from poa.audit.conduct.phrases import graph

        layers: dict[str, list[Mapping[str, Any]]] = {"": [], SIDE: []}
        for entry in self._entries:
            if "phrases" in entry and entry["lang"] in FAMILIES[family]:
                layers.setdefault(str(entry.get("layer", "")), []).append(entry)
        return {layer: graph(entries, self.alphabet) for layer, entries in layers.items()}

    def lexicon(self, family: str, layer: str = "") -> Lexicon:
        """The phrases of a family and layer, loaded when first needed."""
        if family not in self._lexicons:
            self._lexicons[family] = self._kept(
                f"phrases.{family}", partial(self._graphs, family), partial(self._loaded, family)
            )
        return self._lexicons[family][layer]

    def forget(self) -> None:
        """Forget the sentences read before (words and phrases stay known)."""
        for layers in self._lexicons.values():
            for lexicon in layers.values():
                lexicon.forget()

    def numbers(self, family: str) -> Numbers:
        """Makes the numbers alike that no phrase of a family names."""
        self.lexicon(family)
        return self._numbers[family]

    def _loaded(self, family: str, graphs: Mapping[str, Any]) -> Mapping[str, Lexicon]:
        self._numbers[family] = Numbers(unit for graph in graphs.values() for unit in graph["numbers"])
        return {layer: Lexicon(graph, self.alphabet) for layer, graph in graphs.items()}

    def family(self, view: MessageView) -> str:
        """The family to read a message with: by its script, then by its language, then by what is understood most."""
        if _KANA.search(view.norm):
            return "ja"
        if _HAN.search(view.norm):
            return "zh"
        if view.lang in FAMILIES:
            return view.lang or "en"
        return max(_LATIN, key=lambda family: _understood(self.lexicon(family).read(Units(view.norm).sentences())))

    def read(self, view: MessageView, units: Units) -> Found:
        """Every relation that holds in a message that was cut into ``units``."""
        family = self.family(view)
        lexicon = self.lexicon(family)

        def asked() -> frozenset[str]:
            inbound = [item.text for item in view.message.thread if item.direction == "inbound"]
            return lexicon.read(Units(fold(inbound[-1])).sentences()).present if inbound else frozenset()

        sentences = units.sentences(self.numbers(family))
        found = Found(lambda layer: self.lexicon(family, layer).read(sentences))
        relations = self.applying(family, view.proactive is True, view.message.channel)
        return relate(found, relations, self.grammar, Setting(family, asked))

    def applying(self, family: str, proactive: bool, channel: str) -> tuple[Relation, ...]:
        """The relations that can hold in messages of a kind; a message of unknown kind counts as an answer."""
        kind = (family, proactive, channel)
        if kind not in self._applying:
            self._applying[kind] = tuple(r for r in self.relations if applies(r, family, proactive, channel))
        return self._applying[kind]


def _understood(row: Row) -> int:
    return len(row.symbols) - row.symbols.count(FILLER)


def _related(data: Mapping[str, Any]) -> tuple[Alphabet, tuple[Relation, ...]]:
    return Alphabet(data["symbols"]), unpacked(data["relations"])


_KNOWN: WeakKeyDictionary[Detect, Conduct] = WeakKeyDictionary()


def conduct_of(detect: Detect) -> Conduct:
    """The conduct data that came with ``detect``, compiled once."""
    known = _KNOWN.get(detect)
    if known is None:
        known = _KNOWN[detect] = Conduct(detect.every, detect.kept)
    return known


def find(view: MessageView, detect: Detect) -> Iterator[Hit]:
    """Every conduct rule broken in a message.

    Args:
        view: the message.
        detect: the detection data that holds the phrases and relations.
    """
    conduct = conduct_of(detect)
    units = Units(view.norm)
    found = conduct.read(view, units)
    for relation in conduct.relations:
        if relation.rule and relation.id in found.places:
            for place in found.places[relation.id]:
                first, last = found.units(relation, place)
                if last > first:
                    yield Hit(relation.rule, units.spans[first][0], units.spans[last - 1][1])
                else:
                    yield Hit(relation.rule, where="message")
    if view.message.subject and view.proactive is True:
        yield from _in_subject(view, conduct, found)
    if wrong_language(view):
        yield Hit(RULE, where="message")


def _in_subject(view: MessageView, conduct: Conduct, body: Found) -> Iterator[Hit]:
    """What the subject line says and the text does not; an answer carries the buyer's subject."""
    subject = view.message.subject
    units = Units(fold(subject))
    family = "zh" if _HAN.search(subject) and conduct.family(view) != "ja" else conduct.family(view)
    sentences = units.sentences(conduct.numbers(family))
    found = Found(lambda layer: conduct.lexicon(family, layer).read(sentences))
    applying = conduct.applying(family, view.proactive is True, view.message.channel)
    relate(found, applying, conduct.grammar, Setting(family, frozenset))
    known = {relation.rule for relation in applying if body.has(relation.id)}
    for relation in applying:
        if relation.id in IN_SUBJECT and found.has(relation.id) and relation.rule not in known:
            known.add(relation.rule)
            yield Hit(relation.rule, 0, len(subject), where="subject")


def is_review_request(view: MessageView, detect: Detect) -> bool:
    """Whether the seller asks for a product review or seller feedback, in whatever way."""
    return conduct_of(detect).read(view, Units(view.norm)).has(REQUEST)
