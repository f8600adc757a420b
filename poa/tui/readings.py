"""What was typed, read as a day, a time, a count, a number of an order; what is refused is quoted as it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from poa.errors import InputError
from poa.text.clock import with_clock
from poa.text.dates import read_date, read_month
from poa.text.numerals import read_numeral
from poa.tui.flow import shortened
from poa.wording import LANGUAGES, Language, Wording

ORDER_ID = re.compile(r"\d{3}-\d{7}-\d{7}")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：.]([0-5]\d)")
# What tells of an hour, and what of midnight.
_HOUR = re.compile(r"[点點时時]|\d[:.]\d\d\b|\d\s*[ap]\.?m\b", re.IGNORECASE)
_MIDNIGHT = re.compile(r"(?<!\d)(?:0?0|24|12)\s*[:.点點时時]|[零〇]\s*[点點时時]|\b12\s*[ap]\.?m\b", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,9}")
_NUMERALS = "零〇一二两三四五六七八九十百千万"
# "20 messages", "二十条", "about 20": what stands before and behind is looked up.
_COUNTED = re.compile(
    rf"(?P<before>[^\d{_NUMERALS}]*?)\s*(?P<number>[\d,，]+|[{_NUMERALS}]+)\s*(?P<unit>[^\d{_NUMERALS}]*)"
)
_STOPS = " .。!！"
ASIN = re.compile(r"[A-Z0-9]{10}")
_DAY_AND_KIND = re.compile(r"(?P<day>.+)[,，]\s*(?P<kind>[^,，]+)")
EARLIER_KINDS = ("warning", "deactivation", "restriction", "appeal", "refusal", "reminder")
# So many cells of what was typed are quoted where it is refused.
_QUOTED = 40
# No notice is of another time, and not every system knows the user's zone beyond.
_YEARS = range(1990, 2100)


def read_moment(text: str, today: date) -> datetime:
    """A date with a time, however it is written ("yesterday 9:30"); without a zone it is of the user's own clock.

    Raises:
        InputError: it names no day.
    """
    from poa.messages.times import read_date_line

    plain = _plain(text).strip()
    found = read_date_line(_dated(plain, today)) or read_date_line(plain)
    if found is None or found.year not in _YEARS or _lost_its_hour(found, plain):
        raise InputError("tui_fields.no_moment", text=quoted(text))
    return found if found.tzinfo else found.astimezone()


def _dated(text: str, today: date) -> str:
    """The text with its day, also one in words ("yesterday", 前天), and its hour written out; without one, nothing."""
    if day := read_date(text, today):
        return day.isoformat()
    for words, clock in with_clock(text):
        if day := read_date(words, today):
            return f"{day.year}年{day.month}月{day.day}日 {clock}"
    return ""


def _lost_its_hour(found: datetime, text: str) -> bool:
    """Whether an hour was typed that was not read: midnight in its place would be a guess."""
    return not (found.hour or found.minute) and bool(_HOUR.search(text)) and not _MIDNIGHT.search(text)


def quoted(text: str) -> str:
    """What was typed, as the sentence names it that refuses it: in the user's own signs, and not at any length."""
    return shortened(text, _QUOTED)


def _plain(text: str) -> str:
    """Figures and signs of a Chinese input method as those of ASCII."""
    return unicodedata.normalize("NFKC", text)


def read_day(text: str, today: date) -> date:
    """A day, however it is written.

    Raises:
        InputError: it is none.
    """
    found = read_date(_plain(text), today)
    if found is None:
        raise InputError("tui_fields.no_day" if read_month(_plain(text)) else "tui_fields.no_date", text=quoted(text))
    return found


_BETWEEN = re.compile(r"\s+(?:to|until|till|bis|-)\s+|\s*(?:到|至|~|～|–|—)\s*|\s+-{1,2}\s+", re.IGNORECASE)


def read_span(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last of two days in one field ("2026-05-20 to 2026-11-16"); None where it holds one.

    Raises:
        InputError: one of them is no day, or the last comes before the first.
    """
    parts = _BETWEEN.split(_plain(text).removeprefix("从").removeprefix("from "))
    if len(parts) != 2 or read_date(_plain(text), today) is not None:
        return None
    first, last = (read_day(part, today) for part in parts)
    if last < first:
        raise InputError("tui_fields.span_backwards", text=quoted(text))
    return first, last


def read_time(text: str, today: date) -> str:
    """Hours and minutes as 14:30.

    Raises:
        InputError: they are none.
    """
    found = _CLOCK.fullmatch(_plain(text))
    if not found:
        raise InputError("tui_fields.no_time", text=quoted(text))
    return f"{int(found[1]):02}:{found[2]}"


def read_count(typed: str, today: date) -> int:
    """A whole number, in figures or numerals, with or without what is counted.

    Raises:
        InputError: it is none, or only about right.
    """
    text = _plain(typed)
    plain = text.replace(",", "").replace(" ", "")
    if _COUNT.fullmatch(plain):
        return int(plain)
    parts = _COUNTED.fullmatch(text.strip().rstrip(_STOPS))
    figures = re.sub(r"[,，](?=\d{3}(?!\d))", "", parts["number"]) if parts else ""
    number = int(figures) if _COUNT.fullmatch(figures) else read_numeral(figures)
    if parts is None or number is None or (parts["unit"] and not means(parts["unit"], "count_units")):
        raise InputError("tui_fields.no_count", text=quoted(typed))
    if parts["before"] and not means(parts["before"], "count_all"):
        # The letter states a count as it stands, so one that is only about right would be made exact here.
        about = means(parts["before"], "count_about")
        raise InputError(
            "tui_fields.about_count" if about else "tui_fields.no_count", text=quoted(typed), number=number
        )
    return number


def read_order_id(text: str, today: date) -> str:
    """The number of an Amazon order.

    Raises:
        InputError: it has another form.
    """
    if not ORDER_ID.fullmatch(_plain(text)):
        raise InputError("tui_fields.no_order", text=quoted(text))
    return _plain(text)


# The readers of fields of one line, by the type of the question; anything else stays as it was typed.
LINES: dict[str, Callable[[str, date], Any]] = {
    "date": read_day, "time": read_time, "count": read_count, "order_id": read_order_id
}  # fmt: skip


def read_ids(text: str, shape: re.Pattern[str]) -> list[str]:
    """Several numbers of one form, however they are separated.

    Raises:
        InputError: one of them has another form.
    """
    found = [word for word in re.split(r"[\s,，、;；]+", text) if word]
    for word in found:
        if not shape.fullmatch(_plain(word)):
            raise InputError("tui_fields.no_id", text=quoted(word))
    return [_plain(word) for word in found]


def read_days(text: str, today: date) -> list[date]:
    """Several days in one field, separated by commas.

    Raises:
        InputError: one of them is none.
    """
    return [read_day(part.strip(), today) for part in re.split(r"[,，;；、]", text) if part.strip()]


def read_earlier(text: str, today: date) -> list[Any]:
    """Earlier warnings or appeals: "24 April 2026, appeal", one a line or separated by semicolons.

    Raises:
        InputError: a date or a kind is not understood.
    """
    from poa.model.case import Earlier

    found = []
    for entry in (part.strip() for part in re.split(r"[;；\n]", text)):
        if not entry:
            continue
        parts = _DAY_AND_KIND.fullmatch(entry)
        kind = _earlier_kind(parts["kind"]) if parts else None
        if parts is None or kind is None:
            raise InputError("tui_fields.no_earlier", text=quoted(entry))
        found.append(Earlier(on=read_day(parts["day"].strip(), today), what=kind))  # type: ignore[arg-type]
    if not found:
        raise InputError("tui_fields.empty")
    return found


def _earlier_kind(word: str) -> str | None:
    """The kind that a word means, in either language."""
    for language in LANGUAGES:
        for kind in EARLIER_KINDS:
            if word.strip().lower() in _spellings(language, f"earlier_{kind}"):
                return kind
    return None


def means(word: str, key: str) -> bool:
    """Whether a word is one of those listed under ``key`` in either language."""
    word = word.strip().strip(_STOPS)
    return any(word.lower() in _spellings(language, key) for language in LANGUAGES)


def _spellings(language: Language, key: str) -> list[str]:
    return Wording(language)(f"tui_fields.{key}").split("|")
