"""Plain text: one message, a thread pasted from a message page, or mails pasted one below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.messages.headers import HEADER, header_block, header_name
from poa.messages.identify import is_reply, order_of
from poa.messages.openings import openings, takes_turns
from poa.messages.quoted import quoted_spans
from poa.messages.vocabulary import Vocabulary
from poa.model.message import Message

if TYPE_CHECKING:
    from poa.messages.parties import Parties
    from poa.messages.pieces import Piece


def read_text(
    text: str,
    source: str,
    vocabulary: Vocabulary,
    problem: Callable[[InputError], None],
    known: Callable[[], Parties] | None = None,
) -> Iterator[Message]:
    """The messages in ``text``: those of a thread where it is one, else the whole as a single outbound message.

    Args:
        text: clean text.
        source: the file, for messages and errors.
        vocabulary: the words for the sides and for orders.
        problem: gets an InputError for all dates that are not sure, and one where nothing tells who the buyer is.
        known: tells the names known beforehand; asked only where they matter.
    """
    found = messages_in(text.split("\n"), source, vocabulary, problem, known)
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


def messages_in(
    lines: list[str],
    source: str,
    vocabulary: Vocabulary,
    problem: Callable[[InputError], None],
    known: Callable[[], Parties] | None = None,
) -> list[Message]:
    """The messages of mails or a thread; none of either, where it is one message. Most are, and pay for no more."""
    pieces: list[Piece] = []
    strangers: tuple[str, ...] = ()
    first = next((index for index, line in enumerate(lines) if line.strip(" \t-=_*#~")), None)
    if first is not None and header_block(lines, first):
        from poa.messages.pasted import read_mails, strangers_of

        pieces = read_mails(lines, first, vocabulary, known)
        strangers = strangers_of(pieces)
    else:
        if found := openings(lines, vocabulary):
            from poa.messages.thread import read_thread

            pieces = read_thread(lines, found, vocabulary, known)
        if not pieces and takes_turns(lines):
            from poa.messages.named import read_named

            pieces, strangers = read_named(lines, vocabulary, known)
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
