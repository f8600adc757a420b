"""Marks in the text: emoji, too many empty lines, the retired tag in the subject, length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from poa.audit.hit import Hit

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_PRESENTED = "\ufe0f"


# Other characters become emoji when the presentation selector follows.
_TURNED = f"[©®™‼⁉ℹ↔-↪⌨⏏-⏺Ⓜ▪-◾☀-➿⤴⤵⬅-⬇〰〽㊗㊙0-9#*]{_PRESENTED}"


@cache
def _emoji(characters: str) -> re.Pattern[str]:
    """One emoji, or several in a row with what joins and colours them."""
    one = f"(?:{characters}|{_TURNED})"
    joined = f"[{_PRESENTED}\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f ]*"
    return re.compile(f"{one}(?:{joined}{one})*{_PRESENTED}?")


def unmarked(view: MessageView) -> bool:
    """Whether a message surely has no marks: a quick look that most messages need no more than."""
    if view.message.subject or view.html is not None or "marks.emoji" in view.found.present:
        return False
    norm = view.norm
    if "\n\n\n" in norm or _PRESENTED in view.text or "[" in norm[:12] or "【" in norm[:12]:
        return False
    limits = view.found.detect.data["looks.limits"]
    return len(view.text) <= int(limits["text_by_reason"].get(view.message.reason, limits["text"]))


def find(view: MessageView) -> Iterator[Hit]:
    """Marks in text and subject."""
    limits = view.found.detect.data["looks.limits"]
    text = view.text
    if _PRESENTED in text or "marks.emoji" in view.found:
        for match in _emoji(view.found.detect.data["marks.emoji"]["patterns"][0]).finditer(text):
            rewrite = "" if _says_nothing(view, text, *match.span()) else None
            yield Hit("style.emoji", *view.folded(*match.span()), rewrite=rewrite)
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


_ENDS, _OPENS = ".!?…。！？~～", ",:;，：；、(（-–—/"


def _says_nothing(view: MessageView, text: str, start: int, end: int) -> bool:
    """Whether the words are whole without an emoji: a decoration at an edge of a sentence, or a face between words."""
    detect, shown = view.found.detect, text[start:end]
    if any(pattern.search(shown) for pattern in detect.compiled("marks.emoji-telling")):
        return False
    while start and text[start - 1] == " ":
        start -= 1
    while text[end : end + 1] == " ":
        end += 1
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _ENDS + "\n":
        return True
    if before in _OPENS:
        return False
    if after in "\n" + _ENDS:
        return True
    faces = detect.compiled("marks.emoji-face")
    return all(char in f" {_PRESENTED}" or any(pattern.search(char) for pattern in faces) for char in shown)


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
        for match in _emoji(view.found.detect.data["marks.emoji"]["patterns"][0]).finditer(subject):
            rewrite = "" if _says_nothing(view, subject, *match.span()) else None
            yield Hit("style.emoji", match.start(), match.end(), where="subject", rewrite=rewrite)
    for pattern in view.found.detect.compiled("looks.important"):
        if pattern.search(view.subject_norm):
            place = re.search(r"[\[(【<{「［（〔][^\])】>}」］）〕]*[\])】>}」］）〕]\s*", subject)
            start, end = place.span() if place else (0, len(subject))
            yield Hit("critical.important-retired", start, end, where="subject", rewrite="")
            return
