"""The words of a message that a finding is about, as they would be quoted in a letter."""

from __future__ import annotations

import re

from poa.model.rule import Audited

_SENTENCE_END = re.compile(r"(?:[.!?]+[\"')\]]*(?=\s|$)|[。！？；]+[”’）】]*|\n+)")


def quote_of(audited: Audited) -> str:
    """The sentences of the message that hold findings, word for word; "[...]" where others lie between."""
    spans = [
        (f.start, f.end) for f in audited.findings if f.where == "text" and f.severity != "info" and f.end > f.start
    ]
    text = audited.text
    if not spans:
        return text.strip()
    pieces: list[tuple[int, int]] = []
    start = 0
    bounds = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    for end in bounds:
        if any(first < end and last > start for first, last in spans):
            if pieces and not text[pieces[-1][1] : start].strip():
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((start, end))
        start = end
    return " [...] ".join(text[a:b].strip() for a, b in pieces)
