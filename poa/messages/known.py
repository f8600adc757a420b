"""Names that are known before a text is read, asked for when a conversation is met, and once only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poa.messages.parties import Parties

# Names may stand in a file of settings, which most texts give no reason to open.
Sellers = Callable[[], Iterable[str]]


def remembered_parties(sellers: Sellers) -> Callable[[], Parties]:
    """The parties to compare names with; ``sellers`` is asked at the first call."""

    @cache
    def known() -> Parties:
        from poa.messages.parties import parties

        return parties(sellers())

    return known
