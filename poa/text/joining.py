"""Several questions or remarks as one text that reads well."""

from __future__ import annotations

from collections.abc import Iterable

_ENDS = (".", "?", "!", "…", "。", "？", "！")
_CLOSING = '"”’）)」』'


def as_sentences(parts: Iterable[str], language: str) -> str:
    """Parts one after the other, each a sentence that ends once: nothing is set behind a mark that ends it already.

    Args:
        parts: questions, names, whole sentences.
        language: ``zh`` sets Chinese stops and no spaces.
    """
    chinese = language.startswith("zh")
    whole = []
    for part in dict.fromkeys(part.strip() for part in parts):
        ended = part.rstrip(_CLOSING).endswith(_ENDS)
        whole.append(part if ended or not part else part + ("。" if chinese else "."))
    return ("" if chinese else " ").join(part for part in whole if part)
