"""Tells a look-alike from a notice: by its addresses, and by what it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from poa.model.notice import Quote
from poa.notice.fields import Page
from poa.notice.knowledge import Knowledge
from poa.notice.sentences import weigh

_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_LINK = re.compile(r"(?:h(?:tt|xx)ps?://|www\.)([^\s/<>\"'）)，。]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What speaks for a look-alike: signs (ids), what it asks for, the words, and whether it is enough."""

    signs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    enough: bool = False


def read_phishing(page: Page, sender: str) -> Suspicion:
    """How suspicious a notice is.

    Args:
        page: the notice.
        sender: the sender's address, empty where unknown.
    """
    signs, asks, quotes = [], [], []
    total, trusted = _domains(page, sender)
    words = _odd_address(page, sender)
    if total:
        signs.append("domain")
        quotes.extend(words)
    for reading in page.known.field("phishing"):
        score, hits = weigh(reading, page.sentences, page.folded.text, page.languages | {"any"})
        if score <= 0:
            continue
        signs.append(reading.value)
        total += min(score, max(hit.weight for hit in hits) * 1.5)
        quotes.extend(page.quotes(hits))
        if reading.data.get("asks"):
            asks.append(str(reading.data["asks"]))
    needed = float(page.known.one("phishing_threshold").get("needed", 3))
    if trusted:
        total -= 1.0
    if trusted and set(signs) <= {"identity_document", "pressure"}:
        total = 0.0
    return Suspicion(tuple(signs), tuple(asks), tuple(quotes), total >= needed)


def is_amazon(host: str, known: Knowledge) -> bool:
    """Whether a host name is Amazon's own or lies under one that is."""
    host = host.lower().rstrip(".").split(":")[0]
    return any(host == own or host.endswith(f".{own}") for own in known.one("phishing_domain").get("amazon", ()))


@lru_cache(maxsize=4)
def _alike(known: Knowledge) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = known.one("phishing_domain")
    keys = ("alike", "link_context", "buyer_context")
    first, second, third = (re.compile(str(data.get(key, "$^")), re.IGNORECASE) for key in keys)
    return first, second, third


def _domains(page: Page, sender: str) -> tuple[float, bool]:
    """The weight of the addresses, and whether the sender's is Amazon's."""
    data = page.known.one("phishing_domain")
    full, little = float(data.get("weight", 3)), float(data.get("stranger_weight", 1))
    address = _ADDRESS.search(sender)
    trusted = bool(address) and is_amazon(address[1], page.known) if address else False
    total = 0.0
    if address and not trusted:
        total = full if _alike(page.known)[0].search(sender) else little
    return max(total, full if _bad_links(page) else 0.0), trusted


def _bad_links(page: Page) -> list[tuple[int, int]]:
    """Links that only look like Amazon's, or that one is to sign in at; not those of a message that is quoted."""
    alike, wants, about_buyers = _alike(page.known)
    found = []
    for sentence in page.sentences:
        for match in _LINK.finditer(sentence.text):
            host = match[1].split("@")[-1]
            if is_amazon(host, page.known):
                continue
            looks = alike.search(host)
            if looks or (wants.search(sentence.text) and not about_buyers.search(sentence.text)):
                found.append((sentence.start + match.start(), sentence.start + match.end()))
    return found


def _odd_address(page: Page, sender: str) -> list[Quote]:
    found = [page.folded.quote(*place) for place in _bad_links(page)]
    address = _ADDRESS.search(sender)
    if address and not is_amazon(address[1], page.known):
        at = page.folded.original.find(address[0])
        found.append(Quote(address[0], max(at, 0), max(at, 0) + len(address[0]) if at >= 0 else 0))
    return found
