"""The door of the conduct detectors: a message view in, rule hits out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from poa.audit.conduct.concepts import FILLER, Alphabet, Lexicon, Row, cut
from poa.audit.conduct.relations import Found, Grammar, Relation, Setting, compile_relations, relate
from poa.audit.hit import Hit
from poa.audit.normal import fold

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
_KANA = re.compile("[ぁ-んァ-ヶ]{2}")
_HAN = re.compile("[\u4e00-\u9fff]{2}")

REQUEST = "review-request"
SIDE = "side"


class Conduct:
    """The compiled conduct data.

    Args:
        data: the entries of topic ``detect`` by id.
    """

    def __init__(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        self._phrases = [entry for entry in data.values() if "phrases" in entry]
        self.alphabet = Alphabet()
        self.grammar = Grammar(self.alphabet)
        self._lexicons: dict[tuple[str, str], Lexicon] = {}
        self._entries = [entry for entry in data.values() if "find" in entry or "kinds" in entry]
        self._relations: tuple[Relation, ...] = ()

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations, compiled when first needed."""
        if not self._relations:
            self._relations = compile_relations(self._entries, self.grammar)
        return self._relations

    def lexicon(self, family: str, layer: str = "") -> Lexicon:
        """The phrases of a family and layer, compiled when first needed."""
        if (family, layer) not in self._lexicons:
            langs = FAMILIES[family]
            self._lexicons[family, layer] = Lexicon(
                (e for e in self._phrases if e["lang"] in langs and e.get("layer", "") == layer), self.alphabet
            )
        return self._lexicons[family, layer]

    def family(self, view: MessageView) -> str:
        """The family to read a message with: by its script, then by its language, then by what is understood most."""
        if _KANA.search(view.norm):
            return "ja"
        if _HAN.search(view.norm):
            return "zh"
        if view.lang in FAMILIES:
            return view.lang or "en"
        return max(_LATIN, key=lambda family: _understood(self.lexicon(family).read(cut(view.norm))))

    def read(self, view: MessageView) -> Found:
        """Every relation that holds in a message."""
        family = self.family(view)
        lexicon = self.lexicon(family)

        def asked() -> frozenset[str]:
            inbound = [item.text for item in view.message.thread if item.direction == "inbound"]
            return lexicon.read(cut(fold(inbound[-1]))).present if inbound else frozenset()

        units = cut(view.norm)
        found = Found(lexicon.read(units), lambda: self.lexicon(family, SIDE).read(units), {})
        setting = Setting(family, view.proactive, view.message.channel, asked)
        return relate(found, self.relations, self.grammar, setting)


def _understood(row: Row) -> int:
    return len(row.symbols) - row.symbols.count(FILLER)


_KNOWN: WeakKeyDictionary[Detect, Conduct] = WeakKeyDictionary()


def conduct_of(detect: Detect) -> Conduct:
    """The conduct data that came with ``detect``, compiled once."""
    known = _KNOWN.get(detect)
    if known is None:
        known = _KNOWN[detect] = Conduct(detect.data)
    return known


def find(view: MessageView, detect: Detect) -> Iterator[Hit]:
    """Every conduct rule broken in a message.

    Args:
        view: the message.
        detect: the detection data that holds the phrases and relations.
    """
    conduct = conduct_of(detect)
    found = conduct.read(view)
    for relation in conduct.relations:
        if not relation.rule:
            continue
        for place in found.places.get(relation.id, ()):
            yield Hit(relation.rule, *found.span(relation, place))


def is_review_request(view: MessageView, detect: Detect) -> bool:
    """Whether the seller asks for a product review or seller feedback, in whatever way."""
    return conduct_of(detect).read(view).has(REQUEST)
