"""Splits HTML into tags and text in one pass, however broken it is.

Own code because the standard parser (Python 3.11.0 to 3.11.12, among others) needs quadratic time for tags and
comments that never end, and has no end offsets. Follows the tokenizer of the HTML standard where mail has need of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OPEN = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*+|[^\s>]*+))?")
_END = re.compile(r"[\s/]*+>")
# Text inside these is no markup, and none of it is shown.
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "noembed", "noframes"})


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag at ``source[start:end]``."""

    name: str
    start: int
    end: int
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Data:
    """Text as it stands in the source, entities not yet resolved; ``raw`` is the element it belongs to, if raw."""

    start: int
    end: int
    raw: str = ""


def tokens(source: str) -> Iterator[Tag | Data]:
    """The tags and texts of ``source`` in order; comments, declarations and processing instructions are left out."""
    lowered = source.lower()
    if len(lowered) != len(source):
        lowered = source.replace("\u0130", "i").lower()
    place = text_from = 0
    while (place := source.find("<", place)) >= 0:
        found, after = _markup(source, lowered, place)
        if after < 0:
            break
        if after == place:
            place += 1
            continue
        if text_from < place:
            yield Data(text_from, place)
        if found is not None:
            yield found
            if found.name in _RAW and not found.closing:
                close = lowered.find(f"</{found.name}", after)
                close = close if close >= 0 else len(source)
                if after < close:
                    yield Data(after, close, found.name)
                after = close
        place = text_from = after
    if text_from < len(source):
        yield Data(text_from, len(source))


def _markup(source: str, lowered: str, at: int) -> tuple[Tag | None, int]:
    """The tag at ``at`` and where it ends; the same place where ``<`` is just a character; -1 where the source stops
    inside the tag (then the rest counts as text, so no words are lost and nothing is read twice).
    """
    if lowered.startswith("<!--", at):
        return None, _after(source, "-->", at + 4)
    if lowered.startswith(("<!", "<?"), at):
        return None, _after(source, ">", at + 2)
    closing = lowered.startswith("</", at)
    name = _OPEN.match(lowered, at + (2 if closing else 1))
    if not name:
        return None, at
    attributes: dict[str, str] = {}
    place = name.end()
    while not (end := _END.match(source, place)):
        pair = _ATTRIBUTE.match(source, place)
        if not pair:
            return None, -1
        if len(attributes) < 100:
            attributes.setdefault(pair[1].lower(), _unquoted(pair[2] or ""))
        place = pair.end()
    return Tag(name[0], at, end.end(), closing, attributes), end.end()


def _after(source: str, mark: str, place: int) -> int:
    found = source.find(mark, place)
    return len(source) if found < 0 else found + len(mark)


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] in "\"'" and value[0] == value[-1]:
        value = value[1:-1]
    if "&" in value:
        from html import unescape

        return unescape(value)
    return value
