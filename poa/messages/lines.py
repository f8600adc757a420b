"""Messages of ``.jsonl`` and ``.json``: one object a message, with the fields of poa.model.message.Message."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from poa.errors import InputError
from poa.messages.encoding import decode
from poa.messages.limits import MAX_LINE, MB
from poa.messages.moments import Moments
from poa.messages.rows import Rows
from poa.model.message import Attachment, Channel, Direction, Message, ThreadItem
from poa.text.clean import clean

if TYPE_CHECKING:
    from poa.messages.cells import Cells

Problem = Callable[[InputError], None]
_CHANNELS: Mapping[str, Channel] = {
    "buyer_seller_messaging": "buyer_seller_messaging",
    "direct_email": "direct_email",
    "sms": "sms",
    "package_insert": "package_insert",
}
_WORDS = ("lang", "buyer_lang", "marketplace", "sender", "template", "reason")


def read_lines(stream: BinaryIO, source: str, problem: Problem, cells: Cells | None = None) -> Iterator[Message]:
    """The messages of a stream of JSON lines.

    Args:
        stream: bytes, read line by line.
        source: what to call the stream in messages and errors.
        problem: gets an InputError with the line for each line that cannot be read; the others are read still.
        cells: cuts texts that are whole conversations.
    """
    number = 0
    rows = Rows(source, problem, cells)
    while True:
        raw = stream.readline(MAX_LINE + 1)
        number += 1
        if not raw:
            rows.end()
            return
        if len(raw) > MAX_LINE:
            problem(InputError("messages.long_line", file=source, line=number, megabytes=MAX_LINE // MB))
            _skip_line(stream)
            continue
        if raw.isspace() or raw == b"\xef\xbb\xbf\n":
            continue
        try:
            yield from _messages(_parsed(raw), f"{source}:{number}", number, rows, number)
        except InputError as wrong:
            wrong.file, wrong.line = Path(source), number
            problem(wrong)


def _skip_line(stream: BinaryIO) -> None:
    while (more := stream.readline(MAX_LINE)) and not more.endswith(b"\n"):
        pass


def _parsed(raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode(raw)[0]
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        from poa.library.misfit import json_fault

        raise InputError("messages.broken_line", why=json_fault(wrong.msg), column=wrong.colno) from None
    except (RecursionError, ValueError):
        # Nested too deeply, or a number of thousands of digits.
        from poa.wording.said import Said

        raise InputError("messages.broken_line", why=Said("messages.json.deep"), column=1) from None


def read_array(raw: bytes, source: str, problem: Problem, cells: Cells | None = None) -> Iterator[Message]:
    """The messages of a JSON file: a list of objects, one object, or an object with a list under ``messages``.

    Args: as of ``read_lines``, but all bytes at once.
    """
    try:
        data = _parsed(raw)
    except InputError as wrong:
        wrong.file = Path(source)
        raise
    if isinstance(data, dict):
        inner = data.get("messages")
        data = inner if isinstance(inner, list) else [data]
    if not isinstance(data, list):
        raise InputError("messages.not_a_list", file=source)
    rows = Rows(source, problem, cells)
    for number, item in enumerate(data, 1):
        try:
            yield from _messages(item, f"{source}#{number}", number, rows)
        except InputError as wrong:
            wrong.file = Path(source)
            problem(wrong)
    rows.end()


def _messages(item: Any, place: str, number: int, rows: Rows, line: int | None = None) -> Iterator[Message]:
    """The messages of a JSON object: one, none if it holds nothing, those of a conversation if it holds one."""
    message = message_of(item, place, number, rows.moments, line)
    yield from rows.of(message, line, lambda: ([message.sender or ""], [_words(item, "buyer")]))


def message_of(item: Any, source: str, number: int, moments: Moments | None = None, line: int | None = None) -> Message:
    """One message from its JSON object.

    Unknown fields are ignored; missing or unusable ones are unknown; the object's own ``id`` is kept.

    Args:
        item: the object.
        source: where it stands, for people to find it again.
        number: its number there, in place of an id.
        moments: reads its dates and counts those that cannot be read.
        line: where it stands, for what is told of them.

    Raises:
        InputError: it is no object, or has neither ``text`` nor ``html``.
    """
    if not isinstance(item, dict):
        raise InputError("messages.not_an_object")
    text, html = item.get("text"), item.get("html")
    if not isinstance(text, str) and not isinstance(html, str):
        raise InputError("messages.no_text", fields=", ".join(sorted(map(str, item))[:20]) or "-")
    text, html = _words(item, "text"), _words(item, "html")
    moments = moments or Moments()
    words: dict[str, Any] = {name: _words(item, name) or None for name in _WORDS}
    proactive = item.get("proactive")
    return Message(
        id=_id(item, number),
        text=text,
        html=html,
        subject=_words(item, "subject"),
        source=source,
        direction=_direction(item.get("direction")),
        channel=_CHANNELS.get(str(item.get("channel")), "buyer_seller_messaging"),
        proactive=proactive if isinstance(proactive, bool) else None,
        order_id=_words(item, "order_id") or None,
        sent=moments.moment(item.get("sent"), line),
        order_completed=moments.day(item.get("order_completed"), line),
        attachments=_attachments(item.get("attachments")),
        thread=_thread(item.get("thread"), moments, line),
        quoted=_quoted(text, item.get("quoted")),
        **words,
    )


def _id(item: dict[str, Any], number: int) -> str:
    found = item.get("id")
    return clean(str(found)) if isinstance(found, str | int) and found != "" else str(number)


def _words(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return clean(value) if isinstance(value, str) else ""


def _direction(value: Any) -> Direction:
    return "inbound" if value == "inbound" else "outbound"


def _attachments(value: Any) -> tuple[Attachment, ...]:
    found = []
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            size = item.get("size_kb")
            size_kb = float(size) if isinstance(size, int | float) and abs(size) < 1e12 else 0.0
            found.append(Attachment(_words(item, "name"), _words(item, "mime"), size_kb))
        elif isinstance(item, str):
            found.append(Attachment(clean(item)))
    return tuple(found)


def _thread(value: Any, moments: Moments, line: int | None) -> tuple[ThreadItem, ...]:
    return tuple(
        ThreadItem(_direction(item.get("direction")), _words(item, "text"), moments.moment(item.get("sent"), line))
        for item in (value if isinstance(value, list) else ())
        if isinstance(item, dict)
    )


def _quoted(text: str, value: Any) -> tuple[tuple[int, int], ...]:
    """Spans given with the message, else found in it."""
    if isinstance(value, list):
        pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2]
        if all(type(part) is int and 0 <= part <= len(text) for pair in pairs for part in pair):
            return tuple((pair[0], pair[1]) for pair in pairs)
    from poa.messages.quoted import quoted_spans

    return quoted_spans(text)
