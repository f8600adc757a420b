"""Section and tense: actions are past, dated and somebody's; measures have owner, frequency, check; ends meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from poa.model.case import Case
from poa.model.letter import Block
from poa.model.review import Remark
from poa.notice.periods import Day
from poa.plan.evidence import without_file
from poa.review.lint import places_of
from poa.review.remarks import at_place, entry, remark
from poa.review.view import View

_LISTED = re.compile(r"(\w+)\[(\d+)\]")
_LISTS_EXHIBIT = re.compile(r"\W*+[^\W\d]+\s*+(\d{1,2}|[A-H])\s*+[:：]")
_SOON = timedelta(days=90)
_OPEN_KEYS = ("scheduled", "open")
_LINE = 120
_REACH = 200
"""So far above an item the line is looked for that speaks for all items below it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One action or measure and what it has."""

    block: int
    text: str
    dated: bool
    person: bool
    past: bool
    future: bool
    exhibits: frozenset[int]
    causes: frozenset[int]
    owner: bool = False
    frequency: bool = False
    check: bool = False
    if_broken: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts of a letter, item by item."""

    causes: tuple[str, ...]
    cause_numbers: frozenset[int]
    actions: tuple[Item, ...]
    measures: tuple[Item, ...]
    cited: frozenset[int]
    listed: frozenset[int]


def structure(view: View) -> Structure:
    """Take the letter apart."""
    actions = tuple(
        _item(view, index, block) for index, block in view.items("actions") if not _is_open(view, index, block)
    )
    measures = tuple(
        _item(view, index, block) for index, block in view.items("measures") if not _is_open(view, index, block)
    )
    body = "\n".join(block.text for block in view.letter.blocks if block.part != "exhibits")
    own = [(number, block) for block in view.letter.blocks if (number := _own_cause(view, block))]
    own = own or _numbered_causes(view)
    numbered = [number for number, _ in own]
    causes = tuple(block.text for _, block in own)
    if not causes:
        causes = tuple(place.text for place in view.of("root_cause") if not view.has("quoted_words", place.text))
    return Structure(
        causes,
        frozenset(numbered),
        actions,
        measures,
        frozenset(view.numbers("exhibit", body)),
        _listed_exhibits(view),
    )


def _is_open(view: View, index: int, block: Block) -> bool:
    """Whether an item is told openly as planned or still open, so that it is neither an action taken nor in force.

    Of a composed letter its key and its facts say so; of another the item itself ("Planned: ..."), or the line above
    the items ("Planned:", "Still open:"). The heading of the whole part ("Actions taken and planned") says nothing.
    """
    if block.key.split("/")[0] in _OPEN_KEYS or _opens_with(view, block.text):
        return True
    if view.case is not None:
        for claim in block.claims:
            for path in claim.facts:
                if _is_open_fact(view.case, path):
                    return True
    return _is_below_open_line(view, index, block)


def _opens_with(view: View, text: str) -> bool:
    """Whether a line begins as something planned: "Planned: our own night shift", "Not yet done: ..."."""
    head, colon, _ = text.partition("：") if "：" in text[:40] else text.partition(":")
    return bool(colon) and len(head) <= 40 and view.has("open_matters", head)


def _is_below_open_line(view: View, index: int, block: Block) -> bool:
    blocks = view.letter.blocks
    for at in range(index - 1, max(0, index - _REACH), -1):
        above = blocks[at]
        if above.part != block.part or (above.kind == "heading" and blocks[at - 1].part != above.part):
            return False
        if above.kind != "item" and (block.kind == "item" or len(above.text) < _LINE):
            return view.has("open_matters", above.text) and len(above.text) < _LINE
    return False


def _is_open_fact(case: Case, path: str) -> bool:
    match = _LISTED.match(path)
    if match is None:
        return False
    number = int(match[2])
    if match[1] == "statements" and number < len(case.statements):
        return case.statements[number].place in ("scheduled", "open")
    return match[1] == "actions" and number < len(case.actions) and case.actions[number].status == "planned"


def _own_cause(view: View, block: Block) -> int:
    """The number of the cause that a block of the root cause introduces ("Cause 2: ..."), or 0."""
    if block.part != "root_cause":
        return 0
    first = view.numbers("cause_ref", block.text[:24])
    return min(first) if first else 0


def _numbered_causes(view: View) -> list[tuple[int, Block]]:
    """The numbered list of a root cause whose numbers the actions or measures name ("(Cause 1)")."""
    listed = [(b.number, b) for b in view.letter.blocks if b.part == "root_cause" and b.kind == "item" and b.number]
    later = "\n".join(b.text for b in view.letter.blocks if b.part in ("actions", "measures"))
    named = view.numbers("cause_ref", later)
    return listed if named and {number for number, _ in listed} >= named else []


def _item(view: View, index: int, block: Block) -> Item:
    text = block.text
    sentences = [place.masked for place in view.by_block.get(index, ())]
    masked = " ".join(sentences)
    return Item(
        block=index,
        text=text,
        dated=bool(view.days(text)) or _dated_group(view, index),
        person=_somebody(view, masked) or view.has("group", masked),
        # Chinese verbs have no tense: what is dated and not intended is done.
        past=view.has("past", masked) or (view.letter.language == "zh" and bool(view.days(text))),
        future=any(intends(view, sentence) for sentence in sentences),
        exhibits=frozenset(view.numbers("exhibit", text)),
        causes=frozenset(view.numbers("cause_ref", text)),
        owner=_somebody(view, masked),
        # A rule that always holds ("only the button is used") needs no day of its own.
        frequency=view.has("frequency", masked) or view.has("standing", masked),
        check=view.has("check", masked),
        if_broken=view.has("if_broken", masked),
        number=has_figure(view, masked),
    )


def has_figure(view: View, text: str) -> bool:
    """Whether a text holds a number, in figures or words; the number of a cause or an exhibit is none."""
    return view.has("figure", view.without("cause_ref", view.without("exhibit", text)))


def _somebody(view: View, text: str) -> bool:
    return view.person(text) or view.speaks_as_one or view.has("first_person", text)


def intends(view: View, sentence: str) -> bool:
    """Whether a sentence tells an intention: "told the buyers that no gift will follow" reports, "we will" intends."""
    for signal in view.patterns("future"):
        for match in signal.find.finditer(sentence):
            before = sentence[: match.start()]
            if not view.has("past", before) or view.has("we_last", before):
                return True
    return False


def _dated_group(view: View, index: int) -> bool:
    """An item below a line that gives the day for all that follow it."""
    for block in reversed(view.letter.blocks[max(0, index - _REACH) : index]):
        if block.kind in ("heading", "paragraph") and block.part == "actions":
            return bool(view.days(block.text)) and len(block.text) < 40
        if block.part != "actions":
            return False
    return False


def _listed_exhibits(view: View) -> frozenset[int]:
    found = set(view.letter.exhibits)
    for block in view.letter.of_part("exhibits"):
        if block.number:
            found.add(block.number)
    for block in view.letter.blocks:
        # A list without a heading: "Exhibit 1: refund record".
        if block.kind in ("paragraph", "item") and _LISTS_EXHIBIT.match(block.text):
            found |= view.numbers("exhibit", block.text[:16])
    return frozenset(found)


def structure_remarks(view: View, parts: Structure) -> Iterator[Remark]:
    """What the parts lack, item by item."""
    yield from _action_remarks(view, parts)
    yield from _measure_remarks(view, parts)
    yield from _loop_remarks(view, parts)


def exhibit_remarks(view: View, parts: Structure) -> Iterator[Remark]:
    """Exhibits that are cited but not listed, or listed but cited nowhere; they count in every letter."""
    for number in sorted(parts.cited - parts.listed if parts.listed else ()):
        yield remark(view, "exhibit_not_listed", words=number)
    for number in sorted(parts.listed - parts.cited):
        yield remark(view, "exhibit_not_cited", words=number)
    numbers = without_file(view.case) if view.case else ()
    if view.case and numbers:
        at = next(i for i, exhibit in enumerate(view.case.exhibits) if exhibit.number == numbers[0])
        told = remark(view, "exhibit_without_file", words=", ".join(map(str, numbers)))
        yield replace(told, path=f"exhibits[{at}].file", step="evidence")


def _action_remarks(view: View, parts: Structure) -> Iterator[Remark]:
    for item in parts.actions:
        place = places_of(view, item.block)
        if item.future:
            intent = next(p for p in view.by_block[item.block] if intends(view, p.masked))
            yield remark(view, "future_action", intent, words=_short(intent.text))
        if not item.dated:
            yield remark(view, "undated_action", place)
        if not item.person:
            yield remark(view, "action_without_person", place)
        if not item.exhibits:
            yield remark(view, "action_without_exhibit", place)


def _measure_remarks(view: View, parts: Structure) -> Iterator[Remark]:
    for item in parts.measures:
        place = places_of(view, item.block)
        if not item.owner:
            yield remark(view, "measure_without_owner", place)
        if not item.frequency:
            yield remark(view, "measure_without_frequency", place)
        if not item.check:
            yield remark(view, "measure_without_check", place)


def _loop_remarks(view: View, parts: Structure) -> Iterator[Remark]:
    acted = {number for item in parts.actions for number in item.causes}
    prevented = {number for item in parts.measures for number in item.causes}
    for number in sorted(parts.cause_numbers):
        if acted and number not in acted:
            yield remark(view, "cause_without_action", words=number)
        if prevented and number not in prevented:
            yield remark(view, "cause_without_measure", words=number)
    for number in sorted((acted | prevented) - parts.cause_numbers if parts.cause_numbers else ()):
        yield remark(view, "unknown_cause", words=number)


def done_too_late(view: View, parts: Structure) -> Iterator[Remark]:
    """Actions told as done on a day that is still to come (V3)."""
    reading = entry(view.known, "veto", "V3")
    limit = view.letter.on or view.today
    for item in parts.actions:
        if item.future:
            continue
        for day in view.days(item.text)[:1]:
            if _is_later(view, day, limit):
                place = places_of(view, item.block)
                yield at_place(
                    view, reading, "veto", place, (day.start, day.end), words=item.text[day.start : day.end], day=limit
                )


def _is_later(view: View, day: Day, limit: date) -> bool:
    """Whether a day lies after the letter; one without a year only when it lies in the weeks after a known date."""
    if day.year is not None:
        found = day.near(limit, past=False)
        return found is not None and found > limit
    coming = day.near(limit, past=False)
    return view.letter.on is not None and coming is not None and limit < coming <= limit + _SOON


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
