"""Rules of the user's own: a detection entry with ``finds`` finds a rule without any code.

- id: own.catalogue
  finds: own.no-catalogue         # an entry of the user's rules
  words: {en: [spring catalogue]}
  unless: [own.catalogue-asked]   # other entries that excuse it within the same sentence
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from poa.audit.context import in_sentence, refused
from poa.audit.detect import listed
from poa.audit.hit import Hit

if TYPE_CHECKING:
    from poa.audit.detect import Detect
    from poa.audit.view import MessageView


def find(view: MessageView, detect: Detect) -> Iterator[Hit]:
    """Spans of entries that name a rule."""
    for name, rule in detect.direct:
        if name not in view.found:
            continue
        excuses = listed(detect.data[name].get("unless"))
        for start, end in view.found.first(name):
            if refused(view, start, end) or any(in_sentence(view, str(excuse), start, end) for excuse in excuses):
                continue
            yield Hit(rule, start, end)
