"""Marks in the text: emoji, too many empty lines, the retired tag in the subject, length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from poa.audit.hit import Hit

if TYPE_CHECKING:
    from poa.audit.view import MessageView

# Characters shown as emoji by themselves (Unicode's Emoji_Presentation), as inclusive ranges; and the faces and hearts
# of older blocks that are used as emoji although their default is text. Drawings such as ★ ✓ ™ are no emoji.
_RANGES = (
    "231A-231B 23E9-23EC 23F0 23F3 25FD-25FE 2614-2615 2639-263A 2648-2653 2665 267F 2693 26A1 26AA-26AB "
    "26BD-26BE 26C4-26C5 26CE 26D4 26EA 26F2-26F3 26F5 26FA 26FD 2705 270A-270B 2728 274C 274E 2753-2755 "
    "2757 2763-2764 2795-2797 27B0 27BF 2B1B-2B1C 2B50 2B55 1F004 1F0CF 1F18E 1F191-1F19A 1F1E6-1F1FF "
    "1F201 1F21A 1F22F 1F232-1F236 1F238-1F23A 1F250-1F251 1F300-1F64F 1F680-1F6FF 1F7E0-1F7EB 1F7F0 "
    "1F90C-1F9FF 1FA70-1FAFF "
)
_PRESENTED = "\ufe0f"


@cache
def _emoji() -> re.Pattern[str]:
    ranges = []
    for part in _RANGES.split():
        first, _, last = part.partition("-")
        ranges.append(f"{chr(int(first, 16))}-{chr(int(last or first, 16))}")
    one = f"(?:[{''.join(ranges)}]|[©®™‼⁉ℹ↔-↪⌨⏏-⏺Ⓜ▪-◾☀-➿⤴⤵⬅-⬇〰〽㊗㊙0-9#*]{_PRESENTED})"
    return re.compile(
        f"{one}(?:[{_PRESENTED}\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f ]*{one})*{_PRESENTED}?"
    )


def find(view: MessageView) -> Iterator[Hit]:
    """Marks in text and subject."""
    limits = view.found.detect.data["looks.limits"]
    text = view.text
    if not text.isascii():
        for match in _emoji().finditer(text):
            yield Hit("style.emoji", *view.folded(*match.span()), rewrite="")
    subject = view.message.subject
    if subject:
        yield from _subject(view, subject)
    if view.html is None and "\n\n\n" in view.norm:
        for match in re.finditer(rf"\n(?: ?\n){{{limits['line_breaks']},}}", view.norm.strip("\n ")):
            lead = len(view.norm) - len(view.norm.lstrip("\n "))
            yield Hit("style.line-breaks-2", match.start() + lead, match.end() + lead, rewrite="\n\n")
    if view.norm[:12].lstrip()[:1] in ("[", "【"):
        yield from _tag_in_text(view)
    yield from _too_long(view, limits)


def _too_long(view: MessageView, limits: dict[str, Any]) -> Iterator[Hit]:
    size = len(view.text)
    most = limits["text_by_reason"].get(view.message.reason, limits["text"])
    if size > most:
        yield Hit(f"limit.text-{most}", where="message")


def _tag_in_text(view: MessageView) -> Iterator[Hit]:
    for pattern in view.found.detect.compiled("looks.important"):
        match = pattern.match(view.norm)
        if match:
            yield Hit("critical.important-retired", *match.span(), rewrite="")
            return


def _subject(view: MessageView, subject: str) -> Iterator[Hit]:
    if not subject.isascii():
        for match in _emoji().finditer(subject):
            yield Hit("style.emoji", match.start(), match.end(), where="subject", rewrite="")
    for pattern in view.found.detect.compiled("looks.important"):
        if pattern.search(view.subject_norm):
            place = re.search(r"[\[(【<{「［（〔][^\])】>}」］）〕]*[\])】>}」］）〕]\s*", subject)
            start, end = place.span() if place else (0, len(subject))
            yield Hit("critical.important-retired", start, end, where="subject", rewrite="")
            return
