"""Which language a message is in: script first, then the small words that every sentence has."""

from __future__ import annotations

from functools import cache

from poa.audit.hanzi import SIMPLIFIED, TRADITIONAL
from poa.text.lazy import lazy

_SMALL = {
    "en": "the and you your for this that with have has are was were will our not from please can if we it is "
    "of to in on be as at any been when would there here what which they them order thank thanks hello "
    "dear hi",
    "de": "der die das und sie ihr ihre ihren ihnen für mit ist sind nicht wir uns haben hat ein eine einen "
    "einer dem den des auf von zu im bitte wenn bei auch noch nach aus wird werden kann oder vielen dank "
    "guten tag liebe lieber herr frau",
    "fr": "le la les et vous votre vos pour avec est sont pas nous notre nos avez avons une un des du de que "
    "qui dans sur au aux ce cette ces si par plus bonjour merci cordialement été être en ne je il elle",
    "es": "el la los las y usted su sus para con es son no nos nuestro nuestra hemos ha un una unos de del que "
    "en por si se lo le al este esta estos como más pero gracias hola saludos pedido muy ya le está",
    "it": "il lo la gli le e lei suo sua suoi per con è sono non ci nostro nostra abbiamo ha un una di del "
    "della dei delle che in se si questo questa come più ma grazie buongiorno saluti ordine da dal al "
    "alla nel nella",
}
_KANA = lazy("[ぁ-んァ-ヶｦ-ﾟ]")
_HAN = lazy("[\u3400-\u4dbf\u4e00-\u9fff]")
CJK = lazy("[ぁ-んァ-ヶｦ-ﾟ\u3400-\u4dbf\u4e00-\u9fff]")
"""Where there is none of these, the small words alone tell the language."""
KANA_PAIR, HAN_PAIR = lazy("[ぁ-んァ-ヶ]{2}"), lazy("[\u4e00-\u9fff]{2}")
"""Two kana, two Chinese characters in a row: what a message is read as."""
_LATIN = lazy("[a-zA-ZÀ-ÿ]")
_ASIDE = lazy(r"https?://[!-~]+|[!-?A-~]+@[!-~]+")
_WIDE_STOPS = "。！？；…．"
"""What ends a sentence parts words, or a sentence by itself would not count as it counts within a message."""
SAMPLE = 600
"""So many characters tell the language."""


_WHOLE = 60
"""One small word that only one language has; those of two to five share it without a rest."""
_LANE = 20
"""Bits for the sum of one language: sums of all languages are one number, so that adding them is one step."""
_LANGUAGES = tuple(_SMALL)
_LANES, _MOST = tuple(range(0, _LANE * len(_SMALL), _LANE)), (1 << _LANE) - 1


@cache
def _shares() -> dict[str, int]:
    """For each small word what it counts for its languages, each in its lane."""
    words: dict[str, list[int]] = {}
    for lane, text in enumerate(_SMALL.values()):
        for word in set(text.split()):
            words.setdefault(word, []).append(lane)
    return {word: sum(_WHOLE // len(lanes) << lane * _LANE for lane in lanes) for word, lanes in words.items()}


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(TRADITIONAL), frozenset(char for char in SIMPLIFIED if not _in_big5(char))


def _in_big5(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def detect_language(text: str) -> tuple[str | None, bool]:
    """The language of ``text``.

    Returns:
        One of en de fr it es ja zh-Hans zh-Hant or None, and whether that is sure enough to accuse somebody of using
        the wrong one (a short or mixed text never is).
    """
    sample = text[:SAMPLE]
    if "@" in sample or "://" in sample:
        sample = _ASIDE.sub(" ", sample)
    if sample.isascii() or _western(sample):
        return elected(votes(sample), len(sample))
    kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
    if not kana + han:
        return elected(votes(sample), len(sample))
    latin = len(_LATIN.findall(sample))
    if (kana + han) * 3 >= latin:
        if kana * 6 >= han:
            return "ja", kana >= 4 and (kana + han) * 2 >= latin
        return _chinese(sample, han, latin)
    return elected(votes(sample), len(sample))


def _chinese(sample: str, han: int, latin: int) -> tuple[str, bool]:
    traditional, simplified = _characters()
    many = sum(char in traditional for char in sample)
    few = sum(char in simplified for char in sample)
    return ("zh-Hant" if many > few else "zh-Hans"), han >= 6 and han * 2 >= latin and (
        many > 2 * few or few > 2 * many
    )


def _western(sample: str) -> bool:
    try:
        sample.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def votes(text: str) -> int:
    """What the small words of a text, or of a part of it, count for each language; such numbers may be added."""
    low = text.lower().replace(",", " ").replace(".", " ").replace("!", " ").replace("?", " ").replace(";", " ")
    if not low.isascii():
        for stop in _WIDE_STOPS:
            low = low.replace(stop, " ")
    return sum(filter(None, map(_shares().get, low.split())))


def elected(counted: int, size: int) -> tuple[str | None, bool]:
    """The language that the votes of a text of ``size`` characters are for, and whether that is sure; see above."""
    scores = [counted >> lane & _MOST for lane in _LANES]
    score = max(scores)
    if score * 2 < 3 * _WHOLE:
        return None, False
    best = scores.index(score)
    scores[best] = 0
    second = max(scores)
    if score * 10 < second * 13:
        return None, False
    return _LANGUAGES[best], size >= 50 and score >= 4 * _WHOLE and score >= second * 2
