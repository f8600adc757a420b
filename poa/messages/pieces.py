"""Messages cut out of a longer text: of a pasted conversation or of mails copied one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from poa.errors import InputError
from poa.messages.identify import channel_of, direction_of, is_reply, marketplace_of, order_of
from poa.messages.quoted import quoted_spans
from poa.messages.speakers import person_in
from poa.messages.times import NUMBERS, read_time
from poa.messages.vocabulary import Vocabulary
from poa.model.message import Direction, Message
from poa.text.lazy import lazy

_CLOCK_ALONE = lazy(r"[^\W\d_]{0,2}\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[A-Za-z.]{1,4}|\s?[+-]\d{2}:?\d{2}){0,2}$")
# A line in brackets below a message is a remark of whoever copied the thread.
_REMARK = lazy(r"^\s*(?:（.*）|\(.*\)|\[.*\])\s*$")


@dataclass
class Piece:
    """One message while its lines are being gathered. ``group`` tells the conversations in one text apart; not
    ``certain`` is a direction that nothing tells."""

    line: int
    direction: Direction
    lines: list[str] = field(default_factory=list)
    sender: str = ""
    receiver: str = ""
    subject: str = ""
    when: str = ""
    order: str | None = None
    agent: str = ""
    buyer: str = ""
    group: str = ""
    remark: str = ""
    certain: bool = True


def messages_of(
    pieces: Sequence[Piece], source: str, vocabulary: Vocabulary, problem: Callable[[InputError], None]
) -> list[Message]:
    """The pieces as messages, each with the ones before it in its conversation.

    Args:
        pieces: in the order of the text.
        source: the file, for messages and errors.
        vocabulary: the words for the sides.
        problem: gets one InputError for all dates that are not sure.
    """
    moments = _moments(pieces, source, problem)
    messages = [
        _message(piece, source, number, moment, vocabulary)
        for number, (piece, moment) in enumerate(zip(pieces, moments, strict=True), 1)
    ]
    groups: dict[str, list[int]] = {}
    for place, piece in enumerate(pieces):
        groups.setdefault(piece.group, []).append(place)
    for places in groups.values():
        for place, message in zip(places, _joined([messages[place] for place in places]), strict=True):
            messages[place] = message
    return messages


def _joined(messages: list[Message]) -> list[Message]:
    """A conversation: it is about the one order that it names; one that names none is joined here, others by order."""
    orders = {message.order_id for message in messages if message.order_id}
    if len(orders) == 1:
        [order] = orders
        return [replace(message, order_id=order) for message in messages]
    if orders:
        return messages
    from poa.messages.link import conversation

    return conversation(messages)


def _moments(pieces: Sequence[Piece], source: str, problem: Callable[[InputError], None]) -> list[datetime | None]:
    """When the messages were sent. Dates in numbers alone are read by all of them; those not read are told."""
    moments = [read_time(piece.when) if piece.when else None for piece in pieces]
    unread = [place for place, piece in enumerate(pieces) if piece.when and moments[place] is None]
    unclear = False
    if any(NUMBERS.search(pieces[place].when[:80]) for place in unread):
        from poa.messages.dayorder import NumericDates

        dates = NumericDates()
        for piece in pieces:
            dates.see(piece.when, piece.line)
        if told := dates.settle(source):
            unclear = not dates.settled
            problem(told)
        for place in unread:
            moments[place] = dates.read(pieces[place].when)
    _tell_unread([piece for piece, moment in zip(pieces, moments, strict=True) if not moment], unclear, source, problem)
    return moments


def _tell_unread(pieces: Sequence[Piece], unclear: bool, source: str, problem: Callable[[InputError], None]) -> None:
    """Tell of dates that cannot be read. A time of day alone states no day, and what is not sure was told already."""
    left = [piece for piece in pieces if piece.when and not _CLOCK_ALONE.match(piece.when)]
    if not left:
        return
    from poa.messages.moments import Unread

    unread = Unread()
    for piece in left:
        if not (unclear and NUMBERS.search(piece.when[:80])):
            unread.add(piece.when, piece.line)
    unread.tell(source, problem)


def _message(piece: Piece, source: str, number: int, moment: datetime | None, vocabulary: Vocabulary) -> Message:
    body, remark = _split_remark("\n".join(piece.lines).strip())
    outbound = piece.direction == "outbound"
    other = piece.receiver if outbound else piece.sender
    buyer = piece.buyer or (person_in(other, vocabulary, buyer=True) if other else "")
    extra = {"remark": "\n".join(filter(None, (piece.remark, remark)))} if piece.remark or remark else {}
    if buyer:
        extra["buyer"] = buyer
    side = direction_of(piece.sender, piece.receiver)
    return Message(
        id=f"{source}#{number}",
        text=body,
        subject=piece.subject,
        source=f"{source}:{piece.line}",
        direction=piece.direction,
        channel=channel_of(piece.receiver, side) if outbound else "buyer_seller_messaging",
        proactive=False if outbound and is_reply(piece.subject) else None,
        order_id=order_of(piece.subject, body) or piece.order if piece.subject else piece.order or order_of(body),
        sent=moment,
        marketplace=marketplace_of(piece.sender, piece.receiver),
        sender=(piece.agent or person_in(piece.sender, vocabulary) or None) if outbound else None,
        quoted=quoted_spans(body),
        extra=extra,
    )


def _split_remark(body: str) -> tuple[str, str]:
    lines = body.split("\n")
    taken: list[str] = []
    while len(lines) > 1 and (_REMARK.match(lines[-1]) or not lines[-1].strip()):
        taken.insert(0, lines.pop())
    return "\n".join(lines).rstrip(), "\n".join(taken).strip()
