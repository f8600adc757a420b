"""Which store and which language a notice belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from poa.library.marketplaces import Marketplace
from poa.model.notice import Quote
from poa.notice.folding import Folded

# Chinese and Japanese words follow without a space, and "amazon.com.example" is none of Amazon's.
_HOST = re.compile(
    r"(?<![\w.-])(?:[\w-]{1,63}\.){0,6}amazon\.[a-z]{2,3}(?:\.[a-z]{2})?(?![\w-]|\.[\w-])", re.IGNORECASE | re.ASCII
)
_NAMED = re.compile("amazon|亚马逊|亞馬遜|アマゾン", re.IGNORECASE)
_EUROPE_OR_DEFAULT = "US"


def read_marketplace(
    folded: Folded, sender: str, orders: tuple[str, ...], stores: Mapping[str, Marketplace]
) -> tuple[str | None, tuple[Quote, ...]]:
    """The store, by the sender, the addresses and names in the text, the order numbers and the money, in this order.

    The address of the American store is also used for others, so it counts only where nothing names another store.
    """
    by_domain = {store.domain: code for code, store in stores.items()}
    named: dict[str, Quote] = {}
    for match in _HOST.finditer(folded.text):
        code = _code(match[0], by_domain)
        if code:
            named.setdefault(code, folded.quote(match.start(), match.end()))
    for code, store in stores.items():
        country = re.escape(store.country.zh) or "$^"
        if found := re.search(f"(?:亚马逊|アマゾン){country}", folded.text):
            named.setdefault(code, folded.quote(found.start(), found.end()))
    others = [code for code in named if code != _EUROPE_OR_DEFAULT]
    sent_from = _sender(sender, by_domain)
    if sent_from and sent_from != _EUROPE_OR_DEFAULT:
        return sent_from, (_quote_sender(folded, sender),)
    if len(others) == 1:
        return others[0], (named[others[0]],)
    by_order = _by_order(orders, stores)
    if by_order and (len(others) > 1 or not sent_from):
        return by_order, (_quote_text(folded, orders[0]),)
    if sent_from:
        return sent_from, (_quote_sender(folded, sender),)
    if others or named:
        first = (others or list(named))[0]
        return first, (named[first],)
    return _by_money(folded, stores)


def names_amazon(folded: Folded, sender: str) -> bool:
    """Whether the text or its sender names Amazon at all."""
    return _NAMED.search(folded.text) is not None or _NAMED.search(sender) is not None


def _code(host: str, by_domain: Mapping[str, str]) -> str | None:
    host = host.lower()
    fitting = [domain for domain in by_domain if host == domain or host.endswith(f".{domain}")]
    return by_domain[max(fitting, key=len)] if fitting else None


def _sender(sender: str, by_domain: Mapping[str, str]) -> str | None:
    match = re.search(r"@([\w.-]+)", sender)
    return _code(match[1], by_domain) if match else None


def _by_order(orders: tuple[str, ...], stores: Mapping[str, Marketplace]) -> str | None:
    found = {code for order in orders for code, store in stores.items() if order.startswith(store.orders)}
    return found.pop() if len(found) == 1 else None


def _by_money(folded: Folded, stores: Mapping[str, Marketplace]) -> tuple[str | None, tuple[Quote, ...]]:
    found = {}
    for code, store in stores.items():
        for sign in store.signs:
            match = re.search(rf"(?<![A-Za-z])(?:{sign})\s?(?=\d)", folded.text)
            if match:
                found[code] = folded.quote(match.start(), match.end())
    return (next(iter(found)), (next(iter(found.values())),)) if len(found) == 1 else (None, ())


def _quote_sender(folded: Folded, sender: str) -> Quote:
    match = re.search(r"@([\w.-]+)", sender)
    return _quote_text(folded, match[1] if match else sender)


def _quote_text(folded: Folded, words: str) -> Quote:
    at = folded.original.find(words)
    return Quote(words, at, at + len(words)) if at >= 0 else Quote(words, 0, 0)
