"""``poa notice``: what a notice says."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from poa.cli.clock import told_at
from poa.cli.run import Context, moment_of, zone_named
from poa.model.notice import Notice
from poa.notice.told import told_hours, told_left, undated
from poa.places import user_path
from poa.review.answered import accepting_words

_QUOTED = 2
_COVERED = ("kind", "severity", "asks", "deadline")
"""Fields that are read from words alone."""


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("file", metavar="FILE", help=words("notice.help_file"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("notice.help_format"))
    parser.add_argument("--received", metavar="TIME", help=words("notice.help_received"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the notice and say what it says."""
    received = moment_of(args.received)
    notice = _read(args.file, context, received)
    if received and not zone_named(args.received):
        sys.stderr.write(f"poa: {context.words('notice.own_clock', received=_moment(received))}\n")
    if args.format == "json":
        accepted = bool(accepting_words(notice, context.guidance))
        sys.stdout.write(json.dumps(as_json(notice, accepted=accepted), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(as_text(notice, context, datetime.now(UTC))) + "\n")
    return 0


def _read(file: str, context: Context, received: datetime | None) -> Notice:
    from poa.messages.piped import read_input
    from poa.notice.files import MAX_BYTES, read_notice_bytes, read_notice_file

    if file == "-":
        return read_notice_bytes(read_input(MAX_BYTES), context.guidance, received=received)
    return read_notice_file(user_path(file), context.guidance, received=received)


def as_json(notice: Notice, *, accepted: bool = False) -> dict[str, Any]:
    """The stable form for scripts (see the README, "The command line")."""
    return {
        "kind": notice.kind,
        "severity": notice.severity,
        "marketplace": notice.marketplace,
        "language": notice.language,
        "received": _iso(notice.received),
        "deadline_hours": notice.deadline_hours,
        "deadline_at": _iso(notice.deadline_at),
        "deadline_from": notice.deadline_from,
        "other_deadlines": [
            {
                "deadline_hours": other.hours,
                "deadline_at": _iso(other.at),
                "deadline_from": other.start,
                "words": other.words.text,
            }
            for other in notice.other_deadlines
        ],
        "order_ids": list(notice.order_ids),
        "asins": list(notice.asins),
        "asks": list(notice.asks),
        "quoted_message": notice.quoted_message,
        "is_notice": "notice" not in notice.unread,
        "outcome": "accepted" if accepted else None,
        "is_phishing": notice.is_phishing,
        "phishing_signs": list(notice.phishing_signs),
        "unread": list(notice.unread),
        "evidence": {name: [quote.text for quote in quotes] for name, quotes in notice.evidence.items()},
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def as_text(notice: Notice, context: Context, now: datetime) -> list[str]:
    """The notice told to a person: what it says, the time left, and what must still be asked."""
    if notice.is_phishing:
        return _warning(notice, context)
    words = context.words
    if accepted := accepting_words(notice, context.guidance):
        told = words("status.comma").join(words("notice.quoted", words=said) for said in accepted[:_QUOTED])
        return [
            words("notice.accepted", words=told),
            "",
            words("notice.accepted_next"),
            "",
            *_rows(notice, context, now, stated=True),
        ]
    if "notice" in notice.unread:
        return [words("notice.not_one"), "", *_rows(notice, context, now, stated=True)]
    return [words("notice.title"), "", *_rows(notice, context, now), *_questions(notice, context)]


def _rows(notice: Notice, context: Context, now: datetime, *, stated: bool = False) -> list[str]:
    """The fields, each with the words it was read from; of what is no warning only those that the text states."""
    words = context.words
    rows = [
        ("kind", _kind(notice, context)),
        ("severity", _severity(notice, context)),
        ("marketplace", _store(notice, context)),
        ("language", _language(notice.language, context)),
        ("received", _moment(notice.received) or words("notice.none")),
        ("deadline", _deadline(notice, context, now)),
        ("order_ids", ", ".join(notice.order_ids)),
        ("asins", ", ".join(notice.asins)),
        ("asks", _asks(notice, context)),
        ("other_asks", "\n    ".join(_quoted(notice, "other_asks", context))),
        ("quoted_message", notice.quoted_message or ""),
        ("other_periods", "\n    ".join(_others(notice, context))),
    ]
    lines = []
    for name, value in rows:
        unsaid = name in ("kind", "severity", "asks") and name in notice.unread and "foreign" in notice.unread
        if value and not unsaid and (not stated or _stated(notice, name)):
            lines.append(f"  {words(f'notice.field.{name}')}: {value}")
            lines.extend(_because(notice, name, context))
            lines.extend((*_days_at_work(notice, context), *_readings(notice, context)) if name == "deadline" else ())
    return lines


def _stated(notice: Notice, name: str) -> bool:
    """Whether the text itself says something of a field."""
    if name == "deadline":
        return notice.deadline_hours is not None or notice.deadline_at is not None or bool(undated(notice))
    return name not in notice.unread and (name != "received" or notice.received is not None)


def _because(notice: Notice, name: str, context: Context) -> list[str]:
    """The words a reading stands on, for the readings that a person may want to check."""
    quotes = notice.evidence.get({"deadline": "deadline_hours"}.get(name, name), ())
    if name not in ("kind", "severity", "deadline") or not quotes:
        return []
    return [f"    {context.words('notice.quoted', words=' '.join(quotes[0].text.split()))}"]


def _named(value: str | None, field: str, context: Context) -> str:
    from poa.notice.knowledge import knowledge

    for reading in knowledge(context.guidance).field(field):
        if reading.value == value and not reading.data.get("shows"):
            return reading.name.of(context.language)
    return context.words("notice.none")


def _kind(notice: Notice, context: Context) -> str:
    """What it is about; "something else" only where words say so, not where none were found."""
    return context.words("notice.none") if "kind" in notice.unread else _named(notice.kind, "kind", context)


def _severity(notice: Notice, context: Context) -> str:
    from poa.notice.knowledge import knowledge

    for reading in knowledge(context.guidance).field("severity"):
        if f"severity.{reading.data.get('shows')}" in notice.evidence:
            return reading.name.of(context.language)
    return _named(notice.severity, "severity", context)


def _days_at_work(notice: Notice, context: Context) -> list[str]:
    """That business days were counted as days, and when they end counted from Monday to Friday."""
    if "business_days" not in notice.evidence or notice.deadline_hours is None:
        return []
    from poa.notice.workdays import after_workdays

    said = context.words
    lines = [f"    {said('notice.business_days')}"]
    begins = notice.original_on if notice.deadline_from == "original_notice" else notice.received
    if begins is not None:
        ends = after_workdays(begins, round(notice.deadline_hours / 24))
        lines.append(f"    {said('notice.business_until', at=_moment(ends))}")
    return lines


def _readings(notice: Notice, context: Context) -> list[str]:
    """The other times to answer that are stated, and that the later one is stated where it is."""
    from poa.notice.facts import other_readings
    from poa.notice.told import told_end_of_day, told_readings

    lines = told_readings(other_readings(notice), context.words, _moment)
    day = told_end_of_day(notice.deadline_at, context.words)
    later = notice.evidence.get("later_deadline", ())
    lines += [context.words("notice.later", words=quote.text) for quote in later]
    return [*([f"    {day}"] if day else []), *(f"    ? {line}" for line in lines)]


def _language(code: str | None, context: Context) -> str:
    names = context.words.area("notice")["language"]
    return str(names.get(code, code or context.words("notice.none")))


def _store(notice: Notice, context: Context) -> str:
    from poa.library.marketplaces import load_marketplaces

    store = load_marketplaces(context.guidance).get(notice.marketplace or "")
    return f"{store.name} ({store.country.of(context.language)})" if store else context.words("notice.none")


def _moment(moment: datetime | None) -> str:
    return told_at(moment) if moment else ""


def _deadline(notice: Notice, context: Context, now: datetime) -> str:
    words = context.words
    if notice.deadline_hours is None and notice.deadline_at is None:
        free = notice.evidence.get("no_deadline")
        if "foreign" in notice.unread:
            return words("notice.deadline_foreign", language=_language(notice.language, context))
        if undated(notice):
            return words("notice.deadline_undated" if notice.received is None else "notice.deadline_no_day")
        return words("notice.no_deadline", words=free[0].text) if free else words("notice.deadline_unknown")
    parts = []
    if notice.deadline_hours is not None:
        parts.append(told_hours(notice.deadline_hours, words))
    if notice.deadline_from == "original_notice":
        parts.append(words("notice.from_original"))
    if notice.deadline_at is not None:
        parts.append(words("notice.until", at=_moment(notice.deadline_at)))
        left = told_left(int((notice.deadline_at - now) / timedelta(hours=1)), words)
        parts.append(words("notice.left", amount=left) if notice.deadline_at > now else words("notice.passed"))
    return words("notice.semicolon").join(parts)


def _asks(notice: Notice, context: Context) -> str:
    if notice.asks == ("none",):
        return context.words("notice.not_asked")
    return context.words("notice.semicolon").join(_named(ask, "asks", context) for ask in notice.asks) or context.words(
        "notice.none"
    )


def _quoted(notice: Notice, name: str, context: Context) -> list[str]:
    """The notice's own words, one after the other."""
    quotes = notice.evidence.get(name, ())
    return [context.words("notice.quoted", words=" ".join(quote.text.lstrip("-*•· ").split())) for quote in quotes]


def _others(notice: Notice, context: Context) -> list[str]:
    told: list[str] = []
    for name, quotes in notice.evidence.items():
        if name.startswith("other_period."):
            what = _named(name.removeprefix("other_period."), "period", context)
            told.extend(context.words("notice.other_period", what=what, words=quote.text) for quote in quotes)
    return told


def _asked(notice: Notice) -> list[str]:
    """What to ask; that a language is not read says all about what was not found in its words."""
    covered = _COVERED if "foreign" in notice.unread else ("deadline",) if _counts_later(notice) else ()
    return [name for name in notice.unread if name not in covered]


def _counts_later(notice: Notice) -> bool:
    """Whether the day to answer by is known as soon as it is known when the notice came."""
    return notice.received is None and bool(undated(notice))


def _questions(notice: Notice, context: Context) -> list[str]:
    if not notice.unread:
        return []
    lines = ["", context.words("notice.questions")]
    told = {
        "received": _moment(notice.received),
        "until": _moment(notice.deadline_at),
        "language": _language(notice.language, context),
    }
    return lines + [f"  - {context.words(f'notice.question.{name}', **told)}" for name in _asked(notice)]


def _warning(notice: Notice, context: Context) -> list[str]:
    from poa.library.marketplaces import load_marketplaces
    from poa.notice.knowledge import knowledge

    words = context.words
    known = knowledge(context.guidance)
    names = {one.value: one.name for one in (*known.field("phishing_domain"), *known.field("phishing"))}
    lines = [words("notice.phishing.title"), "", words("notice.phishing.signs")]
    lines += [f"  - {names[sign].of(context.language)}" for sign in notice.phishing_signs if sign in names]
    for quote in notice.evidence.get("claimed_period", ()):
        lines += ["", words("notice.phishing.claimed", words=quote.text)]
    stores = load_marketplaces(context.guidance)
    address = stores[notice.marketplace or "US"].seller_central.removeprefix("https://")
    lines += ["", words("notice.phishing.what")]
    return lines + [f"  {step}. {words(f'notice.phishing.step_{step}', address=address)}" for step in (1, 2, 3, 4)]
