"""Cuts folded text into units: words, single Chinese and Japanese characters, numbers and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from poa.text.lazy import lazy

_MAIL = (
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"| ?[(\[{] ?at ?[)\]}] ?[\w.-]{1,63}(?: ?[(\[{] ?dot ?[)\]}] ?\w{1,24}){0,4})"
)
_LINK = (
    r"(?:https?://|www\.)\S+|(?<![\w@.-])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,4}\.(?:com|net|org|shop|store|online"
    r"|example|io|de|fr|it|es|cn|jp|uk|app|top|co|info|eu)\b(?:/\S*)?"
)
_PLAIN_UNIT = (
    r"[a-zà-öø-ɏ]+[0-9]*|[぀-ヿ㐀-鿿々]|[0-9]+(?:[.,][0-9]+)*"
    r"|[!。\n;]+|(?<!\.)\.+(?=[ \n\"')»]|$)|\?+|[,、:]| -+ |[$€£¥%@⭐★☆🌟❌✗]"
)
MAIL_MARK, LINK_MARK = "\uf8fd", "\uf8fe"
_UNIT = lazy(f"{_PLAIN_UNIT}|[{MAIL_MARK}{LINK_MARK}]")
_DOT_WORD = lazy(r"\.[a-z]")
_PLACE_SIGNS = ("@", "://", "(at", "( at", "[at", "[ at", "{at")
_MAIL_OR_LINK = lazy(f"({_MAIL})|{_LINK}")
_LATIN_ACCENTS = str.maketrans("àâáãåçèéêëìíîïñòóôõùúûýÿ", "aaaaaceeeeiiiinoooouuuyy")
_ACCENT = lazy("[à-ÿ]")
_TYPED_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "œ": "oe", "æ": "ae"})
_TWO = lazy("[äöüßœæ]")


def plain(text: str) -> str:
    """Folded text without Latin accents, character by character: sellers write them or not."""
    return text.translate(_LATIN_ACCENTS) if not text.isascii() and _ACCENT.search(text) else text


def spelt_out(words: list[str]) -> list[str]:
    """Words with umlauts and joined letters as a plain keyboard types them: "für" and "fuer" are one word."""
    return [word if word.isascii() else word.translate(_TYPED_AS_TWO) for word in words]


_NUMBER = lazy(r"([0-9]+)(?:[.,][0-9]+)*")
_LETTERS_BEFORE = lazy(r"[a-zà-öø-ɏ]+$")
_LONG = 40


class Numbers:
    """Writes one number for all numbers that no phrase names, so that sentences differing in them alone are one.

    Args:
        named: the units with digits that phrases name.
    """

    def __init__(self, named: Iterable[str]) -> None:
        self._named = frozenset(named)
        self._any = next(number for number in ("0", "00", "000") if number not in self._named)
        self._words = not any(unit.startswith("*") or unit.endswith("*") for unit in self._named)

    def alike(self, text: str) -> str:
        """``text`` with such numbers alike; it keeps its units, not its length."""
        return _NUMBER.sub(self._alike, text)

    def _alike(self, match: re.Match[str]) -> str:
        number, start = match[0], match.start()
        before = match.string[start - 1] if start else ""
        if not before.isalpha() or before > "ɏ":
            return number if number in self._named else self._any
        letters = _LETTERS_BEFORE.search(match.string, max(0, start - _LONG), start)
        if letters is None or len(letters[0]) == _LONG or not self._words:
            return number
        digits = match[1]
        if letters[0] + digits in self._named or letters[0] + self._any in self._named:
            return number
        return self._any + number[len(digits) :]


_STOPS = r".!?;。\n"
_SENTENCE = lazy(rf"[^{_STOPS}]+(?:[{_STOPS}]*\.[^ {_STOPS}][^{_STOPS}]*)*[{_STOPS}]*|[{_STOPS}]+")
"""A sentence with its stops; a dot within a word ends none. No unit reaches from one sentence into the next."""


def cut(text: str) -> list[str]:
    """The units of a text or of one of its sentences."""
    words = _UNIT.findall(text)
    return words if text.isascii() else spelt_out(words)


class Units:
    """A folded text cut into sentences, and these into words, characters and marks.

    Args:
        norm: the folded text.

    """

    def __init__(self, norm: str) -> None:
        self._text = plain(norm)
        if any(sign in norm for sign in _PLACE_SIGNS) or _DOT_WORD.search(norm):
            self._text = _MAIL_OR_LINK.sub(_marked, self._text)

    def sentences(self, numbers: Numbers | None = None) -> list[str]:
        """All of the text, sentence by sentence, with addresses and links as marks, and with ``numbers`` alike."""
        return _SENTENCE.findall(numbers.alike(self._text) if numbers else self._text)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each unit stands in the folded text."""
        return [match.span() for match in _UNIT.finditer(self._text)]


def _marked(match: re.Match[str]) -> str:
    """An address or link as one mark of the same length; a link to Amazon is no link that leads away."""
    mark = MAIL_MARK if match[1] else " " if "amazon." in match[0] else LINK_MARK
    return mark.ljust(len(match[0]))
