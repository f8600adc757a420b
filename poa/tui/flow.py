"""Breaks text into screen lines, for English and Chinese, remembering where each line stands in the text.

Textual wraps at spaces only, which tears Chinese apart; here a line may also end between two wide characters, but
never before a closing mark or after an opening one.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

CLOSING = frozenset("，。、；：？！）》】〉」』〕”’…—,.;:?!)]}%％℃·")
OPENING = frozenset("（《【〈「『〔“‘([{")


def width_of(text: str) -> int:
    """The cells that ``text`` takes on the screen."""
    return cell_len(text)


def break_lines(text: str, width: int) -> list[tuple[int, int]]:
    """The ``(start, end)`` of each screen line of ``text``; blanks at a break belong to no line.

    Args:
        text: any text; line feeds are kept as breaks.
        width: cells of a line, at least 1.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        lines.extend((start + a, start + b) for a, b in _paragraph(paragraph, max(1, width)))
        start += len(paragraph) + 1
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """The screen lines of ``text`` themselves."""
    return [text[a:b] for a, b in break_lines(text, width)]


def shortened(text: str, width: int) -> str:
    """The first line of ``text`` in at most ``width`` cells, with an ellipsis where something was cut."""
    flat = " ".join(text.split())
    if cell_len(flat) <= width:
        return flat
    kept, used = [], 0
    for character in flat:
        used += cell_len(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """``text`` cut or filled with blanks to exactly ``width`` cells."""
    cut = shortened(text, width)
    return cut + " " * max(0, width - cell_len(cut))


def _paragraph(text: str, width: int) -> Iterator[tuple[int, int]]:
    if len(text) <= width and cell_len(text) <= width:
        yield 0, len(text)
        return
    start, used, may_break = 0, 0, 0
    position = 0
    while position < len(text):
        cells = cell_len(text[position])
        if position > start and used + cells > width and text[position] != " ":
            end = may_break if may_break > start else position
            yield start, end - (len(text[start:end]) - len(text[start:end].rstrip(" ")))
            start = end
            while start < len(text) and text[start] == " ":
                start += 1
            position, used, may_break = max(position, start), cell_len(text[start:position]), start
            continue
        used += cells
        position += 1
        if position < len(text) and _may_end(text[position - 1], text[position]):
            may_break = position
    if start < len(text) or not text:
        yield start, len(text)


def _may_end(before: str, after: str) -> bool:
    """A line may end between these two characters."""
    if after in CLOSING or before in OPENING:
        return before == " "
    if before == " " or before == "-":
        return True
    return _wide(before) or _wide(after)


def _wide(character: str) -> bool:
    return character > "\u2e7f" and cell_len(character) == 2
