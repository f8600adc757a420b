"""A place where a detector saw a rule broken, before the engine applies the rule's conditions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Where = Literal["text", "subject", "html", "attachment", "thread", "message"]

_NO_VALUES: Mapping[str, str] = MappingProxyType({})


class Hit(NamedTuple):
    """A rule seen broken at a place.

    Attributes:
        rule: the rule's id.
        start: where it begins: in ``MessageView.norm`` when ``where`` is text, else in the field named by ``where``.
        end: where it ends, in the same coordinates.
        where: which field the place lies in; ``message`` when it is the message as a whole.
        values: what the sentence shown to people may name (an address, a limit).
        rewrite: the words to put in the place of the span, when there is a safe rewrite; "" removes the span.
    """

    rule: str
    start: int = 0
    end: int = 0
    where: Where = "text"
    values: Mapping[str, str] = _NO_VALUES
    rewrite: str | None = None
