"""Which column of a table holds what: told by its header, or by the user."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from poa.errors import InputError
from poa.messages.vocabulary import Vocabulary, folded
from poa.text.clean import clean
from poa.text.lazy import lazy

Row = tuple[int, Sequence[str]]
WORDY = ("text", "html")
HEADED = "headed"
# The second of two columns for the time, which may hold the time of day alone.
CLOCK = "clock"
# Holds whole conversations, and is the text where nothing else is.
TALK = "conversation"
_LONGEST = 200
"""No heading is longer; a first row without headings may hold whole messages."""
# A remark about a heading: "Date (MM/DD/YYYY)", "发送时间（北京时间）".
_REMARK = lazy(r"\s*[(（\[][^)）\]]*[)）\]]\s*$")


def find_columns(
    rows: list[Row], source: str, vocabulary: Vocabulary, chosen: Mapping[str, str] | None
) -> tuple[int, dict[str, int]]:
    """Which row is the header (-1: none) and the place of each field.

    Args:
        rows: the first rows that hold anything.
        source: the file, for errors.
        vocabulary: the known names of columns.
        chosen: field to column name or 1-based number, over what is recognised; see poa.messages.table.read_rows.

    Raises:
        InputError: there is no header, or no column that holds the words of a message; with the columns found.
    """
    best, header_at = 0, -1
    for index, (_, cells) in enumerate(rows):
        keys = [_key(cell, vocabulary) for cell in cells]
        known = sum(1 for key in keys if key in vocabulary.columns or key in vocabulary.logs)
        if known > best and all(len(cell) <= 80 for cell in cells):
            best, header_at = known, index
        if best >= 2:
            break
    if chosen:
        return _chosen(rows, header_at, source, vocabulary, chosen)
    names = [cell.strip() for cell in rows[max(header_at, 0)][1]]
    if header_at < 0:
        raise InputError("messages.no_header", file=source, line=rows[0][0], columns=_listed(names))
    places = _with_words(_recognised(names, vocabulary))
    _require_words(places, names, source, rows[header_at][0], vocabulary)
    return header_at, places


def _recognised(names: Sequence[str], vocabulary: Vocabulary) -> dict[str, int]:
    """The place of each field. Of two columns for one field the better known name wins (it stands first)."""
    order = {name: rank for rank, name in enumerate(vocabulary.columns)}
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        key = _key(name, vocabulary)
        field = vocabulary.columns.get(key)
        if not field:
            continue
        better = field not in places or order[key] < order[_key(names[places[field]], vocabulary)]
        if field == "sent" and field in places:
            places[CLOCK] = places[field] if better else place
        if better:
            places[field] = place
    return places


def _with_words(places: dict[str, int]) -> dict[str, int]:
    """The places, conversations being the text where there is no better one."""
    talk = places.pop(TALK, None)
    if talk is not None and not any(field in places for field in WORDY):
        places["text"] = talk
    return places


def _key(name: str, vocabulary: Vocabulary) -> str:
    """A heading as it is looked up: without a remark in brackets where it is not known with it."""
    key = folded(name)
    bare = key in vocabulary.columns or len(name) > _LONGEST
    return key if bare else folded(_REMARK.sub("", name))


def _chosen(
    rows: list[Row], header_at: int, source: str, vocabulary: Vocabulary, chosen: Mapping[str, str]
) -> tuple[int, dict[str, int]]:
    """The user's own mapping; it makes the first row the header where it names columns that stand there."""
    chosen = dict(chosen)
    if chosen.pop(HEADED, ""):
        header_at = max(header_at, 0)
    at = max(header_at, 0)
    wanted = {folded(column) for column in chosen.values() if not column.strip().isdigit()}
    for index, (_, cells) in enumerate(rows):
        if wanted and wanted <= {folded(cell) for cell in cells}:
            at = header_at = index
            break
    names = [cell.strip() for cell in rows[at][1]]
    known = set(vocabulary.columns.values()) - {TALK}
    places = _recognised(names, vocabulary) if header_at >= 0 else {}
    for field, column in chosen.items():
        if field not in known:
            raise InputError("messages.no_field", field=field, known=", ".join(sorted(known)))
        places[field] = _place(column, names, source)
    places = _with_words(places)
    _require_words(places, names, source, rows[at][0], vocabulary)
    return header_at, places


def _place(column: str, names: list[str], source: str) -> int:
    for place, name in enumerate(names):
        if folded(name) == folded(column):
            return place
    number = int(column) if re.fullmatch(r"[0-9]{1,4}", column.strip()) else 0
    if not 1 <= number <= len(names):
        raise InputError("messages.no_column", file=source, column=column, columns=_listed(names))
    return number - 1


def _require_words(places: Mapping[str, int], names: list[str], source: str, line: int, vocabulary: Vocabulary) -> None:
    if any(field in places for field in WORDY):
        return
    is_log = any(folded(name) in vocabulary.logs for name in names)
    key = "messages.log_without_text" if is_log or "sent" in places else "messages.no_text_column"
    raise InputError(key, file=source, line=line, columns=_listed(names))


def _listed(names: Sequence[str]) -> str:
    shown = [clean(name).replace("\n", " ")[:40] or "-" for name in names[:20]]
    return ", ".join(shown) + (" ..." if len(names) > 20 else "")
