"""Quotations that are not what the kept messages say: altered, or in none of those of their order and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from poa.cases import guard
from poa.cases.mail import CaseMail
from poa.cases.told import alike, by_hand
from poa.errors import RefusedError
from poa.model.case import Case, Incident
from poa.model.message import Message

# A mail, a call or a card is not among the messages that were taken in.
_MESSAGES = "buyer_seller_messaging"
# A day that is typed is that of the seller's clock, one that is kept that of the message.
_DAY = timedelta(days=1)


def wrong_quotes(case: Case, mail: CaseMail) -> Iterator[tuple[str, RefusedError]]:
    """The places of the answers that quote what the kept messages do not say, each with what is to be said of it.

    Args:
        case: the answers.
        mail: the messages of the case.
    """
    for index, incident in enumerate(case.incidents):
        if refusal := _wrong(mail, incident):
            yield f"incidents[{index}].quote", refusal
    for place in _misquoted_turns(case, mail):
        told = RefusedError("cases.other_turn", place=f"conversation[{place}]", on=case.conversation[place].on)
        yield f"conversation[{place}].quote", told


def _wrong(mail: CaseMail, incident: Incident) -> RefusedError | None:
    if incident.source and incident.quote:
        return _altered(mail, incident)
    if is_misquoted(mail, incident):
        return RefusedError("cases.other_quote", order=incident.order_id, on=incident.on)
    return None


def _altered(mail: CaseMail, incident: Incident) -> RefusedError | None:
    """Hold a quotation to the kept messages it comes from; nothing is held against one of a message not kept here."""
    refusal: RefusedError | None = None
    for message in mail.from_source(incident.source):
        for quote, text in _both(incident.quote, message):
            try:
                guard.refuse_altered_quote(quote, text, incident.order_id)
            except RefusedError as problem:
                refusal = problem
            else:
                return None
    return refusal


def misquoted(case: Case, folder: Path) -> Iterator[Incident]:
    """The messages told by hand whose quotation stands in none of those kept of their order and day.

    Args:
        case: the answers.
        folder: the case, with its messages.
    """
    quoting = [incident for incident in by_hand(case) if incident.quote]
    if quoting:
        mail = CaseMail(folder)
        yield from (incident for incident in quoting if is_misquoted(mail, incident))


def _misquoted_turns(case: Case, mail: CaseMail) -> Iterator[int]:
    """The places of those turns of a dispute's conversation whose quotation stands in none of the messages that were
    taken in of its day and side on the orders that the notice names.

    Args:
        case: the answers.
        mail: the messages of the case.
    """
    quoting = [(place, turn) for place, turn in enumerate(case.conversation) if turn.quote and turn.on]
    kept = [message for order in case.notice.order_ids for message in mail.of_order(order)] if quoting else []
    for place, turn in quoting:
        side = "inbound" if turn.sender == "buyer" else "outbound"
        that_day = [
            message
            for message in kept
            if message.direction == side and message.sent and turn.on and abs(_day(message) - turn.on) <= _DAY
        ]
        if that_day and not any(_holds(message, turn.quote) for message in that_day):
            yield place


def is_misquoted(mail: CaseMail, incident: Incident) -> bool:
    """Whether messages of an incident's order and day were taken in, and none of them holds the words that were typed,
    whatever it looks like where personal data are masked.

    Args:
        mail: the messages of the case.
        incident: told by hand; one made of a message is held to that message.
    """
    on = incident.on
    if incident.source or not (incident.quote and incident.order_id and on) or incident.channel != _MESSAGES:
        return False
    that_day = [
        message
        for message in mail.of_order(incident.order_id)
        if message.direction == "outbound" and message.sent and abs(_day(message) - on) <= _DAY
    ]
    return bool(that_day) and not any(_holds(message, incident.quote) for message in that_day)


def _both(quote: str, message: Message) -> tuple[tuple[str, str], ...]:
    """A quotation and a kept message, in every way to compare them: either may be masked where the other is not."""
    from poa.text.mask import mask_personal

    words = _words(message)
    masked = mask_personal(words)
    return (quote, words), (quote, masked), (mask_personal(quote), masked)


def _holds(message: Message, quote: str) -> bool:
    return any(alike(*pair) for pair in _both(quote, message))


def _day(message: Message) -> date:
    return message.sent.date() if message.sent else date.min


def _words(message: Message) -> str:
    from poa.messages.html import read_html

    return "\n".join(part for part in (message.subject, message.text or read_html(message.html).text) if part)
