"""Text folded for matching, with the way back to the original.

One pass serves every detector: letters in lower case, full-width and look-alike letters in their plain form,
traditional characters in simplified form, invisible characters gone, runs of blanks as one, letters and characters that
were pulled apart ("w h a t s a p p", "好 评") pushed together. Most messages keep their length, and then the map back
is the identity and costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count

from poa.audit.hanzi import SIMPLIFIED, TRADITIONAL
from poa.audit.leet import spelled
from poa.text.lazy import lazy

_ODD = "\ue000"
"""Stands for a character whose folding is not one character; such texts take the slow way."""

_KEPT = "™®©℃℉°№½¼¾²³µ"
_SAME = {
    "‘": "'", "’": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "〝": '"', "〞": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-", "－": "-",
    "…": ".", "\t": " ", "\r": " ", "\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": "\n", "\u2029": "\n",
    "＠": "@", "﹫": "@", "•": "·", "・": "·", "‧": "·",
}  # fmt: skip
_LOOKALIKE = dict(
    zip(
        "аеорсухіѕјһԁɡԛԝмткнвԍνοαρτυκιχɑɩⅼɦʍᴀʙᴄᴅᴇꜰғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ",
        "aeopcyxisjhdgqwmtkhbgvoaptukixailhwabcdeffghijklmnopqrstuvwyz",
        strict=True,
    )
)
_STRUCK = frozenset(map(chr, (*range(0x300, 0x370), *range(0x20D0, 0x2100))))
"""Marks through, over and below letters that make no letter of a language with them."""
_SIGN_LETTERS = "abcdefghijklmnopqrstuvwxyz" + " " * 6
"""The letters in black circles and squares."""
_HANS = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
_HANS_TABLE = str.maketrans(_HANS)

_QUICK = tuple(
    (old, new) for old, new in {**_SAME, **dict(zip("，！？：；（）\u3000\xa0", ",!?:;()  ", strict=True))}.items()
)
_WRAPPED = lazy("\n(?<=[a-zß-ÿ,\u0300-\u036f]\n)(?=[a-zß-ÿ(])")
_LONG_LINE = lazy(r"^(.{56,}[^\W_],?)\n(?=[^\W\d_])", re.M)
_WESTERN = lazy(r"[\n -_a-~¡-¬®-³µ-ÿ]*")
"""What lower() alone folds; most Western messages are nothing else."""

_WORDS = lazy(r"[a-zA-Zà-öø-ÿ0-9]+(?: [a-zA-Zà-öø-ÿ0-9]+)*")
_BLANKS = lazy(r" {2,}")
_APART = lazy(r"(?<![^\W_])[^\W\d_](?:[ ._*-][^\W\d_](?![^\W_])){3,}")
_CJK = "\u3400-\u9fff"
_MINDING = lazy("[¨ª¯¸¹ºĲĳĿŀŉ]")
"""What lower() alone folds otherwise than the table."""
_SOME_CJK = lazy(f"[{_CJK}]")
_BETWEEN = " ·*_|~^❤♥"
_CJK_APART = lazy(f"[{_BETWEEN}](?<=[{_CJK}].)[{_BETWEEN}]*(?=[{_CJK}])")


@cache
def _plain() -> re.Pattern[str]:
    """Texts that lower() alone folds: Latin with accents, kana, simplified characters, common marks."""
    return re.compile("[\\n -~¡-¬®-žƠ-ơƯ-ư‚„†‡‰€¥、。「」『』《》〈〉【】〜ぁ-んァ-ヶー一-鿿]*")


_FEW = 20
"""So many texts are looked at without the RE2 set, which takes longer to make than they do."""
_seen = count()


@cache
def _apart() -> Callable[[str], object]:
    return re.compile(r"[ ._*-][^\W\d_][ ._*-][^\W\d_][ ._*-][^\W\d_]").search


@cache
def _apart_soon() -> Callable[[str], object]:
    """A quick look whether letters could stand apart at all; an RE2 set is eight times as fast at it."""
    try:
        import re2
    except ImportError:
        return _apart()
    one = re2.Set.SearchSet()
    one.Add(r"\pL[ ._*\-]\pL[ ._*\-]\pL[ ._*\-]\pL")
    one.Compile()
    return lambda text: one.Match(text.encode("utf-8", "surrogatepass"))


@cache
def _han() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(set(TRADITIONAL))) + "]")


def fold_char(char: str) -> str:
    """One character folded; "" for the invisible ones."""
    if char in _SAME:
        return _SAME[char]
    if char in _KEPT or char == "\n":
        return char
    kind = unicodedata.category(char)
    if kind in ("Cf", "Cc", "Cs", "Co") or char in "\ufe0e\ufe0f\u034f\u115f\u1160\u3164\uffa0":
        return ""
    if kind == "Zs":
        return " "
    if char in _STRUCK:
        return ""
    if "\U0001f150" <= char <= "\U0001f189":
        return _SIGN_LETTERS[(ord(char) - 0x1F150) % 0x20]
    return "".join(_HANS.get(c, _LOOKALIKE.get(c, c)) for c in unicodedata.normalize("NFKC", char).lower())


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold_char(char)
        odd = len(folded) != 1 or unicodedata.category(char)[0] == "M" or char in "\uff9e\uff9f"
        self[code] = _ODD if odd else folded
        return self[code]


_TABLE = _Table()


def hans(text: str) -> str:
    """``text`` with traditional characters in simplified form, all else as it is: for patterns."""
    return text.translate(_HANS_TABLE)


def fold(text: str) -> str:
    """The folded text alone, for words of the detection data and for subjects."""
    if text.count(" ") < 3 and _WORDS.fullmatch(text):
        return spelled(text.lower())
    return normalise(text)[0]


def normalise(text: str) -> tuple[str, Sequence[int]]:
    """Fold ``text`` for matching.

    Returns:
        The folded text, and for each of its offsets (one more than it has characters) the offset in ``text``.
    """
    text = unwrapped(text)
    norm = _same_length(text)
    back: Sequence[int]
    if norm is None:
        norm, back = _by_cluster(text)
    else:
        back = range(len(text) + 1)
    if "  " in norm:
        # Several blanks between words whose letters stand apart: the words are pushed together first.
        norm, back = _together(norm, back)
        norm, back = _replaced(norm, back, _BLANKS, lambda run: " ")
    if _letters_apart(norm):
        norm, back = _together(norm, back)
    if _characters_apart(norm):
        norm, back = _replaced(norm, back, _CJK_APART, lambda run: "")
    return spelled(norm), back


def unwrapped(text: str) -> str:
    """``text``, as long as it is, with a blank for each line end that only breaks a sentence."""
    return _LONG_LINE.sub(r"\1 ", _WRAPPED.sub(" ", text)) if "\n" in text else text


def fold_part(text: str) -> tuple[str, bool, bool] | None:
    """A part of an unwrapped text that begins and ends between sentences, folded by itself.

    Returns:
        The folded part, whether its characters went through the table, and whether it holds one that the table folds
        otherwise; None where it can be folded only within the whole. Texts of which no part needs the table while
        another minds it, and none has something ``apart``, are folded as their parts are.
    """
    norm, tabled = _quickly(text), False
    if norm is None:
        norm, tabled = text.translate(_TABLE), True
        if _ODD in norm:
            return None
    if "  " in norm:
        norm = _BLANKS.sub(" ", norm)
    return norm, tabled, not text.isascii() and _MINDING.search(text) is not None


def apart(norm: str) -> bool:
    """Whether letters or characters of a folded text were pulled apart."""
    return _letters_apart(norm) or _characters_apart(norm)


def _letters_apart(norm: str) -> bool:
    look = _apart_soon() if next(_seen) >= _FEW else _apart()
    return bool(look(norm) and _APART.search(norm))


def _characters_apart(norm: str) -> bool:
    return not norm.isascii() and bool(_SOME_CJK.search(norm) and _CJK_APART.search(norm))


def _same_length(text: str) -> str | None:
    quick = _quickly(text)
    if quick is not None:
        return quick
    full = text.translate(_TABLE)
    return None if _ODD in full else full


def _quickly(text: str) -> str | None:
    """``text`` folded where lower() and a few replacements do it."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return text.lower()
    if _WESTERN.fullmatch(text):
        return text.lower()
    quick = text
    for old, new in _QUICK:
        if old in quick:
            quick = quick.replace(old, new)
    if _plain().fullmatch(quick) and not _han().search(quick):
        low = quick.lower()
        if len(low) == len(text):
            return low
    return None


def _by_cluster(text: str) -> tuple[str, list[int]]:
    out: list[str] = []
    back: list[int] = []
    at, size = 0, len(text)
    while at < size:
        end = at + 1
        while end < size and end - at < 8 and (unicodedata.combining(text[end]) or text[end] in "\uff9e\uff9f"):
            end += 1
        cluster = unicodedata.normalize("NFKC", text[at:end]) if end - at > 1 else text[at]
        folded = "".join(map(fold_char, cluster))
        out.append(folded)
        back.extend([at] * len(folded))
        at = end
    back.append(size)
    return "".join(out), back


def _replaced(norm: str, back: Sequence[int], pattern: re.Pattern[str], new: object) -> tuple[str, list[int]]:
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in pattern.finditer(norm):
        begin, end = match.span()
        parts.append(norm[at:begin])
        offsets.extend(back[at:begin])
        put = new(match[0])  # type: ignore[operator]
        parts.append(put)
        offsets.extend(_spread(match[0], put, back, begin))
        at = end
    parts.append(norm[at:])
    offsets.extend(back[at:])
    return "".join(parts), offsets


def _together(norm: str, back: Sequence[int]) -> tuple[str, Sequence[int]]:
    return _replaced(norm, back, _APART, lambda run: re.sub(r"[ ._*-]", "", run))


def _spread(old: str, put: str, back: Sequence[int], begin: int) -> list[int]:
    """Offsets for each character of ``put``, which is ``old`` with characters left out."""
    offsets, at = [], 0
    for char in put:
        at = old.index(char, at)
        offsets.append(back[begin + at])
        at += 1
    return offsets
