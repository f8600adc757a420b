"""How many terminal cells a text takes: Chinese two, Latin one, combining marks none."""

from __future__ import annotations


def cells(text: str) -> int:
    """The width of ``text`` in terminal cells."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int, mark: str = "…") -> str:
    """``text`` cut to ``width`` cells, ending with ``mark`` where something was cut."""
    if cells(text) <= width:
        return text
    room = width - cells(mark)
    return take(text, room)[0] + mark if room >= 0 else take(text, width)[0]


def pad(text: str, width: int) -> str:
    """``text`` filled with spaces to ``width`` cells, or cut to it."""
    text = fit(text, width)
    return text + " " * (width - cells(text))


def take(text: str, width: int) -> tuple[str, str]:
    """The longest beginning of ``text`` that fits into ``width`` cells, and the rest; marks stay with their letter."""
    used = 0
    for index, char in enumerate(text):
        wide = cells(char)
        if used + wide > width:
            return text[:index], text[index:]
        used += wide
    return text, ""
