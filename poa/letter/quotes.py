"""Quotations as the letter shows them: what was sent, and brackets where somebody's data were masked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from poa.text.mask import MASK

_STARS = re.escape(MASK)
_EMAIL = re.compile(rf"{_STARS}[@＠][\w-]+(?:\.[\w-]+)*")
_PHONE = re.compile(rf"\+?(?:\d{{1,4}}\s?)?{_STARS}\s?\d{{2,4}}(?!\w)")


def is_masked(text: str) -> bool:
    """Whether something in a quotation was masked when its message was taken in."""
    return MASK in text


def marks_around(*texts: str) -> tuple[str, str]:
    """The quotation marks of a quotation: curved ones where straight ones stand in it, so that none inside ends it.

    Args:
        texts: the words and their translations, of which one is shown.
    """
    shown = "".join(texts)
    return ("“", "”") if '"' in shown and not re.search("[“”]", texts[0]) else ('"', '"')


def without_masks(text: str, labels: Mapping[str, str]) -> str:
    """A quotation with brackets in place of each mask, so that nobody takes the mask for what was sent.

    Args:
        text: the quotation.
        labels: words for an e-mail address (``email``), a telephone number (``phone``) and anything ``other``.
    """
    if not is_masked(text):
        return text
    text = _EMAIL.sub(labels["email"], text)
    text = _PHONE.sub(labels["phone"], text)
    return text.replace(MASK, labels["other"])
