"""Numbers as notices write them: digits, European words, Chinese and Japanese numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from poa.notice.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Numerals:
    """A pattern for any number and the values of those written as words."""

    pattern: str
    words: dict[str, int]
    han: dict[str, int]

    def value(self, text: str) -> int | None:
        """The number that ``text`` (as matched by the pattern) means."""
        text = text.strip().lower()
        if text.isascii() and text.isdigit():
            return int(text[:9])
        known = self.words.get(re.sub(r"[-\s]+", " ", text))
        return known if known is not None else self._han(text)

    def _han(self, text: str) -> int | None:
        total = digit = 0
        for char in text:
            number = self.han.get(char)
            if number is None:
                return None
            if number >= 10:
                total += (digit or 1) * number
                digit = 0
            else:
                digit = digit * 10 + number
        return total + digit if text else None


@lru_cache(maxsize=4)
def numerals(known: Knowledge) -> Numerals:
    """The numerals of guidance/notices/words.yaml."""
    data = known.one("numbers")
    words: dict[str, int] = {}
    for language in ("en", "de", "fr", "es", "it"):
        words |= _words(data.get(language) or {})
    han: dict[str, int] = data.get("han") or {}
    names = "|".join(re.escape(word).replace(r"\ ", r"[-\s]?") for word in sorted(words, key=len, reverse=True))
    characters = "".join(han)
    return Numerals(rf"(?:(?<![\d.,:-])\d{{1,4}}|(?<![^\W\d_])(?:{names})|[{characters}]{{1,6}})", words, han)


def _words(data: dict[str, Any]) -> dict[str, int]:
    ones, tens = data.get("ones") or {}, data.get("tens") or {}
    words = {**ones, **(data.get("more") or {}), **tens}
    joint = str(data.get("joint", "{ten} {one}")).replace("[- ]?", " ")
    for ten, many in tens.items():
        for one, few in ones.items():
            words[joint.format(ten=ten, one=one)] = many + few
    return words
