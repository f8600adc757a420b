"""Checks of sources and rules: complete, dated, with examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from poa.errors import PoaError
from poa.library.checking.ground import Ground, Problem
from poa.library.entries import line_of
from poa.library.guidance import Entry
from poa.library.rules import CONFIDENCES, load_sources, read_rule
from poa.library.search import near_ids
from poa.model.rule import Rule, Source

OLD_AFTER = timedelta(days=365)
EXAMPLES = 3
BREAKABLE = ("required", "conduct", "prohibited_message", "prohibited_content")
_ID = re.compile(r"[a-z]+\.[a-z0-9-]+")
"""What the rest of the program takes for a rule's id, such as in 'finds:'."""
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DATES = ("since", "retired", "verified")


def sources(ground: Ground) -> Iterator[Problem]:
    """Each source can be read."""
    try:
        for entry in ground.loader.topic("sources"):
            yield from _dates(entry, ("seen",))
        load_sources(ground.loader)
    except PoaError as error:
        yield Problem.of(error)


def rules(ground: Ground) -> Iterator[Problem]:
    """Each rule can be read, is dated, was checked within a year, and carries what the program needs of it."""
    try:
        entries = ground.loader.topic("rules")
        known = load_sources(ground.loader)
    except PoaError as error:
        yield Problem.of(error)
        return
    there = {entry.id for entry in entries if "title" in entry.data}
    for entry in entries:
        if entry.data.get("off") is not True:
            yield from _rule(entry, known, ground.today)
        elif entry.id not in there:
            near = ", ".join(near_ids(entry.id, there))
            yield _problem(entry, "id", "check.unknown_rule_near" if near else "check.unknown_rule", near=near)


def _rule(entry: Entry, known: dict[str, Source], today: date) -> Iterator[Problem]:
    yield from _names(entry)
    try:
        rule = read_rule(entry, known)
    except PoaError as error:
        yield Problem.of(error)
        return
    yield from _dates(entry, _DATES)
    yield from _age(entry, rule, today)
    yield from _completeness(entry, rule)


def _names(entry: Entry) -> Iterator[Problem]:
    """An id and a confidence that nothing knows."""
    if not _ID.fullmatch(entry.id):
        yield _problem(entry, "id", "check.bad_id")
    confidence = entry.data.get("confidence")
    for name in confidence.split("+") if isinstance(confidence, str) and confidence.strip() else ():
        if name not in CONFIDENCES:
            yield _problem(entry, "confidence", "check.unknown_confidence", name=name, known=", ".join(CONFIDENCES))


def _dates(entry: Entry, keys: tuple[str, ...]) -> Iterator[Problem]:
    for key in keys:
        value = entry.data.get(key)
        if value is not None and not _is_date(str(value)):
            yield _problem(entry, key, "check.bad_date", name=key, value=value)


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _age(entry: Entry, rule: Rule, today: date) -> Iterator[Problem]:
    if not rule.verified or not _is_date(rule.verified):
        if not rule.verified:
            yield _problem(entry, "verified", "check.not_verified", warning=True, id=rule.id)
        return
    verified = date.fromisoformat((rule.verified + "-01-01")[:10])
    if verified < today - OLD_AFTER:
        yield _problem(entry, "verified", "check.old_rule", warning=True, id=rule.id, date=rule.verified)


def _completeness(entry: Entry, rule: Rule) -> Iterator[Problem]:
    if rule.kind in BREAKABLE and not rule.act.en:
        yield _problem(entry, "act", "check.no_act", warning=True, id=rule.id)
    if rule.detectable and min(len(rule.violates), len(rule.passes)) < EXAMPLES:
        yield _problem(entry, "examples", "check.few_examples", warning=True, id=rule.id, least=EXAMPLES)


def _problem(entry: Entry, at: str, key: str, *, warning: bool = False, **values: object) -> Problem:
    grade: Literal["error", "warning"] = "warning" if warning else "error"
    return Problem(entry.file, line_of(entry, at), key, {"id": entry.id, **values}, grade)
