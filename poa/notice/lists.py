"""The list of what a notice asks for: its items ask, they do not say what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from poa.model.notice import Quote
from poa.notice.fields import Page
from poa.notice.negation import wanted
from poa.notice.sentences import Sentence, find

_ITEM = re.compile(r"[-*•·●▪■□–—]{1,2}\s|\(?\d{1,2}[.)、．]|[a-h][.)]\s|[（(]?[一二三四五六七八九十][、.)）]|[①-⑳]")
_END = re.compile(r"[:：]\s*$")
_SHORTEST = 8


def asked_items(page: Page) -> tuple[Sentence, ...]:
    """The items below a line that asks and ends with a colon ("Please submit a plan that includes:")."""
    found: list[Sentence] = []
    asking = False
    for sentence in page.sentences:
        if _ITEM.match(sentence.text):
            if asking:
                found.append(sentence)
        else:
            asking = bool(_END.search(sentence.text)) and _has(page, "asking_line", sentence)
    return tuple(found)


def without(page: Page, some: Sequence[Sentence]) -> Page:
    """The page without these sentences."""
    rest = tuple(one for one in page.sentences if one not in some)
    return Page(page.folded, rest, page.languages, page.known)


def other_asks(page: Page, items: Sequence[Sentence]) -> tuple[Quote, ...]:
    """What is asked for in words that no reading knows: kept as the notice says it, so that nobody overlooks it."""

    def plain(one: Sentence) -> Sentence:
        return wanted(page.known, page.languages, one)

    more = (one for one in page.sentences if one not in items and _has(page, "asking_more", plain(one)))
    asked = (one for one in (*items, *more) if len(one.text) >= _SHORTEST and plain(one).text.strip(" ;；.-*"))
    unknown = (one for one in asked if not _has(page, "asks", one))
    return tuple(
        page.folded.quote(one.start, one.end)
        for one in sorted(unknown, key=lambda one: one.start)
        if not _has(page, "asks_plan", one)
    )


def _has(page: Page, field: str, sentence: Sentence) -> bool:
    return any(
        find(signal, sentence, page.folded.text)
        for reading in page.known.field(field)
        for signal in reading.of(page.languages)
    )
