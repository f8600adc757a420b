"""Messengers that are named to be declined: the buyer proposed one, an impostor uses one, a box shows its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poa.audit.context import matches, opens, refused

if TYPE_CHECKING:
    from poa.audit.view import MessageView

_AROUND = 400
"""So far around a name its sentence is read."""


def printed(view: MessageView, start: int, end: int) -> bool:
    """Whether the sentence speaks of what was read on a box or a screen, the name in quotation marks."""
    first, last = _sentence(view, start, end)
    return matches(view, "contact.printed", first, last) and any(
        view.named(*name) for name in view.found.within("contact.messenger", first, last)
    )


def declined(view: MessageView, start: int, end: int) -> bool:
    """Whether the seller will not have the messenger at ``norm[start:end]``, or it is not his.

    He says so in the clause or right behind it; the buyer proposed it, and this or the next sentence turns it down;
    or it is an impostor's. An invitation all the same counts for more than a proposal or an impostor.
    """
    first, last = _sentence(view, start, end)
    if refused(view, start, end) or matches(view, "contact.declined-before", first, start):
        return True
    if opens(view, "contact.declined-after", end, last):
        return True
    following = view.norm[last : last + _AROUND].lstrip()
    begin = min(len(view.norm), last + _AROUND) - len(following)
    after = min(view.sentence(begin)[1], begin + _AROUND) if following else last
    if matches(view, "contact.goes-along", end, after):
        return False
    if matches(view, "contact.impostor", first, last) or matches(view, "contact.impostor-next", begin, after):
        return not matches(view, "contact.goes-along", first, start)
    proposed = _proposed(view, first, start) or opens(view, "contact.proposed-after", end, last)
    return proposed and matches(view, "contact.declines", end, after)


def _proposed(view: MessageView, first: int, start: int) -> bool:
    """Whether the words in front of a name say that the buyer brought it up, and do not invite him after all."""
    return matches(view, "contact.thanked", first, start) or any(
        not matches(view, "contact.invites-all-the-same", match.end(), start)
        for pattern in view.found.detect.compiled("contact.proposed")
        for match in pattern.finditer(view.norm, first, start)
    )


def _sentence(view: MessageView, start: int, end: int) -> tuple[int, int]:
    first, last = view.sentence(start, end)
    return max(first, start - _AROUND), min(last, end + _AROUND)
