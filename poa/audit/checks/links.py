"""Links: to Amazon they pass, to a carrier too when they are https; everything else leads the buyer away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.audit.context import between, in_sentence, matches, refused
from poa.audit.hit import Hit
from poa.text.lazy import lazy

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_ENTRIES = ("links.address", "links.domain", "links.doubtful", "links.disguised")
_TRAIL = ".,;:!?)]}>'\"*_"
_SCHEME = lazy(r"h(?:tt|xx|\*\*)p(s?) ?: ?/ ?/ ?", re.I)
_HOST = lazy(r"[^/?#:\s]+")


def find(view: MessageView) -> Iterator[Hit]:
    """Links in the text and behind the words of an html body."""
    found = view.found
    if found.any(_ENTRIES):
        yield from _in_text(view)
    if view.html is not None:
        yield from _in_html(view)
    if "links.opt-out" in found:
        yield from _opt_out(view)


def _in_text(view: MessageView) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for entry in _ENTRIES:
        for start, end in view.found.first(entry):
            if any(first < end and start < last for first, last in taken):
                continue
            end = start + len(view.norm[start:end].rstrip(_TRAIL))
            if entry == "links.doubtful" and not _meant(view, start, end):
                continue
            if entry in ("links.domain", "links.doubtful") and _glued(view, start, end):
                continue
            if view.norm[end : end + 1] == "@" or _in_mail(view, start, end):
                continue
            taken.append((start, end))
            if not refused(view, start, end) and not _no_address(view, start, end):
                yield from _judged(view, view.norm[start:end], start, end, disguised=entry == "links.disguised")


def _in_mail(view: MessageView, start: int, end: int) -> bool:
    mails = (*view.found.first("contact.email"), *view.found.first("contact.email-disguised"))
    return any(first < end and start < last for first, last in mails)


def _in_html(view: MessageView) -> Iterator[Hit]:
    assert view.html is not None
    for link in view.html.links:
        href = link.href.strip()
        if not href.lower().startswith(("http:", "https:", "//", "www.")):
            continue
        start, end = view.folded(link.start, link.end)
        if link.text.strip():
            yield from _judged(view, href.lower(), start, end)
        elif any(image.link == href for image in view.html.images):
            for hit in _judged(view, href.lower(), start, end):
                yield Hit(hit.rule, where="message")


def _judged(view: MessageView, address: str, start: int, end: int, disguised: bool = False) -> Iterator[Hit]:
    scheme = _SCHEME.match(address)
    rest = address[scheme.end() :] if scheme else address.removeprefix("//")
    host_match = _HOST.match(rest.split("@")[-1] if "@" in rest.split("/")[0] else rest)
    host = host_match[0].strip(".").replace(" ", "") if host_match else ""
    if _matches(view, "links.home-network", host):
        return
    insecure = scheme is not None and not scheme[1]
    if not disguised and _matches(view, "links.amazon", host):
        if _matches(view, "links.amazon-product", rest[len(host) :]):
            yield Hit("content.amazon-product-link", start, end)
    elif disguised or not _needed(view, host, rest, start, end):
        yield Hit("content.external-link", start, end)
        if _matches(view, "links.messenger-host", host):
            yield Hit("content.physical-address-or-messenger", start, end)
        if _matches(view, "links.opt-out-path", rest):
            yield Hit("content.opt-out-link", start, end, rewrite="")
    if insecure and host:
        yield Hit("content.http-link", start, end)


def _needed(view: MessageView, host: str, rest: str, start: int, end: int) -> bool:
    if _matches(view, "links.carrier", host):
        return True
    if _matches(view, "links.carrier-name", host) and in_sentence(view, "links.parcel", start, end, before=1):
        return True
    if in_sentence(view, "links.own-shop", start, end):
        return False
    if _makers(view, start, end):
        return True
    if not in_sentence(view, "links.needed-words", start, end, before=1):
        return False
    first, last = view.sentence(start, end)
    theirs = matches(view, "links.theirs", view.sentence_before(first), last)
    return theirs or _matches(view, "links.needed-host", rest)


def _makers(view: MessageView, start: int, end: int) -> bool:
    """Whether the maker of the goods is named with what only he settles, and is not the seller himself."""
    sentence = view.sentence(start, end)
    if not in_sentence(view, "links.maker", start, end) or matches(view, "links.self-made", *sentence):
        return False
    return in_sentence(view, "links.makers-matter", start, end) or matches(view, "links.makers-page", *sentence)


def _no_address(view: MessageView, start: int, end: int) -> bool:
    """Whether a bare name is that of a thing, or what is printed somewhere."""
    if "/" in view.norm[start:end]:
        return False
    return _matches(view, "links.no-address", view.norm[start:end]) or matches(
        view, "links.imprint", max(0, start - 30), start
    )


def _matches(view: MessageView, entry: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in view.found.detect.compiled(entry))


def _meant(view: MessageView, start: int, end: int) -> bool:
    """Whether a name whose ending is a word as well is meant as an address."""
    word = view.norm[start:end]
    host = _HOST.match(word)
    label = (host[0] if host else word).rsplit(".", 1)[0]
    if "/" in word or (label.count(".") >= 1 and not label.replace(".", "").isdigit()) or re.search(r"[\d-]", label):
        return not re.fullmatch(r"[\d.]+", label) and len(label) > 2
    near = (max(0, start - 40), min(len(view.norm), end + 20))
    return len(label) > 3 and between(view, "links.sends-there", *near)


def _glued(view: MessageView, start: int, end: int) -> bool:
    """Whether it is a full stop without the blank behind it: "order.Online", "Inc.Best"."""
    words = view.text[slice(*view.original(start, end))]
    if "/" in words:
        return False
    ending = words.rsplit(".", 1)[-1]
    return ending[:1].isupper() and not ending.isupper()


def _opt_out(view: MessageView) -> Iterator[Hit]:
    for start, end in view.found.first("links.opt-out"):
        linked = view.html is not None and any(
            first < end and start < last
            for first, last in (view.folded(link.start, link.end) for link in view.html.links)
        )
        way = in_sentence(view, "links.opt-out-way", start, end)
        if way and matches(view, "links.opt-out-elsewhere", *view.sentence(start, end)):
            way = False
        if linked or way or any(in_sentence(view, entry, start, end) for entry in _ENTRIES):
            first, last = view.sentence(start, end)
            yield Hit("content.opt-out-link", first, last, rewrite="")
