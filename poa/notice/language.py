"""Which language a notice is in, among those that are read and those that are only recognised."""

from __future__ import annotations

import re

from poa.notice.knowledge import Knowledge

_NUMBERS = re.compile(r"(?<![\w-])[\w-]*\d[\d-]*", re.ASCII)
_WORDS_NEEDED = 3
"""So many small words of a language that is not read tell it; a name or a title may hold one or two."""
_LETTERS_NEEDED = 0.4


def read_language(text: str, known: Knowledge) -> str | None:
    """The language code, or None where nothing tells it.

    Args:
        text: the notice's own words.
        known: the languages that signals read, and words and letters of others (field ``languages``).
    """
    from poa.audit.language import detect_language

    return _not_read(text, known) or detect_language(_NUMBERS.sub(" ", text))[0]


def signals_of(language: str | None, known: Knowledge) -> frozenset[str]:
    """The languages whose signals read a notice: its own and English, as parts of it often are; all if unknown."""
    read: dict[str, str] = known.one("languages").get("read", {})
    return frozenset(read.values()) if language is None else frozenset({read.get(language, "en"), "en"})


def is_read(language: str | None, known: Knowledge) -> bool:
    """Whether there are signals for a language."""
    return language in known.one("languages").get("read", {})


def _not_read(text: str, known: Knowledge) -> str | None:
    data = known.one("languages")
    letters = sum(map(str.isalpha, text))
    for code, pattern in data.get("letters", {}).items():
        if letters and len(re.findall(str(pattern), text)) >= _LETTERS_NEEDED * letters:
            return str(code)
    said = [word.strip(".,;:!?()\"'").lower() for word in text.split()]
    found = {code: sum(word in words for word in said) for code, words in data.get("words", {}).items()}
    best = max(found, key=lambda code: found[code], default=None)
    if best is None or found[best] < max(_WORDS_NEEDED, len(said) / 12):
        return None
    return str(best)
