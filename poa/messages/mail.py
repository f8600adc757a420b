"""One mail (.eml, or a part of an .mbox) as a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.messages.encoding import decode
from poa.messages.identify import buyer_name, channel_of, direction_of, is_reply, marketplace_of, order_of
from poa.messages.kinds import signature
from poa.messages.limits import MAX_MESSAGE
from poa.messages.names import safe_name
from poa.messages.quoted import quoted_spans
from poa.model.message import Attachment, Message
from poa.text.clean import clean

if TYPE_CHECKING:
    from email.message import Message as Mail

_MAX_HEADER = 10_000
_MAX_PARTS = 1_000
_MAX_DEPTH = 30
_ADDRESS = re.compile(r"[^\s<>\"(),;:]{1,200}@[^\s<>\"(),;:]{1,200}")


def read_mail(raw: bytes, source: str, number: int = 1) -> Message:
    """The message in ``raw``.

    Args:
        raw: a mail with its headers (RFC 5322).
        source: where it stands, for people to find it again.
        number: its number there; part of the id where the mail has none of its own.

    Raises:
        InputError: it is no mail, or its parts are nested without end.
    """
    mail = _parsed(raw)
    subject, sender, receiver = (header(mail, name) for name in ("Subject", "From", "To"))
    if not (subject or sender or receiver or header(mail, "Date")):
        raise InputError("messages.not_mail")
    texts: list[str] = []
    pages: list[str] = []
    attachments: list[Attachment] = []
    for part in _parts(mail):
        _take(part, texts, pages, attachments)
    html = pages[0] if pages else ""
    text = _plain(html) if html else "\n\n".join(texts)
    side = direction_of(sender, receiver)
    direction = side or "outbound"
    agent, campaign, tool = (header(mail, name) for name in ("X-Agent", "X-Campaign", "X-Mailer"))
    answers = bool(mail.get("In-Reply-To") or mail.get("References")) or is_reply(subject)
    own = display_name(sender)
    buyer = buyer_name(own if direction == "inbound" else display_name(receiver))
    return Message(
        id=header(mail, "Message-ID").strip("<> ") or f"{source}#{number}",
        text=text,
        html=html,
        subject=subject,
        source=source,
        direction=direction,
        channel=channel_of(receiver, side),
        proactive=None if direction == "inbound" else _proactive(answers, campaign),
        order_id=order_of(subject, text),
        sent=_sent(header(mail, "Date")),
        marketplace=marketplace_of(sender, receiver),
        sender=(agent or (tool if campaign else "") or own or None) if direction == "outbound" else None,
        template=campaign or None,
        attachments=tuple(attachments),
        quoted=quoted_spans(text),
        extra={"buyer": buyer} if buyer else {},
    )


def _parsed(raw: bytes) -> Mail:
    from email import message_from_bytes

    try:
        return message_from_bytes(raw)
    except RecursionError:
        raise InputError("messages.nested_mail") from None
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        # The standard parser promises never to raise; it has done so in several versions.
        raise InputError("messages.not_mail") from None


def header(mail: Mail, name: str) -> str:
    """A header as people read it: encoded words decoded, raw bytes in whatever encoding, one line, clean."""
    raw = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), None)
    if raw is None:
        return ""
    value = str(raw)[:_MAX_HEADER]
    if not value.isascii():
        value = _text_of(value.encode("utf-8", "surrogateescape"), "")
    if "=?" in value:
        value = _decoded_words(value)
    return " ".join(clean(value).split())


def _decoded_words(value: str) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    # Neighbouring words may share one multi-byte character between them: join before decoding.
    joined: list[tuple[bytes, str]] = []
    for piece, charset in pieces:
        raw = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
        name = charset or ""
        if joined and joined[-1][1] == name:
            joined[-1] = (joined[-1][0] + raw, name)
        else:
            joined.append((raw, name))
    return "".join(_text_of(raw, name) for raw, name in joined)


def _text_of(raw: bytes, charset: str) -> str:
    """Bytes as text: by the stated character set where it fits, else by their look."""
    if charset:
        try:
            return raw.decode(charset)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    try:
        return decode(raw)[0]
    except InputError:
        return raw.decode("utf-8", "replace")


def display_name(address: str) -> str:
    """The name beside a mail address, or nothing."""
    name = address.partition("<")[0].strip(" \"'\t") if "<" in address else ""
    return "" if _ADDRESS.fullmatch(name) else name


def _proactive(answers: bool, campaign: str) -> bool | None:
    if campaign:
        return True
    return False if answers else None


def _sent(value: str) -> datetime | None:
    if not value:
        return None
    from email.utils import parsedate_to_datetime

    from poa.messages.times import read_time

    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return read_time(value)


def _parts(mail: Mail) -> Iterator[Mail]:
    """The leaves of the tree of parts; a mail inside the mail counts as one leaf (an attachment)."""
    waiting: list[tuple[Mail, int]] = [(mail, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop(0)
        seen += 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            if depth >= _MAX_DEPTH or seen > _MAX_PARTS:
                raise InputError("messages.nested_mail")
            waiting[:0] = [(child, depth + 1) for child in inner if not isinstance(child, str)]
        else:
            yield part


def _take(part: Mail, texts: list[str], pages: list[str], attachments: list[Attachment]) -> None:
    """Put one leaf where it belongs."""
    kind = part.get_content_type()
    name = _file_name(part)
    attached = str(part.get("Content-Disposition", "")).lower().lstrip().startswith("attachment")
    if kind in ("text/plain", "text/html") and not attached and not name:
        body = _body(part)
        if body is not None:
            (pages if kind == "text/html" else texts).append(body)
            return
    content = _content(part)
    if not content and not name and not attached:
        return
    real = signature(content[:4096])[1]
    attachments.append(
        Attachment(safe_name(name or kind.replace("/", ".")), real or kind, round(len(content) / 1024, 1))
    )


def _content(part: Mail) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    if isinstance(content, bytes):
        return content
    inner = part.get_payload()
    if isinstance(inner, list) and inner and not isinstance(inner[0], str):
        return str(inner[0].get("Subject", "")).encode("utf-8", "replace")
    return b""


def _body(part: Mail) -> str | None:
    """A text part, or None where it is no text at all whatever it says."""
    content = _content(part)
    if signature(content[:4096])[0]:
        return None
    try:
        charset = part.get_content_charset() or ""
    except (ValueError, LookupError, AttributeError, TypeError):
        charset = ""
    # Python's names for the sets that Western and Chinese mail programs call by a smaller name.
    charset = {"gb2312": "gb18030", "gbk": "gb18030", "us-ascii": "", "iso-8859-1": "cp1252"}.get(charset, charset)
    return clean(_text_of(content, charset)).strip("\n")


def _file_name(part: Mail) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""
    if not name.isascii():
        name = _text_of(name.encode("utf-8", "surrogateescape"), "")
    return _decoded_words(name) if "=?" in name else name


def _plain(html: str) -> str:
    from poa.messages.html import read_html

    return read_html(html[: 4 * MAX_MESSAGE]).text
