"""One message as every detector sees it: text folded for matching, sentences, language, quoted parts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from poa.audit.language import SAMPLE, detect_language, elected, votes
from poa.audit.normal import fold, fold_char, normalise
from poa.audit.quoting import named_spans, quoted_spans
from poa.model.message import Message
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.detect import Scan
    from poa.audit.pieces import Piece, Pieces
    from poa.messages.html import HtmlText

MAX_TEXT = 64_000
"""Longer texts are read up to here; a message through Amazon has some thousand characters at most."""

EASTERN, KANA, HAN, QUOTING, TABLED = 1, 2, 4, 8, 16
"""What is told of messages and their sentences: hold Chinese or Japanese characters, two kana in a row, two Chinese
characters in a row; may begin or end a quotation; went through the table of characters (see poa.audit.normal)."""

_SENTENCE = lazy(r"[^.!?。\n;]+(?:\.(?=\S)[^.!?。\n;]*)*[.!?。;]*")
_REPLY = lazy(r"\s*+(?:re|aw|sv|antw|ref|r|rif|回复|回覆|答复|返信)\s*+[:：]", re.I)


class MessageView:
    """A message prepared for the detectors; everything dear is worked out when first asked for.

    Args:
        message: the message.
        pieces: what is remembered of sentences; without it the message is read as a whole.

    Attributes:
        message: the message itself.
        pieces: its sentences, where each can be read by itself.
        flags: what is told of any of them.
        numbers: what stands in the holes of the sentences, in order.
        html: what was read from its html body, or None.
        text: the plain text that findings point into.
        norm: ``text`` folded for matching (see poa.audit.normal).
        back: offsets in ``text`` for each offset in ``norm``.
    """

    def __init__(self, message: Message, pieces: Pieces | None = None) -> None:
        self.message = message
        self.flags = EASTERN | QUOTING
        self.pieces: Sequence[Piece] | None = None
        self.numbers: Sequence[str] = ()
        self.html: HtmlText | None = None
        text = message.text
        if message.html:
            from poa.messages.html import read_html

            self.html = read_html(message.html)
            text = self.html.text
        self.text = text if len(text) <= MAX_TEXT else text[:MAX_TEXT]
        self.norm: str
        self.back: Sequence[int]
        cut = pieces.of(self.text) if pieces is not None else None
        if cut is None:
            self.norm, self.back = normalise(self.text)
        else:
            self.pieces, self.flags, self.numbers, self.norm = cut
            size = len(self.text)
            self.back = range(size + 1) if len(self.norm) == size else normalise(self.text)[1]
        self.scanned: Scan | None = None
        self._language: tuple[str | None, bool] | None = None

    @property
    def found(self) -> Scan:
        """What Detect.scan found in this message.

        Raises:
            RuntimeError: nothing was scanned yet (a fault of the program).
        """
        if self.scanned is None:
            raise RuntimeError("the message was not scanned")
        return self.scanned

    @property
    def runs(self) -> Sequence[str] | None:
        """The runs of digits in ``norm``, in order, where they are known; a code keeps its letter."""
        return None if self.pieces is None or self.flags & TABLED else self.numbers

    @property
    def outbound(self) -> bool:
        """Whether the seller wrote it."""
        return self.message.direction == "outbound"

    @cached_property
    def subject_norm(self) -> str:
        """The subject, folded."""
        return fold(self.message.subject) if self.message.subject else ""

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Spans of the sentences and lines of ``norm``."""
        found = []
        for match in _SENTENCE.finditer(self.norm):
            if not match[0].isspace():
                found.append(match.span())
        return tuple(found)

    def sentence(self, start: int, end: int | None = None) -> tuple[int, int]:
        """The span of the sentence (or sentences) around ``norm[start:end]``."""
        last = start if end is None else max(start, end - 1)
        begin, stop = start, last + 1
        sentences = self.sentences
        index = bisect_right(sentences, (start, len(self.norm))) - 1
        if index >= 0 and sentences[index][1] > start:
            begin = sentences[index][0]
        index = bisect_right(sentences, (last, len(self.norm))) - 1
        if index >= 0 and sentences[index][1] > last:
            stop = sentences[index][1]
        return begin, stop

    def sentence_before(self, place: int) -> int:
        """Where the sentence ahead of the one that begins at ``place`` begins; ``place`` where there is none."""
        index = bisect_left(self.sentences, (place, 0)) - 1
        return self.sentences[index][0] if index >= 0 else place

    @property
    def lang(self) -> str | None:
        """Its language by its own words: en de fr it es ja zh-Hans zh-Hant, or None."""
        return self._detected()[0]

    @property
    def lang_sure(self) -> bool:
        """Whether there is enough text to be sure of ``lang``."""
        return self._detected()[1]

    def _detected(self) -> tuple[str | None, bool]:
        if self._language is None:
            self._language = detect_language(self.text) if self.flags & EASTERN else self._elected()
        return self._language

    def _elected(self) -> tuple[str | None, bool]:
        """The same from what is known of its sentences; the sample may end within one."""
        counted = place = 0
        pieces = self.pieces or ()
        if len(self.text) <= SAMPLE:
            return elected(sum([piece.votes for piece in pieces]), len(self.text))
        at = 0
        for piece in pieces:
            size = piece.size
            if piece.holes:
                size += sum(map(len, self.numbers[at : at + piece.holes]))
                at += piece.holes
            if place + size > SAMPLE:
                counted += votes(self.text[place:SAMPLE]) if piece.votes else 0
                place = SAMPLE
                break
            counted += piece.votes
            place += size
        return elected(counted, place)

    @property
    def script(self) -> str | None:
        """ja or zh where two characters in a row say so; empty where none do, None where nobody looked."""
        if self.pieces is None:
            return None
        return "ja" if self.flags & KANA else "zh" if self.flags & HAN else ""

    @cached_property
    def quoted_parts(self) -> tuple[tuple[int, int], ...]:
        """Spans of ``norm`` that are somebody else's words."""
        return quoted_spans(self.norm, self._given_quotes())

    def quoted(self, start: int, end: int) -> bool:
        """Whether ``norm[start:end]`` quotes earlier mail or words ascribed to the buyer."""
        if not self.flags & QUOTING and not self.message.quoted:
            return False
        index = bisect_right(self.quoted_parts, (start, len(self.norm))) - 1
        return index >= 0 and end <= self.quoted_parts[index][1]

    def named(self, start: int, end: int) -> bool:
        """Whether ``norm[start:end]`` is part of a title or of words that are spoken of."""
        if not self.flags & QUOTING:
            return False
        return any(first < start and end < last for first, last in named_spans(self.norm))

    @cached_property
    def proactive(self) -> bool | None:
        """True: sent without a question from the buyer; False: an answer; None: nothing tells."""
        return sent_first(self.message)

    def as_first(self) -> MessageView:
        """The same message as one that nobody asked for; what was found in its words stays found."""
        other = copy(self)
        other.message = replace(self.message, proactive=True)
        other.__dict__.pop("proactive", None)
        return other

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``text`` that ``norm[start:end]`` was folded from."""
        size = len(self.norm)
        start, end = max(0, min(start, size)), max(0, min(end, size))
        if end <= start:
            return self.back[start], self.back[start]
        last, limit = self.back[end - 1] + 1, self.back[end]
        while last < limit and (fold_char(self.text[last]) == "" or unicodedata.combining(self.text[last])):
            last += 1
        return self.back[start], last

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``norm`` that ``text[start:end]`` became."""
        return bisect_left(self.back, start), bisect_left(self.back, end)

    def _given_quotes(self) -> tuple[tuple[int, int], ...]:
        if not self.message.quoted or self.html is not None:
            return ()
        return tuple(self.folded(start, end) for start, end in self.message.quoted)


def sent_first(message: Message) -> bool | None:
    """True: sent without a question from the buyer; False: an answer; None: nothing tells."""
    if message.proactive is not None:
        return message.proactive
    if any(item.direction == "inbound" for item in message.thread):
        return False
    if message.quoted or _REPLY.match(message.subject):
        return False
    return None
