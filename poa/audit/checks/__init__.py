"""The technical detectors, one kind a module. Each looks only where the one pass over the text saw a reason to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.audit.checks import contact, form, links, marks, own, thread

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.hit import Hit
    from poa.audit.memory import RequestMemory
    from poa.audit.view import MessageView

_NUMBERS = frozenset(("contact.phone-digits", "contact.phone-letters", "contact.phone-words"))


def find(view: MessageView, detect: Detect, memory: RequestMemory) -> Iterator[Hit]:
    """Everything the technical detectors see in a scanned message."""
    present, message = view.found.present, view.message
    kinds = {name.partition(".")[0] for name in present}
    if view.html is not None or "links" in kinds:
        yield from links.find(view)
    if "contact" in kinds:
        yield from contact.find(view)
    if not present.isdisjoint(_NUMBERS):
        from poa.audit.checks import phone

        yield from phone.find(view)
    if not marks.unmarked(view):
        yield from marks.find(view)
    if view.proactive is True:
        yield from form.find(view, detect)
    if message.thread or "thread" in kinds:
        yield from thread.find(view, detect, memory)
    if view.html is not None:
        from poa.audit.checks import hrefs, looks

        yield from hrefs.find(view)
        yield from looks.find(view)
    if message.attachments:
        from poa.audit.checks import attachments

        yield from attachments.find(view, detect)
    if detect.lates_direct or not present.isdisjoint(detect.finding):
        yield from own.find(view, detect)
