"""Remarks: what is held against a letter, in words of guidance, with its place in letter and case."""

from __future__ import annotations

from poa.model.case import Text
from poa.model.review import Remark
from poa.model.rule import Bilingual
from poa.notice.knowledge import Knowledge, Reading
from poa.plan.answers import answer_at
from poa.review.view import Place, View

_STEPS = {
    "incidents": "messages", "audit": "messages", "causes": "causes", "actions": "actions", "measures": "measures",
    "in_force_since": "measures", "exhibits": "evidence", "notice": "notice", "training": "training",
    "people": "messages", "why_earlier_failed": "causes", "earlier": "notice", "statements": "review",
}  # fmt: skip


def step_of(path: str) -> str:
    """The step of the case in which the answer at ``path`` is given; empty where it is not known."""
    return _STEPS.get(path.split("[")[0].split(".")[0], "")


def texts(reading: Reading, key: str, **values: object) -> Bilingual:
    """A bilingual text of a guidance entry with its places filled in."""
    data = reading.data.get(key) or {}
    return Bilingual(_fill(str(data.get("en", "")), values, "en"), _fill(str(data.get("zh", "")), values, "zh"))


def _fill(text: str, values: dict[str, object], language: str) -> str:
    for name, value in values.items():
        words = value.of(language) if isinstance(value, Bilingual) else str(value)
        text = text.replace(f"{{{name}}}", words)
    return text


def entry(known: Knowledge, field: str, id: str) -> Reading:
    """The guidance entry ``id`` of a field."""
    return next(reading for reading in known.field(field) if reading.id == id)


def remark(
    view: View, id: str, place: Place | None = None, span: tuple[int, int] | None = None, **values: object
) -> Remark:
    """The remark ``remark.<id>`` of guidance, at a place of the letter.

    Args:
        view: the letter.
        id: which remark.
        place: the sentence it is about, if any.
        span: the words in the sentence, from its start.
        values: what its texts have places for.
    """
    reading = entry(view.known, "remark", f"remark.{id}")
    weight = reading.data.get("weight", "warning")
    return at_place(view, reading, weight, place, span, **values)


def at_place(
    view: View,
    reading: Reading,
    weight: str,
    place: Place | None,
    span: tuple[int, int] | None = None,
    **values: object,
) -> Remark:
    """A remark from a guidance entry, with the place in the letter and the way to the answer that mends it."""
    start, end = (place.start, place.end) if place else (0, 0)
    if place and span:
        start, end = place.start + span[0], place.start + span[1]
    excerpt = view.letter.blocks[place.block].text[start:end].strip() if place else ""
    path = fact_at(view, place.block, start, excerpt) if place else ""
    step = step_of(path) or str(reading.data.get("step", "review"))
    return Remark(
        criterion=str(reading.data.get("criterion", reading.id)),
        weight=weight,  # type: ignore[arg-type]
        message=texts(reading, "message", **values),
        remedy=texts(reading, "remedy", **values),
        excerpt=excerpt,
        block=place.block if place else None,
        start=start,
        end=end,
        path=path,
        step=step,
    )


def fact_at(view: View, block: int, start: int, excerpt: str) -> str:
    """The path of the fact that the claim at this place stands on; of several the answer that holds the excerpt."""
    at = 0
    for claim in view.letter.blocks[block].claims:
        at += len(claim.text)
        if start < at:
            holding = (path for path in claim.facts if excerpt and _holds(view, path, excerpt))
            return next(holding, claim.facts[0]) if claim.facts else ""
    return ""


def _holds(view: View, path: str, excerpt: str) -> bool:
    """Whether the seller's own words at a path hold an excerpt of the letter; a first letter may be a capital there."""
    given = answer_at(view.case, path) if view.case else None
    texts = (given.en, given.zh) if isinstance(given, Text) else (given,) if isinstance(given, str) else ()
    return any(excerpt.casefold() in text.casefold() for text in texts)
