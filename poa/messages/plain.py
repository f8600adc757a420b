"""Plain text: one message, a thread pasted from a message page, or mails pasted one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from poa.messages.headers import HEADER, header_block, header_name, header_soon
from poa.messages.identify import buyer_name, channel_of, direction_of, is_reply, marketplace_of, order_of
from poa.messages.quoted import quoted_spans
from poa.messages.times import read_time
from poa.messages.vocabulary import Vocabulary
from poa.model.message import Direction, Message
from poa.text.lazy import lazy

_DAY = (
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? [A-Za-z]{3,9}\.? \d{4}"
)
_HOUR = r"[T,]?\s*(?:at\s)?(?:上午|下午)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?Z?(?:\s?[AaPp]\.?[Mm]\.?)?"
_WHEN = rf"(?:{_DAY})(?:{_HOUR})?(?:\s?(?:UTC|GMT|[A-Z]{{3,4}}|[+-]\d{{2}}:?\d{{2}}))?"
_DIVIDER = lazy(r"^\s*[-=_*#~]{3,}\s*$")
_DECORATED = lazy(r"^\s*(?:[=#*—_-]{2,}|[【\[#])")
# A line in brackets below a message is a remark of whoever copied the thread.
_REMARK = lazy(r"^\s*(?:（.*）|\(.*\)|\[.*\])\s*$")


@dataclass
class _Piece:
    """One message of a thread while its lines are being gathered."""

    line: int
    direction: Direction
    lines: list[str] = field(default_factory=list)
    sender: str = ""
    receiver: str = ""
    subject: str = ""
    when: str = ""
    order: str | None = None
    agent: str = ""


def read_text(text: str, source: str, vocabulary: Vocabulary) -> Iterator[Message]:
    """The messages in ``text``: those of a thread where it is one, else the whole as a single outbound message."""
    lines = text.split("\n")
    pieces = _mails(lines) or _thread(lines, vocabulary)
    if not pieces:
        subject, body = _own_subject(text)
        yield Message(
            id=source,
            text=body,
            subject=subject,
            source=source,
            proactive=False if is_reply(subject) else None,
            order_id=order_of(subject, body),
            quoted=quoted_spans(body),
        )
        return
    for number, piece in enumerate(pieces, 1):
        yield _message(piece, source, number)


def _own_subject(text: str) -> tuple[str, str]:
    """A subject line on top of a single message, and the rest."""
    body = text.strip("\n")
    first, _, rest = body.partition("\n")
    found = HEADER.match(first)
    if found and header_name(found[1]) == "subject" and rest.strip():
        return found[2].strip(), rest.strip("\n")
    return "", body


def _message(piece: _Piece, source: str, number: int) -> Message:
    body = "\n".join(piece.lines).strip()
    body, remark = _split_remark(body)
    side = direction_of(piece.sender, piece.receiver)
    direction = side or piece.direction
    moment = read_time(piece.when) if piece.when else None
    outbound = direction == "outbound"
    extra = {"remark": remark} if remark else {}
    buyer = buyer_name((piece.receiver if outbound else piece.sender).partition("<")[0].strip(' "'))
    if buyer and (piece.receiver or piece.sender):
        extra["buyer"] = buyer
    return Message(
        id=f"{source}#{number}",
        text=body,
        subject=piece.subject,
        source=f"{source}:{piece.line}",
        direction=direction,
        channel=channel_of(piece.receiver, side) if outbound else "buyer_seller_messaging",
        proactive=False if outbound and is_reply(piece.subject) else None,
        order_id=order_of(piece.subject, body) or piece.order if piece.subject else piece.order or order_of(body),
        sent=moment,
        marketplace=marketplace_of(piece.sender, piece.receiver),
        sender=(piece.agent or piece.sender.partition("<")[0].strip(' "') or None) if outbound else None,
        quoted=quoted_spans(body),
        extra=extra,
    )


def _split_remark(body: str) -> tuple[str, str]:
    lines = body.split("\n")
    taken: list[str] = []
    while len(lines) > 1 and (_REMARK.match(lines[-1]) or not lines[-1].strip()):
        taken.insert(0, lines.pop())
    return "\n".join(lines).rstrip(), "\n".join(taken).strip()


def _mails(lines: list[str]) -> list[_Piece]:
    """Mails with their headers on top; none where the text does not begin with a sender's line."""
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is None or not header_block(lines, first):
        return []
    pieces: list[_Piece] = []
    index = first
    while index < len(lines):
        starts = index == first or (_after_gap(lines, index) and header_block(lines, index))
        if not starts:
            if not _DIVIDER.match(lines[index]) or (index + 1 < len(lines) and not header_soon(lines, index + 1)):
                pieces[-1].lines.append(lines[index])
            index += 1
            continue
        piece = _Piece(index + 1, "outbound")
        while index < len(lines) and (found := HEADER.match(lines[index])):
            _take_header(piece, found[1], found[2].strip())
            index += 1
        pieces.append(piece)
    return pieces


def _take_header(piece: _Piece, name: str, value: str) -> None:
    field_name = header_name(name)
    if field_name == "from":
        piece.sender = value
    elif field_name == "to":
        piece.receiver = value
    elif field_name == "subject":
        piece.subject = value
    elif field_name == "date":
        piece.when = value
    elif field_name == "x-agent":
        piece.agent = value
    elif field_name == "order":
        piece.order = order_of(value)


def _after_gap(lines: list[str], index: int) -> bool:
    """A new mail begins after an empty line or a divider; below "Original Message" it is a quotation."""
    before = lines[index - 1]
    return not before.strip() or _DIVIDER.match(before) is not None


def _thread(lines: list[str], vocabulary: Vocabulary) -> list[_Piece]:
    """A conversation: lines that begin with (time and) speaker, under headings that name the order."""
    if not _names_a_speaker(lines, vocabulary):
        return []
    heading = _heading(vocabulary)
    opening = _opening(vocabulary)
    pieces: list[_Piece] = []
    order: str | None = None
    certain = False
    current: _Piece | None = None
    for number, line in enumerate(lines, 1):
        if len(line) <= 200 and (found_order := order_of(line)) and opening.match(line):
            order, current, certain = found_order, None, certain or _DECORATED.match(line) is not None
            continue
        found = heading.match(line[:300])
        if found:
            who = next(name for name in ("inbound", "outbound") if found[name])
            current = _Piece(number, "inbound" if who == "inbound" else "outbound", order=order)
            current.when = (found["when"] or found["later"] or "").strip(" ,，")
            current.agent = (found["name"] or "").strip(" ()（）-–")
            current.lines.append(line[found.end() :])
            pieces.append(current)
            certain = certain or bool(current.when)
        elif current is not None:
            current.lines.append(line)
    return pieces if certain or len(pieces) >= 2 else []


def _names_a_speaker(lines: list[str], vocabulary: Vocabulary) -> bool:
    """Whether one may speak at all: the pattern that finds out where takes longer to make than a message to audit."""
    words = [word.casefold() for side in ("inbound", "outbound") for word in vocabulary.speakers.get(side, ())]
    return any(word in line for line in (line[:300].casefold() for line in lines) for word in words)


@lru_cache(maxsize=4)
def _patterns(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = dict(words)

    def either(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(known.get(name, ("\x00",)), key=len, reverse=True))

    heading = re.compile(
        rf"^\s*[\[【(（*-]?\s*(?P<when>{_WHEN})?\s*[\]】)）]?\s*[-–,，|]?\s*[\[【*]*(?:(?P<inbound>{either('inbound')})"
        rf"|(?P<outbound>{either('outbound')}))(?![\w'’])(?P<name>[ \t(（-][^:：,，\n]{{1,40}}?)?\s*[\]】*]*"
        rf"\s*[(（,，@]?\s*(?P<later>{_WHEN})?\s*[)）]?\s*(?:[:：]\s?|$)",
        re.IGNORECASE,
    )
    order = rf"(?:amazon\s*)?(?:{either('order')})?\s*[#:：]?\s*\d{{3}}-\d{{7}}-\d{{7}}"
    opening = re.compile(rf"^\s*[=#*\-—_【\[ ]*{order}\s*[=#*\-—_】\]：: ]*$", re.IGNORECASE)
    return heading, opening


def _heading(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _patterns(tuple(vocabulary.speakers.items()))[0]


def _opening(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _patterns(tuple(vocabulary.speakers.items()))[1]
