"""Own e-mail addresses, messenger accounts and places where the seller wants to be met outside messaging."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.audit.checks.declined import declined, printed
from poa.audit.checks.whose import of_a_cheat, of_an_office, of_the_buyer
from poa.audit.context import between, clause, in_sentence, matches, opens
from poa.audit.hit import Hit
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_AMAZON_MAIL = lazy(r"@ ?(?:[a-z0-9-]+\.)*amazon\.[a-z.]{2,6}$")
_HANDLE = lazy(
    r"[ :是为-]{0,3}"
    r"(?:(?:id|号|number|no|name|username|user|handle|nick|账号|帐号|アカウント)\.?[ :是为]{0,2})?[「『\"']?"
    r"(?=[a-z0-9_@+-]*[0-9_@])[a-z0-9_@+-][a-z0-9_.@+ -]{4,24}"
)
_BY_THEMSELVES = ("contact.messenger-coded", "contact.messenger-asked", "contact.qr")
"""What means a messenger, or people behind a code, in any sentence."""
_HANDLES = 60
"""So far behind a messenger's name an account there may be named."""
_WHOSE = 40
"""So far in front of a name it may stand whose account it is."""
_AFTER = 80
"""So far behind a name its everyday sense may show."""
OFFERS = "content.physical-address-or-messenger"
"""The rule that this module alone speaks for: the conduct detectors read the same words more coarsely."""


def find(view: MessageView) -> Iterator[Hit]:
    """Contact data in the text."""
    found = view.found
    for entry in ("contact.email", "contact.email-disguised"):
        if entry in found:
            yield from _mail(view, entry)
    if "contact.messenger" in found:
        yield from _messengers(view)
    for entry in (*_BY_THEMSELVES, "contact.messenger-doubtful"):
        for start, end in found.first(entry) if entry in found else ():
            if entry == "contact.messenger-doubtful" and (_product(view, start, end) or _otherwise(view, start, end)):
                continue
            if entry == "contact.qr" and _void(view, start, end):
                continue
            if _of_a_carrier(view, start, end):
                continue
            if not declined(view, start, end):
                yield from _offer(start, _with_handle(view, end))
    if "contact.visit" in found:
        for start, end in found.first("contact.visit"):
            yield Hit(OFFERS, start, end)


def _mail(view: MessageView, entry: str) -> Iterator[Hit]:
    for start, end in view.found.first(entry):
        if _AMAZON_MAIL.search(view.norm, start, end) or of_the_buyer(view, start, end):
            continue
        if of_a_cheat(view, end) or of_an_office(view, start, end):
            continue
        yield Hit("content.email-address", start, end)
        if not matches(view, "contact.buyers-own", *view.sentence(start, end)):
            yield Hit(OFFERS, start, end)


def _messengers(view: MessageView) -> Iterator[Hit]:
    for start, end in view.found.first("contact.messenger"):
        last = _with_handle(view, end)
        if last == end and not (_pulled_apart(view, start, end) or _invited(view, start, end)):
            continue
        if _otherwise(view, start, end) or printed(view, start, end) or declined(view, start, end):
            continue
        if _of_a_carrier(view, start, end):
            continue
        if not _product(view, start, end) or in_sentence(view, "contact.messenger-invites", start, end):
            yield from _offer(start, last)


def _offer(start: int, end: int) -> Iterator[Hit]:
    yield Hit(OFFERS, start, end)
    yield Hit("channel.bsm-only", start, end)


def _invited(view: MessageView, start: int, end: int) -> bool:
    begin, after = clause(view, start, end)
    if matches(view, "contact.handle", end, min(view.sentence(start, end)[1], end + _HANDLES)):
        return True
    if opens(view, "contact.messenger-affirmed", end, after):
        return True
    return between(view, "contact.messenger-cue", max(begin, start - 60), min(after, end + 40))


def _of_a_carrier(view: MessageView, start: int, end: int) -> bool:
    """Whether words right in front of a messenger's name say that the account is a carrier's or an office's."""
    first = max(view.sentence(start, end)[0], start - _WHOSE)
    return matches(view, "contact.carriers-account", first, start)


def _void(view: MessageView, start: int, end: int) -> bool:
    """Whether a code to be scanned is only spoken of, or is not to be used."""
    first, last = view.sentence(start, end)
    after = view.sentence(min(last + 1, len(view.norm)))[1]
    return view.named(start, end) or matches(view, "contact.void-code", first, max(last, after))


def _pulled_apart(view: MessageView, start: int, end: int) -> bool:
    """Whether the letters of a name stand apart, which only hides it."""
    first, last = view.original(start, end)
    return last - first >= 2 * (end - start) - 1


def _product(view: MessageView, start: int, end: int) -> bool:
    return in_sentence(view, "contact.product-context", start, end)


def _otherwise(view: MessageView, start: int, end: int) -> bool:
    """Whether the name is meant in its everyday sense: a telegram of some day, a line to be called."""
    after = view.norm[start : end + _AFTER]
    return any(pattern.match(after) for pattern in view.found.detect.compiled("contact.not-messenger"))


def _with_handle(view: MessageView, end: int) -> int:
    handle = _HANDLE.match(view.norm, end)
    return handle.end() if handle else end
