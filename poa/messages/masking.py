"""Hides the personal data of buyers in a whole message; every other word stays as it was sent."""

from __future__ import annotations

from dataclasses import replace

from poa.model.message import Message
from poa.text.mask import mask_personal


def gives_own(message: Message) -> bool:
    """Whether addresses that a message calls the writer's own are the seller's: he wrote all of it, nobody's mail is
    quoted in it."""
    return message.direction == "outbound" and not message.quoted and "<blockquote" not in message.html


def mask_message(message: Message) -> Message:
    """``message`` with personal data masked in subject, text, HTML and thread; the seller's own addresses stay.

    The buyer's name, where the importer found one (``extra["buyer"]``), is masked too and then forgotten. Spans of
    quoted mail are found anew, since the text may have become shorter.
    """
    from poa.messages.quoted import quoted_spans

    buyer = message.extra.get("buyer", "")
    names = (buyer,) if buyer else ()
    own = gives_own(message)
    text = mask_personal(message.text, names, own=own)
    return replace(
        message,
        text=text,
        html=mask_personal(message.html, names, own=own),
        subject=mask_personal(message.subject, names, own=own),
        thread=tuple(
            replace(item, text=mask_personal(item.text, names, own=item.direction == "outbound"))
            for item in message.thread
        ),
        quoted=message.quoted if text == message.text else quoted_spans(text),
        extra={key: mask_personal(value, names) for key, value in message.extra.items() if key != "buyer"},
    )
