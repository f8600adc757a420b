"""Telephone numbers: the seller's own are not allowed; those of carriers, manufacturers and warranties are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.audit.context import in_sentence, matches
from poa.audit.hit import Hit
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_RULE = "content.phone-number"
_ORDER = lazy(r"\d{3}-\d{7}-\d{7}")
_DATE = lazy(
    r"(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}(?:\D.*)?|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?:\D.*)?"
    r"|(?:19|20)\d\d ?- ?(?:19|20)\d\d|20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_AT_HOME = lazy(r"(?:10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}|255(?:\.\d{1,3}){3}")
"""Addresses within a home network."""
_GROUPED = lazy(r"\d{1,3}(?:[., ]\d{3})+(?:[.,]\d\d)?")
_MONEY_BEFORE = lazy(r"[$€£¥] ?$|(?:usd|eur|gbp|cny|rmb|jpy|us) ?$")
_MONEY_AFTER = lazy(r" ?(?:[$€£¥]|usd|eur|gbp|euro|dollars?|yuan|元|円|mah|mm|cm|kg|ml|kb|mb|hz|lm)")
_NEAR, _BEHIND = 90, 40
"""So far in front of a number and behind it a model or part is named."""
_AROUND, _FAR = 400, 200
"""So far around a number its office is named, and so far in front of it what kind of number it is."""
_CLOSE = 30
"""So far in front of a number a word may say what else it is."""
_REGIONS = {"UK": "GB", None: "US"}
_BY_LANGUAGE = {"zh-Hans": "CN", "zh-Hant": "TW", "ja": "JP", "de": "DE", "fr": "FR", "es": "ES", "it": "IT"}


def find(view: MessageView) -> Iterator[Hit]:
    """Telephone numbers in the text that are not of a kind that may be given."""
    found = view.found
    if "contact.phone-words" in found:
        for start, end in found.first("contact.phone-words"):
            if not (_of_an_office(view, start, end) or _in_mail(view, end) or _another(view, start)):
                yield Hit(_RULE, start, end)
    if "contact.phone-letters" in found:
        for start, end in found.first("contact.phone-letters"):
            first = _begin(view, start)
            if _cue(view, first, start) >= 0 and not _another(view, start) and not _allowed(view, start, end):
                yield Hit(_RULE, start, end)
    if "contact.phone-digits" not in found:
        return
    for start, end in found.first("contact.phone-digits"):
        end = start + len(view.norm[start:end].rstrip(" ().-/"))
        if _is_phone(view, start, end) and not _allowed(view, start, end):
            yield Hit(_RULE, start, end)
            if matches(view, "contact.own", *view.sentence(start, end)):
                yield Hit("channel.bsm-only", start, end)


def _is_phone(view: MessageView, start: int, end: int) -> bool:
    norm = view.norm
    number = norm[start:end].strip()
    digits = re.sub(r"\D", "", number)
    if not 7 <= len(digits) <= 15 or _ORDER.search(norm, start, end) or _DATE.fullmatch(number):
        return False
    if _AT_HOME.fullmatch(number):
        return False
    if _MONEY_BEFORE.search(norm, max(0, start - 4), start) or _MONEY_AFTER.match(norm, end):
        return False
    first, last = _begin(view, start), view.sentence(start, end)[1]
    cue = _cue(view, first, start)
    if _of_a_thing(view, (first, start, end, last), cue):
        return False
    other = _last_end(view, "contact.not-phone", first, start)
    if other >= 0 and start - other < _CLOSE and other >= cue:
        return False
    if cue < 0:
        cue = _last_end(view, "contact.phone-cue", end, min(last, end + 15))
    if cue >= 0 and (number[0] in "+(" or start - cue < 90):
        return not (_GROUPED.fullmatch(number) and len(digits) < 8)
    return _looks_like_one(view, start, end, number)


def _looks_like_one(view: MessageView, start: int, end: int, number: str) -> bool:
    detect = view.found.detect
    for pattern in (*detect.compiled("contact.phone-shape"), *detect.compiled(f"contact.phone-shape-{view.lang}")):
        match = pattern.search(view.norm, start, min(len(view.norm), end + 2))
        if match and match.start() <= start + 1 and match.end() >= end:
            return True
    if not re.search(r"[ ()+-]", number) or _GROUPED.fullmatch(number):
        return False
    import phonenumbers

    message = view.message
    region = _BY_LANGUAGE.get(view.lang or "") or _REGIONS.get(message.marketplace, message.marketplace or "US")
    text = re.sub(r"^00", "+", number)
    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return False
    return text[0] == "+" and phonenumbers.is_valid_number(parsed)


def _allowed(view: MessageView, start: int, end: int) -> bool:
    sentence = view.sentence(start, end)
    if matches(view, "contact.buyers-own", *sentence) or _amazons(view, sentence[0], start):
        return True
    before = 2 if matches(view, "contact.theirs", sentence[0], start) else 1
    if not in_sentence(view, "contact.third-party", start, end, before):
        return False
    return not matches(view, "contact.own", *sentence)


def _begin(view: MessageView, start: int) -> int:
    """Where the sentence around ``norm[start]`` begins; the stop of a short form ("Tel. 0 30 ...") ends none."""
    first = view.sentence(start)[0]
    return view.sentence_before(first) if matches(view, "contact.short-form", max(0, first - 12), first) else first


def _another(view: MessageView, start: int) -> bool:
    """Whether the words right in front of a number say that it is no telephone's."""
    first = _begin(view, start)
    other = _last_end(view, "contact.not-phone", first, start)
    return other >= 0 and start - other < _CLOSE and other >= _cue(view, first, start)


def _in_mail(view: MessageView, end: int) -> bool:
    return view.norm[end : end + 2].lstrip()[:1] == "@"


def _of_an_office(view: MessageView, start: int, end: int) -> bool:
    """Whether a number in words is that of an office; who spells out a fitter's or maker's number hides it."""
    first, last = view.sentence(start, end)
    near = max(first, start - _AROUND), min(last, end + _AROUND)
    return matches(view, "contact.office", *near) and not matches(view, "contact.own", *near)


def _amazons(view: MessageView, first: int, start: int) -> bool:
    """Whether the words in front of a number say that it is Amazon's, and the seller does not speak of himself."""
    return matches(view, "contact.amazon-line", first, start) and not matches(view, "contact.ours", first, start)


def _of_a_thing(view: MessageView, places: tuple[int, int, int, int], cue: int) -> bool:
    """Whether a number is that of a model or a part: named nearer than any telephone, or right behind it."""
    first, start, end, last = places
    if matches(view, "contact.no-phone", end, min(last, end + _BEHIND)):
        return True
    for pattern in view.found.detect.compiled("contact.product-number"):
        named = [match.end() for match in pattern.finditer(view.norm, max(first, start - _NEAR), start)]
        if named and named[-1] > cue:
            return True
        if cue < 0 and pattern.search(view.norm, end, min(last, end + _BEHIND)):
            return True
    return False


def _cue(view: MessageView, first: int, last: int) -> int:
    """Where the last word ends that speaks of telephoning, -1 where none does; a phone case is no telephone."""
    things = [
        match.span()
        for pattern in view.found.detect.compiled("contact.phone-thing")
        for match in pattern.finditer(view.norm, max(first, last - _FAR), last)
    ]
    spans = view.found.within("contact.phone-cue", max(first, last - _FAR), last) if last > first else ()
    return max((e for s, e in spans if not any(a <= s and e <= b for a, b in things)), default=-1)


def _last_end(view: MessageView, name: str, first: int, last: int) -> int:
    if last <= first:
        return -1
    return max((span[1] for span in view.found.within(name, max(first, last - _FAR), last)), default=-1)
