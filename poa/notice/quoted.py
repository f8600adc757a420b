"""The seller's own message, where the notice quotes it, told from names of pages, buttons and earlier plans."""

from __future__ import annotations

import re

from poa.model.notice import Quote
from poa.notice.fields import Page
from poa.notice.sentences import Sentence

_PAIRS = (
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ('"', '"'),
    ("«", "»"),
    ("»", "«"),
    ("「", "」"),
    ("『", "』"),
    ("‘", "’"),
    ("‚", "‘"),
)
_QUOTED = re.compile(
    "|".join(f"{re.escape(a)}([^{re.escape(a)}{re.escape(b)}\n]{{4,1500}}){re.escape(b)}" for a, b in _PAIRS)
    + r"|(?<!\w)'([^\n]{6,400}?)'(?!\w)"
)
_BEFORE = 90


def read_quoted(page: Page) -> Quote | None:
    """The quoted message, or None.

    Quotation marks alone prove nothing: the words around them must speak of a message, and not of a page, a button or
    what the seller wrote in a plan.
    """
    best: tuple[float, Quote] | None = None
    text = page.folded.text
    for match in _QUOTED.finditer(text):
        group = next(index for index, part in enumerate(match.groups(), 1) if part)
        score = _score(page, match.start(), match.end()) + _looks(text[: match.start()], match[group])
        if score > 2 and (best is None or score > best[0]):
            best = (score, page.folded.quote(match.start(group), match.end(group)))
    if best is None:
        labels = "|".join(page.known.one("quotation_label").get("labels", ()))
        labelled = re.search(rf"(?im)^(?:{labels})\s?[:：]\s?([^\n“\"「„«]{{8,1500}})$", text) if labels else None
        return page.folded.quote(labelled.start(1), labelled.end(1)) if labelled else None
    return best[1]


def _looks(before: str, words: str) -> float:
    """A message is introduced by a colon, is a sentence, and is longer than the name of a button."""
    colon = 1.5 if before.rstrip()[-1:] in (":", "：") else 0.0
    return colon + (1.0 if words.rstrip()[-1:] in ".!?。！？" else 0.0) + min(1.5, len(words) / 40)


def _score(page: Page, start: int, end: int) -> float:
    text = page.folded.text
    sentence = _around(page, start)
    line = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    low = max(line, sentence.start if sentence else 0)
    before, after = text[low:start], text[end : end + 40]
    score = 0.0
    for reading in page.known.field("quotation"):
        strongest = 0.0
        for signal in reading.of(page.languages):
            for match in signal.find.finditer(before):
                near = 1 / (1 + (len(before) - match.end()) / 30)
                weight = near * (signal.weight if signal.weight != 1 else float(reading.data.get("weight", 1)))
                strongest = weight if abs(weight) > abs(strongest) else strongest
        score += strongest
    for reading in page.known.field("quotation_after"):
        if any(signal.find.search(after) for signal in reading.of(page.languages)):
            score += float(reading.data.get("weight", -3))
    return score


def _around(page: Page, place: int) -> Sentence | None:
    return next((one for one in page.sentences if one.start <= place < one.end), None)
