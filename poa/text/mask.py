"""Masks personal data and nothing else: a quotation stays word for word, and the rule it broke stays visible.

``WhatsApp +86 138 0000 4567`` becomes ``WhatsApp +86 *** 4567``; ``ann@mail.example`` becomes ``***@mail.example``;
``12 Mill Road`` becomes ``*** Road``. Order and tracking numbers, ASINs, dates and amounts stay. What a seller's
message gives as the seller's own ("write us at ...") stays too: it is no buyer's, and may be the very breach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from poa.text.lazy import lazy
from poa.text.phones import phone_spans

Span = tuple[int, int, str]
MASK = "***"
_MOST_PASSES = 8

# The local part goes, the domain stays: it tells a private mailbox from a company's.
_EMAIL = re.compile(r"(?<![\w.+%*-])[\w.+%-]{1,64}(?=[@＠][\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_NAME_WORD = r"(?:[A-Z][\w'’.-]{0,30}|de|la|le|du|des|der|den|von|of|the)"
_KINDS = r"Street|Avenue|Ave\.?|Road|Rd\.?|Lane|Ln\.?|Boulevard|Blvd\.?|Terrace|Crescent|Parkway|Pkwy\.?|Highway|Hwy\.?"
# These are also parts of products and plans ("a 2 TB Drive"), so a flat or a postal code must follow.
_UNSURE_KINDS = r"St\.?|Drive|Dr\.?|Court|Ct\.?|Place|Pl\.?|Close|Circle|Square|Way"
_FLAT = r"(?:,?[ \t]*(?:Apt\.?|Apartment|Unit|Suite|Flat|#)[ \t]?([\w-]{1,6}))"
_POSTCODE = r"(?:[A-Z]{2}\s+(\d{5}(?:-\d{4})?)|([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}))(?!\w)"
_TOWN = rf"(?:,?\s+[A-Z][\w .'-]{{1,30}},?\s+{_POSTCODE})"
_HOUSE = rf"(?<![\w#.-])(?<!\*\*\* )(\d{{1,5}}[A-Za-z]?(?:[ \t]{_NAME_WORD}){{1,4}}?)[ \t]"
_ENGLISH = re.compile(rf"{_HOUSE}(?:{_KINDS})(?![\w-]){_FLAT}?{_TOWN}?")
_ENGLISH_UNSURE = re.compile(rf"{_HOUSE}(?:{_UNSURE_KINDS})(?![\w-])(?:{_FLAT}{_TOWN}?|{_TOWN})")
_GERMAN = re.compile(
    r"(?<!\w)([A-ZÄÖÜ][\w.-]{1,30}?)(?:straße|strasse|str\.|weg|platz|allee|gasse)[ \t]+"
    r"(\d{1,4}(?:[ \t]?[a-z])?)(?!\w)(?:,?\s+(\d{5})(?=[ \t]+[A-ZÄÖÜ]))?"
)
_ROMANCE_KINDS = "rue|avenue|boulevard|impasse|chemin|allée|via|viale|piazza|corso|calle|avenida|plaza|paseo"
_ROMANCE = re.compile(
    rf"(?<!\w)(?:(\d{{1,4}}(?:[ \t]?(?:bis|ter))?),?[ \t])?(?i:{_ROMANCE_KINDS})[ \t]+"
    rf"((?!Amazon)(?:{_NAME_WORD}[ \t]+){{0,4}}[A-Z][\w'’-]{{1,30}})"
    r"(?:,?[ \t]+(\d{1,4})(?!\w|[ \t]+[a-z]))?"
)
_CHINESE = re.compile(
    r"(?<=[省市区區县縣镇鎮])((?:(?![省市区區县縣镇鎮])[\u4e00-\u9fff]){1,10}?)(?:路|街|大道|巷|弄|道)([0-9０-９]{1,5})"
    r"[号號弄]((?:[\u4e00-\u9fff]{0,8}[0-9０-９]{1,4}[栋幢楼樓室單单元座層层号號])*)"
)
_JAPANESE = re.compile(r"〒\s?(\d{3}-\d{4})")
_ADDRESSES = (_ENGLISH, _ENGLISH_UNSURE, _GERMAN, _ROMANCE, _CHINESE, _JAPANESE)
_ADDRESS_GATE = re.compile(
    rf"(?:\s(?:{_KINDS}|{_UNSURE_KINDS})(?!\w)|straße|strasse|str\.|weg|platz|allee|gasse|rue|avenue|boulevard|impasse|chemin|allée|via|"
    r"piazza|corso|calle|avenida|plaza|paseo|路|街|道|巷|弄|〒)",
    re.IGNORECASE,
)
# First names that are everyday words too are masked only where somebody is spoken to or signs.
_WORDS = """may will mark grace rose bill frank hope joy art dawn rich pat sue jack april june august faith summer amber
ruby crystal holly penny chance olive iris jasmine lily daisy sandy angel christian victor baker cook king young white
brown green black price long wood stone hill field small little good best day cash case bell banks ward page fields
love dear hello miss order buyer customer client kunde store shop the and for"""
# Where a name stands in small letters too.
_ADDRESSED = r"(?<=[Hh]i )|(?<=[Dd]ear )|(?<=[Hh]ello )|(?<=[Hh]ey )|(?<=[Tt]hanks )|(?<=\n)"
_EVERYDAY = frozenset(_WORDS.split())


# Before an address or number: the words that say it is the writer's own, and those that say it is the reader's.
_MINE = lazy(
    r"\b(?:us|me|our|my)\b|(?:^|[.!?;\n])\s*(?:please\s+)?(?:contact|add|text|call|e-?mail|write to)\b|"
    r"\b(?:uns|unser\w*|mir|mich|mein\w*)\b|\b(?:nous|notre|nos|moi)\b|\b(?:nosotros|nuestr\w+)\b|"
    r"\b(?:escr[ií]b|cont[aá]ct|ll[aá]m)\w*(?:nos|me)\b|\b(?:nostr[oaie]|scriv\w*ci|contatta\w*ci|chiama\w*ci)\b|"
    r"我们|我的|我方|加我|联系我|本店|客服|店铺|(?:请|可以?|麻烦)?(?:添?加|联系)\s*(?:微信|wx|vx|whats\s?app)|当店|弊店|弊社",
    re.IGNORECASE,
)
_YOURS = lazy(
    r"\b(?:your|yours|you)\b|\b(?:Ihr(?:e[nmrs]?)?|dein\w*|dich|Ihnen)\b|\b(?:votre|vos|ton|tes)\b|\b(?:su|sus|tu|tus)\b|"
    r"\b(?:suo|sua|tuo|tua|vostr\w+)\b|您|你|买家|顾客|客户|お客様|\b(?:buyer|customer)\w*"
)
_SENTENCE = lazy(r"[.!?。！？\n](?:\s|$)|[。！？\n]")
_NEAR = 60


def mask_personal(text: str, names: Iterable[str] = (), *, own: bool = False) -> str:
    """``text`` with personal data masked; masking twice changes nothing more.

    Args:
        text: a message, its subject or its HTML.
        names: buyers' names that are known; each is masked where it stands as a word.
        own: the seller wrote it: what it gives as the writer's own address or number stays.
    """
    parts: list[str] = []
    place = 0
    for start, end, instead in personal_spans(text, names, own=own):
        parts += (text[place:start], instead)
        place = end
    return "".join(parts) + text[place:] if parts else text


def personal_spans(text: str, names: Iterable[str] = (), *, own: bool = False) -> list[Span]:
    """What ``mask_personal`` replaces, in order and without overlap: start, end, and what stands there instead.

    For whoever has to carry places in the text over to the masked text. What only shows once its neighbour is masked
    (a number in a long row of digits) is masked in a further pass.
    """
    names = tuple(names)
    spans = _one_pass(text, names, own)
    for _ in range(_MOST_PASSES if spans else 0):
        pieces = _pieces(text, spans)
        more = _one_pass("".join(piece for _, _, piece in pieces), names, own)
        if not more:
            break
        spans = _joined(text, pieces, more)
    return spans


def _pieces(text: str, spans: Sequence[Span]) -> list[Span]:
    """The masked text in order: each character that stays, and each mask, with its place in ``text``."""
    pieces: list[Span] = []
    at = 0
    for start, end, instead in spans:
        pieces += ((place, place + 1, text[place]) for place in range(at, start))
        pieces.append((start, end, instead))
        at = end
    return pieces + [(place, place + 1, text[place]) for place in range(at, len(text))]


def _joined(text: str, pieces: Sequence[Span], more: Sequence[Span]) -> list[Span]:
    """The masks of ``pieces`` with those of a further pass over the masked text; what touches becomes one."""
    found: list[Span] = []
    wanted = iter((*more, None))
    span = next(wanted)
    group: list[Span] = []
    offset = begun = 0
    for piece in pieces:
        last = offset + len(piece[2])
        if span and span[0] < last and offset < span[1]:
            begun = begun if group else offset
            group.append(piece)
            if span[1] <= last:
                told = "".join(words for _, _, words in group)
                told = told[: span[0] - begun] + span[2] + told[span[1] - begun :]
                found.append((group[0][0], piece[1], told))
                span, group = next(wanted), []
        elif piece[2] != text[piece[0] : piece[1]]:
            found.append(piece)
        offset = last
    return found


def _one_pass(text: str, names: Sequence[str], own: bool) -> list[Span]:
    found: list[Span] = []
    if "@" in text or "＠" in text:
        found += [(match.start(), match.end(), MASK) for match in _EMAIL.finditer(text)]
    found += phone_spans(text)
    if own:
        found = [span for span in found if not _is_writers(text, span[0])]
    if _ADDRESS_GATE.search(text):
        found += _addresses(text)
    found += _names(text, names)
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[Span] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _is_writers(text: str, start: int) -> bool:
    """Whether the words before an address or number say that it is the writer's: the last of them decides."""
    before = text[max(0, start - _NEAR) : start]
    ends = [match.end() for match in _SENTENCE.finditer(before)]
    near = before[ends[-1] - 1 if ends else 0 :]
    return _end_of(_MINE, near) > _end_of(_YOURS, near)


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _addresses(text: str) -> Iterator[Span]:
    """House numbers, street names and postal codes of addresses; the word that says "street" stays."""
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            if pattern is _ROMANCE and not (match[1] or match[3]):
                continue
            for group in range(1, pattern.groups + 1):
                if match[group] and match[group].strip():
                    yield match.start(group), match.end(group), MASK


def _names(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in names:
        pattern = _name_pattern(" ".join(name.split()))
        if pattern:
            yield from ((match.start(1), match.end(1), MASK) for match in pattern.finditer(text))


@lru_cache(maxsize=512)
def _name_pattern(name: str) -> re.Pattern[str] | None:
    """A pattern for a name as a whole and for each of its words; None where it is too short to be sure."""
    if not name.isascii() and not re.search(r"[A-Za-zÀ-ɏ]", name):
        return re.compile(f"({re.escape(name)})") if len(name) >= 2 else None
    words = [word for word in re.split(r"[\s,]+", name) if len(word.strip(".")) >= 3]
    sure = [word for word in words if word.lower() not in _EVERYDAY]
    unsure = [word for word in words if word.lower() in _EVERYDAY]
    whole = [re.escape(name).replace(r"\ ", r"\s+")] if " " in name and words else []
    choices = [f"(?i:{choice})" for choice in whole]
    choices += [re.escape(form) for word in sure for form in dict.fromkeys((word, word.capitalize(), word.upper()))]
    choices += [f"(?<=[ \\n]){re.escape(word.capitalize())}(?=\\s*[,!])" for word in unsure]
    choices += [f"(?:{_ADDRESSED}){re.escape(word.lower())}(?=\\s*(?:[,.!\\n]|$))" for word in sure]
    return re.compile(rf"(?<!\w)({'|'.join(choices)})(?!\w)") if choices else None
