"""The mail headers that stand above a pasted notice, or below it: who wrote, about what, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from poa.notice.knowledge import Knowledge

_LINE = re.compile(r"[ \t>]*\**([^\W\d][^\n:：]{0,28}?)\**\s*[:：]\**[ \t]*([^\n]*)")


@dataclass(frozen=True, slots=True)
class Header:
    """A header's value and where it stands in the text."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers found, and where the notice's own words begin.

    ``around`` is the date of the mail that forwards it, ``below`` a date line that was pasted behind its last words.
    """

    sender: Header | None = None
    subject: Header | None = None
    date: Header | None = None
    body: int = 0
    around: Header | None = None
    below: Header | None = None


def read_headers(text: str, known: Knowledge) -> Headers:
    """The headers at the top of ``text``; of a forwarded mail, those of the mail inside.

    Below a mail of Amazon itself stands what it answers, never the notice.

    Args:
        text: the notice as it came.
        known: the names headers have, by language.
    """
    names: dict[str, str] = {}
    data = known.one("headers")
    for key in ("other", "date", "subject", "sender"):
        names |= {str(name).lower(): key for name in data.get(key, ())}
    found = outer = _block(text, 0, names)
    while not (found.sender and _from_amazon(found.sender.value, known)):
        inner = _inner(text, found.body, names, data.get("forwarded", ()))
        if inner is None:
            break
        found = Headers(inner.sender, inner.subject or found.subject, inner.date, inner.body, outer.date)
    return found if found.date else replace(found, below=_below(text, found.body, names))


def _below(text: str, start: int, names: dict[str, str]) -> Header | None:
    """The date among the header lines that end the text, as a page shows them below a message."""
    end = len(text)
    while end > start:
        at = max(text.rfind("\n", start, end) + 1, start)
        line = text[at:end].rstrip("\r")
        match = _LINE.fullmatch(line)
        key = names.get(match[1].strip().lower()) if match else None
        if match and key == "date" and read_time(match[2]):
            return Header(match[2].strip(), at + match.start(2), at + match.start(2) + len(match[2].rstrip()))
        if key is None and line.strip():
            break
        end = at - 1
    return None


def _inner(text: str, start: int, names: dict[str, str], forwarded: Sequence[str]) -> Headers | None:
    """The headers of a mail inside, below a line that says so or, as some programs write them, below none."""
    for pattern in forwarded:
        match = re.search(pattern, text[start:], re.IGNORECASE)
        if match:
            inner = _block(text, start + match.end(), names)
            if inner.sender or inner.date:
                return inner
    senders = "|".join(re.escape(name) for name, key in names.items() if key == "sender")
    for match in re.finditer(rf"(?im)^[ \t>*]*(?:{senders})\**[ \t]*[:：]", text[start:]):
        inner = _block(text, start + match.start(), names)
        # Headers that end the text stand below the notice.
        if inner.sender and inner.date and text[inner.body :].strip():
            return inner
    return None


def _from_amazon(sender: str, known: Knowledge) -> bool:
    from poa.notice.phishing import is_amazon

    address = re.search(r"@([\w.-]+)", sender)
    return address is not None and is_amazon(address[1], known)


def _block(text: str, start: int, names: dict[str, str]) -> Headers:
    found: dict[str, Header] = {}
    at, seen = start, False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        match = _LINE.fullmatch(line.rstrip("\r"))
        key = names.get(match[1].strip().lower()) if match else None
        if match and key:
            seen = True
            value = match[2].strip()
            if value and key != "other" and key not in found:
                first = at + match.start(2)
                found[key] = Header(value, first, first + len(match[2].rstrip()))
        elif line.strip(" \t>\r") and not (seen and line[:1] in " \t"):
            break
        at = end + 1
    return Headers(found.get("sender"), found.get("subject"), found.get("date"), min(at, len(text)) if seen else start)


def read_time(text: str) -> datetime | None:
    """The time of a Date header, however the mail program wrote it; without zone where none is written."""
    from poa.messages.times import NUMBERS, read_date_line, read_numbers

    found = read_date_line(re.sub(r"^(?:on|am)\s", "", text.strip(), flags=re.IGNORECASE))
    if found is None and (found := read_numbers(text.strip()[:80])) and not NUMBERS.search(text)[10]:  # type: ignore[index]
        found = found.replace(tzinfo=None)
    return found if found and 1990 <= found.year < 2100 else None
