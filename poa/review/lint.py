"""Phrases that weaken a letter: hedges, blame, promises, praise, pleas, copied sentences, open places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from poa.model.review import Remark
from poa.notice.knowledge import Reading
from poa.review.remarks import at_place, entry
from poa.review.view import Place, View

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\u3000-\u303f\uff00-\uffef"
_CHINESE = re.compile(f"[{_HAN}](?:[{_HAN}\\s]*[{_HAN}])?")
_MANY = 40


@dataclass(frozen=True, slots=True)
class Lint:
    """A phrase found, what it caps and whether it blocks."""

    remark: Remark
    criterion: str
    cap: int
    veto: str | None
    id: str


def lint(view: View) -> tuple[Lint, ...]:
    """Everything that a list of phrases can find in the letter."""
    found: list[Lint] = []
    for reading in view.known.field("lint"):
        found.extend(islice(_find(view, reading), _MANY))
    for reading in view.known.field("lint_by_size"):
        size = view.case.store.team_size if view.case else None
        if size is not None and size <= int(reading.data.get("largest_team", 0)):
            found.extend(islice(_find(view, reading, size=size), _MANY))
    found.extend(islice(_chinese(view), _MANY))
    return tuple(found[:_MANY])


def _find(view: View, reading: Reading, **values: object) -> Iterator[Lint]:
    data = reading.data
    if view.letter.branch in (data.get("not_for") or ()):
        return
    if data.get("only_for") and view.letter.branch not in data["only_for"]:
        return
    parts = data.get("parts")
    everywhere = bool(data.get("any_block"))
    if data.get("not_about") and view.has(data["not_about"], view.text):
        return
    for place in view.places:
        if (parts and place.part not in parts) or not (everywhere or _own_sentence(place)):
            continue
        text = place.text if everywhere else place.masked
        span = _first(view, reading, text)
        if span is None:
            continue
        if data.get("unless_dated") and view.days(view.letter.blocks[place.block].text):
            continue
        words = text[span[0] : span[1]].strip()
        veto = data.get("veto") if not data.get("beside") or _stands_beside(view, reading) else None
        told = at_place(view, reading, "veto" if veto else "warning", place, span, words=words, **values)
        yield Lint(told, str(data["criterion"]), int(data.get("cap", 3)), veto, reading.id)


def _stands_beside(view: View, reading: Reading) -> bool:
    """Whether another sentence of what happened holds one of the features that ``beside`` names."""
    told = (place for place in view.places if place.part in ("opening", "root_cause") and place.kind != "title")
    return any(
        place.kind == "quote" or any(view.has(feature, place.text) for feature in reading.data["beside"])
        for place in told
        if _first(view, reading, place.masked) is None
    )


def _own_sentence(place: Place) -> bool:
    """Headings, labels, quotations and the names of exhibits are no sentences of the letter."""
    if place.part == "exhibits" and place.kind == "item":
        return False
    return place.kind not in ("title", "meta", "heading", "quote")


def _first(view: View, reading: Reading, text: str) -> tuple[int, int] | None:
    for signal in reading.of(view.languages):
        match = signal.find.search(text)
        if match is None or not match[0].strip():
            continue
        if signal.within is not None and not signal.within.search(text):
            continue
        if signal.unless is not None and signal.unless.search(text):
            continue
        return match.span()
    return None


def _chinese(view: View) -> Iterator[Lint]:
    """Chinese in an English letter is shown with its place, wherever it stands, and never taken out."""
    if view.letter.language != "en":
        return
    reading = entry(view.known, "veto", "V7")
    for place in view.places:
        for match in _CHINESE.finditer(place.text):
            told = at_place(view, reading, "veto", place, match.span(), words=match[0].strip())
            yield Lint(told, "R13", 1, "V7", reading.id)


def places_of(view: View, block: int) -> Place | None:
    """The first sentence of a block."""
    return next(iter(view.by_block.get(block, ())), None)
