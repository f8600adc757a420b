"""One mail (.eml, or a part of an .mbox) as a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.messages.encoding import decode
from poa.messages.identify import (
    buyer_name,
    channel_of,
    direction_of,
    is_amazons,
    is_buyers,
    is_reply,
    marketplace_of,
    order_of,
)
from poa.messages.kinds import signature
from poa.messages.limits import MAX_MESSAGE
from poa.messages.mime import parse_mail
from poa.messages.names import safe_name
from poa.messages.quoted import quoted_spans
from poa.model.message import AMAZON, BY, Attachment, Direction, Message
from poa.text.clean import clean

if TYPE_CHECKING:
    from email.message import Message as Mail

Damage = Callable[[str], None]
_MAX_HEADER = 10_000
# A greeting stands at the very beginning.
_FIRST = 300
_WORD = re.compile(r"[^\W\d_]+")
# Names in these scripts stand in the midst of other signs.
_MIDST = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_ADDRESS = re.compile(r"[^\s<>\"(),;:]{1,200}@[^\s<>\"(),;:]{1,200}")


def read_mail(
    raw: bytes,
    source: str,
    number: int = 1,
    on_damage: Damage | None = None,
    own: set[str] | None = None,
    on_unread: Callable[[str], None] | None = None,
) -> Message:
    """The message in ``raw``.

    Args:
        raw: a mail with its headers (RFC 5322).
        source: where it stands, for people to find it again.
        number: its number there; part of the id where the mail has none of its own.
        on_damage: is told what is broken in a mail that can still be read.
        own: the seller's addresses, learned here from mails to relays; they tell the side of mails without a relay.
        on_unread: is told a date that cannot be read.

    Raises:
        InputError: it is no mail, or its parts are nested without end.
    """
    mail, damage = parse_mail(raw)
    fields = headers(mail)
    subject, sender, receiver = (header(fields, name) for name in ("subject", "from", "to"))
    if not (subject or sender or receiver or "date" in fields):
        raise InputError("messages.not_mail")
    text, html, attachments, broken = contents(mail)
    if on_damage and (damage or broken):
        on_damage((*damage, *broken)[0])
    sent = sent_of(dated := header(fields, "date"))
    if on_unread and dated and sent is None:
        on_unread(dated)
    side = _side(sender, receiver, own)
    if side == "inbound" and is_buyers(sender) and is_buyers(receiver) and _greets(text, receiver):
        side = "outbound"  # Both at a relay, as in a copy of what the buyer got: who is greeted did not write it.
    inbound = side == "inbound"
    buyer = buyer_name(display_name(sender if inbound else receiver))
    campaign = header(fields, "x-campaign")
    return Message(
        id=header(fields, "message-id").strip("<> ") or f"{source}#{number}",
        text=text,
        html=html,
        subject=subject,
        source=source,
        direction=side or "outbound",
        channel=channel_of(receiver, side),
        proactive=None if inbound else _proactive(fields, subject, campaign),
        order_id=order_of(subject, text),
        sent=sent,
        marketplace=marketplace_of(sender, receiver),
        sender=None if inbound else _agent(fields, sender, campaign),
        template=campaign or None,
        attachments=tuple(attachments),
        quoted=quoted_spans(text),
        extra={**({"buyer": buyer} if buyer else {}), **({BY: AMAZON} if is_amazons(sender) else {})},
    )


def is_empty(message: Message) -> bool:
    """Whether a mail has no words of its own in its body."""
    return not message.text.strip()


def holds_anything(message: Message) -> bool:
    """Whether there is anything in a mail to look at: words, a subject, or what hangs on it."""
    return bool(message.text.strip() or message.html.strip() or message.subject or message.attachments)


def _agent(fields: Mapping[str, str], sender: str, campaign: str) -> str | None:
    """Who sent it: the agent's own header, the tool of a campaign, or the name of the mailbox."""
    return header(fields, "x-agent") or (header(fields, "x-mailer") if campaign else "") or display_name(sender) or None


def _proactive(fields: Mapping[str, str], subject: str, campaign: str) -> bool | None:
    if campaign:
        return True
    return False if "in-reply-to" in fields or "references" in fields or is_reply(subject) else None


def _side(sender: str, receiver: str, own: set[str] | None) -> Direction | None:
    side = direction_of(sender, receiver)
    if own is None:
        return side
    writer, reader = (found[0].lower() if (found := _ADDRESS.search(one)) else "" for one in (sender, receiver))
    if side == "outbound" and writer and len(own) < 1000:
        own.add(writer)
    return "inbound" if side is None and reader in own and writer not in own else side


def _greets(text: str, receiver: str) -> bool:
    """Whether the first line that says anything holds a word of the receiver's name."""
    first = next((line for line in text[:_FIRST].splitlines() if line.strip()), "").casefold()
    names = buyer_name(display_name(receiver)).casefold().split()
    return any(_MIDST.search(name) or name in _WORD.findall(first) for name in names if len(name) > 1 and name in first)


def contents(mail: Mail) -> tuple[str, str, list[Attachment], list[str]]:
    """Text, HTML, attachments and damage of a mail. Where it has HTML, the text is that of the HTML: buyers see it."""
    texts: list[str] = []
    pages: list[str] = []
    attachments: list[Attachment] = []
    damage: list[str] = []
    for part in _leaves(mail):
        _take(part, texts, pages, attachments)
        if part.defects:
            damage.append("base64")
    html = pages[0] if pages else ""
    return (_plain(html) if html else "\n\n".join(texts)), html, attachments, damage


def headers(mail: Mail) -> dict[str, str]:
    """The first header of each name, in small letters, as it stands in the mail."""
    found: dict[str, str] = {}
    for name, value in mail.raw_items():
        found.setdefault(name.lower(), str(value))
    return found


def header(fields: Mapping[str, str], name: str) -> str:
    """A header as people read it: encoded words decoded, raw bytes in whatever encoding, one line, clean.

    Args:
        fields: what ``headers`` returned.
        name: the header in small letters.
    """
    raw = fields.get(name)
    if not raw:
        return ""
    value = raw[:_MAX_HEADER]
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


def sent_of(value: str) -> datetime | None:
    """The moment that a Date header states, in the zone written there."""
    from poa.messages.times import read_date_line, with_zone

    found = read_date_line(value) if value else None
    return with_zone(found) if found else None


def _leaves(mail: Mail) -> Iterator[Mail]:
    """The parts that hold something; a mail inside the mail counts as one (an attachment)."""
    # get_payload() of a leaf would decode it, and fail on character sets that are none.
    if not mail.is_multipart():
        yield mail
        return
    for part in mail.get_payload():
        if not isinstance(part, str):
            yield from _leaves(part)


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
    return content if isinstance(content, bytes) else b""


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
