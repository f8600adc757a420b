"""Words that stand in the letter like a sentence and are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poa.model.letter import Block
from poa.model.review import Remark
from poa.review.lint import places_of
from poa.review.remarks import remark
from poa.review.view import Place, View

_SMALL = re.compile(r"[a-z]+\b(?![./@])")


def fragments(view: View) -> Iterator[Remark]:
    """Paragraphs of an English letter that begin in lower case, or hold words of the seller without a verb."""
    if view.letter.language != "en":
        return
    for index, block in enumerate(view.letter.blocks):
        if block.kind != "paragraph" or block.part == "exhibits":
            continue
        place = places_of(view, index)
        if place is not None and (_SMALL.match(place.text) or _bare(view, block, place)):
            yield remark(view, "fragment", place, words=place.text[:60])


def _bare(view: View, block: Block, place: Place) -> bool:
    """Whether the seller's own words, alone in their paragraph, say nothing of anything."""
    told = block.claims
    if len(told) != 1 or told[0].origin != "own" or not told[0].facts or place.text.rstrip().endswith((":", "?", "!")):
        return False
    return not view.has("verb", place.masked) and not view.has("past", place.masked)
