"""Plain text: one message, a thread pasted from a message page, or mails pasted one below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from poa.errors import InputError
from poa.messages.headers import HEADER, header_block, header_name
from poa.messages.identify import is_reply, order_of
from poa.messages.openings import openings
from poa.messages.quoted import quoted_spans
from poa.messages.vocabulary import Vocabulary
from poa.model.message import Message


def read_text(
    text: str, source: str, vocabulary: Vocabulary, problem: Callable[[InputError], None]
) -> Iterator[Message]:
    """The messages in ``text``: those of a thread where it is one, else the whole as a single outbound message.

    Args:
        text: clean text.
        source: the file, for messages and errors.
        vocabulary: the words for the sides and for orders.
        problem: gets one InputError for all dates that are not sure.
    """
    lines = text.split("\n")
    found = _of_many(lines, source, vocabulary, problem)
    if found:
        yield from found
        return
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


def _of_many(
    lines: list[str], source: str, vocabulary: Vocabulary, problem: Callable[[InputError], None]
) -> list[Message]:
    """The messages of mails or a thread; none of either, where it is one message. Most are, and pay for no more."""
    first = next((index for index, line in enumerate(lines) if line.strip(" \t-=_*#~")), None)
    if first is not None and header_block(lines, first):
        from poa.messages.pasted import read_mails, strangers_of

        pieces = read_mails(lines, first, vocabulary)
        strangers = strangers_of(pieces)
    else:
        found = openings(lines, vocabulary)
        if not found:
            return []
        from poa.messages.headings import strangers_in
        from poa.messages.thread import read_thread

        pieces = read_thread(lines, found, vocabulary)
        strangers = () if pieces else strangers_in(lines, vocabulary)
    if strangers:
        problem(InputError("messages.sides_unclear", file=source, one=strangers[0], other=strangers[1]))
    if not pieces:
        return []
    from poa.messages.pieces import messages_of

    return messages_of(pieces, source, vocabulary, problem)


def _own_subject(text: str) -> tuple[str, str]:
    """A subject line on top of a single message, and the rest."""
    body = text.strip("\n")
    first, _, rest = body.partition("\n")
    found = HEADER.match(first)
    if found and header_name(found[1]) == "subject" and rest.strip():
        return found[2].strip(), rest.strip("\n")
    return "", body
