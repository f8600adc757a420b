"""Tells sentences apart in the seller's own words."""

from __future__ import annotations

import re

# A full stop after a lone capital or a common short form ends no sentence.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)[.!?]"
    r"[\"”’)]*(?:\s+)(?=[\"“(]?[A-Z0-9{])|[。！？][”』」）]*"
)


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text``, each with the white space that follows it; joined they are ``text`` again."""
    found, place = [], 0
    for match in _END.finditer(text):
        if match.end() < len(text):
            found.append(text[place : match.end()])
            place = match.end()
    found.append(text[place:])
    return [sentence for sentence in found if sentence]
