"""Breaks text into lines for a terminal by the rules of both scripts.

Chinese and Japanese may break between any two characters, but no line begins with closing punctuation and none ends
with an opening bracket (GB/T 15834, JIS X 4051); Latin words stay whole where the width allows it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from poa.text.width import cells

_CLOSING = "，。！？：；、·…—～）》〉】〕」』〗｝］％”’,.!?:;)]}%»〞ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_OPENING = "（《〈【〔「『〖｛［“‘([{«￥＄£¥$"
_TAB = "    "


@lru_cache(maxsize=1)
def _atoms() -> re.Pattern[str]:
    """Pieces that are never broken: a word, or one wide character, with the punctuation that clings to it."""
    han = "\u2e80-\u2fff\u3040-\u30ff\u3100-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
    opening, closing = re.escape(_OPENING), re.escape(_CLOSING)
    wide = f"[{han}]"
    word = f"[^\\s{han}{opening}{closing}]"
    inner = f"(?:{word}|[{closing}{opening}](?={word}))"
    return re.compile(f"\\s+|[{opening}]*+(?:{wide}|{word}{inner}*+)?[{closing}]*+", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """The lines of ``text``, each at most ``width`` cells wide.

    Line ends of the text are kept, also empty lines; spaces at a break are dropped. A word wider than a line is cut.
    A width below 2 counts as 2, the width of one Chinese character.
    """
    width = max(width, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_paragraph(paragraph.replace("\t", _TAB), width))
    return lines


def _paragraph(text: str, width: int) -> list[str]:
    if cells(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    for found in _atoms().finditer(text):
        atom = found[0]
        if not atom:
            continue
        wide = cells(atom)
        if used + wide <= width:
            line, used = line + atom, used + wide
            continue
        if atom.isspace():
            if line.strip():
                lines.append(line.rstrip())
                line, used = "", 0
            continue
        if line.strip():
            lines.append(line.rstrip())
        line, used = _cut(atom, width, lines)
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _cut(atom: str, width: int, lines: list[str]) -> tuple[str, int]:
    """Add full lines of an atom wider than a line; the rest begins the next line."""
    if (wide := cells(atom)) <= width:
        return atom, wide
    start = used = 0
    for index, char in enumerate(atom):
        wide = cells(char)
        if used + wide > width:
            lines.append(atom[start:index])
            start, used = index, 0
        used += wide
    return atom[start:], used
