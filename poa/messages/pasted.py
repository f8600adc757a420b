"""Mails copied as text one below the other, each with its header lines on top."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from poa.messages.headers import HEADER, header_block, header_name, header_soon
from poa.messages.identify import is_buyers, order_of
from poa.messages.parties import Parties, nobody
from poa.messages.pieces import Piece
from poa.messages.speakers import is_service, party_name, sides_of
from poa.messages.vocabulary import Vocabulary, folded
from poa.model.message import Direction
from poa.text.lazy import lazy

_DIVIDER = lazy(r"^\s*[-=_*#~]{3,}\s*$")
_LABELLED = lazy(r"^\s*[-=_*#~]{2,}\s*\S|.*[:：]\s*$")
_ADDRESS = lazy(r"[^\s<>\"(),;:]{1,200}@[^\s<>\"(),;:]{1,200}")
_ANSWERED: dict[Direction, Direction] = {"outbound": "inbound", "inbound": "outbound"}


def read_mails(
    lines: list[str], first: int, vocabulary: Vocabulary, known: Callable[[], Parties] | None = None
) -> list[Piece]:
    """The mails; the headers of the first begin on the line ``first``; ``known`` tells the names known beforehand."""
    pieces: list[Piece] = []
    index = first
    while index < len(lines):
        starts = index == first or _begins(lines, index)
        if not starts:
            if not _DIVIDER.match(lines[index]) or (index + 1 < len(lines) and not header_soon(lines, index + 1)):
                pieces[-1].lines.append(lines[index])
            index += 1
            continue
        piece = Piece(index + 1, "outbound")
        while index < len(lines) and (found := HEADER.match(lines[index])):
            _take_header(piece, found[1], found[2].strip())
            index += 1
        pieces.append(piece)
    _settle_sides(pieces, vocabulary, known or nobody)
    return pieces


def _take_header(piece: Piece, name: str, value: str) -> None:
    field_name = header_name(name)
    if field_name == "from":
        piece.sender = value
    elif field_name == "to":
        piece.receiver = value
    elif field_name == "subject":
        piece.subject = value
    elif field_name == "date":
        piece.when = value
    elif field_name == "x-agent":
        piece.agent = value
    elif field_name == "order":
        piece.order = order_of(value)


def _begins(lines: list[str], index: int) -> bool:
    """A new mail begins after an empty line or a divider, or with its sender; below "Original Message" it is quoted."""
    before, found = lines[index - 1], HEADER.match(lines[index])
    if not found or not header_block(lines, index):
        return False
    if not before.strip() or _DIVIDER.match(before):
        return True
    return header_name(found[1]) == "from" and not _LABELLED.match(before)


def strangers_of(pieces: list[Piece]) -> tuple[str, ...]:
    """The first two who wrote to each other where nothing tells which of them is the buyer."""
    unsure = [piece for piece in pieces if not piece.certain and piece.sender]
    writers = {_key(piece.sender): piece.sender for piece in unsure}
    readers = {_key(piece.receiver) for piece in unsure}
    answered = not writers.keys().isdisjoint(readers) or readers == {""}
    return tuple(writers.values())[:2] if len(writers) > 1 and answered else ()


def _settle_sides(pieces: list[Piece], vocabulary: Vocabulary, known: Callable[[], Parties]) -> None:
    """Say of each mail who wrote it: by addresses and words, and by names known beforehand; then whoever is known from
    one mail is known in all; then a shop's mailbox tells, where the other side has none. What is not told is the
    seller's, as with single messages."""
    sides: list[Direction | None] = [sides_of(piece.sender, piece.receiver, vocabulary) for piece in pieces]
    if not all(sides):
        sides = [side or _by_name(piece, known()) for piece, side in zip(pieces, sides, strict=True)]
    sides = _spread(pieces, sides)
    if not all(sides):
        sides = [side or _by_mailbox(piece, vocabulary) for piece, side in zip(pieces, sides, strict=True)]
        sides = _spread(pieces, sides)
    for piece, side in zip(pieces, sides, strict=True):
        piece.direction, piece.certain = side or "outbound", side is not None
        other = piece.receiver if piece.direction == "outbound" else piece.sender
        both = sorted((_key(piece.sender), _key(piece.receiver)))
        piece.group = _key(other) if side else " ".join(both) if all(both) else ""
    if len({piece.group for piece in pieces} - {""}) == 1:
        for piece in pieces:
            piece.group = ""


def _spread(pieces: list[Piece], sides: list[Direction | None]) -> list[Direction | None]:
    """The sides with those that follow from who is who in the other mails."""
    for _ in range(2):
        known: dict[str, Direction] = {}
        for piece, side in zip(pieces, sides, strict=True):
            for key in _keys(piece.sender) if side else ():
                known.setdefault(key, side or "outbound")
            for key in _keys(piece.receiver) if side else ():
                known.setdefault(key, _ANSWERED[side or "outbound"])
        sides = [side or _known_side(piece, known) for piece, side in zip(pieces, sides, strict=True)]
    return sides


def _known_side(piece: Piece, known: dict[str, Direction]) -> Direction | None:
    for key in _keys(piece.sender):
        if key in known:
            return known[key]
    for key in _keys(piece.receiver):
        if key in known:
            return _ANSWERED[known[key]]
    return None


def _by_name(piece: Piece, names: Parties) -> Direction | None:
    writer, reader = (
        next((side for key in _keys(address) if (side := names.named(key))), None)
        for address in (piece.sender, piece.receiver)
    )
    return writer or (_ANSWERED[reader] if reader else None)


def _by_mailbox(piece: Piece, vocabulary: Vocabulary) -> Direction | None:
    if not piece.sender or not piece.receiver:
        return None
    writer, reader = is_service(piece.sender, vocabulary), is_service(piece.receiver, vocabulary)
    return None if writer == reader else "outbound" if writer else "inbound"


def _keys(address: str) -> Iterator[str]:
    """What tells a party: its addresses, a buyer's at Amazon first, and its name."""
    yield from sorted((found.lower() for found in _ADDRESS.findall(address)), key=is_buyers, reverse=True)
    if name := folded(party_name(address)):
        yield name


def _key(address: str) -> str:
    return next(_keys(address), "")
