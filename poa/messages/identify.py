"""Which order, which side and which marketplace a message belongs to, from its addresses and words."""

from __future__ import annotations

import re

from poa.model.message import Channel, Direction
from poa.text.lazy import lazy

# Amazon's order numbers: three, seven and seven digits.
ORDER = lazy(r"(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])")
# Buyers write through a relay address of their marketplace.
_RELAY = lazy(r"@(?:[a-z0-9-]+\.)?marketplace\.amazon\.([a-z.]{2,10})\b", re.IGNORECASE)
_AMAZON = lazy(r"@(?:[a-z0-9-]+\.)*amazon\.[a-z.]{2,10}\b", re.IGNORECASE)
_REPLY = lazy(r"^\s*+(?:re|aw|antw|sv|ris|回复|回覆|答复|返信)\s*+[:：]", re.IGNORECASE)
_VIA = lazy(r"(?<!\s)\s*(?:(?:via|\(|über|par|tramite|a través de)\s*amazon\b|[-–]\s*amazon).*$", re.IGNORECASE)


def order_of(*texts: str) -> str | None:
    """The first order number in the texts, in their order."""
    for text in texts:
        if text and (found := ORDER.search(text)):
            return found[0]
    return None


def is_buyers(address: str) -> bool:
    """Whether an address is a buyer's at Amazon."""
    return _RELAY.search(address) is not None


def is_amazons(address: str) -> bool:
    """Whether an address is Amazon's own, and no relay of a buyer."""
    return _AMAZON.search(address) is not None and not is_buyers(address)


def direction_of(sender: str, receiver: str) -> Direction | None:
    """Who wrote, told from the buyer's relay address or Amazon's own; None where the addresses do not tell."""
    if _RELAY.search(sender) or _AMAZON.search(sender):
        return "inbound"
    return "outbound" if _RELAY.search(receiver) else None


def channel_of(receiver: str, direction: Direction | None) -> Channel:
    """The way a mail took: one that the seller sent to an address outside Amazon went past the messaging."""
    outside = direction is None and "@" in receiver and not _AMAZON.search(receiver)
    return "direct_email" if outside else "buyer_seller_messaging"


def marketplace_of(*addresses: str) -> str | None:
    """The marketplace code in a relay address: its country, or US for ``.com``."""
    for address in addresses:
        if found := _RELAY.search(address):
            country = found[1].lower().rstrip(".").rpartition(".")[2]
            return "US" if country == "com" else country.upper()
    return None


def is_reply(subject: str) -> bool:
    """Whether the subject says that this answers an earlier message."""
    return _REPLY.match(subject) is not None


def buyer_name(display: str) -> str:
    """The buyer's own name in a relay's display name ("Karen via Amazon Marketplace"); empty where it is no name."""
    name = _VIA.sub("", display).strip(" \"'")
    return "" if "amazon" in name.lower() or "@" in name else name
