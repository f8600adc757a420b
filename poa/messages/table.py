"""Rows of a table (.csv, .xlsx) as messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.messages.columns import CLOCK, WORDY, Row, find_columns
from poa.messages.identify import channel_of, direction_of, is_reply, marketplace_of, order_of
from poa.messages.limits import MAX_ROWS_BEFORE_HEADER
from poa.messages.moments import kind_of, with_clock
from poa.messages.names import safe_name
from poa.messages.quoted import quoted_spans
from poa.messages.rows import Rows
from poa.messages.tabledates import Opened, TableDates
from poa.messages.vocabulary import Vocabulary, folded
from poa.model.message import Attachment, Channel, Direction, Message
from poa.text.clean import clean
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.library.guidance import Guidance
    from poa.messages.cells import Cells
    from poa.messages.speakers import Speaker

Problem = Callable[[InputError], None]
Remembered = Callable[[Sequence[str]], Mapping[str, str] | None]
_CHANNELS: Mapping[str, Channel] = {
    "directemail": "direct_email",
    "email": "direct_email",
    "sms": "sms",
    "packageinsert": "package_insert",
}
# A row without any of these holds nothing to look at.
_TELLING = (*WORDY, "subject", "attachments")
_CLOCK_ALONE = lazy(r"(?:上午|下午|午前|午後)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?$")


def read_rows(
    opened: Opened,
    source: str,
    vocabulary: Vocabulary,
    chosen: Mapping[str, str] | None,
    problem: Problem,
    remembered: Remembered | None = None,
    guidance: Guidance | None = None,
    conversations: Cells | None = None,
) -> Iterator[Message]:
    """The messages of a table.

    Args:
        opened: gives line number and cells of each row, the header first (empty rows and a title above it are passed
            over), and tells of damaged rows; called a second time where only all rows tell how their dates are written.
        source: the file, for messages and errors.
        vocabulary: the known names of columns and values.
        chosen: field to column name or 1-based number, over what is recognised; poa.messages.columns.HEADED where the
            first row holds headings although none of them is named.
        problem: gets an InputError for a damaged row, and one for all dates that are not sure.
        remembered: tells what was chosen for a table with the same first row, where nothing is chosen now.
        guidance: to look up how a store writes dates.
        conversations: cuts texts that are whole conversations.

    Raises:
        InputError: there is no header, or no column that holds the words of a message; with the columns found.
    """
    waiting: list[Row] = []
    rows = iter(opened(problem))
    for row in rows:
        if any(cell.strip() for cell in row[1]):
            waiting.append(row)
        if len(waiting) >= MAX_ROWS_BEFORE_HEADER:
            break
    if not waiting:
        raise InputError("messages.empty_table", file=source)
    if not chosen and remembered is not None:
        chosen = remembered([clean(cell).strip() for cell in waiting[0][1]])
    header_at, places = find_columns(waiting, source, vocabulary, chosen)
    header = waiting[header_at] if header_at >= 0 else (0, ())
    dates = TableDates(opened, places, header, source, problem, guidance)
    width = len(header[1]) or len(waiting[0][1])
    widths = _Widths(width, places, source, problem)
    told = Rows(source, problem, conversations)
    number = 0
    for line, cells in chain(waiting[header_at + 1 :], rows):
        if len(cells) > width:
            cells = widths.fitted(line, cells)
        values = {field: clean(cells[place]).strip() for field, place in places.items() if place < len(cells)}
        if not any(values.get(field) for field in _TELLING):
            if any(values.values()):
                told.empty(line)
            continue
        number += 1
        message = _message(values, source, line, number, vocabulary, dates)
        yield from told.of(message, line, partial(_names, values, message, vocabulary))
    told.end()
    dates.end()


class _Widths:
    """Rows with more cells than the header: words with a comma in them that stand without quotation marks."""

    def __init__(self, width: int, places: Mapping[str, int], source: str, problem: Problem) -> None:
        self._width, self._source, self._problem = width, source, problem
        self._last = width - 1 in (places.get("text"), places.get("html"))
        self._told = False

    def fitted(self, line: int, cells: Sequence[str]) -> Sequence[str]:
        """The row with its surplus joined to the words where they stand last; told with the first such row."""
        surplus = cells[self._width :]
        if not any(cell.strip() for cell in surplus):
            return cells
        if not self._told:
            self._told = True
            key = "messages.more_cells_joined" if self._last else "messages.more_cells"
            self._problem(InputError(key, file=self._source, line=line))
        return [*cells[: self._width - 1], ",".join(cells[self._width - 1 :])] if self._last else cells


def _message(
    values: Mapping[str, str], source: str, line: int, number: int, vocabulary: Vocabulary, dates: TableDates
) -> Message:
    text, html, subject = values.get("text", ""), values.get("html", ""), values.get("subject", "")
    if text and not html and re.match(r"\s*<(?:!doctype html|html|body|div|p|table)\b", text, re.IGNORECASE):
        text, html = "", text
    side = _side(values, vocabulary)
    direction = side or "outbound"
    outbound = direction == "outbound"
    receiver = values.get("to", "")
    buyer = _buyer(values, direction, vocabulary)
    return Message(
        id=values.get("id") or f"{source}#{number}",
        text=text,
        html=html,
        subject=subject,
        source=f"{source}:{line}",
        direction=direction,
        channel=_CHANNELS.get(folded(values.get("channel", "")), channel_of(receiver, side)),
        proactive=_proactive(values, subject, vocabulary) if outbound else None,
        order_id=order_of(values.get("order_id", "")) or values.get("order_id") or order_of(subject, text),
        sent=dates.moment(_sent(values), line),
        order_completed=dates.day(values.get("order_completed", ""), line),
        lang=values.get("lang") or None,
        buyer_lang=values.get("buyer_lang") or None,
        marketplace=values.get("marketplace") or marketplace_of(values.get("from", ""), receiver),
        sender=_sender(values, vocabulary) if outbound else None,
        template=values.get("template") or None,
        attachments=_attachments(values.get("attachments", "")),
        quoted=quoted_spans(text),
        extra={"buyer": buyer} if buyer else {},
    )


def _sent(values: Mapping[str, str]) -> str:
    """The time as written; day and time of day may stand in two columns."""
    sent, clock = values.get("sent", ""), values.get(CLOCK, "")
    if not clock:
        return sent
    if sent.isascii() and sent.isdigit() and kind_of(sent) == "days":
        return with_clock(sent, clock)
    if _CLOCK_ALONE.match(sent):
        return f"{clock} {sent}"
    return f"{sent} {clock}" if _CLOCK_ALONE.match(clock) and ":" not in sent else sent


def _attachments(names: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(safe_name(name)) for name in re.split(r"[;；|\n]", names) if name.strip())


def _side(values: Mapping[str, str], vocabulary: Vocabulary) -> Direction | None:
    """Who wrote: as a column says, else by the addresses, else by a word for a side beside a name, else as the column
    of buyers names the one who wrote or was written to. A name alone does not tell."""
    said = (values.get("direction", ""), values.get("from", ""), values.get("sender", ""))
    for word in said:
        known = vocabulary.values.get(folded(word)) if word else None
        if known in ("inbound", "outbound"):
            return "inbound" if known == "inbound" else "outbound"
    writer, receiver, buyer = said[1] or said[2], values.get("to", ""), values.get("buyer", "")
    if side := direction_of(writer, receiver):
        return side
    for word in said:
        if word and (speaker := _speaker_of(word, vocabulary)):
            return speaker.direction
    if not buyer:
        return None
    return "inbound" if writer == buyer else "outbound" if receiver == buyer else None


def _speaker_of(word: str, vocabulary: Vocabulary) -> Speaker | None:
    from poa.messages.speakers import speaker_of

    return speaker_of(word, vocabulary)


def _person_in(value: str, vocabulary: Vocabulary, *, buyer: bool = False) -> str:
    from poa.messages.speakers import person_in

    return person_in(value, vocabulary, buyer=buyer)


def _sender(values: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """The person who wrote, of the columns that may name one."""
    for field in ("sender", "from"):
        value = values.get(field, "")
        if value and folded(value) not in vocabulary.values:
            return _person_in(value, vocabulary) or value
    return None


def _names(values: Mapping[str, str], message: Message, vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Who stands on the seller's side, and who is the buyer, as far as the row says."""
    buyer = message.extra.get("buyer", "")
    agent = _sender(values, vocabulary) if message.direction == "outbound" else values.get("sender", "")
    return [name for name in (message.sender, agent) if name and name != buyer], [buyer]


def _buyer(values: Mapping[str, str], direction: Direction, vocabulary: Vocabulary) -> str:
    """The buyer's name, so that it can be masked."""
    if values.get("buyer"):
        return values["buyer"]
    value = values.get("to" if direction == "outbound" else "from", "")
    sender = values.get("sender", "")
    # A column of operators names ours on the buyers' rows too.
    if direction == "inbound" and not value and (direction_of(sender, "") or _speaker_of(sender, vocabulary)):
        value = sender
    return _person_in(value, vocabulary, buyer=True) if value and folded(value) not in vocabulary.values else ""


def _proactive(values: Mapping[str, str], subject: str, vocabulary: Vocabulary) -> bool | None:
    known = vocabulary.values.get(folded(values.get("proactive", "")))
    if known in ("yes", "no"):
        return known == "yes"
    return False if is_reply(subject) else None
