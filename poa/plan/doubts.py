"""Answers that are fine each for itself and cannot both be right; said beside the field, and again by the review.

Dates that no calendar allows (``bars``) keep a finished letter from being written: one of them is wrong, and only the
seller knows which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone

from poa.model.case import Case
from poa.model.question import Step
from poa.model.rule import Bilingual
from poa.text.dates import told_day
from poa.wording import LANGUAGES, Wording

# Where a day begins last among Amazon's marketplaces (the Pacific coast), so that no zone makes a doubt of a true date.
_LAST_DAWN = timezone(timedelta(hours=-8))
# One day is left to the zones: messages carry the days of another zone, what was sent those of the machine's clock.
_ZONES = timedelta(days=1)
# A letter is prepared some days before it is sent, not weeks: the time to answer is short.
_AHEAD = timedelta(days=14)
_LATER = ("done_after_letter", "in_force_after_letter")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about the answer at ``path``: the words are ``plan.<key>``, with the two ``days`` filled in."""

    path: str
    step: Step
    key: str
    day: date
    other: date
    bars: bool = False


def told_doubt(doubt: Doubt, words: Wording) -> str:
    """What an answer is doubted for, with its days in the reader's language."""
    return words(f"plan.{doubt.key}", day=told_day(doubt.day, words), other=told_day(doubt.other, words))


def told_twice(doubt: Doubt) -> Bilingual:
    """The same in both languages."""
    return Bilingual(*(told_doubt(doubt, Wording(language)) for language in LANGUAGES))


def doubts(case: Case, today: date | None = None) -> tuple[Doubt, ...]:
    """What the answers hold against each other, and the letter's date against the user's own day where it is given."""
    on = case.letter.on
    ahead: tuple[Doubt, ...] = ()
    if on and today and on > today + _AHEAD:
        ahead = (Doubt("letter.on", "notice", "letter_far_ahead", on, today),)
    # A dispute tells of no actions and measures.
    plan = () if case.branch == "dispute" else (*_of_actions(case), *_of_measures(case))
    return (*ahead, *_of_letter(case), *_of_messages(case), *_of_audit(case), *_of_ledger(case), *plan)


def after_letter(case: Case) -> frozenset[str]:
    """The places of what is told as done, or as in force, on a day after the letter's: no letter can tell it so."""
    return frozenset(doubt.path for doubt in doubts(case) if doubt.key in _LATER)


def _of_letter(case: Case) -> Iterator[Doubt]:
    """A letter dated before what it answers or replaces."""
    on, received = case.letter.on, case.notice.received
    if on is None:
        return
    if received is not None:
        came = (received if received.tzinfo else received.replace(tzinfo=UTC)).astimezone(_LAST_DAWN).date()
        if on < came:
            yield Doubt("letter.on", "notice", "letter_before_notice", on, received.date(), bars=True)
            return
    sent = max((earlier.on for earlier in case.earlier), default=None)
    if sent is not None and on < sent - _ZONES:
        yield Doubt("letter.on", "notice", "letter_before_earlier", on, sent, bars=True)


def _of_messages(case: Case) -> Iterator[Doubt]:
    """Breaches, and messages of a dispute, dated after the letter that tells of them."""
    letter = case.letter.on
    for index, incident in enumerate(case.incidents):
        path, on = f"incidents[{index}].on", incident.on
        if on and incident.until and incident.until < on:
            yield Doubt(path, "messages", "period_backwards", on, incident.until, bars=True)
        if letter and on and on > letter + _ZONES:
            yield Doubt(path, "messages", "message_after_letter", on, letter, bars=True)
    for index, turn in enumerate(case.conversation):
        if letter and turn.on and turn.on > letter + _ZONES:
            yield Doubt(f"conversation[{index}].on", "messages", "message_after_letter", turn.on, letter, bars=True)


def _of_audit(case: Case) -> Iterator[Doubt]:
    """Periods that end before they begin, and results of messages that were still to be sent."""
    audit, letter = case.audit, case.letter.on
    periods = [("audit.period_to", audit.period_from, audit.period_to)]
    periods += [("audit.breach_to", audit.breach_from, audit.breach_to)]
    for at, stream in enumerate(audit.streams):
        periods.append((f"audit.streams[{at}].period_to", stream.period_from, stream.period_to))
    for path, first, last in periods:
        if first and last and last < first:
            yield Doubt(path, "messages", "period_backwards", first, last, bars=True)
        elif letter and last and last > letter + _ZONES:
            yield Doubt(path, "messages", "period_after_letter", last, letter, bars=True)
    # Where the letter counts what was found in a period, a message told of another day is none of those.
    counted = audit.messages_in_breach is not None or bool(audit.ledger)
    for incident in case.incidents if counted and audit.period_to and case.branch != "dispute" else ():
        if incident.on and audit.period_to and incident.on > audit.period_to + _ZONES:
            yield Doubt("audit.period_to", "messages", "breach_after_period", incident.on, audit.period_to)
            break
    if audit.finished and letter and audit.finished > letter:
        yield Doubt("audit.finished", "messages", "audit_after_letter", audit.finished, letter, bars=True)
    if audit.finished and audit.period_to and audit.finished < audit.period_to - _ZONES:
        yield Doubt("audit.finished", "messages", "audit_before_end", audit.finished, audit.period_to, bars=True)


def _of_ledger(case: Case) -> Iterator[Doubt]:
    """Listed messages dated after the letter, and those told of an order on another day than the list has them."""
    letter = case.letter.on
    for index, row in enumerate(case.audit.ledger):
        path = f"audit.ledger[{index}].on"
        late = [day for day in row.on if letter and day > letter + _ZONES]
        if late and letter:
            yield Doubt(path, "messages", "message_after_letter", max(late), letter, bars=True)
            continue
        if len(row.on) < row.messages or not row.on:
            continue
        for incident in case.incidents:
            on = incident.on
            if on is None or incident.order_id != row.order_id or incident.until is not None:
                continue
            if incident.channel != "package_insert" and all(abs(day - on) > _ZONES for day in row.on):
                yield Doubt(path, "messages", "listed_on_another_day", row.on[0], on, bars=True)
                break


def _of_actions(case: Case) -> Iterator[Doubt]:
    """What is told as done after the letter, planned for days that are past, or done before there was anything to put
    right."""
    letter = case.letter.on
    begun = [one.on for one in case.incidents if one.on] + [day for row in case.audit.ledger for day in row.on]
    first = min((*begun, *filter(None, [case.audit.breach_from])), default=None)
    for index, action in enumerate(case.actions):
        path, on = f"actions[{index}].on", action.on
        last = action.until or on
        if on and action.until and action.until < on:
            yield Doubt(path, "actions", "period_backwards", on, action.until, bars=True)
        elif action.status == "done" and letter and last and last > letter:
            yield Doubt(path, "actions", "done_after_letter", last, letter, bars=True)
        elif action.status == "planned" and letter and last and last < letter:
            # A planned entry of the playbook stands in no letter: its sentence tells what was done.
            yield Doubt(path, "actions", "planned_for_past", last, letter, bars=bool(action.text))
        elif action.status == "done" and last and first and not case.earlier and last < first - _ZONES:
            yield Doubt(path, "actions", "done_before_breach", last, first)
    for index, statement in enumerate(case.statements):
        path = f"statements[{index}].on"
        if statement.place == "scheduled" and letter and statement.on and statement.on < letter:
            yield Doubt(path, "actions", "planned_for_past", statement.on, letter, bars=True)
        if statement.place == "done" and letter and statement.on and statement.on > letter:
            # What nobody attested stands in no letter.
            told = bool(statement.attested and statement.text)
            yield Doubt(path, "actions", "done_after_letter", statement.on, letter, bars=told)


def _of_measures(case: Case) -> Iterator[Doubt]:
    """What is told as in force from a day after the letter's, or planned for days that are past."""
    letter, running = case.letter.on, False
    for index, measure in enumerate(case.measures):
        path, since = f"measures[{index}].since", measure.since
        running = running or measure.status == "in_force"
        if measure.status == "planned" and letter and since and since < letter:
            yield Doubt(path, "measures", "planned_for_past", since, letter, bars=True)
        if measure.status == "in_force" and letter and since and since > letter:
            yield Doubt(path, "measures", "in_force_after_letter", since, letter, bars=True)
    if running and letter and case.in_force_since and case.in_force_since > letter:
        yield Doubt("in_force_since", "measures", "in_force_after_letter", case.in_force_since, letter, bars=True)
