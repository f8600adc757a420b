"""Where the words of an html body lead by e-mail, telephone or messenger, whatever the words themselves show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from poa.audit.checks.contact import OFFERS
from poa.audit.context import in_sentence, matches
from poa.audit.hit import Hit
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_ADDRESS = lazy(r"mailto:\s*[^?@\s]{1,64}@([a-z0-9.-]+)")
_NUMBER = lazy(r"(?:tel|sms|callto|facetime):[^a-z]*\d(?:[^a-z\d]{0,3}\d){5,}")
_ACCOUNT = lazy(r"(?:whatsapp|tg|viber|skype|line|weixin|kakaotalk|sgnl|facetime):")
_ENOUGH = 7
"""So many digits in the words of a link are read as a number of their own."""


def find(view: MessageView) -> Iterator[Hit]:
    """Addresses, numbers and accounts behind the words of links."""
    assert view.html is not None
    for link in view.html.links:
        target = unquote(link.href.strip()).lower()
        if target.startswith(("http:", "https:", "//", "www.", "#")):
            continue
        start, end = view.folded(link.start, link.end)
        if _ACCOUNT.match(target):
            yield Hit(OFFERS, start, end)
        mail = _ADDRESS.match(target)
        if mail and "@" not in link.text and not _of_an_office(view, mail[1]):
            yield Hit("content.email-address", start, end)
            yield Hit(OFFERS, start, end)
        number = _NUMBER.match(target)
        shown = len(re.findall(r"\d", link.text)) >= _ENOUGH
        if number and not shown and not _of_another(view, start, end):
            yield Hit("content.phone-number", start, end)


def _of_an_office(view: MessageView, host: str) -> bool:
    entries = ("links.amazon", "links.carrier", "contact.office-host")
    return any(pattern.search(host) for entry in entries for pattern in view.found.detect.compiled(entry))


def _of_another(view: MessageView, start: int, end: int) -> bool:
    """Whether the number behind a link is a carrier's, a maker's or the like."""
    third = in_sentence(view, "contact.third-party", start, end)
    return third and not matches(view, "contact.own", *view.sentence(start, end))
