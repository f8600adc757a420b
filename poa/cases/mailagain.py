"""Messages that come again: known as they are, or read otherwise since somebody said who is the buyer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poa.messages.masking import mask_message
from poa.model.message import Message
from poa.text.mask import MASK, mask_personal

if TYPE_CHECKING:
    from sqlite3 import Connection

# Reads a kept message: its file, where in it, how many bytes; None where it can no longer be read.
ReadKept = Callable[[str, int, int], Message | None]
_ROW = "SELECT digest, batch, start, length, sender FROM messages WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a message goes: its ``id``, the records that it takes the ``place_of``; ``known``: it is there."""

    id: str
    place_of: tuple[str, ...] = ()
    known: bool = False


def standing(message: Message, digest: bytes, index: Connection, batch: str, buyer: str, read: ReadKept) -> Standing:
    """What an import is to do with a message.

    The same words at the same place of the same file are one message, however its side and its sender were read: what
    was read last holds. Messages of one import never replace each other, since they are of different files.

    Args:
        message: as it would be kept.
        digest: of it.
        index: of the case.
        batch: of this import.
        buyer: the name by which it was masked, if any.
        read: reads what is kept.
    """
    wanted, count, same, old = message.id, 1, "", list[str]()
    while row := index.execute(_ROW, (wanted,)).fetchone():
        if row[0] == digest and (message.direction == "inbound" or row[4] == message.sender):
            same = wanted
        elif row[1] != batch and (kept := read(*row[1:4])) and kept.source == message.source:
            if _otherwise(kept, message, buyer):
                old.append(wanted)
        elif row[0] == digest:
            same = wanted
        count += 1
        wanted = f"{message.id}~{count}"
    if old:
        return Standing(min(old, key=len), (*old, *([same] if same else [])))
    return Standing(same or wanted, known=bool(same))


def _otherwise(kept: Message, message: Message, buyer: str) -> bool:
    """Whether a kept message is this one, but of another side or sender; a name that is masked now was not then.

    It is this one, too, where the seller's own address was still masked when it was kept.
    """
    if (kept.direction, kept.sender) == (message.direction, message.sender):
        return kept.text != message.text and mask_personal(message.text) == kept.text
    if (kept.sent, kept.order_id) != (message.sent, message.order_id):
        return False
    then = mask_message(replace(kept, extra={"buyer": buyer})) if buyer else kept
    pairs = ((then.text, message.text), (then.subject, message.subject), (then.html, message.html))
    return all(before == now or _unmasked(before, now) for before, now in pairs)


def _unmasked(before: str, now: str) -> bool:
    """Whether ``now`` is ``before`` with words where masks stood: another name was taken for the buyer's."""
    first, *pieces = before.split(MASK)
    if not pieces or not now.startswith(first) or not now.endswith(pieces[-1]):
        return False
    place = len(first)
    for piece in pieces[:-1]:
        place = now.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    spoken = len(before) - len(MASK) * len(pieces)
    # Most of it must be the same words; a mask alone would stand for anything.
    return place <= len(now) - len(pieces[-1]) and len(now) - spoken <= spoken
