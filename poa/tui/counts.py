"""How long the letter is, and whether each field of the form keeps its limit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa.tui.session import Session

_LATIN = re.compile(r"[A-Za-z0-9][\w'’.,:/-]*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def words_in(text: str, language: str) -> int:
    """Chinese characters of a Chinese letter, else English words: in a draft a missing fact may be told in Chinese."""
    return len((_HAN if language == "zh" else _LATIN).findall(text))


def told_counts(session: Session, language: str) -> str:
    """One line: the whole letter, then each field with its limit where one is set."""
    from poa.export.plain import field_texts

    words, letter = session.desk.words, session.letter(language)
    unit = "tui_preview.characters" if language == "zh" else "tui_preview.words"
    pieces = [words(unit, count=words_in(letter.text, language))]
    limits = session.case.letter.limits
    for part, text in field_texts(letter).items():
        count = len(text)
        name = words(f"tui_preview.part_{part}")
        limit = limits.get(part)
        if limit is None:
            pieces.append(words("tui_preview.field", name=name, count=count))
        else:
            key = "tui_preview.field_over" if count > limit else "tui_preview.field_limit"
            pieces.append(words(key, name=name, count=count, limit=limit, over=count - limit))
    return " · ".join(pieces)
