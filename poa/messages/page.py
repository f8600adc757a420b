"""A saved page (.html) as one message."""

from __future__ import annotations

from poa.errors import InputError
from poa.messages.html import MAX_SOURCE, read_html
from poa.messages.identify import order_of
from poa.messages.quoted import quoted_spans
from poa.model.message import Message


def read_page(html: str, source: str) -> Message:
    """The message in ``html``.

    Raises:
        InputError: it shows no words.
    """
    page = read_html(html)
    text = page.text
    if page.cut and not text.strip():
        raise InputError("messages.words_too_far", file=source, kilobytes=MAX_SOURCE // 1000)
    if not text.strip():
        raise InputError("messages.empty_file", file=source)
    return Message(id=source, text=text, html=html, source=source, order_id=order_of(text), quoted=quoted_spans(text))
