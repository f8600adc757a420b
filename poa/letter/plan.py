"""The second and third part: what was done, what is still to come, and what prevents a repetition."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from poa.letter.desk import Desk
from poa.letter.given import given_to
from poa.letter.marks import Mark, Value
from poa.letter.people import find_person, mentions, without_subject
from poa.letter.refs import causes_of, exhibits_of, refs
from poa.letter.rootcause import statement_view
from poa.letter.sentences import choose, fill
from poa.library.playbook import SlotDef, Variant
from poa.model.case import Action, Case, Measure, Text
from poa.plan.doubts import after_letter

MERGE_FROM = 8


@dataclass
class _Done:
    """One item of the list of actions, before it is told."""

    on: date
    until: date | None
    index: int
    statement: bool = False


def actions(desk: Desk) -> list[dict[str, Any]]:
    """What was done, by date; only what the seller confirmed as done, on a day that is not after the letter."""
    late = after_letter(desk.case)
    items = [item for index, action in enumerate(desk.case.actions) if (item := _done(desk, index, action, late))]
    for index, statement in enumerate(desk.case.statements):
        if statement.place == "done" and statement.attested and statement.text:
            path = f"statements[{index}].on"
            if statement.on is None:
                desk.need(path)
            elif path not in late and not _still_to_come(desk, statement.text, f"statements[{index}].text"):
                items.append(_Done(statement.on, None, index, True))
    items.sort(key=lambda item: (item.on, item.until or item.on))
    views = [_statement(desk, item) if item.statement else _action(desk, item) for item in items]
    views = [{**view, "more": []} for view in views if view["text"]]
    return _merged(views) if len(views) > MERGE_FROM else views


def _done(desk: Desk, index: int, action: Action, late: Collection[str]) -> _Done | None:
    path = f"actions[{index}]"
    if action.status in ("planned", "not_true"):
        return None
    if action.status == "":
        desk.need(f"{path}.status", step="actions")
        return None
    if action.on is None:
        desk.need(f"{path}.on")
        return None
    if f"{path}.on" in late or _still_to_come(desk, action.text, f"{path}.text"):
        return None
    return _Done(action.on, action.until, index)


def _still_to_come(desk: Desk, text: Text, path: str) -> bool:
    """Whether the seller's words for what is done tell that it is not; they are asked again."""
    return desk.begins_unfit("done_still_to_come", without_subject(text, desk.case.people), text, path, "actions")


def _when(desk: Desk, item: _Done, path: str) -> Value:
    facts = (f"{path}.on", f"{path}.until") if item.until else (f"{path}.on",)
    if item.until is None or item.until == item.on:
        return desk.record.add(Mark("day", dates=(item.on,), facts=facts))
    if item.until - item.on == timedelta(days=1):
        return desk.record.add(Mark("days", dates=(item.on, item.until), facts=facts))
    return desk.record.add(Mark("span", dates=(item.on, item.until), facts=facts))


def _statement(desk: Desk, item: _Done) -> dict[str, Any]:
    statement, path = desk.case.statements[item.index], f"statements[{item.index}]"
    view = statement_view(desk, item.index, statement)
    return {
        **view,
        "when": _when(desk, item, path),
        "day": item.on,
        "key": f"s{item.index + 1}",
        "clause": "",
        "who": "",
    }


def _action(desk: Desk, item: _Done) -> dict[str, Any]:
    action, path = desk.case.actions[item.index], f"actions[{item.index}]"
    # A sentence that begins with its own date needs no second one.
    begins = action.text.of(desk.language)[:40]
    when = "" if desk.words.day(item.on, year=False) in desk.words.spaced(begins) else _when(desk, item, path)
    told = action_words(desk, action, path)
    numbers = exhibits_of(desk, action.exhibits, path)
    causes = causes_of(desk, action.causes, path)
    return {
        "day": (item.on, item.until),
        "when": when,
        **told,
        "refs": refs(desk, path, causes=causes, exhibits=numbers, who=told["aside"]),
    }


def action_words(desk: Desk, action: Action, path: str) -> dict[str, Any]:
    """The action's sentence, with the person in front or, where the seller's sentence has another subject, beside."""
    empty: dict[str, Any] = {"who": "", "aside": None, "text": ""}
    if action.text:
        text = desk.words_of(action.text, f"{path}.text")
        if text is None:
            return {**empty, "text": desk.own(action.text, f"{path}.text") or ""}
        if not action.by or _named(desk, action, text):
            return {**empty, "text": desk.own(action.text, f"{path}.text") or ""}
        if _has_subject(desk, action.text):
            beside = desk.people(action.by, f"{path}.by", "aside")
            return {**empty, "aside": beside, "text": desk.own(action.text, f"{path}.text") or ""}
        who = desk.people(action.by, f"{path}.by")
        return {**empty, "who": who or "", "text": desk.own(action.text, f"{path}.text") or ""}
    entry = desk.playbook.actions.get(action.entry)
    if entry is None:
        if action.entry:
            desk.need(f"{path}.entry", desk.fixed("unknown_entry", name=action.entry), "actions")
        return {**empty, "text": desk.need(f"{path}.text")}
    who = desk.people(action.by, f"{path}.by") or desk.need(f"{path}.by")
    told = fill(desk, entry.sentences, entry.slots, action.slots, path, given_to(desk, action, path, who), entry.more)
    return {**empty, "who": "" if told and who in told else who, "text": told or ""}


def _named(desk: Desk, action: Action, text: str) -> bool:
    """Whether the seller's sentence names the person itself; a clause that starts with a verb still needs a subject."""
    people = [person for name in action.by if (person := find_person(desk.case, name))]
    if action.text.en and not _has_subject(desk, action.text):
        return any(text.startswith((person.zh or person.en, person.en)) for person in people)
    return any(mentions(text, person) for person in people) or any(name in text for name in action.by)


def _has_subject(desk: Desk, text: Text) -> bool:
    """Whether the seller's clause starts with a subject of its own: a capital, where there is an English text."""
    if text.en:
        return text.en.lstrip()[:1].isupper()
    return False


def _needs_doer(desk: Desk, text: Text) -> bool:
    """Whether a plan begins with what somebody does; as with the capital, its English decides for both languages."""
    return not text.en or bool(not _has_subject(desk, text) and re.match(desk.words.data["needs_doer"], text.en))


def _merged(views: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Many actions: those of one day become one item, each still with its references."""
    groups: dict[Any, dict[str, Any]] = {}
    for view in views:
        head = groups.get(view["day"])
        if head is None:
            groups[view["day"]] = view
        else:
            head["more"].append(view)
    return list(groups.values())


def scheduled(desk: Desk) -> list[dict[str, Any]]:
    """What is arranged for a stated day but not done: in lines of its own, never among the actions."""
    found = []
    for index, action in enumerate(desk.case.actions):
        if action.status != "planned" or not (action.on or action.until) or not action.text:
            continue
        path = f"actions[{index}]"
        causes = causes_of(desk, action.causes, path)
        numbers = exhibits_of(desk, action.exhibits, path)
        text = desk.words_of(action.text, f"{path}.text") or ""
        named = any((p := find_person(desk.case, name)) and mentions(text, p) for name in action.by)
        doer = desk.people(action.by, f"{path}.by") if not named and _needs_doer(desk, action.text) else None
        named = named or bool(doer)
        found.append(
            {
                "when": desk.day(action.on or action.until, f"{path}.on") or "",
                "who": doer or "",
                "text": desk.own(action.text, f"{path}.text") or "",
                "refs": refs(
                    desk,
                    path,
                    causes=causes,
                    exhibits=numbers,
                    who=None if named else desk.people(action.by, f"{path}.by"),
                ),
            }
        )
    for index, statement in enumerate(desk.case.statements):
        if statement.place == "scheduled" and statement.attested and statement.text:
            if statement.on is None:
                desk.need(f"statements[{index}].on")
            found.append({**statement_view(desk, index, statement), "who": ""})
    return found


def measures(desk: Desk) -> dict[str, Any]:
    """The controls in force, and those that start on a later day."""
    case = desk.case
    dates = [m.since for m in case.measures if m.status == "in_force" and m.since]
    common = case.in_force_since or (max(dates, key=dates.count) if dates else None)
    running: list[dict[str, Any]] = []
    later: list[dict[str, Any]] = []
    for index, measure in enumerate(case.measures):
        if measure.status == "not_true" or (measure.status == "planned" and measure.since is None):
            continue
        view = _measure(desk, index, measure, common)
        (later if measure.status == "planned" else running).append(view)
    if running and common is None:
        desk.need("in_force_since")
    shared = _shared_exhibits(case)
    return {
        "since": desk.day(common, "in_force_since") or "",
        "running": running,
        "later": later,
        "refs": refs(desk, "measures[0]", exhibits=exhibits_of(desk, shared, "measures[0]")) if shared else "",
        "notes": [s for s in _notes(desk)],
        "own": bool(running) and all(view["own"] for view in running + later),
        "origin": desk.origin("measures"),
    }


def _notes(desk: Desk) -> list[dict[str, Any]]:
    return [
        statement_view(desk, index, statement)
        for index, statement in enumerate(desk.case.statements)
        if statement.place == "measures" and statement.attested and statement.text
    ]


def _shared_exhibits(case: Case) -> tuple[int, ...]:
    """Exhibits that every measure names are told once, above the list."""
    sets = [set(m.exhibits) for m in case.measures if m.status != "not_true"]
    if len(sets) < 2:
        return ()
    return tuple(sorted(set.intersection(*sets)))


def _measure(desk: Desk, index: int, measure: Measure, common: date | None) -> dict[str, Any]:
    case, path = desk.case, f"measures[{index}]"
    if measure.status == "":
        desk.need(f"{path}.status", step="measures")
    entry = desk.playbook.measures.get(measure.entry)
    if measure.entry and entry is None and not measure.text:
        desk.need(f"{path}.entry", desk.fixed("unknown_entry", name=measure.entry), "measures")
    owner = desk.people([measure.owner], f"{path}.owner") or desk.need(f"{path}.owner")
    frequency = desk.phrase(measure.frequency, f"{path}.frequency")
    given = {"owner": desk.people([measure.owner], f"{path}.owner", "again"), "frequency": frequency}
    title: Value | str = desk.phrase(measure.title, f"{path}.title") or ""
    if not title and entry:
        title = desk.record.text(desk.words.spelled(entry.title.of(desk.language)), f"{path}.entry")
    control: Value | str = desk.own(measure.text, f"{path}.text") or ""
    if not control and entry:
        control = fill(desk, entry.sentences, entry.slots, measure.slots, path, given, entry.more) or ""
    elif not control and not title:
        control = desk.need(f"{path}.text")
    own_exhibits = [n for n in exhibits_of(desk, measure.exhibits, path) if n not in _shared_exhibits(desk.case)]
    causes = causes_of(desk, measure.causes, path)
    return {
        "number": index + 1,
        "title": title,
        "causes": _causes(desk, causes, path),
        "refs": refs(desk, path, exhibits=own_exhibits),
        "owner": owner,
        "control": control,
        **_check(desk, measure, path, given, frequency),
        "if_broken": _if_broken(desk, measure, path, given),
        "broken_is_sentence": not measure.if_broken or desk.words.conditional(measure.if_broken.of(desk.language)),
        "own": desk.alone is not None and find_person(case, measure.owner) == desk.alone,
        "since": desk.day(measure.since, f"{path}.since") or ""
        if measure.since and (measure.status == "planned" or measure.since != common)
        else "",
        "later": measure.status == "planned",
        "origin": desk.origin(path),
    }


def _causes(desk: Desk, numbers: list[int], path: str) -> Value | str:
    if not numbers:
        return ""
    return desk.record.text(desk.words.references("cause", [str(n) for n in numbers]), f"{path}.causes")


def _check(
    desk: Desk, measure: Measure, path: str, given: Mapping[str, Value | None], frequency: Value | None
) -> dict[str, Any]:
    """The check: own words with the frequency beside them, else the entry's sentence, else the frequency alone."""
    if measure.check:
        text = desk.words_of(measure.check, f"{path}.check") or ""
        often = measure.frequency.of(desk.language).strip(" .。")
        repeated = bool(often) and often.casefold() in text.casefold()
        return {
            "check": desk.own(desk.inner(measure.check), f"{path}.check") or "",
            "frequency": "" if repeated else frequency or "",
        }
    entry = desk.playbook.measures.get(measure.entry)
    if entry and entry.checks and choose(entry.checks, measure.slots, tuple(n for n, v in given.items() if v)):
        told = fill(desk, entry.checks, entry.slots, measure.slots, path, given)
        return {"check": told or "", "frequency": ""}
    if not frequency:
        desk.need(f"{path}.frequency")
    return {"check": "", "frequency": frequency or ""}


def _if_broken(desk: Desk, measure: Measure, path: str, given: Mapping[str, Value | None]) -> Value | str:
    if measure.if_broken:
        own = measure.if_broken
        if not desk.words.conditional(own.of(desk.language)):
            own = desk.inner(own)
        return desk.own(own, f"{path}.if_broken") or ""
    entry = desk.playbook.measures.get(measure.entry)
    variants: tuple[Variant, ...] = entry.if_broken if entry else ()
    slots: tuple[SlotDef, ...] = entry.slots if entry else ()
    if not variants or not choose(variants, measure.slots, tuple(n for n, v in given.items() if v)):
        return ""
    return fill(desk, variants, slots, measure.slots, path, given) or ""


def orphans(desk: Desk) -> None:
    """Every cause needs an action or a measure that answers it."""
    answered: set[int] = set()
    for index, action in enumerate(desk.case.actions):
        if action.status == "done":
            answered.update(causes_of(desk, action.causes, f"actions[{index}]"))
    for index, measure in enumerate(desk.case.measures):
        if measure.status in ("in_force", "planned"):
            answered.update(causes_of(desk, measure.causes, f"measures[{index}]"))
    for index, statement in enumerate(desk.case.statements):
        if statement.place == "done":
            answered.update(causes_of(desk, statement.causes, f"statements[{index}]"))
    for number in range(1, len(desk.case.causes) + 1):
        if number not in answered:
            desk.need(f"causes[{number - 1}]", desk.fixed("orphan_cause", number=number), "actions")
