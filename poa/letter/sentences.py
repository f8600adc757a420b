"""Turns a guidance entry and its answered slots into a sentence whose every value keeps its path."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import structs

from poa.letter.desk import Desk
from poa.letter.marks import Value
from poa.library.places import places_of
from poa.library.playbook import SlotDef, Variant
from poa.model.case import Slot, Text
from poa.text.dates import month_of
from poa.text.sentences import split_sentences


def is_answered(value: Slot) -> bool:
    """Whether a slot holds an answer; "no" and an empty text are none, so the variant that needs it is not chosen."""
    if value is None or value is False:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    return bool(value) or isinstance(value, int | float)


def choose(variants: Sequence[Variant], slots: Mapping[str, Slot], given: Sequence[str] = ()) -> Variant | None:
    """The first variant whose facts are all there; which one is told depends on the facts alone."""
    for variant in variants:
        if all(name in given or is_answered(slots.get(name)) for name in variant.needs):
            return variant
    return None


def missing(variants: Sequence[Variant], slots: Mapping[str, Slot], given: Sequence[str] = ()) -> tuple[str, ...]:
    """The slots that the nearest variant still lacks."""
    usable = [v for v in variants if "alone" not in v.needs or "alone" in given]
    lacking = [tuple(n for n in v.needs if n not in given and not is_answered(slots.get(n))) for v in usable]
    return min(lacking, key=len, default=())


def chosen(
    variants: Sequence[Variant], more: Sequence[Variant], slots: Mapping[str, Slot], given: Sequence[str] = ()
) -> tuple[Variant, ...]:
    """The sentences for these facts: the first that can be told, then each further one that adds a fact.

    Args:
        variants: of which one is told.
        more: what may follow, in order.
        slots: the answers.
        given: what is known beside the answers.

    Returns:
        Nothing where no variant can be told.
    """
    first = choose(variants, slots, given)
    if first is None:
        return ()
    told, found = set(first.needs), [first]
    for variant in more:
        if set(variant.needs) - told - set(given) and choose((variant,), slots, given):
            found.append(variant)
            told.update(variant.needs)
    return tuple(found)


def fill(
    desk: Desk,
    variants: Sequence[Variant],
    defs: Sequence[SlotDef],
    slots: Mapping[str, Slot],
    path: str,
    given: Mapping[str, Value | None] | None = None,
    more: Sequence[Variant] = (),
) -> str | None:
    """The sentences for these slots, or None where facts are missing (each noted as a gap).

    A short letter tells the first sentence alone; the review names what that leaves out.
    """
    at_hand = {name: value for name, value in (given or {}).items() if value}
    known = {slot.id: slot for slot in defs}
    told = chosen(variants, () if desk.length == "short" else more, slots, tuple(at_hand))
    if not told:
        for name in missing(variants, slots, tuple(at_hand)):
            slot = known.get(name)
            desk.need(f"{path}.slots.{name}", slot.question if slot else None, desk.step_of(path))
        return None
    glue = "" if desk.language == "zh" else " "
    return glue.join(_filled(desk, variant, known, slots, path, at_hand) for variant in told)


def _filled(
    desk: Desk,
    variant: Variant,
    known: Mapping[str, SlotDef],
    slots: Mapping[str, Slot],
    path: str,
    at_hand: Mapping[str, Value],
) -> str:
    """One variant with its places filled in."""
    told: list[str] = []
    text = desk.words.spelled(variant.text.of(desk.language))
    placed = {spot.name for spot in places_of(text)}
    # A yes has no place of its own, but the sentence stands on it.
    said = [f"{path}.slots.{name}" for name in variant.needs if name not in placed and name in known]
    for sentence in split_sentences(text):
        place = 0
        # Every sentence of an entry stands on the seller's choice of the entry, whatever else it names.
        told.append(desk.origin(f"{path}.entry", *said))
        for spot in places_of(sentence):
            told.append(_led(desk, sentence[place : spot.start], slots.get(spot.name)))
            value = at_hand.get(spot.name)
            if value is None:
                words = slots.get(spot.name)
                if spot.start and isinstance(words, Text):
                    words = desk.inner(words)
                words = _once(desk, sentence[place : spot.start], words, sentence[spot.end :])
                value = _told(desk, known[spot.name], words, spot.noun, f"{path}.slots.{spot.name}")
            told.append(value)
            place = spot.end
        told.append(sentence[place:])
    return "".join(told)


def _told(desk: Desk, slot: SlotDef, value: Slot, noun: str, path: str) -> Value:
    """One slot's value as words of the letter, by the slot's type."""
    if isinstance(value, Text):
        # Our own sentences have straight quotation marks, whatever marks the seller typed.
        value = Text(en=desk.words.quoted_list(re.sub("[“”]", '"', value.en)), zh=value.zh)
        if slot.named:
            value = desk.words.titled(value)
        return desk.phrase(value, path) or desk.need(path, slot.question)
    if slot.type == "date" and isinstance(value, str):
        return _day(desk, value, path)
    if slot.type in ("person", "people"):
        names = value if isinstance(value, tuple) else (str(value),)
        return desk.people(names, path) or desk.need(path, slot.question)
    if slot.type == "choice":
        label = next((label for key, label in slot.choices if key == str(value)), None)
        return desk.record.text(label.of(desk.language) if label else str(value), path)
    if isinstance(value, int) and noun and noun != "figure":
        return desk.counted(value, noun, path)
    if isinstance(value, int | float):
        return desk.figure(value, path)
    if isinstance(value, tuple):
        return desk.record.text(desk.words.items([str(item) for item in value]), path)
    if slot.type == "money" and isinstance(value, str):
        value = desk.words.money(value)
    return desk.phrase(Text(en=str(value), zh=str(value)), path) or desk.need(path, slot.question)


def _once(desk: Desk, before: str, value: Slot, behind: str) -> Slot:
    """An answer without the words that stand before its place or behind it already ("because because")."""
    if not isinstance(value, Text):
        return value
    words = value.of(desk.language).strip()
    leads = next((leads for lead, leads in desk.words.data["said_before"].items() if before.endswith(lead)), ())
    ends = next((ends for end, ends in desk.words.data["said_behind"].items() if behind.startswith(end)), ())
    gap = " " if desk.language == "en" else ""
    for lead in leads:
        if words[: len(lead + gap)].casefold() == lead + gap and len(words) > len(lead + gap):
            words = words[len(lead) :].lstrip(" ，,：:")
            break
    for end in ends:
        if words.endswith(end) and len(words) > len(end):
            words = words.removesuffix(end)
            break
    return structs.replace(value, **{desk.language: words})


def _led(desk: Desk, before: str, value: Slot) -> str:
    """The words before a place: what is said of a day ("on") is said otherwise of a month ("in")."""
    by_day, by_month = desk.words.data["of_day"], desk.words.data["of_month"]
    is_month = isinstance(value, str) and month_of(value) is not None
    return before.removesuffix(by_day) + by_month if is_month and by_day and before.endswith(by_day) else before


def _day(desk: Desk, value: str, path: str) -> Value:
    if month := month_of(value):
        return desk.record.text(desk.words.month(month), path)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return desk.phrase(Text(en=value, zh=value), path) or desk.need(path)
    shown = desk.day(day, path)
    assert shown is not None
    return shown
