"""Whose an e-mail address is: that of an office, a carrier or an insurer, and the buyer's own, may be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.audit.context import matches, opens

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_BEFORE, _BEHIND = 400, 45
"""So far in front of an address and behind it the words may say whose it is."""


def of_the_buyer(view: MessageView, start: int, end: int) -> bool:
    """Whether ``norm[start:end]`` quotes the buyer's own address: the words right in front of it say so."""
    return matches(view, "contact.buyers-mail", max(view.sentence(start, end)[0], start - _BEFORE), start)


def of_a_cheat(view: MessageView, end: int) -> bool:
    """Whether the words right behind an address say that it is nobody's of the shop's."""
    return opens(view, "contact.not-ours", end, end + _BEFORE)


def of_an_office(view: MessageView, start: int, end: int) -> bool:
    """Whether the address at ``norm[start:end]`` is that of somebody independent who settles the matter.

    The office is named in front of the address in the same thought, right behind it, or in the sentence before with
    "their" beside the address; and nothing says that the address is the seller's.
    """
    host = view.norm[start:end].rpartition("@")[2].strip()
    entries = ("links.carrier", "contact.office-host")
    if any(pattern.search(host) for entry in entries for pattern in view.found.detect.compiled(entry)):
        return True
    first, last = _thought(view, start, end)
    if matches(view, "contact.own-mail", first, start) or opens(view, "contact.own-behind", end, last):
        return False
    if matches(view, "contact.fraud-desk", first, start):
        return True
    theirs = matches(view, "contact.theirs", first, start) or matches(view, "contact.office-name", start, end)
    named = _office(view, first, start)
    if named >= 0:
        return theirs or not matches(view, "contact.office-left", named, start)
    if _belongs(view, end, min(last, end + _BEHIND)):
        return True
    return theirs and _office(view, max(view.sentence_before(first), first - _BEFORE), first) >= 0


def _thought(view: MessageView, start: int, end: int) -> tuple[int, int]:
    """The sentence around an address, with what stands in front of it up to a semicolon."""
    first, last = view.sentence(start, end)
    if view.norm[first - 1 : first] == ";":
        first = view.sentence_before(first)
    return max(first, start - _BEFORE), last


def _belongs(view: MessageView, end: int, behind: int) -> bool:
    """Whether an office is named right behind an address, with nothing between but that it is its own."""
    return any(
        opens(view, "contact.of-it", end, match.start())
        for pattern in view.found.detect.compiled("contact.office")
        for match in pattern.finditer(view.norm, end, behind)
    )


def _office(view: MessageView, first: int, last: int) -> int:
    """Where the last office named in ``norm[first:last]`` ends, -1 where none is but to pass it by."""
    ends = [
        match.end()
        for pattern in view.found.detect.compiled("contact.office")
        for match in pattern.finditer(view.norm, first, last)
        if not matches(view, "contact.office-passed", first, match.start())
    ]
    return max(ends, default=-1)
