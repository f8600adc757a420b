"""A notice made easy to match: one spelling of digits, spaces, lines and scripts, with the way back to its own words.

Mail programs break lines, recognised pictures break them anywhere, Chinese and Japanese text has no spaces between
words, and digits come in full width. Patterns of guidance need not know any of this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from poa.model.notice import Quote

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f"
_IS_CJK = re.compile(f"[{_CJK}]")
_SPACE = re.compile(r"[^\S\n]+|\n")
_MARK = re.compile(r"(?:[-*•·●▪■□–—]{1,2}\s|\(?\d{1,2}[.)、．]|[a-h][.)]\s|[（(]?[一二三四五六七八九十][、.)）]|[①-⑳])")
_LABEL = re.compile(r"[^\W\d][^\n:：。.!?]{0,40}[:：]")
_ITEM_LINES = 5
_ENDS = ".!?:;。！？：；"
_QUOTED_LINE = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")
_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "！？，：；（）"}
_PLAIN = _FULL | {ord(char): "-" for char in "‐‑‒–—−－"} | {ord(char): " " for char in "\u00a0\u2007\u202f\u3000\t"}


@cache
def _simplified() -> dict[int, str]:
    from poa.audit.hanzi import SIMPLIFIED, TRADITIONAL

    pairs = zip("".join(TRADITIONAL), "".join(SIMPLIFIED), strict=True)
    return {ord(old): new for old, new in pairs} | {ord("帳"): "账", ord("帐"): "账"}


@dataclass(frozen=True, slots=True)
class Folded:
    """The text to match in (``text``) and, for each of its characters, the place in ``original``."""

    text: str
    original: str
    places: tuple[int, ...]

    def quote(self, start: int, end: int) -> Quote:
        """The original words of a span of the folded text."""
        start, end = max(0, start), min(end, len(self.places))
        if start >= end:
            return Quote("", 0, 0)
        first, last = self.places[start], self.places[end - 1] + 1
        return Quote(self.original[first:last], first, last)


def fold(text: str, start: int = 0, *, chinese: bool = False) -> Folded:
    """Fold ``text`` from ``start`` on.

    Args:
        text: the notice as it came.
        start: where the body begins.
        chinese: also bring Traditional characters to their simplified form.
    """
    flat = text.replace("\r", " ").translate(_PLAIN)
    flat = _QUOTED_LINE.sub(lambda found: " " * len(found[0]), flat)
    if chinese:
        flat = flat.translate(_simplified())
    out: list[str] = []
    places: list[int] = []
    at = start
    width = max(map(len, flat[start:].split("\n")), default=0)
    for gap in _SPACE.finditer(flat, start):
        if gap.start() < at:
            continue
        _copy(flat, at, gap.start(), out, places)
        at = _end_of_gap(flat, gap.start())
        joint = _joint(flat, gap.start(), at)
        if joint != "\n" and at < len(flat) and _item_ends(flat, gap.start(), at, width):
            joint = "\n"
        if joint and out:
            out.append(joint)
            places.append(gap.start())
    _copy(flat, at, len(flat), out, places)
    return Folded("".join(out), text, tuple(places))


def _copy(flat: str, start: int, end: int, out: list[str], places: list[int]) -> None:
    out.extend(flat[start:end])
    places.extend(range(start, end))


def _end_of_gap(flat: str, at: int) -> int:
    while at < len(flat) and flat[at].isspace():
        at += 1
    return at


def _joint(flat: str, start: int, end: int) -> str:
    """What stands for the white space: a line end that means something, a space, or nothing between characters."""
    gap = flat[start:end]
    if not start or end >= len(flat):
        return ""
    before, after = flat[start - 1], flat[end]
    lines = gap.count("\n")
    if lines and (lines > 1 or before in _ENDS or _MARK.match(flat, end) or _LABEL.match(flat, end)):
        return "\n"
    if _touching(before) and _touching(after) and (_IS_CJK.match(before) or _IS_CJK.match(after)):
        return ""
    return " "


def _item_ends(flat: str, start: int, end: int, width: int) -> bool:
    """Whether the line end in this white space ends an item of a list, rather than that the item goes on below.

    A line is broken for want of room only where the next word had no room; what goes on may also be indented.
    """
    broken = flat.find("\n", start, end)
    if broken < 0:
        return False
    first, line = flat.rfind("\n", 0, start) + 1, start
    for _ in range(_ITEM_LINES):
        words = len(flat[first:line]) - len(flat[first:line].lstrip())
        if _MARK.match(flat, first + words):
            break
        if first == line or first == 0:
            return False
        first, line = flat.rfind("\n", 0, first - 1) + 1, first - 1
    else:
        return False
    following = _SPACE.search(flat, end)
    word = 1 if _IS_CJK.match(flat[end]) else (following.start() if following else len(flat)) - end
    here = flat.rfind("\n", 0, start) + 1
    return end - flat.rfind("\n", 0, end) - 1 <= words and start - here + 1 + word <= width


def _touching(char: str) -> bool:
    return bool(_IS_CJK.match(char)) or char.isalnum() or char in "，。、：；（）「」『』“”"
