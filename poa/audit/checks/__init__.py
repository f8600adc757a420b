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


def find(view: MessageView, detect: Detect, memory: RequestMemory) -> Iterator[Hit]:
    """Everything the technical detectors see in a scanned message."""
    if view.found.present or view.html is not None:
        yield from links.find(view)
        yield from contact.find(view)
    if "contact.phone-digits" in view.found.present or "contact.phone-words" in view.found.present:
        from poa.audit.checks import phone

        yield from phone.find(view)
    yield from marks.find(view)
    yield from form.find(view, detect)
    yield from thread.find(view, detect, memory)
    if view.html is not None:
        from poa.audit.checks import looks

        yield from looks.find(view)
    if view.message.attachments:
        from poa.audit.checks import attachments

        yield from attachments.find(view, detect)
    yield from own.find(view, detect)
