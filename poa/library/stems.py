"""Words of alphabets, and what is left of one without its endings: reviews, reviewed and reviewing are one word."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z0-9à-öø-ÿ]+")
# Shorter ones have no ending to take away: need, this, use.
_LEAST = 3


def words_of(text: str) -> frozenset[str]:
    """The words of a folded text that are written with an alphabet."""
    return frozenset(_WORD.findall(text))


def stem(word: str) -> str:
    """What the forms of an English word share; made to be compared with other stems, never to be shown.

    Plurals go first, then -ing and -ed, then what spelling changes before them: a last e, a doubled letter, y for i.
    """
    if word.endswith("ies") and len(word) > _LEAST + 1:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = _without(word, 1)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    if word.endswith("e"):
        word = _without(word, 1)
    if len(word) > _LEAST and word[-1] == word[-2]:
        word = word[:-1]
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > _LEAST else word


def _without(word: str, count: int) -> str:
    return word[:-count] if len(word) - count >= _LEAST else word
