"""Rows of a table (.csv, .xlsx) as messages: which column is what, and what to say where none holds the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from poa.errors import InputError
from poa.messages.identify import channel_of, direction_of, is_reply, marketplace_of, order_of
from poa.messages.limits import MAX_MESSAGE, MAX_ROWS_BEFORE_HEADER
from poa.messages.names import safe_name
from poa.messages.quoted import quoted_spans
from poa.messages.times import read_day, read_time
from poa.messages.vocabulary import Vocabulary, folded
from poa.model.message import Attachment, Channel, Direction, Message
from poa.text.clean import clean

Problem = Callable[[InputError], None]
Remembered = Callable[[Sequence[str]], Mapping[str, str] | None]
Row = tuple[int, Sequence[str]]
_CHANNELS: Mapping[str, Channel] = {
    "directemail": "direct_email",
    "email": "direct_email",
    "sms": "sms",
    "packageinsert": "package_insert",
}
_WORDY = ("text", "html")
HEADED = "headed"


def read_rows(
    rows: Iterable[Row],
    source: str,
    vocabulary: Vocabulary,
    chosen: Mapping[str, str] | None,
    problem: Problem,
    remembered: Remembered | None = None,
) -> Iterator[Message]:
    """The messages of a table.

    Args:
        rows: line number and cells of each row, the header first (empty rows and a title above it are passed over).
        source: the file, for messages and errors.
        vocabulary: the known names of columns and values.
        chosen: field to column name or 1-based number, over what is recognised; HEADED where the first row holds
            headings although none of them is named.
        problem: gets an InputError for a row whose text is too long.
        remembered: tells what was chosen for a table with the same first row, where nothing is chosen now.

    Raises:
        InputError: there is no header, or no column that holds the words of a message; with the columns found.
    """
    waiting: list[Row] = []
    iterator = iter(rows)
    for row in iterator:
        if any(cell.strip() for cell in row[1]):
            waiting.append(row)
        if len(waiting) >= MAX_ROWS_BEFORE_HEADER:
            break
    if not waiting:
        raise InputError("messages.empty_table", file=source)
    if not chosen and remembered is not None:
        chosen = remembered([clean(cell).strip() for cell in waiting[0][1]])
    header_at, places = _columns(waiting, source, vocabulary, chosen)
    number = 0
    for line, cells in _chain(waiting[header_at + 1 :], iterator):
        values = {field: clean(cells[place]).strip() for field, place in places.items() if place < len(cells)}
        if not any(values.get(field) for field in _WORDY):
            continue
        number += 1
        for field in _WORDY:
            if len(values.get(field, "")) > MAX_MESSAGE:
                problem(InputError("messages.cut_message", file=source, line=line, kilobytes=MAX_MESSAGE // 1000))
                values[field] = values[field][:MAX_MESSAGE]
        yield _message(values, source, line, number, vocabulary)


def _chain(first: Iterable[Row], second: Iterable[Row]) -> Iterator[Row]:
    yield from first
    yield from second


def _columns(
    rows: list[Row], source: str, vocabulary: Vocabulary, chosen: Mapping[str, str] | None
) -> tuple[int, dict[str, int]]:
    """Which row is the header (-1: none) and the place of each field."""
    best, header_at = 0, -1
    for index, (_, cells) in enumerate(rows):
        known = sum(1 for cell in cells if folded(cell) in vocabulary.columns or folded(cell) in vocabulary.logs)
        if known > best and all(len(cell) <= 80 for cell in cells):
            best, header_at = known, index
        if best >= 2:
            break
    if chosen:
        return _chosen(rows, header_at, source, vocabulary, chosen)
    names = [cell.strip() for cell in rows[max(header_at, 0)][1]]
    if header_at < 0:
        raise InputError("messages.no_header", file=source, line=rows[0][0], columns=_listed(names))
    places = _recognised(names, vocabulary)
    _require_words(places, names, source, rows[header_at][0], vocabulary)
    return header_at, places


def _recognised(names: Sequence[str], vocabulary: Vocabulary) -> dict[str, int]:
    """The place of each field. Of two columns for one field the better known name wins (it stands first)."""
    order = {name: rank for rank, name in enumerate(vocabulary.columns)}
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        key = folded(name)
        field = vocabulary.columns.get(key)
        if field and (field not in places or order[key] < order[folded(names[places[field]])]):
            places[field] = place
    return places


def _chosen(
    rows: list[Row], header_at: int, source: str, vocabulary: Vocabulary, chosen: Mapping[str, str]
) -> tuple[int, dict[str, int]]:
    """The user's own mapping; it makes the first row the header where it names columns that stand there."""
    chosen = dict(chosen)
    if chosen.pop(HEADED, ""):
        header_at = max(header_at, 0)
    at = max(header_at, 0)
    wanted = {folded(column) for column in chosen.values() if not column.strip().isdigit()}
    for index, (_, cells) in enumerate(rows):
        if wanted and wanted <= {folded(cell) for cell in cells}:
            at = header_at = index
            break
    names = [cell.strip() for cell in rows[at][1]]
    known = set(vocabulary.columns.values())
    places = _recognised(names, vocabulary) if header_at >= 0 else {}
    for field, column in chosen.items():
        if field not in known:
            raise InputError("messages.no_field", field=field, known=", ".join(sorted(known)))
        places[field] = _place(column, names, source)
    _require_words(places, names, source, rows[at][0], vocabulary)
    return header_at, places


def _place(column: str, names: list[str], source: str) -> int:
    for place, name in enumerate(names):
        if folded(name) == folded(column):
            return place
    number = int(column) if re.fullmatch(r"[0-9]{1,4}", column.strip()) else 0
    if not 1 <= number <= len(names):
        raise InputError("messages.no_column", file=source, column=column, columns=_listed(names))
    return number - 1


def _require_words(places: Mapping[str, int], names: list[str], source: str, line: int, vocabulary: Vocabulary) -> None:
    if any(field in places for field in _WORDY):
        return
    is_log = any(folded(name) in vocabulary.logs for name in names)
    key = "messages.log_without_text" if is_log or "sent" in places else "messages.no_text_column"
    raise InputError(key, file=source, line=line, columns=_listed(names))


def _listed(names: Sequence[str]) -> str:
    shown = [clean(name).replace("\n", " ")[:40] or "-" for name in names[:20]]
    return ", ".join(shown) + (" ..." if len(names) > 20 else "")


def _message(values: Mapping[str, str], source: str, line: int, number: int, vocabulary: Vocabulary) -> Message:
    text, html, subject = values.get("text", ""), values.get("html", ""), values.get("subject", "")
    if text and not html and re.match(r"\s*<(?:!doctype html|html|body|div|p|table)\b", text, re.IGNORECASE):
        text, html = "", text
    side = _side(values, vocabulary)
    direction = side or "outbound"
    outbound = direction == "outbound"
    receiver = values.get("to", "")
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
        sent=read_time(values.get("sent", "")),
        order_completed=read_day(values.get("order_completed", "")),
        lang=values.get("lang") or None,
        buyer_lang=values.get("buyer_lang") or None,
        marketplace=values.get("marketplace") or marketplace_of(values.get("from", ""), receiver),
        sender=(values.get("sender") or None) if outbound else None,
        template=values.get("template") or None,
        attachments=_attachments(values.get("attachments", "")),
        quoted=quoted_spans(text),
        extra={"buyer": values["buyer"]} if values.get("buyer") else {},
    )


def _attachments(names: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(safe_name(name)) for name in re.split(r"[;；|\n]", names) if name.strip())


def _side(values: Mapping[str, str], vocabulary: Vocabulary) -> Direction | None:
    """Who wrote: as a column says, else by the addresses, else by a speaker's word in the sender columns."""
    for word in (values.get("direction", ""), values.get("from", ""), values.get("sender", "")):
        known = vocabulary.values.get(folded(word))
        if known in ("inbound", "outbound"):
            return "inbound" if known == "inbound" else "outbound"
    return direction_of(values.get("from", ""), values.get("to", ""))


def _proactive(values: Mapping[str, str], subject: str, vocabulary: Vocabulary) -> bool | None:
    known = vocabulary.values.get(folded(values.get("proactive", "")))
    if known in ("yes", "no"):
        return known == "yes"
    return False if is_reply(subject) else None
