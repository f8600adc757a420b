"""What a case must be before it is sent: quoted word for word, nothing undone called done, no record altered."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from poa.cases import guard
from poa.cases.exhibits import altered_exhibits
from poa.cases.mail import CaseMail
from poa.cases.rounds import altered, rounds
from poa.errors import RefusedError
from poa.model.case import Case, Incident
from poa.model.message import Message

# A mail, a call or a card is not among the messages that were taken in.
_MESSAGES = "buyer_seller_messaging"
# A day that is typed is that of the seller's clock, one that is kept that of the message.
_DAY = timedelta(days=1)


def refuse_dishonest(folder: Path, case: Case, today: date) -> None:
    """Refuse to export or record a case that says what is not so.

    Args:
        folder: the case folder, with its messages, exhibits and rounds.
        case: the answers.
        today: the user's own date.

    Raises:
        RefusedError: an action is called done before its day, a training's record says otherwise by now, a quotation
            is not what the kept messages say, or a file of an exhibit or of a round is no longer what was taken in.
        CaseError: the messages or a round cannot be read.
    """
    from poa.training.into_case import refuse_disproved

    guard.refuse_undone_as_done(case, today)
    refuse_disproved(folder, case, today)
    mail = CaseMail(folder)
    for incident in case.incidents:
        if incident.source and incident.quote:
            _check_quote(mail, incident)
        elif incident.quote and incident.order_id and incident.on and incident.channel == _MESSAGES:
            _check_told(mail, incident)
    guard.refuse_altered(altered_exhibits(folder, case))
    for entry in rounds(folder):
        guard.refuse_altered(altered(entry))


def _check_quote(mail: CaseMail, incident: Incident) -> None:
    """Hold a quotation to the kept messages it comes from."""
    refusal: RefusedError | None = None
    for message in mail.from_source(incident.source):
        for quote, text in _both(incident.quote, message):
            try:
                guard.refuse_altered_quote(quote, text, incident.order_id)
                return
            except RefusedError as problem:
                refusal = problem
    if refusal:
        raise refusal


def _both(quote: str, message: Message) -> tuple[tuple[str, str], ...]:
    """A quotation and a kept message, in every way to compare them: either may be masked where the other is not."""
    from poa.text.mask import mask_personal

    words = _words(message)
    masked = mask_personal(words)
    return (quote, words), (quote, masked), (mask_personal(quote), masked)


def _check_told(mail: CaseMail, incident: Incident) -> None:
    """Hold a quotation that was typed to what was taken in of its order and day, where anything was: one of these
    messages must hold the words, whatever it looks like where personal data are masked.

    Raises:
        RefusedError: none does; what was really sent is to be quoted, or the quotation left out.
    """
    that_day = [
        message
        for message in mail.of_order(incident.order_id)
        if message.direction == "outbound" and message.sent and incident.on and abs(_day(message) - incident.on) <= _DAY
    ]
    if that_day and not any(_holds(message, incident.quote) for message in that_day):
        raise RefusedError("cases.other_quote", order=incident.order_id, on=incident.on)


def _holds(message: Message, quote: str) -> bool:
    from poa.cases.told import alike

    return any(alike(*both) for both in _both(quote, message))


def _day(message: Message) -> date:
    return message.sent.date() if message.sent else date.min


def _words(message: Message) -> str:
    from poa.messages.html import read_html

    return "\n".join(part for part in (message.subject, message.text or read_html(message.html).text) if part)
