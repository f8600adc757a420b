"""Cuts folded text into units: words, single Chinese and Japanese characters, numbers and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
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
SIGNS = "$€£¥%@⭐★☆🌟❌✗🎁🧧💰💵"
"""Signs that are units of their own."""
_PLAIN_UNIT = (
    r"[a-zà-öø-ɏ]+[0-9]*|[぀-ヿ㐀-鿿々]|[0-9]+(?:[.,][0-9]+)*"
    rf"|[!。\n;]+|(?<!\.)\.+(?=[ \n\"')»]|$)|\?+|[,、:]| -+ |[{SIGNS}]"
)
HOLE = "\uf8f0"
"""Stands for a number, or for a code of one letter and digits, in a sentence that is remembered."""
MAIL_MARK, LINK_MARK = "\uf8fd", "\uf8fe"
_UNIT = lazy(f"{_PLAIN_UNIT}|[{MAIL_MARK}{LINK_MARK}]")
_ASCII_UNIT = lazy(r"[a-z]+[0-9]*|[0-9]+(?:[.,][0-9]+)*|[!\n;]+|(?<!\.)\.+(?=[ \n\"')]|$)|\?+|[,:]| -+ |[$%@]")
"""The same for texts without any other characters: read, and above all compiled, in a fraction of the time."""
_DOT_WORD = lazy(r"\.[a-z]")
_SPACED_AT = lazy(r"[(\[{] ?at ?[)\]}]")
_WITH_SIGN = lazy(r"(?<!\S)[^\s.@:]*[.@:]\S*")
_MAIL_OR_LINK = lazy(f"({_MAIL})|{_LINK}")
_LATIN_ACCENTS = tuple(zip("àâáãåçèéêëìíîïñòóôõùúûýÿ", "aaaaaceeeeiiiinoooouuuyy", strict=True))
_TYPED_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "œ": "oe", "æ": "ae"})


def plain(text: str) -> str:
    """Folded text without Latin accents, character by character: sellers write them or not."""
    if not text.isascii():
        for accent, letter in _LATIN_ACCENTS:
            if accent in text:
                text = text.replace(accent, letter)
    return text


def spelt_out(words: list[str]) -> list[str]:
    """Words with umlauts and joined letters as a plain keyboard types them: "für" and "fuer" are one word."""
    return [word if word.isascii() else word.translate(_TYPED_AS_TWO) for word in words]


_LETTERS = "a-zà-öø-ɏ"
_APART = lazy(rf"([0-9](?<![0-9{_LETTERS}][0-9])[0-9]*(?:[.,][0-9]+)*)")
_GLUED = lazy(rf"([0-9](?<=[{_LETTERS}][0-9])[0-9]*)(?:[.,][0-9]+)*")
"""Numbers that stand by themselves and those behind letters; the digit first, since ``re`` finds that fast."""
_CODE = lazy(rf"[a-z](?<![0-9{_LETTERS}][a-z])[0-9]+(?![0-9{_LETTERS}])")
_DIGITS = lazy("[0-9]+")
_LETTERS_BEFORE = lazy(rf"[{_LETTERS}]+$")
_LONG = 40


class Numbers:
    """Writes one number for all numbers that no phrase names, so that sentences differing in them alone are one.

    Args:
        named: the units with digits that phrases name.
        prefixes: the beginnings of units that phrases name.
    """

    def __init__(self, named: Iterable[str], prefixes: Iterable[str] = ()) -> None:
        self._named = frozenset(named)
        self._prefixes = frozenset(prefixes)
        self._any = next(number for number in ("0", "00", "000") if number not in self._named)
        self._starred = any(unit.startswith("*") or unit.endswith("*") for unit in self._named)
        self._starred |= not self._named.isdisjoint(("x0", "x00", "x000"))
        self._words = not any(unit.startswith("*") or unit.endswith("*") for unit in self._named)

    def names(self, numbers: Sequence[str]) -> Sequence[str]:
        """What tells each of some numbers from others: those of the same name make no difference to a sentence.

        Args:
            numbers: numbers, and codes of one letter and digits.
        """
        return numbers if self._starred else [*map(self._names.__getitem__, numbers)]

    @cached_property
    def _names(self) -> _Names:
        return _Names(self._named, self._prefixes)

    def alike(self, text: str) -> str:
        """``text`` with such numbers alike; it keeps its units, not its length."""
        if _DIGITS.search(text) is None:
            return text
        parts = _APART.split(text)
        if len(parts) > 1:
            named, any_ = self._named, self._any
            parts[1::2] = [number if number in named else any_ for number in parts[1::2]]
            text = "".join(parts)
        return _CODE.sub(self._coded, _GLUED.sub(self._glued, text))

    def _glued(self, match: re.Match[str]) -> str:
        number, digits = match[0], match[1]
        letters = _LETTERS_BEFORE.search(match.string, max(0, match.start() - _LONG), match.start())
        if letters is None or len(letters[0]) == _LONG or not self._words:
            return number
        if letters[0] + digits in self._named or letters[0] + self._any in self._named:
            return number
        return self._any + number[len(digits) :]

    def _coded(self, match: re.Match[str]) -> str:
        """A code of one letter and digits ("c42"), its letter alike too where no phrase cares for it."""
        code = match[0]
        cared = code in self._named or code[0] in self._prefixes or code[:2] in self._prefixes
        return code if cared or not self._words or f"x{self._any}" in self._named else f"x{self._any}"


class _Names(dict[str, str]):
    """For each number that some phrase may care for the number itself, "" for all others."""

    def __init__(self, named: Iterable[str], prefixes: Set[str]) -> None:
        super().__init__({run: run for unit in named for run in _DIGITS.findall(unit)})
        self._named, self._prefixes = frozenset(named), prefixes

    def __missing__(self, number: str) -> str:
        if number < ":":
            return ""
        cared = number in self._named or number[0] in self._prefixes or number[:2] in self._prefixes
        return number if cared else ""


def filled(text: str, numbers: Sequence[str]) -> str:
    """A text with numbers in its holes."""
    if not numbers:
        return text
    parts = [*numbers, *numbers, ""]
    parts[::2], parts[1::2] = text.split(HOLE), numbers
    return "".join(parts)


_STOPS = r".!?;。\n"
_SENTENCE = lazy(rf"[^{_STOPS}]+(?:[{_STOPS}]*\.[^ {_STOPS}][^{_STOPS}]*)*[{_STOPS}]*|[{_STOPS}]+")
"""A sentence with its stops; a dot within a word ends none. No unit reaches from one sentence into the next."""


def cut(text: str) -> list[str]:
    """The units of a text or of one of its sentences."""
    return _ASCII_UNIT.findall(text) if text.isascii() else spelt_out(_UNIT.findall(text))


def sentences(norm: str) -> list[str]:
    """All of a folded text, sentence by sentence, without accents, and with addresses and links as marks.

    Each ends with its stops, and no unit reaches into the next one. No character is lost or added, so that places in
    the sentences are places in the text.
    """
    text = plain(norm)
    if "at" in text and _SPACED_AT.search(text):
        text = _MAIL_OR_LINK.sub(_mark, text)
    elif "@" in text or "://" in text or _DOT_WORD.search(text):
        text = _WITH_SIGN.sub(_mark_within, text)
    return _SENTENCE.findall(text)


def spans(sentence: str) -> list[tuple[int, int]]:
    """Where each unit stands in a sentence."""
    return [match.span() for match in _UNIT.finditer(sentence)]


def _mark_within(match: re.Match[str]) -> str:
    """The same for a stretch without blanks; only an address with a bracketed "at" holds any."""
    return _MAIL_OR_LINK.sub(_mark, match[0])


def _mark(match: re.Match[str]) -> str:
    """An address or link as one mark of the same length; a link to Amazon is no link that leads away."""
    mark = MAIL_MARK if match[1] else " " if "amazon." in match[0] else LINK_MARK
    return mark.ljust(len(match[0]))
