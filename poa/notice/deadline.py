"""The answer deadline as the notice states it, told from other periods by what each is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise

from poa.model.notice import Quote
from poa.notice.due import Deadline, first_due
from poa.notice.folding import Folded
from poa.notice.knowledge import Knowledge, Reading
from poa.notice.negation import on_repetition, unwanted, wanted
from poa.notice.periods import Day, Period, days, periods
from poa.notice.relative import relative_days, with_weekdays
from poa.notice.sentences import Sentence, find

ANSWER = "answer"
UNCLEAR = "unclear"
_NEEDED = 1.4
# A notice states a handful of periods; more are a table or a mistake.
_MOST = 80
_CLAUSE = re.compile(
    r"[,;，；]|、(?=[^0-9])|\b(?:and|while|but|whereas|otherwise|und|aber|sonst|sowie)\b|并且|而且|同时|以及|ですが|また"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A period or date of the notice and what it is about."""

    found: Period | Day
    sentence: Sentence
    role: str
    score: float
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a deadline is read from; ``zones`` are those that a day without one may be meant in.

    Where nothing is asked for, what happens within a time is no time to answer.
    """

    folded: Folded
    sentences: Sequence[Sentence]
    languages: frozenset[str]
    known: Knowledge
    received: datetime | None
    zones: tuple[tzinfo, ...]
    month_first: bool
    nothing_asked: bool = False


def read_deadline(scene: Scene) -> Deadline:
    """The answer deadline, or what else the notice says about time."""
    stated = _all_stated(scene)
    answers = [one for one in stated if one.role == ANSWER and one.score >= _NEEDED]
    others: dict[str, tuple[Quote, ...]] = {}
    for one in stated:
        if one not in answers and one.role != ANSWER and isinstance(one.found, Period):
            others[one.role] = (*others.get(one.role, ()), scene.folded.quote(*one.words))
    none_stated = _none_stated(scene)
    if not answers:
        return Deadline(none_stated=none_stated, others=others)
    answers = _foremost(scene, answers, stated)
    readings = [reading for one in answers for reading in _dated(scene, one)]
    if not readings:
        # A day that there is not: its words are shown, and the date is asked for.
        return Deadline(quotes=(_clause(scene, answers[0]),), none_stated=none_stated, others=others)
    either, later = (_said(scene, name, answers) for name in ("deadline_either", "deadline_later"))
    due = first_due(readings, scene.received, either=bool(either or later))
    return replace(due, others=others, later=later if due.also else ())


def _foremost(scene: Scene, answers: list[Stated], stated: Sequence[Stated]) -> list[Stated]:
    """The limits that the words speak for most, dates first, with those that an "or" joins to them; a time that runs
    from an earlier notice says by that alone that it is one to answer in.
    """
    found: list[Stated] = []
    for kind in (Day, Period):
        alike = sorted((one for one in answers if isinstance(one.found, kind)), key=lambda one: -one.score)
        found += [one for one in alike if one.score >= (0.85 if _from_now(scene, one) else 0.5) * alike[0].score]
    joins = [re.compile(str(one.data["joins"]), re.IGNORECASE) for one in scene.known.field("deadline_either")]
    text = scene.folded.text
    for one, other in (*pairwise(stated), *pairwise(stated[::-1])):
        low, high = sorted((one, other), key=lambda each: each.found.start)
        gap = text[low.found.end : high.found.start]
        if one in found and other not in found and any(join.fullmatch(gap) for join in joins):
            found.append(other)
    return found


def _from_now(scene: Scene, one: Stated) -> bool:
    return isinstance(one.found, Day) or _start(scene, one)[0] == "this_notice"


def _said(scene: Scene, name: str, answers: Sequence[Stated]) -> tuple[Quote, ...]:
    """The words of a field in the sentences of the limits, or right after them."""
    for one in answers:
        place = one.sentence.start
        near = (other for other in scene.sentences if place <= other.start <= one.sentence.end + 3)
        hits = (
            find(signal, sentence, scene.folded.text)
            for sentence in near
            for reading in scene.known.field(name)
            for signal in reading.of(scene.languages)
        )
        found = next((hit for hit in hits if hit), None)
        if found:
            return (scene.folded.quote(found.start, found.end),)
    return ()


def _dated(scene: Scene, chosen: Stated) -> list[Deadline]:
    """Every way to read a limit, the usual one first."""
    quotes = (_clause(scene, chosen),)
    found = chosen.found
    if isinstance(found, Day):
        usual = [_by_date(scene, found, quotes)]
        if found.turned:
            other = _by_date(scene, replace(found, month=found.day, day=found.month), quotes)
            usual.append(replace(other, usual=False) if other else None)
        return [one for one in usual if one]
    start, start_quotes, original_on = _start(scene, chosen)
    base = scene.received if start == "this_notice" else original_on
    return [
        Deadline(
            hours,
            base + timedelta(hours=hours) if base else None,
            start,
            original_on,
            quotes,
            start_quotes,
            business=found.business,
        )
        for hours in (found.hours, found.least)
        if hours is not None
    ]


def _clause(scene: Scene, chosen: Stated) -> Quote:
    """The words to show: the part of the sentence, between its commas, that the period and its cue stand in."""
    text, sentence = scene.folded.text, chosen.sentence
    first, last = chosen.words
    cuts = [match.end() for match in re.finditer(r"[,;，；：]|:(?!\d)", text[sentence.start : first])]
    start = sentence.start + (cuts[-1] if cuts else 0)
    after = re.search(r"[.;,。，；]", text[last : sentence.end])
    end = last + after.start() if after else sentence.end
    return scene.folded.quote(start + len(text[start:]) - len(text[start:].lstrip()), end)


def _by_date(scene: Scene, found: Day, quotes: tuple[Quote, ...]) -> Deadline | None:
    if found.year is None and scene.received is None:
        return Deadline(start="this_notice", quotes=quotes)
    day = found.near(scene.received.date() if scene.received else datetime.min.date(), past=False)
    if day is None:
        return None
    # Of all zones that may be meant the one where it ends first, so that no answer comes late.
    at = min(found.at(day, zone) for zone in scene.zones)
    hours = (at - scene.received) // timedelta(hours=1) if scene.received else None
    left = hours if hours is None or hours > 0 else None
    return Deadline(left, at, "this_notice", None, quotes, zoneless=found.offset is None)


def _start(scene: Scene, chosen: Stated) -> tuple[str, tuple[Quote, ...], datetime | None]:
    """From which notice the period counts; the words about it stand beside the period, in the same sentence."""
    for reading in scene.known.field("period_start"):
        for signal in reading.of(scene.languages):
            hit = find(signal, chosen.sentence, scene.folded.text)
            if hit is None or min(abs(hit.start - chosen.found.end), abs(chosen.found.start - hit.end)) > 40:
                continue
            return (
                reading.value,
                (scene.folded.quote(hit.start, hit.end),),
                _date_beside(scene, chosen.sentence, hit.start),
            )
    return "this_notice", (), None


def _date_beside(scene: Scene, sentence: Sentence, start: int) -> datetime | None:
    for day in days(sentence.text, scene.known, month_first=scene.month_first):
        place = sentence.start + day.start
        if abs(place - start) <= 60:
            on = day.near(scene.received.date(), past=True) if scene.received else None
            if on is None and day.year:
                on = day.near(datetime.max.date(), past=True)
            if on:
                return datetime(on.year, on.month, on.day, tzinfo=UTC)
    return None


def _none_stated(scene: Scene) -> tuple[Quote, ...]:
    for reading in scene.known.field("no_deadline"):
        for signal in reading.of(scene.languages):
            for sentence in scene.sentences:
                hit = find(signal, sentence, scene.folded.text)
                if hit:
                    return (scene.folded.quote(sentence.start, sentence.end),)
    return ()


def _all_stated(scene: Scene) -> list[Stated]:
    text = scene.folded.text
    dates = days(text, scene.known, month_first=scene.month_first)[:_MOST]
    all_days = with_weekdays(text, dates, _relative(scene)[:_MOST])
    # Figures of a date are none of a period: "5 December 2026 or 72 hours" is no range of hours.
    undated = text
    for day in all_days:
        undated = undated[: day.start] + "\0" * (day.end - day.start) + undated[day.end :]
    lengths = periods(undated, scene.known)
    everything: list[Period | Day] = [*lengths, *all_days]
    everything = sorted(everything, key=lambda one: one.start)[:_MOST]
    before: Sentence | None = None
    result: list[Stated] = []
    for sentence in scene.sentences:
        inside = [one for one in everything if sentence.start <= one.start < sentence.end]
        result.extend(_judge(scene, one, sentence, before, inside) for one in inside)
        before = sentence
    return result


def _relative(scene: Scene) -> tuple[Day, ...]:
    return relative_days(
        scene.folded.text,
        scene.known,
        min(scene.received.astimezone(zone).date() for zone in scene.zones) if scene.received else None,
    )


def _judge(
    scene: Scene, one: Period | Day, sentence: Sentence, before: Sentence | None, inside: Sequence[Period | Day]
) -> Stated:
    scores: dict[str, float] = {}
    span: dict[str, tuple[int, int]] = {}
    calm = _threats_only(scene, sentence)
    for reading in scene.known.field("period"):
        score, words = _evidence(scene, reading, one, sentence, inside)
        if before is not None and sentence.start - before.end <= 3 and not (calm and reading.value == ANSWER):
            score += 0.3 * _evidence(scene, reading, one, before, ())[0]
        if score > scores.get(reading.value, 0.0):
            scores[reading.value], span[reading.value] = score, words
    asked = scores.get(ANSWER, 0.0)
    limited = _add_form(scene, one, sentence, scores)
    no_answer = _no_answer(scene, one, sentence, asked)
    if no_answer:
        scores.pop(ANSWER, None)
    if isinstance(one, Day) and not limited:
        # "Your letter of 3 July": a date is a limit only where the words around it say so.
        scores.pop(ANSWER, None)
    role = (
        max(scores, key=lambda name: scores[name])
        if scores
        else "other"
        if no_answer or isinstance(one, Day)
        else UNCLEAR
    )
    words = span.get(role, (one.start, one.end))
    return Stated(one, sentence, role, scores.get(role, 0.0), (min(words[0], one.start), max(words[1], one.end)))


def _no_answer(scene: Scene, one: Period | Day, sentence: Sentence, asked: float) -> bool:
    """Whether a limit is none for an answer: it is not wanted, or stands in a threat where nothing is asked for."""
    if any(first <= one.start < last for first, last in unwanted(scene.known, scene.languages, sentence)):
        return True
    return not asked and _threats_only(scene, sentence)


def _threats_only(scene: Scene, sentence: Sentence) -> bool:
    return scene.nothing_asked or on_repetition(scene.known, scene.languages, sentence)


def _evidence(
    scene: Scene, reading: Reading, one: Period | Day, sentence: Sentence, inside: Sequence[Period | Day]
) -> tuple[float, tuple[int, int]]:
    """How strongly a reading's words speak for this period: nearer is stronger, another period between is weak."""
    best, second, words = 0.0, 0.0, (one.start, one.end)
    answering = reading.value == ANSWER
    calm = answering and _threats_only(scene, sentence)
    if answering:
        sentence = wanted(scene.known, scene.languages, sentence)
    for signal in reading.of(scene.languages):
        if not signal.may_stand_in(sentence.low):
            continue
        if signal.unless is not None and signal.unless.search(sentence.text):
            continue
        if calm and signal.threat:
            continue
        if signal.only and (signal.only == "day") != isinstance(one, Day):
            continue
        offset, words_there = _side(signal.find.pattern, one, sentence)
        for match in signal.find.finditer(words_there):
            start, end = offset + match.start(), offset + match.end()
            weight = signal.weight * _nearness(scene.folded.text, one, start, end, inside)
            if weight > best:
                best, second, words = weight, best, (start, end)
            elif weight > second:
                second = weight
    return best + 0.5 * second, words


def _side(pattern: str, one: Period | Day, sentence: Sentence) -> tuple[int, str]:
    """Where to look: a pattern that ends in ``$`` means the words before the period, one with ``^`` those after it."""
    if pattern.endswith("$"):
        return sentence.start, sentence.text[: one.start - sentence.start]
    if pattern.startswith("^"):
        return one.end, sentence.text[one.end - sentence.start :]
    return sentence.start, sentence.text


def _nearness(text: str, one: Period | Day, start: int, end: int, inside: Sequence[Period | Day]) -> float:
    if start < one.end and one.start < end:
        return 1.0
    low, high = (end, one.start) if end <= one.start else (one.end, start)
    gap = text[low:high]
    near = 1 / (1 + (high - low) / 45)
    near *= 0.55 ** min(3, len(_CLAUSE.findall(gap)))
    others = sum(1 for other in inside if low <= other.start and other.end <= high)
    return near * 0.3**others


def _add_form(scene: Scene, one: Period | Day, sentence: Sentence, scores: dict[str, float]) -> bool:
    """Add what the words directly before and after say; returns whether they make it a limit."""
    limited = False
    text = scene.folded.text
    before, after = text[max(sentence.start, one.start - 40) : one.start], text[one.end : one.end + 12]
    for reading in scene.known.field("period_form"):
        data = reading.data
        if data.get("only") == "period" and isinstance(one, Day):
            continue
        hit = any(
            data.get(side) and re.search(str(data[side]), words, re.IGNORECASE)
            for side, words in (("before", before), ("after", after))
        )
        if not hit:
            continue
        weight = float(data.get("weight", 1))
        if reading.value == ANSWER:
            limited = True
            scores[ANSWER] = scores.get(ANSWER, 0.0) + weight
        elif reading.value == "length":
            scores[ANSWER] = scores.get(ANSWER, 0.0) - weight
    return limited
