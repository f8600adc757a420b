"""Sentences shared with other letters or with the program's own wording, and the share that is the seller's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from poa.library.guidance import Guidance
from poa.model.review import Remark
from poa.resources import root
from poa.review.remarks import remark
from poa.review.view import Place, View

# Five words in a row; of Chinese, where words have no spaces, eight characters.
_WORDS, _CHARACTERS = 5, 8
# Fewer runs than this (a sentence of eight words) many letters share by chance.
_LEAST = 5
_TOO_SIMILAR = 0.6
_TOKEN = re.compile(r"[\u4e00-\u9fff]|[A-Za-z0-9'’]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SLOT = re.compile(r"\{[^{}\n]*\}")
_LEAD = 2
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"https?://\S+")
_MOST = 12


def grams(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of five words of a text (eight characters of Chinese)."""
    tokens = [token.lower() for token in _TOKEN.findall(text)]
    size = _CHARACTERS if len(_HAN.findall(text)) * 2 > len(tokens) else _WORDS
    return frozenset(tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1))


def jaccard(first: str, second: str) -> float:
    """How alike two texts are: runs they share, of all runs they have."""
    one, two = grams(first), grams(second)
    return len(one & two) / len(one | two) if one | two else 0.0


def shared(view: View, others: Sequence[tuple[str, str]]) -> Iterator[Remark]:
    """Sentences of the user's own that stand in his other letters, and those that say what the program's wording says.

    What the program composed (headings, connecting words, the frame around a fact) the user cannot mend: it is not
    held against him.
    """
    told = 0
    known = [(name, grams(text)) for name, text in others]
    own = _own_wording(view.guidance)
    for place in view.of("opening", "root_cause", "actions", "measures"):
        mine = grams(place.text)
        if len(mine) < _LEAST or told >= _MOST or not _is_own(view, place):
            continue
        from_program = len(mine & own) >= _TOO_SIMILAR * len(mine)
        name = next((name for name, theirs in known if len(mine & theirs) >= _TOO_SIMILAR * len(mine)), None)
        if name and not from_program:
            told += 1
            yield remark(view, "shared_with_case", place, words=name)
        elif len(mine & own) >= 0.8 * len(mine) and not view.concrete(place.text):
            told += 1
            yield remark(view, "shared_with_template", place)


_KIND = "notice.kind"


@lru_cache(maxsize=4)
def _own_wording(guidance: Guidance) -> frozenset[tuple[str, ...]]:
    """The runs of words of the product's templates and of the sentences in its playbook."""
    found: set[tuple[str, ...]] = set()
    for file in sorted(root("templates").rglob("*.j2")):
        for line in _JINJA.sub("\n", file.read_text(encoding="utf-8")).splitlines():
            found |= grams(line)
    for topic in ("causes", "actions", "measures"):
        for entry in guidance.topic(topic):
            for text in _strings(entry.data):
                for piece in _SLOT.split(_JINJA.sub("\n", text)):
                    found |= grams(piece)
    return frozenset(found)


def _strings(data: object) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def own_share(view: View) -> float:
    """The share of words in sentences that carry a fact of the case: by origin, or, of a foreign letter, by content."""
    return _share(view, lambda place, _: _carries_fact(view, place))


def concrete_share(view: View) -> float:
    """The share of words in sentences that name something, told by the words alone: the same of a case and of each file
    that was written of it."""
    return _share(view, lambda _, text: view.concrete(text))


def _share(view: View, counts: Callable[[Place, str], bool]) -> float:
    total = mine = 0
    for place in view.of("opening", "root_cause", "actions", "measures"):
        text = _ADDRESS.sub("", _LINK.sub(r"\1", place.text)).strip()
        size = len(_TOKEN.findall(text))
        # Of a letter that was read a quotation is a paragraph like others, an address below it too, and "Causes:" none.
        leads = text.endswith((":", "：")) and (size <= _LEAD or text != place.text.strip())
        if leads or not place.masked.strip():
            continue
        total += size
        mine += size if counts(place, text) else 0
    return mine / total if total else 0.0


def _is_own(view: View, place: Place) -> bool:
    """Whether a sentence is in the seller's own words; of a letter from elsewhere all are."""
    return any(claim.origin == "own" for claim in view.claims(place))


def _carries_fact(view: View, place: Place) -> bool:
    """What restates a policy stands on the kind of the notice alone: every letter about such a notice says it."""
    stated = {fact for claim in view.claims(place) for fact in claim.facts}
    return bool(stated - {_KIND}) or view.concrete(place.text)
